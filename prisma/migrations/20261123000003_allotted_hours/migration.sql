-- The paid hours for marking of a member of staff in one unit.

-- CreateTable
CREATE TABLE "allotted_hours" (
    "unit_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "total_minutes" INTEGER,
    "weekly_minutes" INTEGER,
    "counts_tutorials" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "allotted_hours_pkey" PRIMARY KEY ("unit_id","user_id")
);

-- CreateIndex
CREATE INDEX "allotted_hours_user_id_idx" ON "allotted_hours"("user_id");

-- AddForeignKey
ALTER TABLE "allotted_hours" ADD CONSTRAINT "allotted_hours_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "allotted_hours" ADD CONSTRAINT "allotted_hours_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE allotted_hours
  ADD CONSTRAINT allotted_hours_total_in_range CHECK (total_minutes BETWEEN 1 AND 527040),
  ADD CONSTRAINT allotted_hours_weekly_in_range CHECK (weekly_minutes BETWEEN 1 AND 527040);
