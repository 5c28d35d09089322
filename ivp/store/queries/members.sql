SELECT area, member FROM area_member ORDER BY area, member
