-- Search. Three tables that only these functions touch, kept true by triggers; see docs/adr for why.
--
-- Row-level security keeps GIN and trigram indexes from being used (their operators are not leakproof), and a
-- public search needs them. So what can be searched is copied, without addresses that are hidden, into tables that
-- the runtime role cannot read, and directory_search() answers from them for the alliance of the transaction.

-- No foreign key to the service: the trigger below takes an entry away with its service.
CREATE TABLE directory_searchentry (
  service_id uuid PRIMARY KEY,
  alliance_id uuid NOT NULL,
  words tsvector NOT NULL,
  needs text[] NOT NULL,
  minimum_age smallint,
  maximum_age smallint,
  languages text[] NOT NULL,
  interprets boolean NOT NULL,
  latitudes float8[] NOT NULL,
  longitudes float8[] NOT NULL,
  hidden boolean NOT NULL,
  remote boolean NOT NULL,
  step_free boolean,
  evenings boolean,
  areas text[] NOT NULL,
  area_open boolean NOT NULL,
  area_has_ward boolean NOT NULL,
  room text,
  room_weeks smallint,
  room_said timestamptz
);
CREATE INDEX directory_searchentry_words ON directory_searchentry USING gin (alliance_id, words);
CREATE INDEX directory_searchentry_spoken ON directory_searchentry USING gin (alliance_id, languages, needs);

-- One row for each need of a service at each of its places; without a place, one row without a spot.
CREATE TABLE directory_searchspot (
  alliance_id uuid NOT NULL,
  need_code text NOT NULL,
  service_id uuid NOT NULL REFERENCES directory_searchentry ON DELETE CASCADE,
  confidence float8 NOT NULL,
  spot point
);
CREATE INDEX directory_searchspot_near ON directory_searchspot USING gist (alliance_id, need_code, spot)
  WHERE spot IS NOT NULL;
CREATE INDEX directory_searchspot_need ON directory_searchspot
  (alliance_id, need_code, (spot IS NULL), confidence DESC, service_id);
CREATE INDEX directory_searchspot_service ON directory_searchspot (service_id);

-- The words that an alliance's directory uses, and by how many services: for spelling, and to start from rare words.
CREATE TABLE directory_searchword (
  alliance_id uuid NOT NULL,
  word text NOT NULL,
  services integer NOT NULL,
  PRIMARY KEY (alliance_id, word)
);
CREATE INDEX directory_searchword_like ON directory_searchword USING gin (alliance_id, word gin_trgm_ops);

-- Services whose entry waits for the end of the transaction, because a statement changed very many at once.
CREATE TABLE directory_searchdue (
  alliance_id uuid NOT NULL,
  service_id uuid NOT NULL,
  PRIMARY KEY (alliance_id, service_id)
);
CREATE TABLE directory_searchmark (transaction xid8 PRIMARY KEY);


