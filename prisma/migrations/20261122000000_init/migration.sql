-- The first schema. Tables, keys and indexes are what schema.prisma says; the rest of this file is what Prisma
-- has no words for: partitions, checks and the constraint against overlapping sessions.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA IF NOT EXISTS partitions;

-- CreateTable
CREATE TABLE "users" (
    "id" BIGSERIAL NOT NULL,
    "external_id" TEXT,
    "username" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "system_role" TEXT NOT NULL DEFAULT 'student',
    "password_hash" TEXT,
    "timezone" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campuses" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "abbreviation" TEXT NOT NULL,
    "timezone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campuses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "units" (
    "id" BIGSERIAL NOT NULL,
    "external_id" TEXT,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_breaks" (
    "id" BIGSERIAL NOT NULL,
    "unit_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,

    CONSTRAINT "unit_breaks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_policies" (
    "unit_id" BIGINT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "threshold_minutes" INTEGER NOT NULL DEFAULT 15,
    "floor_minutes" INTEGER NOT NULL DEFAULT 5,
    "split_at_tutorials" BOOLEAN NOT NULL DEFAULT true,
    "created_by_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_policies_pkey" PRIMARY KEY ("unit_id","effective_at")
);

-- CreateTable
CREATE TABLE "unit_roles" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "unit_id" BIGINT NOT NULL,
    "role" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_roles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tutorial_streams" (
    "id" BIGSERIAL NOT NULL,
    "unit_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "cuts_sessions" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "tutorial_streams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tutorials" (
    "id" BIGSERIAL NOT NULL,
    "external_id" TEXT,
    "unit_id" BIGINT NOT NULL,
    "stream_id" BIGINT,
    "unit_role_id" BIGINT NOT NULL,
    "campus_id" BIGINT,
    "abbreviation" TEXT NOT NULL,
    "meeting_day" TEXT NOT NULL,
    "meeting_time" TEXT NOT NULL,
    "duration_minutes" INTEGER NOT NULL DEFAULT 120,
    "start_date" DATE,
    "end_date" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tutorials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tutorial_cancellations" (
    "tutorial_id" BIGINT NOT NULL,
    "date" DATE NOT NULL,

    CONSTRAINT "tutorial_cancellations_pkey" PRIMARY KEY ("tutorial_id","date")
);

