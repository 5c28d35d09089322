-- The significant unfavourable tests behind `high` and `worsening`, in the area itself or in a gemeente in it.
SELECT
    w.outer_area AS area, t.theme, t.area AS member, t.kind, t.indicator, t.period, t.side, t.reference,
    t.z, t.q, t.strength, t.indicative, t.old
FROM tested t
JOIN candidate_member w ON w.area = t.area
WHERE t.significant AND t.unfavourable AND t.counts
ORDER BY w.outer_area, t.theme, t.strength DESC, t.indicator, t.area, t.kind
