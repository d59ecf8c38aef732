-- The database counts the bytes of an organisation's files itself: no way of writing a row can forget it, and the row of
-- the count makes uploads of one organisation wait for each other, so that none passes the limit unseen.
CREATE FUNCTION count_stored_bytes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "StorageUse" ("organizationId", "bytes")
    SELECT "organizationId", sum("size") FROM fresh GROUP BY "organizationId" ORDER BY "organizationId"
    ON CONFLICT ("organizationId") DO UPDATE SET "bytes" = "StorageUse"."bytes" + excluded."bytes";
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE "StorageUse" u SET "bytes" = GREATEST(0, u."bytes" - gone."bytes")
    FROM (SELECT "organizationId", sum("size") AS "bytes" FROM old_rows GROUP BY "organizationId") gone
    WHERE u."organizationId" = gone."organizationId";
  ELSE
    UPDATE "StorageUse" u SET "bytes" = GREATEST(0, u."bytes" + change."bytes")
    FROM (SELECT "organizationId", sum("size") AS "bytes" FROM (
            SELECT "organizationId", "size" FROM fresh UNION ALL SELECT "organizationId", -"size" FROM old_rows) both_rows
          GROUP BY "organizationId" HAVING sum("size") <> 0) change
    WHERE u."organizationId" = change."organizationId";
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER count_new_files AFTER INSERT ON "File" REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_stored_bytes();
CREATE TRIGGER count_removed_files AFTER DELETE ON "File" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_stored_bytes();
CREATE TRIGGER count_changed_files AFTER UPDATE ON "File" REFERENCING NEW TABLE AS fresh OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_stored_bytes();
