-- One person's own sessions in a unit, as the table they take home: $1 the unit, $2 the person, [$3, $4) the instants, $5 the zone.
SELECT to_char(starts, 'YYYY-MM-DD FMDay') AS start_date, to_char(starts, 'HH24:MI') AS start_clock,
       to_char(ends, 'YYYY-MM-DD FMDay') AS end_date, to_char(ends, 'HH24:MI') AS end_clock,
       $5 || to_char(starts - (start_time AT TIME ZONE 'UTC'), ' +HH24:MI') AS timezone, duration_minutes,
       to_char(round(duration_minutes / 60.0, 1), 'FM9990.0') AS hours, submissions_opened, comments_added, assessments,
       upper(during_tutorial::text) AS during_tutorial
FROM marking_sessions, LATERAL (SELECT start_time AT TIME ZONE $5 AS starts, end_time AT TIME ZONE $5 AS ends) AS local
WHERE unit_id = $1 AND user_id = $2 AND deleted_at IS NULL AND start_time >= $3 AND start_time < $4 ORDER BY start_time, id
