-- CreateEnum
CREATE TYPE "AccountLinkKind" AS ENUM ('RESET_PASSWORD', 'CONFIRM_EMAIL', 'CHANGE_EMAIL');

-- CreateEnum
CREATE TYPE "SignInChallengeKind" AS ENUM ('SECOND_FACTOR', 'PASSKEY_SIGN_IN', 'PASSKEY_REGISTER');

-- CreateEnum
CREATE TYPE "NotificationChannel" AS ENUM ('APP', 'EMAIL', 'TELEGRAM', 'PUSH', 'DIGEST');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('QUEUED', 'SENT', 'FAILED', 'DROPPED');

-- CreateEnum
CREATE TYPE "ConsentKind" AS ENUM ('PRIVACY', 'BEHAVIOR');

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "digestAtMin" INTEGER,
ADD COLUMN     "lastDigestDay" DATE,
ADD COLUMN     "quietFromMin" INTEGER,
ADD COLUMN     "quietToMin" INTEGER;

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "lastRoundDay" DATE NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "requireTwoFactor" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "unpaidAfterDays" INTEGER NOT NULL DEFAULT 7;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "method" VARCHAR(20) NOT NULL DEFAULT 'password',
ADD COLUMN     "secondFactor" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "avatarKey" VARCHAR(200),
ADD COLUMN     "emailConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "totpConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "totpLastStep" INTEGER,
ADD COLUMN     "totpSecret" BYTEA;

-- AlterTable
-- Secrets made before are kept as they are until they are renewed; new ones are sealed.
ALTER TABLE "WebhookEndpoint" ALTER COLUMN "secret" TYPE BYTEA USING convert_to("secret", 'UTF8');

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "codeHash" CHAR(64) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "credentialId" VARCHAR(1400) NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" VARCHAR(20)[],
    "isBackedUp" BOOLEAN NOT NULL DEFAULT false,
    "name" VARCHAR(100) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountLink" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "AccountLinkKind" NOT NULL,
    "tokenHash" CHAR(64) NOT NULL,
    "email" VARCHAR(255),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInEvent" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "method" VARCHAR(20) NOT NULL,
    "outcome" VARCHAR(20) NOT NULL,
    "address" VARCHAR(60),
    "userAgent" VARCHAR(400),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignInEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInChallenge" (
    "id" UUID NOT NULL,
    "userId" UUID,
    "kind" "SignInChallengeKind" NOT NULL,
    "tokenHash" CHAR(64) NOT NULL,
    "challenge" VARCHAR(200),
    "remember" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInChallenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "event" VARCHAR(60) NOT NULL,
    "data" JSONB NOT NULL,
    "path" VARCHAR(300) NOT NULL,
    "onceKey" VARCHAR(200),
    "inApp" BOOLEAN NOT NULL DEFAULT true,
    "digestWaiting" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationPreference" (
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "event" VARCHAR(60) NOT NULL,
    "channel" "NotificationChannel" NOT NULL,
    "isOn" BOOLEAN NOT NULL,

    CONSTRAINT "NotificationPreference_pkey" PRIMARY KEY ("organizationId","userId","event","channel")
);

-- CreateTable
CREATE TABLE "NotificationDelivery" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "notificationId" UUID NOT NULL,
    "channel" "NotificationChannel" NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'QUEUED',
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" VARCHAR(500),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "NotificationDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TelegramAccount" (
    "userId" UUID NOT NULL,
    "chatId" BIGINT NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TelegramAccount_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "TelegramCode" (
    "codeHash" CHAR(64) NOT NULL,
    "userId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TelegramCode_pkey" PRIMARY KEY ("codeHash")
);

