-- The tasks that await feedback, few of all that ever were: reports and tutors' desks ask for those of a unit, and would read
-- every task of every offering for that. Not in schema.prisma, which knows no indexes of some rows.
CREATE INDEX tasks_awaiting_feedback_idx ON tasks (task_definition_id) WHERE status IN ('ready_for_feedback', 'need_help');
