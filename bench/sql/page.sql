-- One page of a unit's sessions with names, and how many there are: $1 the unit, [$2, $3) the instants, $4 and $5 limit and offset.
SELECT s.id, concat_ws(' ', u.first_name, u.last_name) AS user_name, s.start_time, s.duration_minutes,
       (SELECT count(*)::integer FROM marking_sessions WHERE unit_id = $1 AND deleted_at IS NULL AND start_time >= $2 AND start_time < $3) AS total
FROM marking_sessions s JOIN users u ON u.id = s.user_id
WHERE s.unit_id = $1 AND s.deleted_at IS NULL AND s.start_time >= $2 AND s.start_time < $3 ORDER BY s.start_time, s.id LIMIT $4 OFFSET $5
