-- The smallest function that extends a session and records an activity in it: the reference for tracking. It decides
-- nothing, locks nothing but the row, and knows the session beforehand.
CREATE FUNCTION touch(session bigint, project bigint, definition bigint, task bigint, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE marking_sessions SET end_time = at, activities = activities + 1, updated_at = at WHERE id = session;
  INSERT INTO session_activities (marking_session_id, action, project_id, task_id, task_definition_id, created_at, updated_at)
  VALUES (session, 'get-submission-details', project, task, definition, at, at);
END $$;
