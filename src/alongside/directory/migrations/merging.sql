-- A row that only comes to hang off another entry, where two were made one, says what it said before: no version.
CREATE OR REPLACE FUNCTION directory_keep_versions() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  kind text := substr(TG_TABLE_NAME, length('directory_') + 1);
  who uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO directory_entryversion (id, alliance_id, kind, "row", entry, was, at, transaction, user_id)
    SELECT gen_random_uuid(), g.alliance_id, kind, g.id, (g.j ->> 'service_id')::uuid, g.j, now(),
      pg_current_xact_id()::text::bigint, who
    FROM (SELECT gone.*, to_jsonb(gone) AS j FROM gone) g;
  ELSE
    INSERT INTO directory_entryversion (id, alliance_id, kind, "row", entry, was, at, transaction, user_id)
    SELECT gen_random_uuid(), g.alliance_id, kind, g.id,
      CASE WHEN kind = 'service' THEN g.id ELSE (g.j ->> 'service_id')::uuid END, g.j, now(),
      pg_current_xact_id()::text::bigint, who
    FROM (SELECT gone.*, to_jsonb(gone) AS j FROM gone) g
    JOIN (SELECT came.id, to_jsonb(came) AS j FROM came) c ON c.id = g.id
    WHERE c.j - 'service_id' IS DISTINCT FROM g.j - 'service_id';
  END IF;
  RETURN NULL;
END $$;
