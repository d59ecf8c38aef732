-- The contact list by the last activity, newest first; those without one stand last.
CREATE INDEX "Contact_list_activity_idx" ON "Contact"("organizationId", "lastActivityAt" DESC, "id" DESC)
  WHERE "lastActivityAt" IS NOT NULL AND "deletedAt" IS NULL AND "mergedIntoId" IS NULL;

-- The contacts whose words are most like the asked ones, for a search that found none with the words themselves. The
-- threshold is lower than that of pg_trgm, so that two changed letters of six still find; it holds in this function only.
CREATE FUNCTION similar_contacts(organization uuid, words text[], most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET pg_trgm.word_similarity_threshold = 0.4 AS $$
BEGIN
  RETURN QUERY
  SELECT c."id" FROM "Contact" c
  WHERE c."organizationId" = organization AND c."deletedAt" IS NULL AND c."mergedIntoId" IS NULL
    AND words[1] <% c."searchText"
    AND NOT EXISTS (SELECT FROM unnest(words[2:]) AS word WHERE NOT word <% c."searchText")
  ORDER BY word_similarity(array_to_string(words, ' '), c."searchText") DESC, c."id"
  LIMIT most;
END $$;
