-- The deal list by amount: deals without one stand last, in a stretch of their own, so the walk needs no place for them.
DROP INDEX "Deal_list_amount_idx";
CREATE INDEX "Deal_list_amount_idx" ON "Deal"("organizationId", "amount" DESC, "id") WHERE "deletedAt" IS NULL AND "amount" IS NOT NULL;