-- CreateTable
CREATE TABLE "PushSubscription" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "endpointHash" CHAR(64) NOT NULL,
    "endpoint" VARCHAR(2000) NOT NULL,
    "p256dh" VARCHAR(200) NOT NULL,
    "auth" VARCHAR(100) NOT NULL,
    "userAgent" VARCHAR(400),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSentAt" TIMESTAMPTZ(3),

    CONSTRAINT "PushSubscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InstanceSecret" (
    "name" VARCHAR(60) NOT NULL,
    "value" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InstanceSecret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "AppInstance" (
    "id" UUID NOT NULL,
    "host" VARCHAR(200) NOT NULL,
    "pid" INTEGER NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "version" VARCHAR(60) NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "AppInstance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateCount" (
    "key" VARCHAR(400) NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" BIGINT,

    CONSTRAINT "RateCount_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "SlowQuery" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tookMs" INTEGER NOT NULL,
    "sql" VARCHAR(4000) NOT NULL,
    "requestId" VARCHAR(64),
    "route" VARCHAR(200),

    CONSTRAINT "SlowQuery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BackupRun" (
    "id" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "name" VARCHAR(200) NOT NULL,
    "isEncrypted" BOOLEAN NOT NULL DEFAULT false,
    "sizeBytes" BIGINT,
    "rows" BIGINT,
    "files" INTEGER,
    "error" VARCHAR(1000),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BackupRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StorageUse" (
    "organizationId" UUID NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "limitBytes" BIGINT,

    CONSTRAINT "StorageUse_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "ConsentText" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "ConsentKind" NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedById" UUID,

    CONSTRAINT "ConsentText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentRecord" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "ConsentKind" NOT NULL,
    "textVersion" INTEGER NOT NULL,
    "leadId" UUID,
    "visitorId" UUID,
    "source" VARCHAR(20) NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConsentRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetentionRule" (
    "organizationId" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "days" INTEGER,

    CONSTRAINT "RetentionRule_pkey" PRIMARY KEY ("organizationId","kind")
);

-- CreateTable
CREATE TABLE "Erasure" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "byId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "receipt" JSONB NOT NULL,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_userId_codeHash_key" ON "RecoveryCode"("userId", "codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");

-- CreateIndex
CREATE INDEX "Passkey_userId_idx" ON "Passkey"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "AccountLink_tokenHash_key" ON "AccountLink"("tokenHash");

-- CreateIndex
CREATE INDEX "AccountLink_userId_kind_idx" ON "AccountLink"("userId", "kind");

-- CreateIndex
CREATE INDEX "AccountLink_expiresAt_idx" ON "AccountLink"("expiresAt");

-- CreateIndex
CREATE INDEX "SignInEvent_userId_at_idx" ON "SignInEvent"("userId", "at" DESC);

-- CreateIndex
CREATE INDEX "SignInEvent_at_idx" ON "SignInEvent"("at");

-- CreateIndex
CREATE UNIQUE INDEX "SignInChallenge_tokenHash_key" ON "SignInChallenge"("tokenHash");

-- CreateIndex
CREATE INDEX "SignInChallenge_expiresAt_idx" ON "SignInChallenge"("expiresAt");

-- CreateIndex
CREATE INDEX "Notification_organizationId_userId_createdAt_id_idx" ON "Notification"("organizationId", "userId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Notification_createdAt_idx" ON "Notification"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_organizationId_id_key" ON "Notification"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_organizationId_userId_onceKey_key" ON "Notification"("organizationId", "userId", "onceKey");

-- CreateIndex
CREATE INDEX "NotificationDelivery_organizationId_createdAt_id_idx" ON "NotificationDelivery"("organizationId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "NotificationDelivery_organizationId_id_key" ON "NotificationDelivery"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "NotificationDelivery_organizationId_notificationId_channel_key" ON "NotificationDelivery"("organizationId", "notificationId", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "TelegramAccount_chatId_key" ON "TelegramAccount"("chatId");

-- CreateIndex
CREATE INDEX "TelegramCode_userId_idx" ON "TelegramCode"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "PushSubscription_endpointHash_key" ON "PushSubscription"("endpointHash");

-- CreateIndex
CREATE INDEX "PushSubscription_userId_idx" ON "PushSubscription"("userId");

-- CreateIndex
CREATE INDEX "AppInstance_seenAt_idx" ON "AppInstance"("seenAt");

-- CreateIndex
CREATE INDEX "RateCount_expire_idx" ON "RateCount"("expire");

-- CreateIndex
CREATE INDEX "SlowQuery_at_idx" ON "SlowQuery"("at" DESC);

-- CreateIndex
CREATE INDEX "BackupRun_startedAt_idx" ON "BackupRun"("startedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ConsentText_organizationId_id_key" ON "ConsentText"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ConsentText_organizationId_kind_version_key" ON "ConsentText"("organizationId", "kind", "version");

-- CreateIndex
CREATE INDEX "ConsentRecord_organizationId_leadId_idx" ON "ConsentRecord"("organizationId", "leadId");

-- CreateIndex
CREATE INDEX "ConsentRecord_organizationId_visitorId_idx" ON "ConsentRecord"("organizationId", "visitorId");

-- CreateIndex
CREATE UNIQUE INDEX "ConsentRecord_organizationId_id_key" ON "ConsentRecord"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Erasure_organizationId_id_key" ON "Erasure"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Erasure_organizationId_number_key" ON "Erasure"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "User_avatarKey_key" ON "User"("avatarKey");

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountLink" ADD CONSTRAINT "AccountLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInEvent" ADD CONSTRAINT "SignInEvent_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInChallenge" ADD CONSTRAINT "SignInChallenge_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "Membership"("organizationId", "userId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationPreference" ADD CONSTRAINT "NotificationPreference_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationPreference" ADD CONSTRAINT "NotificationPreference_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "Membership"("organizationId", "userId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationDelivery" ADD CONSTRAINT "NotificationDelivery_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationDelivery" ADD CONSTRAINT "NotificationDelivery_organizationId_notificationId_fkey" FOREIGN KEY ("organizationId", "notificationId") REFERENCES "Notification"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TelegramAccount" ADD CONSTRAINT "TelegramAccount_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TelegramCode" ADD CONSTRAINT "TelegramCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PushSubscription" ADD CONSTRAINT "PushSubscription_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StorageUse" ADD CONSTRAINT "StorageUse_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentText" ADD CONSTRAINT "ConsentText_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentRecord" ADD CONSTRAINT "ConsentRecord_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentRecord" ADD CONSTRAINT "ConsentRecord_organizationId_leadId_fkey" FOREIGN KEY ("organizationId", "leadId") REFERENCES "Lead"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetentionRule" ADD CONSTRAINT "RetentionRule_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the bell counts, what is due, what waits for the digest.
CREATE INDEX "Notification_unread_idx" ON "Notification"("organizationId", "userId") WHERE "readAt" IS NULL AND "inApp";
CREATE INDEX "Notification_digest_idx" ON "Notification"("organizationId", "userId") WHERE "digestWaiting";
CREATE INDEX "NotificationDelivery_due_idx" ON "NotificationDelivery"("dueAt") WHERE "state" = 'QUEUED';

ALTER TABLE "Membership" ADD CONSTRAINT "Membership_quiet_check" CHECK (
  ("quietFromMin" IS NULL) = ("quietToMin" IS NULL)
  AND ("quietFromMin" IS NULL OR ("quietFromMin" BETWEEN 0 AND 1439 AND "quietToMin" BETWEEN 0 AND 1439 AND "quietFromMin" <> "quietToMin"))
  AND ("digestAtMin" IS NULL OR "digestAtMin" BETWEEN 0 AND 1439)
);
ALTER TABLE "StorageUse" ADD CONSTRAINT "StorageUse_bytes_check" CHECK ("bytes" >= 0 AND ("limitBytes" IS NULL OR "limitBytes" >= 0));
INSERT INTO "StorageUse" ("organizationId", "bytes")
SELECT o."id", COALESCE((SELECT sum(f."size") FROM "File" f WHERE f."organizationId" = o."id"), 0) FROM "Organization" o;

-- The texts that stood until now are the first versions; who agreed before agreed to them.
INSERT INTO "ConsentText" ("id", "organizationId", "kind", "version", "text", "publishedAt")
SELECT gen_random_uuid(), "id", 'PRIVACY', 1, COALESCE("privacyText", ''), "createdAt" FROM "Organization";
INSERT INTO "ConsentText" ("id", "organizationId", "kind", "version", "text", "publishedAt")
SELECT gen_random_uuid(), "id", 'BEHAVIOR', 1, '', "createdAt" FROM "Organization";
INSERT INTO "ConsentRecord" ("id", "organizationId", "kind", "textVersion", "leadId", "source", "givenAt")
SELECT gen_random_uuid(), "organizationId", 'PRIVACY', 1, "id", 'form', "privacyConsentAt" FROM "Lead";
INSERT INTO "ConsentRecord" ("id", "organizationId", "kind", "textVersion", "leadId", "source", "givenAt")
SELECT gen_random_uuid(), "organizationId", 'BEHAVIOR', 1, "id", 'form', "privacyConsentAt" FROM "Lead" WHERE "behaviorConsent";

-- What the morning round looks for: orders that should have ended, and finished ones that are not paid.
CREATE INDEX "Order_overdue_idx" ON "Order"("organizationId", "plannedEnd", "id") WHERE "deletedAt" IS NULL AND "state" IN ('CREATED', 'APPROVED', 'IN_PROGRESS') AND "plannedEnd" IS NOT NULL;
CREATE INDEX "Order_unpaid_idx" ON "Order"("organizationId", "completedAt", "id") WHERE "deletedAt" IS NULL AND "state" = 'COMPLETED' AND "total" > "paid";
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_unpaid_check" CHECK ("unpaidAfterDays" BETWEEN 1 AND 365);

-- Forgetting a person. What may not be changed otherwise (audit log, system events, history and snapshots of orders) may lose
-- personal values, and nothing else, in the transaction that writes the receipt of an erasure (domain/privacy/erasure).
CREATE FUNCTION is_erasing(organization uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM "Erasure" WHERE "organizationId" = organization
      AND "id" = NULLIF(current_setting('teplo.erasure', true), '')::uuid AND xmin = pg_current_xact_id()::xid)
$$;

-- Whether the second says nothing that the first did not: values may have gone, names of fields may stay.
CREATE FUNCTION is_redaction(known jsonb, kept jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT kept IS NULL OR COALESCE(kept = known, false) OR (jsonb_typeof(known) = 'object' AND jsonb_typeof(kept) = 'object' AND NOT EXISTS (
    SELECT FROM jsonb_each(CASE WHEN jsonb_typeof(kept) = 'object' THEN kept ELSE '{}' END) AS k(name, value)
    WHERE NOT known ? k.name OR (k.value <> 'null'::jsonb AND k.value <> known -> k.name)))
$$;

-- Fields without what people wrote: ids, moments, days, sums, codes and yes/no stay, all else becomes null.
CREATE FUNCTION redact_fields(fields jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof(fields) = 'object' THEN (
    SELECT COALESCE(jsonb_object_agg(f.name, CASE
      WHEN jsonb_typeof(f.value) IN ('boolean', 'null', 'number') THEN f.value
      WHEN jsonb_typeof(f.value) = 'string' AND f.value #>> '{}' ~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?|-?[0-9]{1,14}[.][0-9]{2,4}|[A-Z][A-Z_]{1,19}|high|medium|low)$' THEN f.value
      ELSE 'null'::jsonb END), '{}') FROM jsonb_each(fields) AS f(name, value)) END
$$;

CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM "Organization" WHERE "id" = OLD."organizationId") THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - '{label,before,after}'::text[]) = (to_jsonb(OLD) - '{label,before,after}'::text[])
    AND (NEW."label" IS NULL OR NEW."label" = OLD."label") AND is_redaction(OLD."before", NEW."before") AND is_redaction(OLD."after", NEW."after")
    AND is_erasing(OLD."organizationId") THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION refuse_system_activity_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (to_jsonb(NEW) - '{data,body}'::text[]) = (to_jsonb(OLD) - '{data,body}'::text[]) AND (NEW."body" IS NULL OR NEW."body" = OLD."body")
    AND is_redaction(OLD."data", NEW."data") AND is_erasing(OLD."organizationId") THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a system event cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION refuse_order_step_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW."comment" IS NULL AND (to_jsonb(NEW) - 'comment') = (to_jsonb(OLD) - 'comment') AND is_erasing(OLD."organizationId") THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the history of an order cannot be changed';
END $$;

-- Of a snapshot the client's name, the place, the description and names of lines may go.
CREATE FUNCTION without_names(snapshot jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT (snapshot - '{contact,address,description,lines}'::text[]) || jsonb_build_object('contact', snapshot #> '{contact,id}',
    'lines', (SELECT jsonb_agg(l.line - 'name' ORDER BY l.place) FROM jsonb_array_elements(CASE WHEN jsonb_typeof(snapshot -> 'lines') = 'array' THEN snapshot -> 'lines' ELSE '[]' END) WITH ORDINALITY AS l(line, place)))
$$;
CREATE FUNCTION is_nameless(known jsonb, kept jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT without_names(kept) = without_names(known) AND kept ->> 'description' IS NULL AND kept ->> 'address' IS NULL
$$;
CREATE FUNCTION forget_in_snapshot(snapshot jsonb, client text, pattern text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT snapshot || '{"address": null, "description": null}' || CASE WHEN jsonb_typeof(snapshot -> 'contact') = 'object' THEN
      jsonb_build_object('contact', jsonb_set(snapshot -> 'contact', '{name}', to_jsonb(client))) ELSE '{}' END
    || CASE WHEN jsonb_typeof(snapshot -> 'lines') = 'array' THEN jsonb_build_object('lines', (
      SELECT COALESCE(jsonb_agg(CASE WHEN l.line ->> 'name' ~* pattern THEN l.line || '{"name": "—"}' ELSE l.line END ORDER BY l.place), '[]')
      FROM jsonb_array_elements(snapshot -> 'lines') WITH ORDINALITY AS l(line, place))) ELSE '{}' END
$$;
CREATE OR REPLACE FUNCTION refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD."approvedSnapshot" IS NOT NULL AND NEW."approvedSnapshot" IS DISTINCT FROM OLD."approvedSnapshot"
    AND NOT COALESCE(is_nameless(OLD."approvedSnapshot", NEW."approvedSnapshot") AND is_erasing(OLD."organizationId"), false) THEN
    RAISE EXCEPTION 'the snapshot of an approval cannot be changed';
  END IF;
  IF OLD."completedSnapshot" IS NOT NULL AND NEW."completedSnapshot" IS NOT NULL AND NEW."completedSnapshot" IS DISTINCT FROM OLD."completedSnapshot"
    AND NOT COALESCE(is_nameless(OLD."completedSnapshot", NEW."completedSnapshot") AND is_erasing(OLD."organizationId"), false) THEN
    RAISE EXCEPTION 'the snapshot of a completion cannot be changed';
  END IF;
  RETURN NEW;
END $$;

-- What the page "System" says of the mail of all organisations.
CREATE INDEX "MailMessage_unsent_idx" ON "MailMessage"("state") WHERE "state" <> 'SENT';
CREATE INDEX "MailMessage_sentAt_idx" ON "MailMessage"("sentAt" DESC) WHERE "sentAt" IS NOT NULL;

-- Which mails a person wants is said event by event now.
INSERT INTO "NotificationPreference" ("organizationId", "userId", "event", "channel", "isOn")
SELECT m."organizationId", m."userId", wish."event", 'EMAIL', false
FROM "Membership" m
JOIN (VALUES ('lead.new', 'leads'), ('task.reminder', 'tasks'), ('order.draft', 'orders'), ('order.created', 'orders'), ('order.approved', 'orders'),
  ('order.started', 'orders'), ('order.completed', 'orders'), ('order.cancelled', 'orders'), ('order.reopened', 'orders'), ('order.changed', 'orders'),
  ('order.assigned', 'orders'), ('order.unassigned', 'orders'), ('order.quoteAccepted', 'orders')) AS wish("event", "kind")
  ON CASE wish."kind" WHEN 'leads' THEN NOT m."notifyNewLeads" WHEN 'tasks' THEN NOT m."notifyTasks" ELSE NOT m."notifyOrders" END;
ALTER TABLE "Membership" DROP COLUMN "notifyNewLeads", DROP COLUMN "notifyTasks", DROP COLUMN "notifyOrders";
