-- CreateEnum
CREATE TYPE "HeatGrain" AS ENUM ('day', 'month');

-- DropIndex
DROP INDEX "FormView_organizationId_openedAt_id_idx";

-- AlterTable
ALTER TABLE "FormView" ADD COLUMN     "earlierMs" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "hesitationMs" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "isMeasured" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "load" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "FormViewBatch" (
    "organizationId" UUID NOT NULL,
    "viewId" UUID NOT NULL,
    "load" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormViewBatch_pkey" PRIMARY KEY ("viewId","load","seq")
);

-- CreateTable
CREATE TABLE "WithdrawnView" (
    "organizationId" UUID NOT NULL,
    "viewId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WithdrawnView_pkey" PRIMARY KEY ("viewId")
);

-- CreateTable
CREATE TABLE "HeatDelta" (
    "id" BIGSERIAL NOT NULL,
    "organizationId" UUID NOT NULL,
    "formVersion" VARCHAR(16) NOT NULL,
    "breakpoint" VARCHAR(2) NOT NULL,
    "kind" VARCHAR(5) NOT NULL,
    "segment" VARCHAR(6) NOT NULL,
    "elementKey" VARCHAR(40) NOT NULL,
    "day" DATE NOT NULL,
    "cells" BYTEA NOT NULL,

    CONSTRAINT "HeatDelta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HeatTile" (
    "organizationId" UUID NOT NULL,
    "formVersion" VARCHAR(16) NOT NULL,
    "breakpoint" VARCHAR(2) NOT NULL,
    "kind" VARCHAR(5) NOT NULL,
    "segment" VARCHAR(6) NOT NULL,
    "grain" "HeatGrain" NOT NULL,
    "day" DATE NOT NULL,
    "elementKey" VARCHAR(40) NOT NULL,
    "cells" BYTEA NOT NULL,

    CONSTRAINT "HeatTile_pkey" PRIMARY KEY ("organizationId","formVersion","breakpoint","kind","segment","grain","day","elementKey")
);

-- CreateTable
CREATE TABLE "FieldDay" (
    "organizationId" UUID NOT NULL,
    "formVersion" VARCHAR(16) NOT NULL,
    "day" DATE NOT NULL,
    "elementKey" VARCHAR(40) NOT NULL,
    "clicks" INTEGER NOT NULL DEFAULT 0,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "timeMs" BIGINT NOT NULL DEFAULT 0,
    "corrections" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "rage" INTEGER NOT NULL DEFAULT 0,
    "dead" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "FieldDay_pkey" PRIMARY KEY ("organizationId","formVersion","day","elementKey")
);

-- CreateIndex
CREATE INDEX "FormViewBatch_createdAt_idx" ON "FormViewBatch" USING BRIN ("createdAt");

-- CreateIndex
CREATE INDEX "WithdrawnView_createdAt_idx" ON "WithdrawnView"("createdAt");

-- CreateIndex
CREATE INDEX "HeatDelta_organizationId_formVersion_breakpoint_kind_segmen_idx" ON "HeatDelta"("organizationId", "formVersion", "breakpoint", "kind", "segment", "day");

-- CreateIndex
CREATE INDEX "FormView_organizationId_day_idx" ON "FormView"("organizationId", "day");

-- CreateIndex
CREATE INDEX "FormView_organizationId_openedAt_id_idx" ON "FormView"("organizationId", "openedAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "FormViewBatch" ADD CONSTRAINT "FormViewBatch_organizationId_viewId_fkey" FOREIGN KEY ("organizationId", "viewId") REFERENCES "FormView"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HeatDelta" ADD CONSTRAINT "HeatDelta_organizationId_formVersion_fkey" FOREIGN KEY ("organizationId", "formVersion") REFERENCES "FormVersion"("organizationId", "version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HeatTile" ADD CONSTRAINT "HeatTile_organizationId_formVersion_fkey" FOREIGN KEY ("organizationId", "formVersion") REFERENCES "FormVersion"("organizationId", "version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldDay" ADD CONSTRAINT "FieldDay_organizationId_formVersion_fkey" FOREIGN KEY ("organizationId", "formVersion") REFERENCES "FormVersion"("organizationId", "version") ON DELETE CASCADE ON UPDATE CASCADE;
