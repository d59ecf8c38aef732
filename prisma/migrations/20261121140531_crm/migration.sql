-- What a contact is searched by: one lower-case text. IMMUTABLE, so that a stored column may be made of it: array_to_string
-- is only STABLE for types whose text form could change, which that of text cannot.
CREATE FUNCTION contact_search_text(name text, person text, phones text[], emails text[], address text, city text, inn text,
  notes text, tags text[], source text, custom jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(concat_ws(' ', name, person, array_to_string(phones, ' '), array_to_string(emails, ' '), address, city, inn,
  array_to_string(tags, ' '), source, (SELECT string_agg(v.value, ' ') FROM jsonb_each_text(custom) AS v), notes));

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('OWN', 'TEAM', 'ALL');

-- CreateEnum
CREATE TYPE "ContactKind" AS ENUM ('PERSON', 'COMPANY');

-- CreateEnum
CREATE TYPE "CustomFieldEntity" AS ENUM ('CONTACT', 'DEAL');

-- CreateEnum
CREATE TYPE "CustomFieldType" AS ENUM ('TEXT', 'NUMBER', 'DATE', 'CHOICE', 'YES_NO');

-- CreateEnum
CREATE TYPE "DealState" AS ENUM ('NEW', 'IN_PROGRESS', 'WON', 'LOST', 'CLOSED');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('TODO', 'IN_PROGRESS', 'DONE');

-- CreateEnum
CREATE TYPE "TaskPriority" AS ENUM ('LOW', 'NORMAL', 'HIGH');

-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "contactId" UUID,
ADD COLUMN     "dealId" UUID,
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "File" ADD COLUMN     "contactId" UUID,
ADD COLUMN     "dealId" UUID;

-- AlterTable
ALTER TABLE "Lead" ADD COLUMN     "contactId" UUID,
ADD COLUMN     "convertedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "notifyTasks" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "teamId" UUID;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "timeZone" VARCHAR(60);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessRule" (
    "organizationId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "leads" "Visibility" NOT NULL DEFAULT 'ALL',
    "contacts" "Visibility" NOT NULL DEFAULT 'ALL',
    "deals" "Visibility" NOT NULL DEFAULT 'ALL',

    CONSTRAINT "AccessRule_pkey" PRIMARY KEY ("organizationId","role")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "email" VARCHAR(255) NOT NULL,
    "role" "Role" NOT NULL,
    "teamId" UUID,
    "tokenHash" CHAR(64) NOT NULL,
    "invitedById" UUID NOT NULL,
    "acceptedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunRow" (
    "organizationId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "outcome" VARCHAR(12) NOT NULL,
    "recordId" UUID,
    "before" JSONB,
    "versionAfter" INTEGER,
    "errors" JSONB,

    CONSTRAINT "RunRow_pkey" PRIMARY KEY ("runId","position")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "ContactKind" NOT NULL DEFAULT 'PERSON',
    "name" VARCHAR(300) NOT NULL,
    "contactPerson" VARCHAR(200),
    "phones" VARCHAR(20)[] DEFAULT ARRAY[]::VARCHAR(20)[],
    "emails" VARCHAR(255)[] DEFAULT ARRAY[]::VARCHAR(255)[],
    "address" VARCHAR(500),
    "city" VARCHAR(100),
    "inn" VARCHAR(12),
    "kpp" VARCHAR(9),
    "bankName" VARCHAR(200),
    "bik" VARCHAR(9),
    "bankAccount" VARCHAR(20),
    "correspondentAccount" VARCHAR(20),
    "notes" TEXT,
    "tags" VARCHAR(50)[] DEFAULT ARRAY[]::VARCHAR(50)[],
    "source" VARCHAR(100),
    "custom" JSONB NOT NULL DEFAULT '{}',
    "ownerId" UUID,
    "createdById" UUID,
    "mergedIntoId" UUID,
    "lastActivityAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "searchText" TEXT GENERATED ALWAYS AS (contact_search_text("name", "contactPerson", "phones", "emails", "address", "city", "inn", "notes", "tags", "source", "custom")) STORED,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactKey" (
    "organizationId" UUID NOT NULL,
    "key" VARCHAR(260) NOT NULL,
    "contactId" UUID NOT NULL,

    CONSTRAINT "ContactKey_pkey" PRIMARY KEY ("organizationId","key","contactId")
);

-- CreateTable
CREATE TABLE "ContactDistinction" (
    "organizationId" UUID NOT NULL,
    "aId" UUID NOT NULL,
    "bId" UUID NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ContactDistinction_pkey" PRIMARY KEY ("organizationId","aId","bId")
);

-- CreateTable
CREATE TABLE "ContactMerge" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "winnerId" UUID NOT NULL,
    "loserId" UUID NOT NULL,
    "snapshot" JSONB NOT NULL,
    "mergedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),
    "undoneById" UUID,

    CONSTRAINT "ContactMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomField" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "entity" "CustomFieldEntity" NOT NULL,
    "key" VARCHAR(40) NOT NULL,
    "label" VARCHAR(100) NOT NULL,
    "type" "CustomFieldType" NOT NULL,
    "options" VARCHAR(100)[] DEFAULT ARRAY[]::VARCHAR(100)[],
    "isRequired" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archivedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactImport" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "fileKey" VARCHAR(200) NOT NULL,
    "fileName" VARCHAR(200) NOT NULL,
    "size" INTEGER NOT NULL,
    "format" JSONB NOT NULL,
    "columns" JSONB NOT NULL,
    "rowCount" INTEGER NOT NULL DEFAULT 0,
    "mapping" JSONB,
    "mode" VARCHAR(10),
    "matchKeys" VARCHAR(60)[] DEFAULT ARRAY[]::VARCHAR(60)[],
    "dryRunId" UUID,
    "runId" UUID,
    "undoRunId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ContactImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pipeline" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archivedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pipeline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DealStage" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "pipelineId" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "color" VARCHAR(20) NOT NULL DEFAULT 'grey',
    "probability" INTEGER NOT NULL DEFAULT 50,
    "rotDays" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DealStage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LostReason" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LostReason_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deal" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "title" VARCHAR(300) NOT NULL,
    "contactId" UUID NOT NULL,
    "pipelineId" UUID NOT NULL,
    "state" "DealState" NOT NULL DEFAULT 'NEW',
    "stageId" UUID,
    "amount" DECIMAL(16,2),
    "currency" VARCHAR(3) NOT NULL,
    "expectedCloseDay" DATE,
    "ownerId" UUID,
    "createdById" UUID,
    "leadId" UUID,
    "lostReasonId" UUID,
    "lostNote" VARCHAR(500),
    "notes" TEXT,
    "tags" VARCHAR(50)[] DEFAULT ARRAY[]::VARCHAR(50)[],
    "custom" JSONB NOT NULL DEFAULT '{}',
    "stateChangedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stageEnteredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "wonAt" TIMESTAMPTZ(3),
    "lostAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "lastActivityAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DealStep" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "dealId" UUID NOT NULL,
    "state" "DealState" NOT NULL,
    "stageId" UUID,
    "enteredAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),
    "byId" UUID,

    CONSTRAINT "DealStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "title" VARCHAR(300) NOT NULL,
    "description" TEXT,
    "state" "TaskState" NOT NULL DEFAULT 'TODO',
    "priority" "TaskPriority" NOT NULL DEFAULT 'NORMAL',
    "dueAt" TIMESTAMPTZ(3),
    "hasTime" BOOLEAN NOT NULL DEFAULT false,
    "assigneeId" UUID,
    "createdById" UUID,
    "contactId" UUID,
    "dealId" UUID,
    "leadId" UUID,
    "remindAt" TIMESTAMPTZ(3),
    "recurrence" JSONB,
    "seriesId" UUID,
    "occurrence" INTEGER,
    "doneAt" TIMESTAMPTZ(3),
    "doneById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "resource" VARCHAR(20) NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "query" VARCHAR(2000) NOT NULL,
    "ownerId" UUID NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ViewDefault" (
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "resource" VARCHAR(20) NOT NULL,
    "viewId" UUID NOT NULL,

    CONSTRAINT "ViewDefault_pkey" PRIMARY KEY ("organizationId","userId","resource")
);

-- CreateTable
CREATE TABLE "AuditLog" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "actorId" UUID,
    "actorName" VARCHAR(200),
    "action" VARCHAR(40) NOT NULL,
    "resource" VARCHAR(40) NOT NULL,
    "resourceId" VARCHAR(64),
    "label" VARCHAR(300),
    "before" JSONB,
    "after" JSONB,
    "requestId" VARCHAR(64),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditLog_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_id_key" ON "Team"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_name_key" ON "Team"("organizationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_organizationId_createdAt_id_idx" ON "Invitation"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_organizationId_id_key" ON "Invitation"("organizationId", "id");

-- CreateIndex
CREATE INDEX "RunRow_organizationId_runId_outcome_position_idx" ON "RunRow"("organizationId", "runId", "outcome", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_organizationId_id_key" ON "Contact"("organizationId", "id");

-- CreateIndex
CREATE INDEX "ContactKey_organizationId_contactId_idx" ON "ContactKey"("organizationId", "contactId");

-- CreateIndex
CREATE INDEX "ContactMerge_organizationId_winnerId_createdAt_idx" ON "ContactMerge"("organizationId", "winnerId", "createdAt");

-- CreateIndex
CREATE INDEX "ContactMerge_organizationId_loserId_createdAt_idx" ON "ContactMerge"("organizationId", "loserId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ContactMerge_organizationId_id_key" ON "ContactMerge"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CustomField_organizationId_id_key" ON "CustomField"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CustomField_organizationId_entity_key_key" ON "CustomField"("organizationId", "entity", "key");

-- CreateIndex
CREATE INDEX "ContactImport_organizationId_createdAt_id_idx" ON "ContactImport"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ContactImport_organizationId_id_key" ON "ContactImport"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Pipeline_organizationId_id_key" ON "Pipeline"("organizationId", "id");

-- CreateIndex
CREATE INDEX "DealStage_organizationId_pipelineId_position_idx" ON "DealStage"("organizationId", "pipelineId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "DealStage_organizationId_id_key" ON "DealStage"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LostReason_organizationId_id_key" ON "LostReason"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LostReason_organizationId_name_key" ON "LostReason"("organizationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Deal_organizationId_id_key" ON "Deal"("organizationId", "id");

-- CreateIndex
CREATE INDEX "DealStep_organizationId_dealId_enteredAt_idx" ON "DealStep"("organizationId", "dealId", "enteredAt");

-- CreateIndex
CREATE INDEX "DealStep_organizationId_stageId_enteredAt_idx" ON "DealStep"("organizationId", "stageId", "enteredAt");

-- CreateIndex
CREATE UNIQUE INDEX "DealStep_organizationId_id_key" ON "DealStep"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Task_organizationId_contactId_idx" ON "Task"("organizationId", "contactId");

-- CreateIndex
CREATE INDEX "Task_organizationId_dealId_idx" ON "Task"("organizationId", "dealId");

-- CreateIndex
CREATE INDEX "Task_organizationId_leadId_idx" ON "Task"("organizationId", "leadId");

-- CreateIndex
CREATE UNIQUE INDEX "Task_organizationId_id_key" ON "Task"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Task_organizationId_seriesId_occurrence_key" ON "Task"("organizationId", "seriesId", "occurrence");

-- CreateIndex
CREATE INDEX "SavedView_organizationId_resource_idx" ON "SavedView"("organizationId", "resource");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_organizationId_id_key" ON "SavedView"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_organizationId_ownerId_resource_name_key" ON "SavedView"("organizationId", "ownerId", "resource", "name");

-- CreateIndex
CREATE INDEX "AuditLog_organizationId_createdAt_id_idx" ON "AuditLog"("organizationId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "AuditLog_organizationId_resource_resourceId_createdAt_idx" ON "AuditLog"("organizationId", "resource", "resourceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "AuditLog_organizationId_actorId_createdAt_idx" ON "AuditLog"("organizationId", "actorId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "AuditLog_organizationId_id_key" ON "AuditLog"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Activity_organizationId_contactId_occurredAt_id_idx" ON "Activity"("organizationId", "contactId", "occurredAt", "id");

-- CreateIndex
CREATE INDEX "Activity_organizationId_dealId_occurredAt_id_idx" ON "Activity"("organizationId", "dealId", "occurredAt", "id");

-- CreateIndex
CREATE INDEX "Activity_organizationId_kind_occurredAt_id_idx" ON "Activity"("organizationId", "kind", "occurredAt", "id");

-- CreateIndex
CREATE INDEX "Activity_organizationId_authorId_occurredAt_id_idx" ON "Activity"("organizationId", "authorId", "occurredAt", "id");

-- CreateIndex
CREATE INDEX "File_organizationId_contactId_idx" ON "File"("organizationId", "contactId");

-- CreateIndex
CREATE INDEX "File_organizationId_dealId_idx" ON "File"("organizationId", "dealId");

-- CreateIndex
CREATE INDEX "Lead_organizationId_contactId_createdAt_idx" ON "Lead"("organizationId", "contactId", "createdAt");

-- CreateIndex
CREATE INDEX "Membership_organizationId_teamId_idx" ON "Membership"("organizationId", "teamId");

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organizationId_teamId_fkey" FOREIGN KEY ("organizationId", "teamId") REFERENCES "Team"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRule" ADD CONSTRAINT "AccessRule_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunRow" ADD CONSTRAINT "RunRow_organizationId_runId_fkey" FOREIGN KEY ("organizationId", "runId") REFERENCES "BackgroundRun"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_mergedIntoId_fkey" FOREIGN KEY ("organizationId", "mergedIntoId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactKey" ADD CONSTRAINT "ContactKey_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactKey" ADD CONSTRAINT "ContactKey_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactMerge" ADD CONSTRAINT "ContactMerge_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomField" ADD CONSTRAINT "CustomField_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactImport" ADD CONSTRAINT "ContactImport_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pipeline" ADD CONSTRAINT "Pipeline_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealStage" ADD CONSTRAINT "DealStage_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealStage" ADD CONSTRAINT "DealStage_organizationId_pipelineId_fkey" FOREIGN KEY ("organizationId", "pipelineId") REFERENCES "Pipeline"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LostReason" ADD CONSTRAINT "LostReason_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_pipelineId_fkey" FOREIGN KEY ("organizationId", "pipelineId") REFERENCES "Pipeline"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_stageId_fkey" FOREIGN KEY ("organizationId", "stageId") REFERENCES "DealStage"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_leadId_fkey" FOREIGN KEY ("organizationId", "leadId") REFERENCES "Lead"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_lostReasonId_fkey" FOREIGN KEY ("organizationId", "lostReasonId") REFERENCES "LostReason"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealStep" ADD CONSTRAINT "DealStep_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_assigneeId_fkey" FOREIGN KEY ("organizationId", "assigneeId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_createdById_fkey" FOREIGN KEY ("organizationId", "createdById") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_leadId_fkey" FOREIGN KEY ("organizationId", "leadId") REFERENCES "Lead"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ViewDefault" ADD CONSTRAINT "ViewDefault_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "Membership"("organizationId", "userId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ViewDefault" ADD CONSTRAINT "ViewDefault_organizationId_viewId_fkey" FOREIGN KEY ("organizationId", "viewId") REFERENCES "SavedView"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditLog" ADD CONSTRAINT "AuditLog_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is written by hand: the schema cannot say it, and db:check does not see it.

-- Names sort as people expect (Ё beside Е, capitals beside small letters). Servers built without ICU keep their default.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_collation WHERE collname = 'ru-x-icu') THEN
    ALTER TABLE "Contact" DROP COLUMN "searchText";
    ALTER TABLE "Contact" ALTER COLUMN "name" TYPE VARCHAR(300) COLLATE "ru-x-icu";
    ALTER TABLE "Contact" ADD COLUMN "searchText" TEXT GENERATED ALWAYS AS (contact_search_text("name", "contactPerson",
      "phones", "emails", "address", "city", "inn", "notes", "tags", "source", "custom")) STORED;
    ALTER TABLE "Deal" ALTER COLUMN "title" TYPE VARCHAR(300) COLLATE "ru-x-icu";
    ALTER TABLE "Task" ALTER COLUMN "title" TYPE VARCHAR(300) COLLATE "ru-x-icu";
  END IF;
END $$;

-- Contacts: the list's orders, search, filters.
CREATE INDEX "Contact_list_name_idx" ON "Contact"("organizationId", "name", "id") WHERE "deletedAt" IS NULL AND "mergedIntoId" IS NULL;
CREATE INDEX "Contact_list_created_idx" ON "Contact"("organizationId", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL AND "mergedIntoId" IS NULL;
CREATE INDEX "Contact_list_updated_idx" ON "Contact"("organizationId", "updatedAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL AND "mergedIntoId" IS NULL;
CREATE INDEX "Contact_list_owner_idx" ON "Contact"("organizationId", "ownerId", "name", "id") WHERE "deletedAt" IS NULL AND "mergedIntoId" IS NULL;
CREATE INDEX "Contact_list_city_idx" ON "Contact"("organizationId", "city", "name", "id") WHERE "deletedAt" IS NULL AND "mergedIntoId" IS NULL;
CREATE INDEX "Contact_creator_idx" ON "Contact"("organizationId", "createdById", "createdAt") WHERE "deletedAt" IS NULL AND "mergedIntoId" IS NULL;
CREATE INDEX "Contact_trash_idx" ON "Contact"("organizationId", "deletedAt" DESC, "id") WHERE "deletedAt" IS NOT NULL;
CREATE INDEX "Contact_merged_idx" ON "Contact"("organizationId", "mergedIntoId") WHERE "mergedIntoId" IS NOT NULL;
CREATE INDEX "Contact_search_trgm_idx" ON "Contact" USING GIN ("searchText" gin_trgm_ops);
CREATE INDEX "Contact_search_words_idx" ON "Contact" USING GIN (to_tsvector('russian', "searchText"));
CREATE INDEX "Contact_tags_idx" ON "Contact" USING GIN ("tags");
CREATE INDEX "Contact_custom_idx" ON "Contact" USING GIN ("custom" jsonb_path_ops);

ALTER TABLE "Contact"
  ADD CONSTRAINT "Contact_name_check" CHECK ("name" <> ''),
  ADD CONSTRAINT "Contact_inn_check" CHECK ("inn" ~ '^([0-9]{10}|[0-9]{12})$'),
  ADD CONSTRAINT "Contact_kpp_check" CHECK ("kpp" ~ '^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$'),
  ADD CONSTRAINT "Contact_custom_check" CHECK (jsonb_typeof("custom") = 'object'),
  ADD CONSTRAINT "Contact_merged_check" CHECK ("mergedIntoId" IS DISTINCT FROM "id");

-- The keys that tell duplicates follow the contact in the same statement, so that no writer can forget them.
CREATE FUNCTION contact_keys(phones text[], emails text[], inn text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT 'p:' || phone FROM unnest(phones) AS phone
  UNION SELECT 'e:' || email FROM unnest(emails) AS email
  UNION SELECT 'i:' || inn WHERE inn IS NOT NULL;
END;

CREATE FUNCTION contact_keys_of_new() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO "ContactKey" ("organizationId", "key", "contactId")
  SELECT n."organizationId", k, n."id" FROM new_rows n, contact_keys(n."phones", n."emails", n."inn") AS k
  WHERE n."deletedAt" IS NULL AND n."mergedIntoId" IS NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION contact_keys_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed uuid[];
BEGIN
  SELECT array_agg(n."id") INTO changed FROM new_rows n JOIN old_rows o ON o."id" = n."id"
  WHERE (n."phones", n."emails", n."inn", n."deletedAt" IS NULL, n."mergedIntoId" IS NULL)
    IS DISTINCT FROM (o."phones", o."emails", o."inn", o."deletedAt" IS NULL, o."mergedIntoId" IS NULL);
  IF changed IS NULL THEN RETURN NULL; END IF;
  DELETE FROM "ContactKey" k USING new_rows n
  WHERE k."organizationId" = n."organizationId" AND k."contactId" = n."id" AND n."id" = ANY(changed);
  INSERT INTO "ContactKey" ("organizationId", "key", "contactId")
  SELECT n."organizationId", k, n."id" FROM new_rows n, contact_keys(n."phones", n."emails", n."inn") AS k
  WHERE n."id" = ANY(changed) AND n."deletedAt" IS NULL AND n."mergedIntoId" IS NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER "Contact_keys_insert" AFTER INSERT ON "Contact"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION contact_keys_of_new();
CREATE TRIGGER "Contact_keys_update" AFTER UPDATE ON "Contact"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION contact_keys_of_changed();

ALTER TABLE "ContactDistinction" ADD CONSTRAINT "ContactDistinction_order_check" CHECK ("aId" < "bId");
CREATE UNIQUE INDEX "ContactMerge_open_key" ON "ContactMerge"("organizationId", "loserId") WHERE "undoneAt" IS NULL;

-- Deals: the list's orders, the board's columns, the calendar, analytics.
CREATE INDEX "Deal_list_created_idx" ON "Deal"("organizationId", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_list_updated_idx" ON "Deal"("organizationId", "updatedAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_list_title_idx" ON "Deal"("organizationId", "title", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_list_amount_idx" ON "Deal"("organizationId", "amount" DESC NULLS LAST, "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_list_close_idx" ON "Deal"("organizationId", "expectedCloseDay", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_list_state_idx" ON "Deal"("organizationId", "state", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_list_owner_idx" ON "Deal"("organizationId", "ownerId", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_board_idx" ON "Deal"("organizationId", "pipelineId", "state", "stageId", "stageEnteredAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Deal_contact_idx" ON "Deal"("organizationId", "contactId", "createdAt" DESC);
CREATE INDEX "Deal_won_idx" ON "Deal"("organizationId", "wonAt") WHERE "wonAt" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Deal_lost_idx" ON "Deal"("organizationId", "lostAt") WHERE "lostAt" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Deal_trash_idx" ON "Deal"("organizationId", "deletedAt" DESC, "id") WHERE "deletedAt" IS NOT NULL;
CREATE UNIQUE INDEX "Deal_lead_key" ON "Deal"("organizationId", "leadId") WHERE "leadId" IS NOT NULL;
CREATE INDEX "Deal_title_trgm_idx" ON "Deal" USING GIN (lower("title") gin_trgm_ops);
CREATE INDEX "Deal_tags_idx" ON "Deal" USING GIN ("tags");
CREATE INDEX "Deal_custom_idx" ON "Deal" USING GIN ("custom" jsonb_path_ops);

ALTER TABLE "Deal"
  ADD CONSTRAINT "Deal_title_check" CHECK ("title" <> ''),
  ADD CONSTRAINT "Deal_amount_check" CHECK ("amount" >= 0),
  ADD CONSTRAINT "Deal_stage_check" CHECK (("state" = 'IN_PROGRESS') = ("stageId" IS NOT NULL)),
  ADD CONSTRAINT "Deal_won_check" CHECK ("state" <> 'WON' OR ("amount" > 0 AND "wonAt" IS NOT NULL)),
  ADD CONSTRAINT "Deal_lost_check" CHECK ("state" <> 'LOST' OR ("lostReasonId" IS NOT NULL AND "lostAt" IS NOT NULL)),
  -- A closed deal counts by how it ended.
  ADD CONSTRAINT "Deal_closed_check" CHECK ("state" <> 'CLOSED' OR ("closedAt" IS NOT NULL AND ("wonAt" IS NULL) <> ("lostAt" IS NULL))),
  ADD CONSTRAINT "Deal_open_check" CHECK ("state" NOT IN ('NEW', 'IN_PROGRESS') OR ("wonAt" IS NULL AND "lostAt" IS NULL AND "closedAt" IS NULL)),
  ADD CONSTRAINT "Deal_custom_check" CHECK (jsonb_typeof("custom") = 'object');
ALTER TABLE "DealStage"
  ADD CONSTRAINT "DealStage_probability_check" CHECK ("probability" BETWEEN 0 AND 100),
  ADD CONSTRAINT "DealStage_rotDays_check" CHECK ("rotDays" > 0);
-- One open stay a deal.
CREATE UNIQUE INDEX "DealStep_open_key" ON "DealStep"("organizationId", "dealId") WHERE "leftAt" IS NULL;
ALTER TABLE "DealStep" ADD CONSTRAINT "DealStep_times_check" CHECK ("leftAt" >= "enteredAt");

-- Tasks: my day, lists, reminders.
CREATE INDEX "Task_open_assignee_idx" ON "Task"("organizationId", "assigneeId", "dueAt", "id") WHERE "deletedAt" IS NULL AND "state" IN ('TODO', 'IN_PROGRESS');
CREATE INDEX "Task_open_due_idx" ON "Task"("organizationId", "dueAt", "id") WHERE "deletedAt" IS NULL AND "state" IN ('TODO', 'IN_PROGRESS');
CREATE INDEX "Task_list_due_idx" ON "Task"("organizationId", "dueAt", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Task_list_created_idx" ON "Task"("organizationId", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Task_list_assignee_idx" ON "Task"("organizationId", "assigneeId", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Task_done_idx" ON "Task"("organizationId", "doneAt" DESC, "id") WHERE "doneAt" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Task_trash_idx" ON "Task"("organizationId", "deletedAt" DESC, "id") WHERE "deletedAt" IS NOT NULL;
CREATE INDEX "Task_remind_idx" ON "Task"("remindAt") WHERE "remindAt" IS NOT NULL;
CREATE INDEX "Task_title_trgm_idx" ON "Task" USING GIN (lower("title") gin_trgm_ops);
ALTER TABLE "Task"
  ADD CONSTRAINT "Task_title_check" CHECK ("title" <> ''),
  ADD CONSTRAINT "Task_done_check" CHECK (("state" = 'DONE') = ("doneAt" IS NOT NULL)),
  ADD CONSTRAINT "Task_series_check" CHECK (("seriesId" IS NULL) = ("occurrence" IS NULL));

-- At most one open invitation an address.
CREATE UNIQUE INDEX "Invitation_open_key" ON "Invitation"("organizationId", "email") WHERE "acceptedAt" IS NULL AND "revokedAt" IS NULL;
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_email_check" CHECK ("email" = lower("email"));

-- One run of an import at a time is enough: a second start finds the first.
CREATE UNIQUE INDEX "ContactImport_run_key" ON "ContactImport"("runId") WHERE "runId" IS NOT NULL;

-- What the system noted stays as it was; only where it belongs may follow a merge or a conversion.
CREATE FUNCTION refuse_system_activity_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a system event cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "Activity_system_fixed" BEFORE UPDATE OF "kind", "event", "data", "body", "authorId", "occurredAt", "deletedAt" ON "Activity"
  FOR EACH ROW WHEN (OLD."kind" = 'SYSTEM' OR NEW."kind" = 'SYSTEM') EXECUTE FUNCTION refuse_system_activity_change();

-- The audit log only grows. A row goes only together with its whole organisation.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM "Organization" WHERE "id" = OLD."organizationId") THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "AuditLog_append_only" BEFORE UPDATE OR DELETE ON "AuditLog" FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER "AuditLog_no_truncate" BEFORE TRUNCATE ON "AuditLog" FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- Organisations that are there already start with a pipeline and reasons, as new ones do.
INSERT INTO "Pipeline" ("id", "organizationId", "name", "updatedAt") SELECT gen_random_uuid(), "id", 'Продажи', now() FROM "Organization";
INSERT INTO "DealStage" ("id", "organizationId", "pipelineId", "name", "color", "probability", "rotDays", "position")
SELECT gen_random_uuid(), p."organizationId", p."id", s.name, s.color, s.probability, s.rot, s.position
FROM "Pipeline" p, (VALUES ('Выяснение задачи', 'blue', 20, 7, 0), ('Предложение', 'violet', 40, 7, 1),
  ('Переговоры', 'amber', 60, 10, 2), ('Договор', 'teal', 85, 10, 3)) AS s(name, color, probability, rot, position);
INSERT INTO "LostReason" ("id", "organizationId", "name", "position")
SELECT gen_random_uuid(), o."id", r.name, r.position
FROM "Organization" o, (VALUES ('Дорого', 0), ('Выбрали другого', 1), ('Не успели по сроку', 2), ('Передумали', 3), ('Не выходит на связь', 4)) AS r(name, position);
