-- AlterEnum
ALTER TYPE "CustomFieldEntity" ADD VALUE 'ITEM';

-- CreateEnum
CREATE TYPE "MaterialKind" AS ENUM ('SOIL', 'TOOL', 'OTHER');

-- CreateEnum
CREATE TYPE "EquipmentStatus" AS ENUM ('READY', 'BROKEN', 'RETIRED');

-- CreateEnum
CREATE TYPE "PhotoKind" AS ENUM ('BEFORE', 'AFTER', 'INCIDENT', 'OTHER');

-- CreateEnum
CREATE TYPE "OrderState" AS ENUM ('DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "PayKind" AS ENUM ('HOURLY', 'FIXED', 'PERCENT');

-- CreateEnum
CREATE TYPE "BookingKind" AS ENUM ('ORDER', 'MAINTENANCE');

-- CreateEnum
CREATE TYPE "PaymentKind" AS ENUM ('RECEIVED', 'REFUNDED');

-- CreateEnum
CREATE TYPE "PaymentMethod" AS ENUM ('CASH', 'TRANSFER', 'CARD', 'ONLINE');

-- CreateEnum
CREATE TYPE "ExpenseKind" AS ENUM ('FUEL', 'REPAIR', 'RENT', 'SALARY', 'OTHER');

-- CreateEnum
CREATE TYPE "PayrollState" AS ENUM ('PENDING', 'APPROVED', 'PAID');

-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('QUOTE', 'CONTRACT', 'INVOICE', 'ACT', 'RECEIPT');

-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "orderId" UUID;

-- AlterTable
ALTER TABLE "CatalogItem" ADD COLUMN     "categoryId" UUID,
ADD COLUMN     "code" VARCHAR(60) NOT NULL DEFAULT upper("left"(md5((gen_random_uuid())::text), 8)),
ADD COLUMN     "costPrice" DECIMAL(16,4),
ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "deletedById" UUID,
ADD COLUMN     "fuelPerHour" DECIMAL(8,2),
ADD COLUMN     "hourlyRate" DECIMAL(16,4),
ADD COLUMN     "location" VARCHAR(200),
ADD COLUMN     "machineId" UUID,
ADD COLUMN     "materialKind" "MaterialKind",
ADD COLUMN     "meterHours" DECIMAL(10,1),
ADD COLUMN     "perHour" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "price" DECIMAL(16,4),
ADD COLUMN     "serialNumber" VARCHAR(100),
ADD COLUMN     "shiftRate" DECIMAL(16,4),
ADD COLUMN     "status" "EquipmentStatus" NOT NULL DEFAULT 'READY',
ADD COLUMN     "taxPercent" DECIMAL(7,4) NOT NULL DEFAULT 0,
ADD COLUMN     "unit" VARCHAR(20) NOT NULL DEFAULT '';

ALTER TABLE "CatalogItem" ADD COLUMN "searchText" TEXT GENERATED ALWAYS AS
  (lower("code" || ' ' || "name" || ' ' || coalesce("serialNumber", '') || ' ' || coalesce("description", ''))) STORED;

-- AlterTable
ALTER TABLE "File" ADD COLUMN     "caption" VARCHAR(300),
ADD COLUMN     "height" INTEGER,
ADD COLUMN     "itemId" UUID,
ADD COLUMN     "latitude" DECIMAL(9,6),
ADD COLUMN     "longitude" DECIMAL(9,6),
ADD COLUMN     "maintenanceId" UUID,
ADD COLUMN     "orderId" UUID,
ADD COLUMN     "photoKind" "PhotoKind",
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "takenAt" TIMESTAMPTZ(3),
ADD COLUMN     "thumbnailKey" VARCHAR(200),
ADD COLUMN     "uploadedById" UUID,
ADD COLUMN     "width" INTEGER;

-- AlterTable
ALTER TABLE "MailMessage" ADD COLUMN     "attachments" JSONB;

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "notifyOrders" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "payKind" "PayKind",
ADD COLUMN     "payRate" DECIMAL(16,4);

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "booksClosedThrough" DATE,
ADD COLUMN     "bufferAfterMin" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "bufferBeforeMin" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "defaultTaxPercent" DECIMAL(7,4) NOT NULL DEFAULT 0,
ADD COLUMN     "lateDiscountPercent" DECIMAL(7,4),
ADD COLUMN     "requisites" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "shiftHours" DECIMAL(4,1) NOT NULL DEFAULT 8,
ADD COLUMN     "signatureFileId" UUID;

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "orderId" UUID;

-- CreateTable
CREATE TABLE "CatalogCategory" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "parentId" UUID,
    "name" VARCHAR(200) NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CatalogCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CatalogPrice" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "price" DECIMAL(16,4),
    "costPrice" DECIMAL(16,4),
    "hourlyRate" DECIMAL(16,4),
    "shiftRate" DECIMAL(16,4),
    "taxPercent" DECIMAL(7,4) NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID,

    CONSTRAINT "CatalogPrice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MaintenancePlan" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "everyDays" INTEGER,
    "everyHours" DECIMAL(10,1),
    "lastDay" DATE,
    "lastHours" DECIMAL(10,1),
    "nextDay" DATE,
    "nextHours" DECIMAL(10,1),
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MaintenancePlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MaintenanceRecord" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "planId" UUID,
    "title" VARCHAR(200) NOT NULL,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "doneDay" DATE,
    "meterHours" DECIMAL(10,1),
    "cost" DECIMAL(16,2),
    "notes" VARCHAR(2000),
    "createdById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MaintenanceRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NumberSequence" (
    "organizationId" UUID NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "NumberSequence_pkey" PRIMARY KEY ("organizationId","kind","year")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" VARCHAR(20) NOT NULL,
    "state" "OrderState" NOT NULL DEFAULT 'DRAFT',
    "contactId" UUID,
    "address" VARCHAR(500),
    "latitude" DECIMAL(9,6),
    "longitude" DECIMAL(9,6),
    "plannedStart" TIMESTAMPTZ(3),
    "plannedEnd" TIMESTAMPTZ(3),
    "actualStart" TIMESTAMPTZ(3),
    "actualEnd" TIMESTAMPTZ(3),
    "description" TEXT,
    "managerId" UUID,
    "createdById" UUID,
    "leadId" UUID,
    "dealId" UUID,
    "currency" VARCHAR(3) NOT NULL,
    "estimate" DECIMAL(16,2),
    "prepayment" DECIMAL(16,2),
    "subtotal" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "discount" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "tax" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "lateDiscount" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "total" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "paid" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "cancelReason" VARCHAR(500),
    "completionNote" VARCHAR(2000),
    "approvedSnapshot" JSONB,
    "completedSnapshot" JSONB,
    "createdStateAt" TIMESTAMPTZ(3),
    "approvedAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "stateChangedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "quoteAcceptedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "searchText" TEXT GENERATED ALWAYS AS (lower("number" || ' ' || coalesce("address", '') || ' ' || coalesce("description", ''))) STORED,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "CatalogKind" NOT NULL,
    "itemId" UUID,
    "name" VARCHAR(200) NOT NULL,
    "unit" VARCHAR(20) NOT NULL DEFAULT '',
    "quantity" DECIMAL(14,4),
    "unitPrice" DECIMAL(16,4),
    "perHour" BOOLEAN NOT NULL DEFAULT false,
    "shifts" DECIMAL(10,2),
    "shiftRate" DECIMAL(16,4),
    "hours" DECIMAL(10,2),
    "hourlyRate" DECIMAL(16,4),
    "discountPercent" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "taxPercent" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "gross" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "discount" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "net" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "tax" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "total" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "fuelLitres" DECIMAL(10,2),
    "fuelCost" DECIMAL(16,2),
    "repairCost" DECIMAL(16,2),
    "repairNote" VARCHAR(500),

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderOperator" (
    "organizationId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "payKind" "PayKind",
    "payRate" DECIMAL(16,4),
    "hours" DECIMAL(10,2),

    CONSTRAINT "OrderOperator_pkey" PRIMARY KEY ("organizationId","orderId","userId")
);

-- CreateTable
CREATE TABLE "OrderStep" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "from" "OrderState",
    "to" "OrderState" NOT NULL,
    "comment" VARCHAR(500),
    "byId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OrderStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "BookingKind" NOT NULL,
    "itemId" UUID,
    "userId" UUID,
    "orderId" UUID,
    "maintenanceId" UUID,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "blockedFrom" TIMESTAMPTZ(3) NOT NULL,
    "blockedTo" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "contactId" UUID,
    "kind" "PaymentKind" NOT NULL,
    "method" "PaymentMethod" NOT NULL,
    "amount" DECIMAL(16,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "day" DATE NOT NULL,
    "note" VARCHAR(500),
    "submissionKey" VARCHAR(64),
    "createdById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Expense" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "ExpenseKind" NOT NULL,
    "amount" DECIMAL(16,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "day" DATE NOT NULL,
    "note" VARCHAR(500),
    "orderId" UUID,
    "itemId" UUID,
    "maintenanceId" UUID,
    "sourceKey" VARCHAR(120),
    "createdById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Expense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PayrollRow" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "orderId" UUID,
    "kind" "PayKind" NOT NULL,
    "state" "PayrollState" NOT NULL DEFAULT 'PENDING',
    "quantity" DECIMAL(16,2) NOT NULL,
    "rate" DECIMAL(16,4) NOT NULL,
    "amount" DECIMAL(16,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "day" DATE NOT NULL,
    "note" VARCHAR(500),
    "sourceKey" VARCHAR(120),
    "approvedById" UUID,
    "approvedAt" TIMESTAMPTZ(3),
    "paidById" UUID,
    "paidAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PayrollRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentTemplate" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "DocumentKind" NOT NULL,
    "version" INTEGER NOT NULL,
    "texts" JSONB NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DocumentTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "kind" "DocumentKind" NOT NULL,
    "number" VARCHAR(30) NOT NULL,
    "templateId" UUID NOT NULL,
    "snapshot" JSONB NOT NULL,
    "day" DATE NOT NULL,
    "total" DECIMAL(16,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "fileId" UUID,
    "sentAt" TIMESTAMPTZ(3),
    "sentTo" VARCHAR(255),
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CatalogCategory_organizationId_parentId_position_id_idx" ON "CatalogCategory"("organizationId", "parentId", "position", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CatalogCategory_organizationId_id_key" ON "CatalogCategory"("organizationId", "id");

-- CreateIndex
CREATE INDEX "CatalogPrice_organizationId_itemId_validFrom_idx" ON "CatalogPrice"("organizationId", "itemId", "validFrom" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "CatalogPrice_organizationId_id_key" ON "CatalogPrice"("organizationId", "id");

-- CreateIndex
CREATE INDEX "MaintenancePlan_organizationId_itemId_idx" ON "MaintenancePlan"("organizationId", "itemId");

-- CreateIndex
CREATE INDEX "MaintenancePlan_organizationId_nextDay_idx" ON "MaintenancePlan"("organizationId", "nextDay");

-- CreateIndex
CREATE UNIQUE INDEX "MaintenancePlan_organizationId_id_key" ON "MaintenancePlan"("organizationId", "id");

-- CreateIndex
CREATE INDEX "MaintenanceRecord_organizationId_itemId_createdAt_idx" ON "MaintenanceRecord"("organizationId", "itemId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "MaintenanceRecord_organizationId_planId_idx" ON "MaintenanceRecord"("organizationId", "planId");

-- CreateIndex
CREATE UNIQUE INDEX "MaintenanceRecord_organizationId_id_key" ON "MaintenanceRecord"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Order_organizationId_contactId_createdAt_idx" ON "Order"("organizationId", "contactId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Order_organizationId_dealId_idx" ON "Order"("organizationId", "dealId");

-- CreateIndex
CREATE INDEX "Order_organizationId_leadId_idx" ON "Order"("organizationId", "leadId");

-- CreateIndex
CREATE INDEX "Order_search_trgm_idx" ON "Order" USING GIN ("searchText" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "Order_organizationId_id_key" ON "Order"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Order_organizationId_number_key" ON "Order"("organizationId", "number");

-- CreateIndex
CREATE INDEX "OrderLine_organizationId_orderId_position_idx" ON "OrderLine"("organizationId", "orderId", "position");

-- CreateIndex
CREATE INDEX "OrderLine_organizationId_itemId_idx" ON "OrderLine"("organizationId", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderLine_organizationId_id_key" ON "OrderLine"("organizationId", "id");

-- CreateIndex
CREATE INDEX "OrderOperator_organizationId_userId_idx" ON "OrderOperator"("organizationId", "userId");

-- CreateIndex
CREATE INDEX "OrderStep_organizationId_orderId_at_idx" ON "OrderStep"("organizationId", "orderId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "OrderStep_organizationId_id_key" ON "OrderStep"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Booking_organizationId_orderId_idx" ON "Booking"("organizationId", "orderId");

-- CreateIndex
CREATE INDEX "Booking_organizationId_maintenanceId_idx" ON "Booking"("organizationId", "maintenanceId");

-- CreateIndex
CREATE INDEX "Booking_organizationId_startsAt_id_idx" ON "Booking"("organizationId", "startsAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Booking_organizationId_id_key" ON "Booking"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Payment_organizationId_orderId_day_idx" ON "Payment"("organizationId", "orderId", "day");

-- CreateIndex
CREATE INDEX "Payment_organizationId_contactId_day_idx" ON "Payment"("organizationId", "contactId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_organizationId_id_key" ON "Payment"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_organizationId_submissionKey_key" ON "Payment"("organizationId", "submissionKey");

-- CreateIndex
CREATE INDEX "Expense_organizationId_orderId_idx" ON "Expense"("organizationId", "orderId");

-- CreateIndex
CREATE INDEX "Expense_organizationId_itemId_day_idx" ON "Expense"("organizationId", "itemId", "day");

-- CreateIndex
CREATE INDEX "Expense_organizationId_maintenanceId_idx" ON "Expense"("organizationId", "maintenanceId");

-- CreateIndex
CREATE UNIQUE INDEX "Expense_organizationId_id_key" ON "Expense"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Expense_organizationId_sourceKey_key" ON "Expense"("organizationId", "sourceKey");

-- CreateIndex
CREATE INDEX "PayrollRow_organizationId_orderId_idx" ON "PayrollRow"("organizationId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "PayrollRow_organizationId_id_key" ON "PayrollRow"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PayrollRow_organizationId_sourceKey_key" ON "PayrollRow"("organizationId", "sourceKey");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentTemplate_organizationId_id_key" ON "DocumentTemplate"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentTemplate_organizationId_kind_version_key" ON "DocumentTemplate"("organizationId", "kind", "version");

-- CreateIndex
CREATE INDEX "Document_organizationId_orderId_createdAt_idx" ON "Document"("organizationId", "orderId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Document_organizationId_fileId_idx" ON "Document"("organizationId", "fileId");

-- CreateIndex
CREATE UNIQUE INDEX "Document_organizationId_id_key" ON "Document"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Document_organizationId_kind_number_key" ON "Document"("organizationId", "kind", "number");

-- CreateIndex
CREATE INDEX "Activity_organizationId_orderId_occurredAt_id_idx" ON "Activity"("organizationId", "orderId", "occurredAt", "id");

-- CreateIndex
CREATE INDEX "CatalogItem_organizationId_categoryId_name_id_idx" ON "CatalogItem"("organizationId", "categoryId", "name", "id");

-- CreateIndex
CREATE INDEX "CatalogItem_organizationId_machineId_idx" ON "CatalogItem"("organizationId", "machineId");

-- CreateIndex
CREATE INDEX "CatalogItem_search_trgm_idx" ON "CatalogItem" USING GIN ("searchText" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "File_thumbnailKey_key" ON "File"("thumbnailKey");

-- CreateIndex
CREATE INDEX "File_organizationId_orderId_position_idx" ON "File"("organizationId", "orderId", "position");

-- CreateIndex
CREATE INDEX "File_organizationId_itemId_position_idx" ON "File"("organizationId", "itemId", "position");

-- CreateIndex
CREATE INDEX "File_organizationId_maintenanceId_idx" ON "File"("organizationId", "maintenanceId");

-- CreateIndex
CREATE INDEX "Task_organizationId_orderId_idx" ON "Task"("organizationId", "orderId");

-- AddForeignKey
ALTER TABLE "CatalogCategory" ADD CONSTRAINT "CatalogCategory_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogCategory" ADD CONSTRAINT "CatalogCategory_organizationId_parentId_fkey" FOREIGN KEY ("organizationId", "parentId") REFERENCES "CatalogCategory"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogItem" ADD CONSTRAINT "CatalogItem_organizationId_categoryId_fkey" FOREIGN KEY ("organizationId", "categoryId") REFERENCES "CatalogCategory"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogItem" ADD CONSTRAINT "CatalogItem_organizationId_machineId_fkey" FOREIGN KEY ("organizationId", "machineId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogPrice" ADD CONSTRAINT "CatalogPrice_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogPrice" ADD CONSTRAINT "CatalogPrice_organizationId_itemId_fkey" FOREIGN KEY ("organizationId", "itemId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MaintenancePlan" ADD CONSTRAINT "MaintenancePlan_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MaintenancePlan" ADD CONSTRAINT "MaintenancePlan_organizationId_itemId_fkey" FOREIGN KEY ("organizationId", "itemId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MaintenanceRecord" ADD CONSTRAINT "MaintenanceRecord_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MaintenanceRecord" ADD CONSTRAINT "MaintenanceRecord_organizationId_itemId_fkey" FOREIGN KEY ("organizationId", "itemId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MaintenanceRecord" ADD CONSTRAINT "MaintenanceRecord_organizationId_planId_fkey" FOREIGN KEY ("organizationId", "planId") REFERENCES "MaintenancePlan"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_organizationId_itemId_fkey" FOREIGN KEY ("organizationId", "itemId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_organizationId_maintenanceId_fkey" FOREIGN KEY ("organizationId", "maintenanceId") REFERENCES "MaintenanceRecord"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NumberSequence" ADD CONSTRAINT "NumberSequence_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_managerId_fkey" FOREIGN KEY ("organizationId", "managerId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_leadId_fkey" FOREIGN KEY ("organizationId", "leadId") REFERENCES "Lead"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_organizationId_itemId_fkey" FOREIGN KEY ("organizationId", "itemId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderOperator" ADD CONSTRAINT "OrderOperator_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderOperator" ADD CONSTRAINT "OrderOperator_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderOperator" ADD CONSTRAINT "OrderOperator_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderStep" ADD CONSTRAINT "OrderStep_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_organizationId_itemId_fkey" FOREIGN KEY ("organizationId", "itemId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_organizationId_maintenanceId_fkey" FOREIGN KEY ("organizationId", "maintenanceId") REFERENCES "MaintenanceRecord"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expense" ADD CONSTRAINT "Expense_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expense" ADD CONSTRAINT "Expense_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expense" ADD CONSTRAINT "Expense_organizationId_itemId_fkey" FOREIGN KEY ("organizationId", "itemId") REFERENCES "CatalogItem"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expense" ADD CONSTRAINT "Expense_organizationId_maintenanceId_fkey" FOREIGN KEY ("organizationId", "maintenanceId") REFERENCES "MaintenanceRecord"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PayrollRow" ADD CONSTRAINT "PayrollRow_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PayrollRow" ADD CONSTRAINT "PayrollRow_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "Membership"("organizationId", "userId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PayrollRow" ADD CONSTRAINT "PayrollRow_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentTemplate" ADD CONSTRAINT "DocumentTemplate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_organizationId_templateId_fkey" FOREIGN KEY ("organizationId", "templateId") REFERENCES "DocumentTemplate"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_organizationId_fileId_fkey" FOREIGN KEY ("organizationId", "fileId") REFERENCES "File"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What follows is written by hand: the schema cannot say it, and db:check does not see it.

-- Names sort as people expect. Servers built without ICU keep their default.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_collation WHERE collname = 'ru-x-icu') THEN
    ALTER TABLE "CatalogItem" DROP COLUMN "searchText";
    ALTER TABLE "CatalogItem" ALTER COLUMN "name" TYPE VARCHAR(200) COLLATE "ru-x-icu";
    ALTER TABLE "CatalogItem" ADD COLUMN "searchText" TEXT GENERATED ALWAYS AS
      (lower("code" || ' ' || "name" || ' ' || coalesce("serialNumber", '') || ' ' || coalesce("description", ''))) STORED;
    CREATE INDEX "CatalogItem_search_trgm_idx" ON "CatalogItem" USING GIN ("searchText" gin_trgm_ops);
    ALTER TABLE "CatalogCategory" ALTER COLUMN "name" TYPE VARCHAR(200) COLLATE "ru-x-icu";
  END IF;
END $$;

-- Catalog: a code means one item, however it is typed; what a kind cannot have is refused.
CREATE UNIQUE INDEX "CatalogItem_code_key" ON "CatalogItem"("organizationId", lower("code"));
CREATE INDEX "CatalogItem_list_name_idx" ON "CatalogItem"("organizationId", "name", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "CatalogItem_list_kind_idx" ON "CatalogItem"("organizationId", "kind", "name", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "CatalogItem_list_price_idx" ON "CatalogItem"("organizationId", "price", "id") WHERE "deletedAt" IS NULL AND "price" IS NOT NULL;
CREATE INDEX "CatalogItem_list_shift_idx" ON "CatalogItem"("organizationId", "kind", "shiftRate", "id") WHERE "deletedAt" IS NULL AND "shiftRate" IS NOT NULL;
CREATE INDEX "CatalogItem_list_code_idx" ON "CatalogItem"("organizationId", "code", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "CatalogItem_trash_idx" ON "CatalogItem"("organizationId", "deletedAt" DESC, "id") WHERE "deletedAt" IS NOT NULL;
ALTER TABLE "CatalogItem"
  ADD CONSTRAINT "CatalogItem_name_check" CHECK ("name" <> '' AND "code" <> ''),
  ADD CONSTRAINT "CatalogItem_custom_check" CHECK (jsonb_typeof("custom") = 'object'),
  ADD CONSTRAINT "CatalogItem_sums_check" CHECK (least("price", "costPrice", "hourlyRate", "shiftRate", "fuelPerHour", "meterHours") >= 0),
  ADD CONSTRAINT "CatalogItem_tax_check" CHECK ("taxPercent" BETWEEN 0 AND 100),
  ADD CONSTRAINT "CatalogItem_machine_check" CHECK ("kind" = 'ATTACHMENT' OR "machineId" IS NULL),
  ADD CONSTRAINT "CatalogItem_material_check" CHECK ("kind" = 'MATERIAL' OR "materialKind" IS NULL),
  ADD CONSTRAINT "CatalogItem_form_check" CHECK ("kind" = 'SERVICE' OR NOT "offeredOnForm");
ALTER TABLE "CatalogCategory" ADD CONSTRAINT "CatalogCategory_parent_check" CHECK ("parentId" IS DISTINCT FROM "id" AND "name" <> '');
ALTER TABLE "MaintenancePlan" ADD CONSTRAINT "MaintenancePlan_period_check" CHECK (coalesce("everyDays", "everyHours") IS NOT NULL AND least("everyDays", "everyHours") > 0);
ALTER TABLE "MaintenanceRecord" ADD CONSTRAINT "MaintenanceRecord_time_check" CHECK (("startsAt" IS NULL) = ("endsAt" IS NULL) AND "endsAt" > "startsAt");

-- Orders: the list's orders. Balance is total - paid.
CREATE INDEX "Order_list_created_idx" ON "Order"("organizationId", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Order_list_number_idx" ON "Order"("organizationId", "number" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Order_list_start_idx" ON "Order"("organizationId", "plannedStart" DESC, "id" DESC) WHERE "deletedAt" IS NULL AND "plannedStart" IS NOT NULL;
CREATE INDEX "Order_list_total_idx" ON "Order"("organizationId", "total" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Order_list_state_idx" ON "Order"("organizationId", "state", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Order_list_manager_idx" ON "Order"("organizationId", "managerId", "createdAt" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Order_creator_idx" ON "Order"("organizationId", "createdById", "createdAt" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Order_completed_idx" ON "Order"("organizationId", "actualEnd", "id") WHERE "deletedAt" IS NULL AND "state" = 'COMPLETED';
CREATE INDEX "Order_currency_idx" ON "Order"("organizationId", "currency") WHERE "deletedAt" IS NULL AND "state" = 'COMPLETED';
CREATE INDEX "Order_due_idx" ON "Order"("organizationId", ("total" - "paid")) WHERE "deletedAt" IS NULL AND "state" IN ('APPROVED', 'IN_PROGRESS', 'COMPLETED') AND "total" > "paid";
CREATE INDEX "Order_trash_idx" ON "Order"("organizationId", "deletedAt" DESC, "id") WHERE "deletedAt" IS NOT NULL;
ALTER TABLE "Order"
  ADD CONSTRAINT "Order_planned_check" CHECK ("plannedEnd" > "plannedStart"),
  ADD CONSTRAINT "Order_actual_check" CHECK ("actualEnd" >= "actualStart"),
  ADD CONSTRAINT "Order_created_check" CHECK ("state" IN ('DRAFT', 'CANCELLED') OR ("contactId" IS NOT NULL AND "address" IS NOT NULL AND "plannedStart" IS NOT NULL)),
  ADD CONSTRAINT "Order_approved_check" CHECK ("state" NOT IN ('APPROVED', 'IN_PROGRESS', 'COMPLETED') OR ("approvedSnapshot" IS NOT NULL AND "plannedEnd" IS NOT NULL)),
  ADD CONSTRAINT "Order_completed_check" CHECK ("state" <> 'COMPLETED' OR ("completedSnapshot" IS NOT NULL AND "actualStart" IS NOT NULL AND "actualEnd" IS NOT NULL)),
  ADD CONSTRAINT "Order_cancelled_check" CHECK ("state" <> 'CANCELLED' OR "cancelReason" IS NOT NULL),
  ADD CONSTRAINT "Order_sums_check" CHECK (least("subtotal", "discount", "tax", "lateDiscount", "total", "estimate", "prepayment") >= 0),
  ADD CONSTRAINT "Order_place_check" CHECK (("latitude" IS NULL) = ("longitude" IS NULL) AND "latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180);
ALTER TABLE "OrderLine"
  ADD CONSTRAINT "OrderLine_amount_check" CHECK (least("quantity", "unitPrice", "shifts", "shiftRate", "hours", "hourlyRate", "fuelLitres", "fuelCost", "repairCost") >= 0),
  ADD CONSTRAINT "OrderLine_percent_check" CHECK ("discountPercent" BETWEEN 0 AND 100 AND "taxPercent" BETWEEN 0 AND 100);

-- The history is only written, never rewritten; it goes with its order alone.
CREATE FUNCTION refuse_order_step_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'the history of an order cannot be changed';
END $$;
CREATE TRIGGER "OrderStep_fixed" BEFORE UPDATE ON "OrderStep" FOR EACH ROW EXECUTE FUNCTION refuse_order_step_change();

-- A snapshot is frozen once. Reopening a completed order clears the completion's alone, for the next completion to write.
CREATE FUNCTION refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD."approvedSnapshot" IS NOT NULL AND NEW."approvedSnapshot" IS DISTINCT FROM OLD."approvedSnapshot" THEN
    RAISE EXCEPTION 'the snapshot of an approval cannot be changed';
  END IF;
  IF OLD."completedSnapshot" IS NOT NULL AND NEW."completedSnapshot" IS NOT NULL AND NEW."completedSnapshot" IS DISTINCT FROM OLD."completedSnapshot" THEN
    RAISE EXCEPTION 'the snapshot of a completion cannot be changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Order_snapshot_fixed" BEFORE UPDATE OF "approvedSnapshot", "completedSnapshot" ON "Order" FOR EACH ROW EXECUTE FUNCTION refuse_snapshot_change();

-- Bookings: no machine and no person is in two places at once, whoever writes and however many at a time.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "Booking"
  ADD CONSTRAINT "Booking_subject_check" CHECK (num_nonnulls("itemId", "userId") = 1),
  ADD CONSTRAINT "Booking_reason_check" CHECK (("kind" = 'ORDER' AND "orderId" IS NOT NULL AND "maintenanceId" IS NULL) OR ("kind" = 'MAINTENANCE' AND "maintenanceId" IS NOT NULL AND "orderId" IS NULL)),
  ADD CONSTRAINT "Booking_time_check" CHECK ("endsAt" > "startsAt" AND "blockedFrom" <= "startsAt" AND "blockedTo" >= "endsAt"),
  ADD CONSTRAINT "Booking_item_overlap" EXCLUDE USING gist ("organizationId" WITH =, "itemId" WITH =, tstzrange("blockedFrom", "blockedTo") WITH &&) WHERE ("itemId" IS NOT NULL),
  ADD CONSTRAINT "Booking_person_overlap" EXCLUDE USING gist ("organizationId" WITH =, "userId" WITH =, tstzrange("blockedFrom", "blockedTo") WITH &&) WHERE ("userId" IS NOT NULL);

-- Money
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_amount_check" CHECK ("amount" > 0);
ALTER TABLE "Expense" ADD CONSTRAINT "Expense_amount_check" CHECK ("amount" > 0);
ALTER TABLE "PayrollRow"
  ADD CONSTRAINT "PayrollRow_amount_check" CHECK ("amount" >= 0 AND "quantity" >= 0 AND "rate" >= 0),
  ADD CONSTRAINT "PayrollRow_state_check" CHECK (("state" = 'PENDING' OR "approvedAt" IS NOT NULL) AND ("state" = 'PAID') = ("paidAt" IS NOT NULL));
CREATE INDEX "Payment_list_idx" ON "Payment"("organizationId", "day" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "Expense_list_idx" ON "Expense"("organizationId", "day" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "PayrollRow_list_idx" ON "PayrollRow"("organizationId", "day" DESC, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "PayrollRow_person_idx" ON "PayrollRow"("organizationId", "userId", "day" DESC, "id" DESC) WHERE "deletedAt" IS NULL;

-- What was paid out stays as it was paid.
CREATE FUNCTION refuse_paid_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD."state" = 'PAID' AND (NEW."state", NEW."amount", NEW."userId", NEW."day", NEW."deletedAt") IS DISTINCT FROM (OLD."state", OLD."amount", OLD."userId", OLD."day", OLD."deletedAt") THEN
    RAISE EXCEPTION 'pay that was paid out cannot be changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "PayrollRow_paid_fixed" BEFORE UPDATE ON "PayrollRow" FOR EACH ROW EXECUTE FUNCTION refuse_paid_change();

-- A document's content is fixed; where its file lies and when it was sent may be noted later.
CREATE FUNCTION refuse_document_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a document cannot be changed, only made anew';
END $$;
CREATE TRIGGER "Document_fixed" BEFORE UPDATE OF "orderId", "kind", "number", "templateId", "snapshot", "day", "total", "currency" ON "Document" FOR EACH ROW EXECUTE FUNCTION refuse_document_change();
