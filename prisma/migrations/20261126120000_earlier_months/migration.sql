-- What an assessment is measured from in the months that a report does not name itself. There may be a hundred of them, of which
-- nearly all hold nothing: a plan that names them takes longer to make than to run. A function keeps its plan for as long as a
-- connection lasts; the one for any months is the right one, since it leaves out those that are not asked for when it begins.

-- The latest assessment of each task before a time, if there is one.
CREATE FUNCTION assessed_before(tasks bigint[], before timestamptz) RETURNS TABLE (task_id bigint, at timestamptz)
  LANGUAGE plpgsql STABLE STRICT ROWS 100 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT t.id, latest.created_at
    FROM unnest(assessed_before.tasks) AS t(id) CROSS JOIN LATERAL (
      SELECT b.created_at::timestamptz FROM session_activities b JOIN marking_sessions s ON s.id = b.marking_session_id AND s.deleted_at IS NULL
      WHERE b.task_id = t.id AND b.created_at < assessed_before.before AND b.action = 'assessing' AND b.status_changed
      ORDER BY b.created_at DESC LIMIT 1) latest;
END $$;

-- The attention that began before a time: of each person on a task, what ended after `since` and no later than that time; and all
-- of these people's that went on beyond it, whatever it was on.
CREATE FUNCTION attention_before(people bigint[], tasks bigint[], since timestamptz[], before timestamptz)
  RETURNS TABLE (user_id bigint, task_id bigint, start_time timestamptz, end_time timestamptz)
  LANGUAGE plpgsql STABLE STRICT ROWS 100 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT t.user_id, t.task_id, t.start_time::timestamptz, t.end_time::timestamptz
    FROM unnest(attention_before.people, attention_before.tasks, attention_before.since) AS asked(user_id, task_id, since) CROSS JOIN LATERAL (
      SELECT t.* FROM attention_stretches t
      WHERE asked.since < attention_before.before AND t.task_id = asked.task_id AND t.user_id = asked.user_id AND t.deleted_session_id IS NULL
        AND t.start_time < attention_before.before AND t.end_time <= attention_before.before AND t.end_time > asked.since OFFSET 0) t
    UNION ALL
    SELECT t.user_id, t.task_id, t.start_time::timestamptz, t.end_time::timestamptz
    FROM (SELECT DISTINCT p.user_id FROM unnest(attention_before.people) AS p(user_id)) asked CROSS JOIN LATERAL (
      SELECT t.* FROM attention_stretches t
      WHERE t.user_id = asked.user_id AND t.deleted_session_id IS NULL
        AND t.start_time < attention_before.before AND t.end_time > attention_before.before OFFSET 0) t;
END $$;

-- The attention of sessions that are not deleted, whole: where a tutorial cut, it may begin before a session or end after it. It ends
-- by `until` at the latest, which bounds what an index over ends reads.
CREATE FUNCTION attention_of(sessions bigint[], until timestamptz[])
  RETURNS TABLE (session_id bigint, task_id bigint, start_time timestamptz, end_time timestamptz)
  LANGUAGE plpgsql STABLE STRICT ROWS 1000 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT s.id, t.task_id, t.start_time::timestamptz, t.end_time::timestamptz
    FROM unnest(attention_of.sessions, attention_of.until) AS asked(id, until) CROSS JOIN LATERAL (
      SELECT s.* FROM marking_sessions s WHERE s.id = asked.id OFFSET 0) s CROSS JOIN LATERAL (
      SELECT t.* FROM attention_stretches t
      WHERE t.user_id = s.user_id AND t.unit_id = s.unit_id AND t.ip_address = s.ip_address AND t.deleted_session_id IS NULL
        AND t.start_time >= CASE WHEN s.continues THEN '-infinity' ELSE s.start_time END
        AND t.start_time < s.end_time AND t.end_time > s.start_time AND t.end_time <= asked.until OFFSET 0) t;
END $$;
