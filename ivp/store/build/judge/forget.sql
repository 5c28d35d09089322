-- Everything that hangs on the plan, and what a database says of itself: all of it is made again.
DELETE FROM build_info;
DELETE FROM priority;
DELETE FROM priority_link;
DELETE FROM goal;
DELETE FROM action;
DELETE FROM partner;
DELETE FROM commentary;
DELETE FROM decision;
DELETE FROM goal_progress;
DELETE FROM assessment;
DELETE FROM assessment_part;
DELETE FROM finding;
DELETE FROM signal;
DELETE FROM candidate;
DELETE FROM candidate_evidence;
