-- As text, because a moment with a time zone needs another package
SELECT snapshot_id, strftime(snapshot_time AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S'), coalesce(commit_message, '')
FROM lake.snapshots()
WHERE snapshot_id > 0
ORDER BY snapshot_id
