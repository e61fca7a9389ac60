-- Days of a unit of which nothing more is expected, and what they came to: reports of a term add these up. Nothing is
-- filled in here: the upkeep does that, day by day, and until then reports measure what is not settled.

-- CreateTable
CREATE TABLE "settled_days" (
    "unit_id" BIGINT NOT NULL,
    "start_time" TIMESTAMPTZ(3) NOT NULL,
    "end_time" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settled_days_pkey" PRIMARY KEY ("unit_id","start_time")
);

-- CreateTable
CREATE TABLE "settled_figures" (
    "unit_id" BIGINT NOT NULL,
    "start_time" TIMESTAMPTZ(3) NOT NULL,
    "user_id" BIGINT NOT NULL,
    "marking_ms" BIGINT NOT NULL,
    "in_tutorials_ms" BIGINT NOT NULL,
    "active_ms" BIGINT,
    "span_ms" BIGINT NOT NULL,
    "wall_ms" BIGINT NOT NULL,
    "credited_minutes" INTEGER NOT NULL,
    "sessions" INTEGER NOT NULL,
    "assessments" INTEGER NOT NULL,
    "comments_added" INTEGER NOT NULL,
    "submissions_opened" INTEGER NOT NULL,
    "assessed_tasks" BIGINT[],
    "observed_ms" BIGINT[],

    CONSTRAINT "settled_figures_pkey" PRIMARY KEY ("unit_id","start_time","user_id")
);

-- CreateIndex
CREATE INDEX "settled_figures_user_id_idx" ON "settled_figures"("user_id");

-- AddForeignKey
ALTER TABLE "settled_days" ADD CONSTRAINT "settled_days_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "settled_figures" ADD CONSTRAINT "settled_figures_unit_id_start_time_fkey" FOREIGN KEY ("unit_id", "start_time") REFERENCES "settled_days"("unit_id", "start_time") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "settled_figures" ADD CONSTRAINT "settled_figures_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "settled_figures" ADD CONSTRAINT "settled_figures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma has no words for.
ALTER TABLE settled_days ADD CONSTRAINT settled_days_in_order CHECK (end_time > start_time);
ALTER TABLE settled_figures
  ADD CONSTRAINT settled_figures_not_negative CHECK (marking_ms >= 0 AND in_tutorials_ms >= 0 AND active_ms >= 0 AND span_ms >= 0
    AND wall_ms >= 0 AND credited_minutes >= 0 AND sessions >= 0 AND assessments >= 0 AND comments_added >= 0 AND submissions_opened >= 0),
  ADD CONSTRAINT settled_figures_times_of_tasks CHECK (cardinality(assessed_tasks) = cardinality(observed_ms));