CREATE FUNCTION directory_search_words(text) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$ SELECT to_tsvector('english', unaccent(replace($1, '’', ''''))) $$;

-- A spot on a plane where a degree east is about as long as a degree north, at the latitude of Britain.
CREATE FUNCTION directory_spot(latitude float8, longitude float8) RETURNS point LANGUAGE sql IMMUTABLE AS
$$ SELECT point(longitude * 0.59, latitude) $$;

-- Great-circle miles (haversine); the same formula as places.distance.
CREATE FUNCTION directory_miles(a_lat float8, a_lon float8, b_lat float8, b_lon float8) RETURNS float8
LANGUAGE sql IMMUTABLE AS $$
  SELECT 7917.6 * asin(least(1, sqrt(sin(radians(b_lat - a_lat) / 2) ^ 2
    + cos(radians(a_lat)) * cos(radians(b_lat)) * sin(radians(b_lon - a_lon) / 2) ^ 2)))
$$;


-- Writes the entries of some services of the alliance of this transaction anew. Always by index: right after an
-- import the planner has no statistics yet and would read whole tables for every service.
CREATE FUNCTION directory_search_refresh(ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
BEGIN
  WITH fresh AS MATERIALIZED (
    SELECT s.id AS service_id, s.alliance_id,
      setweight(directory_search_words(s.name || ' ' || s.alternate_name), 'A')
        || setweight(directory_search_words(coalesce(o.name, '')), 'B')
        || setweight(directory_search_words(left(s.description, 4000)), 'C')
        || setweight(directory_search_words(left(s.eligibility_description || ' ' || s.alert, 1000)), 'D') AS words,
      coalesce((SELECT array_agg(n.need_code::text ORDER BY n.need_code)
        FROM directory_serviceneed n WHERE n.service_id = s.id), '{}') AS needs,
      s.minimum_age, s.maximum_age,
      coalesce((SELECT array_agg(DISTINCT lower(l.name)) FROM directory_language l
        WHERE l.service_id = s.id AND l.name <> ''), '{}') AS languages,
      s.interpretation_services <> '' AS interprets,
      coalesce(at.latitudes, '{}') AS latitudes, coalesce(at.longitudes, '{}') AS longitudes,
      coalesce(at.hidden, false) AS hidden,
      coalesce(at.virtual, false)
        OR (coalesce(at.places, 0) = 0 AND EXISTS (SELECT 1 FROM directory_phone p WHERE p.service_id = s.id))
        OR EXISTS (SELECT 1 FROM directory_schedule h WHERE h.service_id = s.id
          AND h.attending_type ~* 'phone|online|virtual') AS remote,
      at.step_free,
      (SELECT bool_or(h.weekdays ~ 'SA|SU' OR h.closes_at > '17:30' OR h.opens_at >= '17:00')
        FROM directory_schedule h WHERE h.service_id = s.id AND NOT h.closed
          AND (h.weekdays <> '' OR h.opens_at IS NOT NULL)) AS evenings,
      coalesce(area.tokens, '{}') AS areas,
      coalesce(area.open, true) AS area_open, coalesce(area.has_ward, false) AS area_has_ward,
      c.state AS room, c.weeks AS room_weeks, c.said_at AS room_said
    FROM directory_service s
    LEFT JOIN directory_directoryorganisation o ON o.id = s.organisation_id
    LEFT JOIN LATERAL (
      SELECT count(*) AS places, bool_or(l.address_hidden) AS hidden, bool_or(l.location_type = 'virtual') AS virtual,
        array_agg(l.latitude ORDER BY l.id) FILTER (WHERE shown) AS latitudes,
        array_agg(l.longitude ORDER BY l.id) FILTER (WHERE shown) AS longitudes,
        bool_or(x.step_free) FILTER (WHERE NOT l.address_hidden) AS step_free
      FROM directory_serviceatlocation sal JOIN directory_location l ON l.id = sal.location_id
      CROSS JOIN LATERAL (SELECT NOT l.address_hidden AND l.location_type = 'physical'
        AND l.latitude IS NOT NULL AND l.longitude IS NOT NULL AS shown) seen
      LEFT JOIN LATERAL (
        SELECT bool_or(t ~* 'step.?free|level (access|entrance)|ramp|lift |wheelchair (access|user|friendly)')
          AND NOT bool_or(t ~* 'stairs only|no (lift|ramp|wheelchair)|not (wheelchair|step)') AS step_free
        FROM (SELECT a.description || ' ' || a.details AS t FROM directory_accessibility a
          WHERE a.location_id = l.id) said
      ) x ON true
      WHERE sal.service_id = s.id
    ) at ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT token) FILTER (WHERE token IS NOT NULL) AS tokens,
        bool_or(token IS NULL) AS open, bool_or(is_ward) AS has_ward
      FROM directory_servicearea a
      LEFT JOIN LATERAL (SELECT w.code FROM places_ward w WHERE w.name = a.name LIMIT 1) w ON true
      CROSS JOIN LATERAL (SELECT
        CASE
          WHEN upper(btrim(a.name)) ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$' THEN upper(btrim(a.name))
          WHEN a.uri ~ '[EWSN](05|13|08)[0-9]{6}$' THEN right(a.uri, 9)
          ELSE w.code
        END AS token,
        a.uri ~ '[EWSN](05|13|08)[0-9]{6}$' OR w.code IS NOT NULL AS is_ward) t
      WHERE a.service_id = s.id
    ) area ON true
    LEFT JOIN LATERAL (SELECT state, weeks, said_at FROM directory_capacity c
      WHERE c.service_id = s.id ORDER BY c.said_at DESC, c.id DESC LIMIT 1) c ON true
    WHERE s.id = ANY (ids) AND s.status = 'active'
  ), before AS MATERIALIZED (
    SELECT service_id, alliance_id, words FROM directory_searchentry WHERE service_id = ANY (ids)
  ), gone AS (
    DELETE FROM directory_searchentry e USING before b
    WHERE e.service_id = b.service_id AND NOT EXISTS (SELECT 1 FROM fresh f WHERE f.service_id = e.service_id)
  ), put AS (
    INSERT INTO directory_searchentry AS e (service_id, alliance_id, words, needs, minimum_age, maximum_age,
      languages, interprets, latitudes, longitudes, hidden, remote, step_free, evenings, areas, area_open,
      area_has_ward, room, room_weeks, room_said)
    SELECT service_id, alliance_id, words, needs, minimum_age, maximum_age, languages, interprets, latitudes,
      longitudes, hidden, remote, step_free, evenings, areas, area_open, area_has_ward, room, room_weeks, room_said
    FROM fresh
    ON CONFLICT (service_id) DO UPDATE SET words = excluded.words, needs = excluded.needs,
      minimum_age = excluded.minimum_age, maximum_age = excluded.maximum_age, languages = excluded.languages,
      interprets = excluded.interprets, latitudes = excluded.latitudes, longitudes = excluded.longitudes,
      hidden = excluded.hidden, remote = excluded.remote, step_free = excluded.step_free,
      evenings = excluded.evenings, areas = excluded.areas, area_open = excluded.area_open,
      area_has_ward = excluded.area_has_ward, room = excluded.room, room_weeks = excluded.room_weeks,
      room_said = excluded.room_said
  ), changes AS (
    SELECT alliance_id, word, sum(change)::integer AS change FROM (
      SELECT b.alliance_id, unnest(tsvector_to_array(b.words)) AS word, -1 AS change
      FROM before b LEFT JOIN fresh f USING (service_id) WHERE f.words IS DISTINCT FROM b.words
      UNION ALL
      SELECT f.alliance_id, unnest(tsvector_to_array(f.words)), 1
      FROM fresh f LEFT JOIN before b USING (service_id) WHERE f.words IS DISTINCT FROM b.words
    ) each_word GROUP BY alliance_id, word HAVING sum(change) <> 0
  )
  INSERT INTO directory_searchword AS w (alliance_id, word, services)
  SELECT alliance_id, word, change FROM changes ORDER BY alliance_id, word
  ON CONFLICT (alliance_id, word) DO UPDATE SET services = w.services + excluded.services;

  DELETE FROM directory_searchspot WHERE service_id = ANY (ids);
  INSERT INTO directory_searchspot (alliance_id, need_code, service_id, confidence, spot)
  -- A service that names few needs is more surely for each of them than one that names many.
  SELECT e.alliance_id, n.need_code, e.service_id,
    n.confidence * (0.55 + 0.45 / sqrt(greatest(1, count(*) FILTER (WHERE n.confidence >= 0.8) OVER each_place))),
    directory_spot(place.latitude, place.longitude)
  FROM directory_searchentry e
  JOIN directory_serviceneed n ON n.service_id = e.service_id
  LEFT JOIN LATERAL unnest(e.latitudes, e.longitudes) WITH ORDINALITY AS place (latitude, longitude, number) ON true
  WHERE e.service_id = ANY (ids)
  WINDOW each_place AS (PARTITION BY e.service_id, place.number);
END $$;

-- Writes what waits, of every alliance. Called at the end of a transaction that changed very many services.
CREATE FUNCTION directory_search_settle() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  fence text := coalesce(current_setting('app.alliance_id', true), '');
  one record;
  written integer := 0;
BEGIN
  -- Rows of this transaction have no statistics yet: taken for a handful, they are joined each with each, and 5,000
  -- services take an hour. It takes a second to count them.
  IF (SELECT count(*) FROM directory_searchdue) > 200 THEN
    ANALYZE directory_service, directory_location, directory_serviceatlocation, directory_serviceneed,
      directory_accessibility, directory_servicearea, directory_schedule, directory_phone, directory_language,
      directory_directoryorganisation, directory_capacity;
  END IF;
  FOR one IN
    SELECT d.alliance_id, array_agg(d.service_id) AS ids FROM (
      SELECT *, row_number() OVER (PARTITION BY alliance_id ORDER BY service_id) / 1000 AS batch
      FROM directory_searchdue) d
    GROUP BY d.alliance_id, d.batch ORDER BY d.alliance_id, d.batch
  LOOP
    PERFORM set_config('app.alliance_id', one.alliance_id::text, true);
    PERFORM directory_search_refresh(one.ids);
    DELETE FROM directory_searchdue WHERE alliance_id = one.alliance_id AND service_id = ANY (one.ids);
    written := written + cardinality(one.ids);
  END LOOP;
  IF written > 1000 THEN  -- with old statistics the planner chooses badly until autovacuum comes by
    ANALYZE directory_searchentry, directory_searchspot, directory_searchword;
  END IF;
  PERFORM set_config('app.alliance_id', fence, true);
END $$;

CREATE FUNCTION directory_search_at_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM directory_search_settle();
  DELETE FROM directory_searchmark WHERE transaction = NEW.transaction;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER directory_search_at_commit AFTER INSERT ON directory_searchmark
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION directory_search_at_commit();

-- After each statement on a table that search copies from. The argument says which services a row touches.
CREATE FUNCTION directory_search_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  ids uuid[];
  fence text := coalesce(current_setting('app.alliance_id', true), '');
BEGIN
  IF fence = '' THEN
    RETURN NULL;
  END IF;
  IF TG_ARGV[0] = 'service' THEN
    SELECT array_agg(id) INTO ids FROM changed;
  ELSIF TG_ARGV[0] = 'location' THEN
    SELECT array_agg(DISTINCT l.service_id) INTO ids
    FROM changed JOIN directory_serviceatlocation l ON l.location_id = changed.id;
  ELSIF TG_ARGV[0] = 'accessibility' THEN
    SELECT array_agg(DISTINCT l.service_id) INTO ids
    FROM changed JOIN directory_serviceatlocation l ON l.location_id = changed.location_id;
  ELSIF TG_ARGV[0] = 'organisation' THEN
    SELECT array_agg(s.id) INTO ids FROM changed JOIN directory_service s ON s.organisation_id = changed.id;
  ELSE
    SELECT array_agg(DISTINCT service_id) INTO ids FROM changed WHERE service_id IS NOT NULL;
  END IF;
  IF ids IS NULL THEN
    RETURN NULL;
  END IF;
  IF cardinality(ids) <= 200 THEN
    PERFORM directory_search_refresh(ids);
  ELSE
    INSERT INTO directory_searchdue SELECT fence::uuid, unnest(ids) ON CONFLICT DO NOTHING;
    INSERT INTO directory_searchmark VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- Emptying the table of services (a test does) empties search too.
CREATE FUNCTION directory_search_emptied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  TRUNCATE directory_searchentry, directory_searchspot, directory_searchword, directory_searchdue, directory_searchmark;
  RETURN NULL;
END $$;
CREATE TRIGGER search_after_truncate AFTER TRUNCATE ON directory_service
  FOR EACH STATEMENT EXECUTE FUNCTION directory_search_emptied();

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT * FROM (VALUES
    ('directory_service', 'service'), ('directory_location', 'location'),
    ('directory_accessibility', 'accessibility'), ('directory_directoryorganisation', 'organisation'),
    ('directory_serviceneed', 'part'), ('directory_serviceatlocation', 'part'), ('directory_language', 'part'),
    ('directory_servicearea', 'part'), ('directory_schedule', 'part'), ('directory_phone', 'part'),
    ('directory_capacity', 'part')) AS watched (name, kind)
  LOOP
    EXECUTE format('CREATE TRIGGER search_after_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory_search_changed(%L)', one.name, one.kind);
    EXECUTE format('CREATE TRIGGER search_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory_search_changed(%L)', one.name, one.kind);
    EXECUTE format('CREATE TRIGGER search_after_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory_search_changed(%L)', one.name, one.kind);
  END LOOP;
END $$;
