-- The contact list by the last activity, newest first; those without one stand last.
CREATE INDEX "Contact_list_activity_idx" ON "Contact"("organizationId", "lastActivityAt" DESC, "id" DESC)
  WHERE "lastActivityAt" IS NOT NULL AND "deletedAt" IS NULL AND "mergedIntoId" IS NULL;
