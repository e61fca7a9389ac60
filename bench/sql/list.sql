-- OnTrack's list of a unit's sessions: $1 the unit, [$2, $3) the instants. Stored columns, nothing else.
SELECT id, user_id, unit_id, start_time, end_time, duration_minutes, during_tutorial, comments_added, assessments, submissions_opened
FROM marking_sessions WHERE unit_id = $1 AND deleted_at IS NULL AND start_time >= $2 AND start_time < $3 ORDER BY start_time, id
