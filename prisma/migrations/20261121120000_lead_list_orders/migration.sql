-- The lead list by colour, by arrival among what is open, and by name. Partial like the other indexes of the list.
CREATE INDEX "Lead_list_priority_idx" ON "Lead"("organizationId", "priority", "score" DESC, "createdAt", "id")
  WHERE "quarantineReason" IS NULL;
CREATE INDEX "Lead_list_open_created_idx" ON "Lead"("organizationId", "createdAt" DESC, "id")
  WHERE "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS');
CREATE INDEX "Lead_list_name_idx" ON "Lead"("organizationId", "lastName", "firstName", "id")
  WHERE "quarantineReason" IS NULL;
