SELECT
    t.priority, t.area, t.year, l.outcome, l.register, l.survey,
    l.register_worse, l.register_better, l.register_same, l.register_both, l.register_linked,
    l.survey_worse, l.survey_better, l.survey_same, l.survey_both, l.survey_linked
FROM toets t
POSITIONAL JOIN lent l
