-- Blocks of the file and bytes in a block, as the file itself says
SELECT total_blocks, block_size
FROM pragma_database_size()
WHERE database_name = current_database()
