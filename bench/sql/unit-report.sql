-- Sums of stored columns per tutor and local day of the start: $1 the unit, [$2, $3) the instants, $4 the zone. The least
-- that a report can be made of; the product's unions, tutorials, attention and medians are not in it.
SELECT user_id, to_char(start_time AT TIME ZONE $4, 'YYYY-MM-DD') AS date, count(*)::integer AS sessions, sum(duration_minutes)::integer AS credited,
       sum(extract(epoch FROM end_time - start_time) * 1000)::float8 AS span_ms, sum(active_ms)::float8 AS active_ms
FROM marking_sessions WHERE unit_id = $1 AND deleted_at IS NULL AND start_time >= $2 AND start_time < $3 GROUP BY 1, 2 ORDER BY 1, 2
