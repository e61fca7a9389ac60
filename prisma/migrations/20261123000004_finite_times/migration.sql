-- Evidence has a time that a calendar knows, and a deletion a reason that somebody can read.
ALTER TABLE marking_sessions
  ADD CONSTRAINT marking_sessions_times_finite CHECK (isfinite(start_time) AND isfinite(end_time) AND isfinite(counted_from)),
  ADD CONSTRAINT marking_sessions_reason_not_blank CHECK (btrim(deletion_reason) <> '');
ALTER TABLE session_activities ADD CONSTRAINT session_activities_time_finite CHECK (isfinite(created_at));
ALTER TABLE attention_stretches ADD CONSTRAINT attention_stretches_times_finite CHECK (isfinite(start_time) AND isfinite(end_time));