-- CreateTable
CREATE TABLE "tutorial_windows" (
    "id" BIGSERIAL NOT NULL,
    "tutorial_id" BIGINT NOT NULL,
    "unit_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "start_time" TIMESTAMPTZ(3) NOT NULL,
    "end_time" TIMESTAMPTZ(3) NOT NULL,
    "cuts_sessions" BOOLEAN NOT NULL,

    CONSTRAINT "tutorial_windows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" BIGSERIAL NOT NULL,
    "external_id" TEXT,
    "user_id" BIGINT NOT NULL,
    "unit_id" BIGINT NOT NULL,
    "campus_id" BIGINT,
    "enrolled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tutorial_enrolments" (
    "project_id" BIGINT NOT NULL,
    "tutorial_id" BIGINT NOT NULL,

    CONSTRAINT "tutorial_enrolments_pkey" PRIMARY KEY ("project_id","tutorial_id")
);

-- CreateTable
CREATE TABLE "task_definitions" (
    "id" BIGSERIAL NOT NULL,
    "external_id" TEXT,
    "unit_id" BIGINT NOT NULL,
    "abbreviation" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "due_date" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "task_definitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" BIGSERIAL NOT NULL,
    "external_id" TEXT,
    "project_id" BIGINT NOT NULL,
    "task_definition_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'not_started',
    "submission_date" TIMESTAMPTZ(3),
    "completion_date" TIMESTAMPTZ(3),
    "assessment_date" TIMESTAMPTZ(3),
    "times_assessed" INTEGER NOT NULL DEFAULT 0,
    "grade" INTEGER,
    "quality_pts" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" BIGSERIAL NOT NULL,
    "task_id" BIGINT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_comments" (
    "id" BIGSERIAL NOT NULL,
    "task_id" BIGINT NOT NULL,
    "author_id" BIGINT NOT NULL,
    "recipient_id" BIGINT NOT NULL,
    "reply_to_id" BIGINT,
    "text" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "task_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_reads" (
    "comment_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_reads_pkey" PRIMARY KEY ("comment_id","user_id")
);

-- CreateTable
CREATE TABLE "marking_sessions" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "unit_id" BIGINT NOT NULL,
    "ip_address" TEXT NOT NULL,
    "start_time" TIMESTAMPTZ(3) NOT NULL,
    "end_time" TIMESTAMPTZ(3) NOT NULL,
    "duration_minutes" INTEGER NOT NULL DEFAULT 0,
    "during_tutorial" BOOLEAN NOT NULL,
    "continues" BOOLEAN NOT NULL DEFAULT false,
    "counted_from" TIMESTAMPTZ(3) NOT NULL,
    "active_ms" BIGINT NOT NULL DEFAULT 0,
    "activities" INTEGER NOT NULL DEFAULT 0,
    "assessments" INTEGER NOT NULL DEFAULT 0,
    "comments_added" INTEGER NOT NULL DEFAULT 0,
    "submissions_opened" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by_id" BIGINT,
    "deletion_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marking_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_activities" (
    "id" BIGSERIAL NOT NULL,
    "marking_session_id" BIGINT NOT NULL,
    "action" TEXT NOT NULL,
    "project_id" BIGINT,
    "task_id" BIGINT,
    "task_definition_id" BIGINT,
    "status_changed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_activities_pkey" PRIMARY KEY ("id","created_at")
) PARTITION BY RANGE ("created_at");

-- CreateTable
CREATE TABLE "attention_stretches" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "unit_id" BIGINT NOT NULL,
    "ip_address" TEXT NOT NULL,
    "task_id" BIGINT,
    "kind" TEXT NOT NULL,
    "start_time" TIMESTAMPTZ(3) NOT NULL,
    "end_time" TIMESTAMPTZ(3) NOT NULL,
    "deleted_session_id" BIGINT,

    CONSTRAINT "attention_stretches_pkey" PRIMARY KEY ("id","start_time")
) PARTITION BY RANGE ("start_time");

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" BIGINT NOT NULL,
    "key" UUID NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "access_tokens" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "scopes" TEXT[],
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "actor_id" BIGINT,
    "unit_id" BIGINT,
    "action" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_external_id_key" ON "users"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "campuses_name_key" ON "campuses"("name");

-- CreateIndex
CREATE UNIQUE INDEX "campuses_abbreviation_key" ON "campuses"("abbreviation");

-- CreateIndex
CREATE UNIQUE INDEX "units_external_id_key" ON "units"("external_id");

-- CreateIndex
CREATE INDEX "unit_breaks_unit_id_idx" ON "unit_breaks"("unit_id");

-- CreateIndex
CREATE INDEX "unit_roles_user_id_idx" ON "unit_roles"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_roles_unit_id_user_id_role_key" ON "unit_roles"("unit_id", "user_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "tutorial_streams_unit_id_name_key" ON "tutorial_streams"("unit_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "tutorials_external_id_key" ON "tutorials"("external_id");

-- CreateIndex
CREATE INDEX "tutorials_unit_id_idx" ON "tutorials"("unit_id");

-- CreateIndex
CREATE INDEX "tutorials_unit_role_id_idx" ON "tutorials"("unit_role_id");

-- CreateIndex
CREATE INDEX "tutorial_windows_user_id_unit_id_start_time_idx" ON "tutorial_windows"("user_id", "unit_id", "start_time");

-- CreateIndex
CREATE INDEX "tutorial_windows_unit_id_idx" ON "tutorial_windows"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "tutorial_windows_tutorial_id_start_time_key" ON "tutorial_windows"("tutorial_id", "start_time");

-- CreateIndex
CREATE UNIQUE INDEX "projects_external_id_key" ON "projects"("external_id");

-- CreateIndex
CREATE INDEX "projects_user_id_idx" ON "projects"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_unit_id_user_id_key" ON "projects"("unit_id", "user_id");

-- CreateIndex
CREATE INDEX "tutorial_enrolments_tutorial_id_idx" ON "tutorial_enrolments"("tutorial_id");

-- CreateIndex
CREATE UNIQUE INDEX "task_definitions_external_id_key" ON "task_definitions"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "task_definitions_unit_id_abbreviation_key" ON "task_definitions"("unit_id", "abbreviation");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_external_id_key" ON "tasks"("external_id");

-- CreateIndex
CREATE INDEX "tasks_task_definition_id_idx" ON "tasks"("task_definition_id");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_project_id_task_definition_id_key" ON "tasks"("project_id", "task_definition_id");

-- CreateIndex
CREATE INDEX "submissions_task_id_submitted_at_idx" ON "submissions"("task_id", "submitted_at");

-- CreateIndex
CREATE INDEX "task_comments_task_id_created_at_idx" ON "task_comments"("task_id", "created_at");

-- CreateIndex
CREATE INDEX "index_marking_sessions_on_unit_id" ON "marking_sessions"("unit_id");

-- CreateIndex
CREATE INDEX "index_marking_sessions_on_user_id" ON "marking_sessions"("user_id");

-- CreateIndex
CREATE INDEX "index_marking_sessions_on_user_unit_ip_and_time" ON "marking_sessions"("user_id", "unit_id", "ip_address", "updated_at");

-- CreateIndex
CREATE INDEX "marking_sessions_unit_id_start_time_idx" ON "marking_sessions"("unit_id", "start_time");

-- CreateIndex
CREATE INDEX "marking_sessions_user_id_start_time_idx" ON "marking_sessions"("user_id", "start_time");

-- CreateIndex
CREATE INDEX "session_activities_marking_session_id_created_at_idx" ON "session_activities"("marking_session_id", "created_at");

-- CreateIndex
CREATE INDEX "session_activities_task_id_created_at_idx" ON "session_activities"("task_id", "created_at");

-- CreateIndex
CREATE INDEX "attention_stretches_user_id_unit_id_end_time_idx" ON "attention_stretches"("user_id", "unit_id", "end_time");

-- CreateIndex
CREATE INDEX "attention_stretches_task_id_start_time_idx" ON "attention_stretches"("task_id", "start_time");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "access_tokens_token_hash_key" ON "access_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "access_tokens_user_id_idx" ON "access_tokens"("user_id");

-- CreateIndex
CREATE INDEX "audit_entries_unit_id_created_at_idx" ON "audit_entries"("unit_id", "created_at");

-- AddForeignKey
ALTER TABLE "unit_breaks" ADD CONSTRAINT "unit_breaks_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "unit_policies" ADD CONSTRAINT "unit_policies_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "unit_policies" ADD CONSTRAINT "unit_policies_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "unit_roles" ADD CONSTRAINT "unit_roles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "unit_roles" ADD CONSTRAINT "unit_roles_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorial_streams" ADD CONSTRAINT "tutorial_streams_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorials" ADD CONSTRAINT "tutorials_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorials" ADD CONSTRAINT "tutorials_stream_id_fkey" FOREIGN KEY ("stream_id") REFERENCES "tutorial_streams"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorials" ADD CONSTRAINT "tutorials_unit_role_id_fkey" FOREIGN KEY ("unit_role_id") REFERENCES "unit_roles"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorials" ADD CONSTRAINT "tutorials_campus_id_fkey" FOREIGN KEY ("campus_id") REFERENCES "campuses"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorial_cancellations" ADD CONSTRAINT "tutorial_cancellations_tutorial_id_fkey" FOREIGN KEY ("tutorial_id") REFERENCES "tutorials"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorial_windows" ADD CONSTRAINT "tutorial_windows_tutorial_id_fkey" FOREIGN KEY ("tutorial_id") REFERENCES "tutorials"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorial_windows" ADD CONSTRAINT "tutorial_windows_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorial_windows" ADD CONSTRAINT "tutorial_windows_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_campus_id_fkey" FOREIGN KEY ("campus_id") REFERENCES "campuses"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorial_enrolments" ADD CONSTRAINT "tutorial_enrolments_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tutorial_enrolments" ADD CONSTRAINT "tutorial_enrolments_tutorial_id_fkey" FOREIGN KEY ("tutorial_id") REFERENCES "tutorials"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task_definitions" ADD CONSTRAINT "task_definitions_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_task_definition_id_fkey" FOREIGN KEY ("task_definition_id") REFERENCES "task_definitions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task_comments" ADD CONSTRAINT "task_comments_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task_comments" ADD CONSTRAINT "task_comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task_comments" ADD CONSTRAINT "task_comments_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task_comments" ADD CONSTRAINT "task_comments_reply_to_id_fkey" FOREIGN KEY ("reply_to_id") REFERENCES "task_comments"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment_reads" ADD CONSTRAINT "comment_reads_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "task_comments"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment_reads" ADD CONSTRAINT "comment_reads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "marking_sessions" ADD CONSTRAINT "marking_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "marking_sessions" ADD CONSTRAINT "marking_sessions_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "marking_sessions" ADD CONSTRAINT "marking_sessions_deleted_by_id_fkey" FOREIGN KEY ("deleted_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_activities" ADD CONSTRAINT "session_activities_marking_session_id_fkey" FOREIGN KEY ("marking_session_id") REFERENCES "marking_sessions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_activities" ADD CONSTRAINT "session_activities_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_activities" ADD CONSTRAINT "session_activities_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_activities" ADD CONSTRAINT "session_activities_task_definition_id_fkey" FOREIGN KEY ("task_definition_id") REFERENCES "task_definitions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attention_stretches" ADD CONSTRAINT "attention_stretches_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attention_stretches" ADD CONSTRAINT "attention_stretches_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attention_stretches" ADD CONSTRAINT "attention_stretches_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attention_stretches" ADD CONSTRAINT "attention_stretches_deleted_session_id_fkey" FOREIGN KEY ("deleted_session_id") REFERENCES "marking_sessions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Partitions by month live in a schema of their own, so that the public one reads like the data model.
-- Months without a partition of their own fall into the default one: nothing is ever refused for its date.
CREATE TABLE partitions.session_activities_default PARTITION OF session_activities DEFAULT;
CREATE TABLE partitions.attention_stretches_default PARTITION OF attention_stretches DEFAULT;

-- Makes the monthly partitions for every month (UTC) that [first, last] touches. A month whose rows already lie in
-- the default partition stays there: moving them would lock the table.
CREATE FUNCTION ensure_month_partitions(first date, last date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  month date;
  made integer := 0;
  taken boolean;
  time_column text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['session_activities', 'attention_stretches'] LOOP
    time_column := CASE parent WHEN 'session_activities' THEN 'created_at' ELSE 'start_time' END;
    FOR month IN SELECT generate_series(date_trunc('month', first::timestamp), last::timestamp, interval '1 month')::date LOOP
      CONTINUE WHEN to_regclass(format('partitions.%I', parent || to_char(month, '_YYYYMM'))) IS NOT NULL;
      EXECUTE format('SELECT EXISTS (SELECT FROM partitions.%I WHERE %I >= %L AND %I < %L)', parent || '_default',
        time_column, month::timestamp AT TIME ZONE 'UTC', time_column, (month + interval '1 month') AT TIME ZONE 'UTC') INTO taken;
      CONTINUE WHEN taken;
      EXECUTE format('CREATE TABLE partitions.%I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', parent || to_char(month, '_YYYYMM'),
        parent, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

-- The stretch of time that a session claims for its key: an instant-long one claims its millisecond.
-- Adding a fixed number of milliseconds does not depend on the session's zone, so the function is immutable.
CREATE FUNCTION claimed_range(start_time timestamptz, end_time timestamptz) RETURNS tstzrange
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN tstzrange(start_time, greatest(end_time, start_time + interval '0.001 seconds'));

-- The deleted sessions of a key: where its evidence is dead.
CREATE INDEX marking_sessions_deleted_idx ON marking_sessions (user_id, unit_id) WHERE deleted_at IS NOT NULL;

-- The length of a union in whole milliseconds.
CREATE FUNCTION multirange_ms(ranges tstzmultirange) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(sum(extract(epoch FROM upper(r) - lower(r)) * 1000), 0)::bigint FROM unnest(ranges) AS r);

-- Deferred, since a batch may move the boundary of two sessions one after the other.
ALTER TABLE marking_sessions ADD CONSTRAINT marking_sessions_no_overlap EXCLUDE USING gist (
  user_id WITH =, unit_id WITH =, ip_address WITH =, claimed_range(start_time, end_time) WITH &&
) WHERE (deleted_at IS NULL) DEFERRABLE INITIALLY DEFERRED;

-- What a deletion took out of evidence, found again when it is undone.
CREATE INDEX attention_stretches_deleted_session_id_idx ON attention_stretches (deleted_session_id) WHERE deleted_session_id IS NOT NULL;

ALTER TABLE users
  ADD CONSTRAINT users_username_lower CHECK (username = lower(username) AND username <> ''),
  ADD CONSTRAINT users_email_lower CHECK (email = lower(email)),
  ADD CONSTRAINT users_system_role_known CHECK (system_role IN ('student', 'tutor', 'convenor', 'admin'));
ALTER TABLE units ADD CONSTRAINT units_dates_in_order CHECK (end_date >= start_date);
ALTER TABLE unit_breaks ADD CONSTRAINT unit_breaks_dates_in_order CHECK (end_date >= start_date);
ALTER TABLE unit_policies
  ADD CONSTRAINT unit_policies_threshold_in_range CHECK (threshold_minutes BETWEEN 1 AND 60),
  ADD CONSTRAINT unit_policies_floor_in_range CHECK (floor_minutes >= 0 AND floor_minutes * 2 <= threshold_minutes);
ALTER TABLE unit_roles ADD CONSTRAINT unit_roles_role_known CHECK (role IN ('tutor', 'convenor'));
ALTER TABLE tutorials
  ADD CONSTRAINT tutorials_meeting_day_known CHECK (meeting_day IN ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')),
  ADD CONSTRAINT tutorials_meeting_time_is_a_time CHECK (meeting_time ~ '^([01]?[0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT tutorials_duration_in_range CHECK (duration_minutes BETWEEN 1 AND 1440),
  ADD CONSTRAINT tutorials_dates_in_order CHECK (end_date >= start_date);
ALTER TABLE tutorial_windows ADD CONSTRAINT tutorial_windows_in_order CHECK (end_time > start_time);
ALTER TABLE tasks
  ADD CONSTRAINT tasks_status_known CHECK (status IN ('not_started', 'complete', 'need_help', 'working_on_it', 'fix_and_resubmit', 'feedback_exceeded',
    'redo', 'discuss', 'ready_for_feedback', 'demonstrate', 'fail', 'time_exceeded', 'assess_in_portfolio')),
  ADD CONSTRAINT tasks_times_assessed_positive CHECK (times_assessed >= 0);
ALTER TABLE task_comments ADD CONSTRAINT task_comments_text_not_empty CHECK (text <> '');
ALTER TABLE marking_sessions
  ADD CONSTRAINT marking_sessions_end_after_start CHECK (end_time >= start_time),
  ADD CONSTRAINT marking_sessions_counted_before_start CHECK (counted_from <= start_time),
  ADD CONSTRAINT marking_sessions_address_canonical CHECK (host(ip_address::inet) = ip_address AND ip_address NOT LIKE '::ffff:%.%'),
  ADD CONSTRAINT marking_sessions_counts_positive CHECK (duration_minutes >= 0 AND active_ms >= 0 AND activities >= 0
    AND assessments >= 0 AND comments_added >= 0 AND submissions_opened >= 0),
  ADD CONSTRAINT marking_sessions_deletion_complete CHECK (num_nulls(deleted_at, deleted_by_id, deletion_reason) IN (0, 3));
ALTER TABLE session_activities
  ADD CONSTRAINT session_activities_action_known CHECK (action IN ('assessing', 'add-comment', 'get-comments', 'delete-comment',
    'get-comment-attachment', 'mark-comment-unread', 'get-submission-details', 'get-submission-files')),
  ADD CONSTRAINT session_activities_change_is_assessing CHECK (NOT status_changed OR action = 'assessing');
ALTER TABLE attention_stretches
  ADD CONSTRAINT attention_stretches_in_order CHECK (end_time > start_time),
  ADD CONSTRAINT attention_stretches_kind_known CHECK (kind IN ('reading', 'typing')),
  ADD CONSTRAINT attention_stretches_address_canonical CHECK (host(ip_address::inet) = ip_address AND ip_address NOT LIKE '::ffff:%.%');
ALTER TABLE access_tokens ADD CONSTRAINT access_tokens_kind_known CHECK (kind IN ('browser', 'ontrack', 'personal', 'service'));
