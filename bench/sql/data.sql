-- The data of the benchmark, set by set: one large unit and nineteen small ones, as the tracker would have left them.
-- Settings: bench.days (how far back), bench.zone. Nothing is random: each value follows from a hash of its place.
-- Every 90 days are a term with students of its own, those of the last one first; the same tutors mark in all of them.
-- Students of past terms are enrolled no more, and nothing of theirs waits.
-- Sessions of one tutor follow each other at equal distances, with more than the threshold between them; each holds
-- twenty acts on five tasks, and attention on each of these. Tutorials do not cut here (the stream says so).

CREATE FUNCTION pg_temp.pick(place bigint, seed integer, choices bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
  RETURN (hashint8extended(place, seed) & 9223372036854775807) % choices;

CREATE TEMP TABLE shape AS
SELECT n AS unit, 9000 + n AS unit_id, CASE n WHEN 1 THEN 50 ELSE 10 END AS tutors, CASE n WHEN 1 THEN 2000 ELSE 200 END AS students,
       CASE n WHEN 1 THEN 20 ELSE 10 END AS definitions, (current_setting('bench.days')::integer + 89) / 90 AS terms,
       (CASE n WHEN 1 THEN 1000 ELSE 50 END * current_setting('bench.days')::integer / 90) AS sessions,
       ((now() AT TIME ZONE current_setting('bench.zone'))::date - current_setting('bench.days')::integer) AS first_day
FROM generate_series(1, 20) AS n;

-- People: the convenor of unit n is n * 100000, its tutors follow, its students begin 1000 later.
INSERT INTO users (id, username, email, first_name, last_name, system_role, password_hash)
SELECT id, name, name || '@example.edu', initcap(role), 'Number ' || id, CASE role WHEN 'student' THEN 'student' ELSE 'tutor' END,
       CASE role WHEN 'student' THEN NULL ELSE current_setting('bench.password_hash') END
FROM shape, LATERAL (
  SELECT unit * 100000 AS id, 'convenor' AS role
  UNION ALL SELECT unit * 100000 + t, 'tutor' FROM generate_series(1, tutors) AS t
  UNION ALL SELECT unit * 100000 + 1000 + s, 'student' FROM generate_series(1, students * terms) AS s
) AS people, LATERAL (SELECT role || id AS name) AS named;

INSERT INTO units (id, code, name, timezone, start_date, end_date)
SELECT unit_id, 'BEN' || 100 + unit, 'Unit ' || unit, current_setting('bench.zone'), first_day, first_day + current_setting('bench.days')::integer + 90 FROM shape;

INSERT INTO unit_policies (unit_id, effective_at) SELECT unit_id, '1970-01-01T00:00Z' FROM shape;
INSERT INTO unit_roles (id, user_id, unit_id, role)
SELECT unit * 100000 + t, unit * 100000 + t, unit_id, CASE t WHEN 0 THEN 'convenor' ELSE 'tutor' END FROM shape, generate_series(0, tutors) AS t;

INSERT INTO tutorial_streams (id, unit_id, name, cuts_sessions) SELECT unit, unit_id, 'Classes', false FROM shape;
INSERT INTO tutorials (id, unit_id, stream_id, unit_role_id, abbreviation, meeting_day, meeting_time, duration_minutes)
SELECT unit * 100000 + t, unit_id, unit, unit * 100000 + t, 'T' || t, (ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])[t % 5 + 1],
       8 + t % 9 || ':00', 120 FROM shape, generate_series(1, tutors) AS t;
INSERT INTO tutorial_windows (tutorial_id, unit_id, user_id, start_time, end_time, cuts_sessions)
SELECT g.id, g.unit_id, g.unit_role_id, starts, starts + interval '120 minutes', false
FROM tutorials g JOIN units u ON u.id = g.unit_id, generate_series(u.start_date::timestamp, u.end_date, interval '1 day') AS day,
     LATERAL (SELECT (day + g.meeting_time::time) AT TIME ZONE u.timezone AS starts) AS meeting
WHERE trim(to_char(day, 'Day')) = g.meeting_day;

