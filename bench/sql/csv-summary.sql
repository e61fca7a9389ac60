-- The credited minutes of a unit's tutors: $1 the unit, [$2, $3) the instants.
SELECT s.user_id, concat_ws(' ', u.first_name, u.last_name) AS user_name, sum(s.duration_minutes)::integer AS minutes,
       sum(s.assessments)::integer AS assessments, sum(s.comments_added)::integer AS comments
FROM marking_sessions s JOIN users u ON u.id = s.user_id
WHERE s.unit_id = $1 AND s.deleted_at IS NULL AND s.start_time >= $2 AND s.start_time < $3 GROUP BY 1, 2 ORDER BY 1
