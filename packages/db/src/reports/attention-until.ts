/**
 * Of a session that the alias `s` names, when its attention ends at the latest: with itself, unless a tutorial cut there and the
 * sitting goes on. It bounds what an index over the ends of stretches reads. Looked up by person and start, of which there is one.
 */
export const attentionUntil = (s: string): string => `
    CASE WHEN EXISTS (SELECT FROM (
        SELECT n.unit_id, n.ip_address, n.continues, n.deleted_at FROM marking_sessions n
        WHERE n.user_id = ${s}.user_id AND n.start_time = ${s}.end_time OFFSET 0) n
      WHERE n.unit_id = ${s}.unit_id AND n.ip_address = ${s}.ip_address AND n.continues AND n.deleted_at IS NULL)
      THEN 'infinity' ELSE ${s}.end_time END`;

/**
 * The attention of all sessions of `table` (which names itself `s`, with `id` and what `attentionUntil` needs), as rows with `session_id`,
 * `task_id`, `start_time` and `end_time`, by a function of the database: it names all months, and would be planned anew by each report.
 */
export const attentionOf = (table: string, s: string): string => `
    (SELECT array_agg(asked.id) AS sessions, array_agg(asked.until) AS until
     FROM (SELECT ${s}.id, ${attentionUntil(s)} AS until FROM ${table}) asked) of_these, attention_of(of_these.sessions, of_these.until)`;