INSERT INTO projects (id, user_id, unit_id, enrolled) SELECT unit * 100000 + 1000 + s, unit * 100000 + 1000 + s, unit_id, s <= students FROM shape, generate_series(1, students * terms) AS s;
INSERT INTO tutorial_enrolments (project_id, tutorial_id)
SELECT unit * 100000 + 1000 + s, unit * 100000 + 1 + s % tutors FROM shape, generate_series(1, students * terms) AS s;
INSERT INTO task_definitions (id, unit_id, abbreviation, name, due_date)
SELECT unit * 1000 + d, unit_id, d || 'P', 'Task ' || d, first_day + d * 4 FROM shape, generate_series(1, definitions) AS d;
INSERT INTO tasks (id, project_id, task_definition_id, status, submission_date, times_assessed)
SELECT p.id * 100 + d, p.id, unit * 1000 + d, CASE WHEN p.enrolled AND pg_temp.pick(p.id * 100 + d, 1, 20) = 0 THEN 'ready_for_feedback' ELSE 'complete' END,
       first_day + pg_temp.pick(p.id * 100 + d, 2, 90)::integer, 1
FROM shape JOIN projects p USING (unit_id), generate_series(1, definitions) AS d;

-- Sessions: where each begins, and how far apart its twenty acts are.
CREATE TEMP TABLE plan AS
SELECT row_number() OVER (ORDER BY unit, i, t) AS id, unit, unit_id, t, tutors, students, definitions, terms - 1 - i * terms / sessions AS terms_ago, unit * 100000 + t AS user_id,
       '10.0.' || unit || '.' || t AS ip_address, start_time, gap_ms * interval '0.001 seconds' AS gap, start_time + gap_ms * 19 * interval '0.001 seconds' AS end_time, gap_ms
FROM shape, generate_series(1, tutors) AS t, generate_series(0, sessions - 1) AS i,
     LATERAL (SELECT i::bigint * 1000000 + unit * 1000 + t AS place, current_setting('bench.days')::bigint * 86400000 / sessions AS slot_ms) AS placed,
     LATERAL (SELECT 60000 + pg_temp.pick(place, 3, 100000) AS gap_ms,
       (first_day::timestamp AT TIME ZONE current_setting('bench.zone')) + (i * slot_ms + pg_temp.pick(place, 4, 2400000)) * interval '0.001 seconds' AS start_time) AS drawn;

INSERT INTO marking_sessions (id, user_id, unit_id, ip_address, start_time, end_time, duration_minutes, during_tutorial, counted_from, active_ms,
  activities, assessments, comments_added, submissions_opened, created_at, updated_at)
SELECT id, user_id, unit_id, ip_address, start_time, end_time, gap_ms * 19 / 60000,
       EXISTS (SELECT FROM tutorial_windows w WHERE w.user_id = p.user_id AND w.unit_id = p.unit_id AND w.start_time <= p.start_time AND w.end_time > p.start_time),
       start_time, gap_ms * 15, 20, 3, 5, 5, start_time, end_time
FROM plan p ORDER BY start_time, id;

-- Five tasks a session, of students of the tutor's own tutorial.
CREATE TEMP TABLE visits AS
SELECT p.id, p.user_id, p.unit_id, p.ip_address, q, p.start_time + q * 4 * gap AS at, gap,
       unit * 100000 + 1000 + CASE t WHEN 1 THEN tutors ELSE t - 1 END + tutors * pg_temp.pick(p.id * 8 + q, 5, students / tutors) + students * terms_ago AS project_id,
       1 + pg_temp.pick(p.id * 8 + q, 6, definitions) AS definition, unit
FROM plan p, generate_series(0, 4) AS q;

INSERT INTO session_activities (marking_session_id, action, project_id, task_id, task_definition_id, status_changed, created_at, updated_at)
SELECT v.id, (ARRAY['get-submission-details', 'get-comments', 'add-comment', 'assessing'])[k + 1], project_id, project_id * 100 + definition,
       unit * 1000 + definition, k = 3 AND q % 2 = 0, at + k * gap, at + k * gap
FROM visits v, generate_series(0, 3) AS k ORDER BY v.at, v.id, k;

INSERT INTO attention_stretches (user_id, unit_id, ip_address, task_id, kind, start_time, end_time)
SELECT user_id, unit_id, ip_address, project_id * 100 + definition, 'reading', at, at + 3 * gap FROM visits ORDER BY at, id;

SELECT setval(format('%I_id_seq', name)::regclass, (xpath('/row/m/text()', query_to_xml(format('SELECT max(id) AS m FROM %I', name), false, true, '')))[1]::text::bigint)
FROM unnest(ARRAY['users', 'units', 'unit_roles', 'tutorial_streams', 'tutorials', 'projects', 'task_definitions', 'tasks', 'marking_sessions']) AS name;
