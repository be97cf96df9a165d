-- Writes the entries of some services of the alliance of this transaction anew. Always by index: right after an
-- import the planner has no statistics yet and would read whole tables for every service. Nothing in here may read
-- a table whole, however cheap that looks among a thousand services: among 100,000 it is done a hundred times.
CREATE OR REPLACE FUNCTION directory_search_refresh(ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
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
        OR coalesce(open.remote, false) AS remote,
      at.step_free, open.evenings, at.in_person, cost.free, directory_hours(s.id) AS hours,
      CASE s.referral_route WHEN '' THEN NULL ELSE s.referral_route <> 'professional' END AS self_refer,
      coalesce(area.tokens, '{}') AS areas,
      coalesce(area.open, true) AS area_open, coalesce(area.has_ward, false) AS area_has_ward,
      c.state AS room, c.weeks AS room_weeks, c.said_at AS room_said
    FROM directory_service s
    LEFT JOIN directory_directoryorganisation o ON o.id = s.organisation_id
    LEFT JOIN LATERAL (
      SELECT count(*) AS places, bool_or(l.address_hidden) AS hidden, bool_or(l.location_type = 'virtual') AS virtual,
        bool_or(l.location_type = 'physical') AS in_person,
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
    LEFT JOIN LATERAL (
      SELECT bool_or(h.attending_type ~* 'phone|online|virtual') AS remote,
        bool_or(h.weekdays ~ 'SA|SU' OR h.closes_at > '17:30' OR h.opens_at >= '17:00')
          FILTER (WHERE NOT h.closed AND (h.weekdays <> '' OR h.opens_at IS NOT NULL)) AS evenings
      FROM directory_schedule h WHERE h.service_id = s.id
    ) open ON true
    -- "Free. We ask for a gift of £2" is free; "Free for members, £5 for others" is not.
    LEFT JOIN LATERAL (
      SELECT CASE
        WHEN s.fees_description ~* '^\s*(it.?s |always |all )?(free|no (charge|cost|fee)|nothing)' THEN
          s.fees_description !~* 'free (for|to|if|with|on)|first|then|trial'
        WHEN s.fees_description <> '' THEN CASE WHEN s.fees_description ~ '[£0-9]' THEN false END
        ELSE (SELECT bool_and(o.amount = 0 OR o.option ~* '^free$') FROM directory_costoption o WHERE o.service_id = s.id)
      END AS free
    ) cost ON true
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
      area_has_ward, room, room_weeks, room_said, free, in_person, self_refer, hours)
    SELECT service_id, alliance_id, words, needs, minimum_age, maximum_age, languages, interprets, latitudes,
      longitudes, hidden, remote, step_free, evenings, areas, area_open, area_has_ward, room, room_weeks, room_said,
      free, coalesce(in_person, false), self_refer, hours
    FROM fresh
    ON CONFLICT (service_id) DO UPDATE SET words = excluded.words, needs = excluded.needs,
      minimum_age = excluded.minimum_age, maximum_age = excluded.maximum_age, languages = excluded.languages,
      interprets = excluded.interprets, latitudes = excluded.latitudes, longitudes = excluded.longitudes,
      hidden = excluded.hidden, remote = excluded.remote, step_free = excluded.step_free,
      evenings = excluded.evenings, areas = excluded.areas, area_open = excluded.area_open,
      area_has_ward = excluded.area_has_ward, room = excluded.room, room_weeks = excluded.room_weeks,
      room_said = excluded.room_said, free = excluded.free, in_person = excluded.in_person,
      self_refer = excluded.self_refer, hours = excluded.hours
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
  JOIN directory_serviceneed n ON n.service_id = e.service_id AND n.service_id = ANY (ids)
  LEFT JOIN LATERAL unnest(e.latitudes, e.longitudes) WITH ORDINALITY AS place (latitude, longitude, number) ON true
  WHERE e.service_id = ANY (ids)
  WINDOW each_place AS (PARTITION BY e.service_id, place.number);
END $$;

-- What a service costs is searched now, so a change of it is a change of the copy.
DO $$
DECLARE
  change text;
BEGIN
  FOREACH change IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format('CREATE TRIGGER search_after_%s AFTER %s ON directory_costoption REFERENCING %s TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory_search_changed(%L)', lower(change), change,
      CASE change WHEN 'DELETE' THEN 'OLD' ELSE 'NEW' END, 'part');
  END LOOP;
END $$;

-- Services that are there already.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT id FROM tenancy_alliance LOOP
    PERFORM set_config('app.alliance_id', one.id::text, true);
    INSERT INTO directory_searchdue SELECT alliance_id, id FROM directory_service WHERE alliance_id = one.id ON CONFLICT DO NOTHING;
  END LOOP;
  PERFORM directory_search_settle();
  PERFORM set_config('app.alliance_id', '', true);
END $$;
