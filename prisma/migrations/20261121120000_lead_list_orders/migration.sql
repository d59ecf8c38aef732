-- The lead list by colour and by name, for any state.
CREATE INDEX "Lead_list_priority_idx" ON "Lead"("organizationId", "priority", "score" DESC, "createdAt", "id")
  WHERE "quarantineReason" IS NULL;
CREATE INDEX "Lead_list_name_idx" ON "Lead"("organizationId", "lastName", "firstName", "id")
  WHERE "quarantineReason" IS NULL;

-- The same for what is open, a small share of many years' requests: an index of all would be walked past the closed ones.
CREATE INDEX "Lead_list_open_priority_idx" ON "Lead"("organizationId", "priority", "score" DESC, "createdAt", "id")
  WHERE "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS');
CREATE INDEX "Lead_list_open_created_idx" ON "Lead"("organizationId", "createdAt" DESC, "id")
  WHERE "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS');
CREATE INDEX "Lead_list_open_service_idx" ON "Lead"("organizationId", "serviceId", "score" DESC, "createdAt", "id")
  WHERE "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS');
CREATE INDEX "Lead_list_open_assignee_idx" ON "Lead"("organizationId", "assigneeId", "score" DESC, "createdAt", "id")
  WHERE "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS');
