-- OnTrack's own backend reports acts of others. It is nobody: its tokens belong to a service account, not to a user.

-- CreateTable
CREATE TABLE "service_accounts" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "creates_unknown" BOOLEAN NOT NULL DEFAULT false,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "closed_at" TIMESTAMPTZ(3),
    "created_by_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_accounts_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "access_tokens" ADD COLUMN "service_account_id" BIGINT,
ALTER COLUMN "user_id" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "service_accounts_name_key" ON "service_accounts"("name");

-- CreateIndex
CREATE INDEX "access_tokens_service_account_id_idx" ON "access_tokens"("service_account_id");

-- AddForeignKey
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_service_account_id_fkey" FOREIGN KEY ("service_account_id") REFERENCES "service_accounts"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- What Prisma has no words for: whose a token is, and what it may do.
ALTER TABLE service_accounts ADD CONSTRAINT service_accounts_name_not_empty CHECK (name <> '');
ALTER TABLE access_tokens
  ADD CONSTRAINT access_tokens_one_owner CHECK (CASE WHEN kind = 'service' THEN user_id IS NULL AND service_account_id IS NOT NULL
    ELSE user_id IS NOT NULL AND service_account_id IS NULL END),
  ADD CONSTRAINT access_tokens_scopes_of_kind CHECK (CASE kind WHEN 'personal' THEN scopes IN ('{read}', '{track}')
    WHEN 'service' THEN scopes = '{report}' ELSE scopes = '{}' END);
