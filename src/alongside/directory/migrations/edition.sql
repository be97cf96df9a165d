-- What the open feed needs of the database: to know whether anything has changed, ids for what has no row of its own,
-- links that are links, and the services that some words name.

-- One row for each transaction that changed the directory. Its own mark spares all but the first statement of a
-- transaction the rest; writers never wait for each other. What is older than a day is swept up by the next change.
CREATE FUNCTION directory_note_edition() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
  mark text := alliance || '/' || pg_current_xact_id();
BEGIN
  IF alliance IS NULL OR current_setting('app.directory_edition', true) IS NOT DISTINCT FROM mark THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('app.directory_edition', mark, true);
  DELETE FROM directory_edition e WHERE e.id IN (
    SELECT o.id FROM directory_edition o WHERE o.at < now() - interval '1 day' FOR UPDATE SKIP LOCKED);
  INSERT INTO directory_edition (id, alliance_id, transaction, at)
  VALUES (gen_random_uuid(), alliance, pg_current_xact_id()::text::bigint, now())
  ON CONFLICT (alliance_id, transaction) DO NOTHING;
  RETURN NULL;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'directoryorganisation', 'location', 'taxonomyterm', 'service', 'serviceatlocation', 'phone', 'schedule',
    'costoption', 'language', 'servicearea', 'accessibility', 'attribute', 'serviceneed'] LOOP
    EXECUTE format('CREATE TRIGGER directory_edition AFTER INSERT OR UPDATE OR DELETE ON directory_%s'
      ' FOR EACH STATEMENT EXECUTE FUNCTION directory_note_edition()', name);
  END LOOP;
END $$;

-- A UUID version 3 (RFC 9562) of a text: the same text has the same id each time.
CREATE FUNCTION directory_made_id(text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT overlay(overlay(md5($1) PLACING '3' FROM 13) PLACING '8' FROM 17)::uuid
$$;

-- A web address as RFC 3986 has it: http(s), and no sign in it that an address may not hold. Null for anything else.
CREATE FUNCTION directory_uri(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN $1 ~ '^https?://[A-Za-z0-9._~:/?@!$&''()*+,;=-]+(#[A-Za-z0-9._~:/?@!$&''()*+,;=-]*)?$' THEN $1
    WHEN $1 !~* '^https?://[^/?#\s]' THEN NULL
    ELSE (
      SELECT string_agg(CASE
          WHEN part ~ '^(%[0-9A-Fa-f]{2}|[A-Za-z0-9._~:/?@!$&''()*+,;=-])$' OR (part = '#' AND place = first.hash) THEN part
          ELSE (SELECT string_agg('%' || upper(lpad(to_hex(get_byte(bytes, n)), 2, '0')), '' ORDER BY n)
            FROM (SELECT convert_to(part, 'UTF8') AS bytes) b, generate_series(0, length(bytes) - 1) n)
        END, '' ORDER BY place)
      FROM regexp_matches($1, '%[0-9A-Fa-f]{2}|.', 'g') WITH ORDINALITY AS piece (found, place)
      CROSS JOIN LATERAL (SELECT found[1] AS part) p
      CROSS JOIN (SELECT min(o) AS hash FROM regexp_matches($1, '%[0-9A-Fa-f]{2}|.', 'g') WITH ORDINALITY AS h (f, o)
        WHERE f[1] = '#') first
    )
  END
$$;

-- The services of this alliance whose words hold all that was typed, or any of it where none holds all; and how well.
CREATE FUNCTION directory_matching(typed text) RETURNS TABLE (service_id uuid, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
  every tsquery;
  any_of tsquery;
BEGIN
  SELECT string_agg(quote_literal(w), ' & ')::tsquery, string_agg(quote_literal(w), ' | ')::tsquery
  INTO every, any_of
  FROM unnest((tsvector_to_array(directory_search_words(left(typed, 2000))))[1:60]) AS w;
  IF alliance IS NULL OR every IS NULL THEN
    RETURN;
  END IF;
  IF EXISTS (SELECT 1 FROM directory_searchentry e WHERE e.alliance_id = alliance AND e.words @@ every) THEN
    any_of := every;
  END IF;
  RETURN QUERY SELECT e.service_id, ts_rank(e.words, any_of)
  FROM directory_searchentry e WHERE e.alliance_id = alliance AND e.words @@ any_of;
END $$;
