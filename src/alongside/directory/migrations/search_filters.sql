-- More that can be asked for: free, face to face, no referral needed, open now. And each criterion by itself.
ALTER TABLE directory_searchentry
  ADD COLUMN free boolean, ADD COLUMN in_person boolean NOT NULL DEFAULT false, ADD COLUMN self_refer boolean,
  ADD COLUMN hours int4multirange NOT NULL DEFAULT '{}';

-- Minutes since Monday began in London, which is where the hours of services are.
CREATE FUNCTION directory_minute_of_week(at_time timestamptz) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT ((extract(isodow FROM t) - 1) * 1440 + extract(hour FROM t) * 60 + extract(minute FROM t))::integer
  FROM (SELECT at_time AT TIME ZONE 'Europe/London' AS t) london
$$;

-- When a service is on in any week, in minutes since Monday began. What is not said in days and times is not in it.
CREATE FUNCTION directory_hours(service uuid) RETURNS int4multirange LANGUAGE sql STABLE AS $$
  SELECT coalesce(range_agg(part.span), '{}') FROM directory_schedule h
  CROSS JOIN LATERAL unnest(CASE WHEN h.weekdays = '' AND h.frequency ~* '^daily$' THEN ARRAY['MO','TU','WE','TH','FR','SA','SU']
    ELSE string_to_array(replace(h.weekdays, ' ', ''), ',') END) AS day (code)
  CROSS JOIN LATERAL (SELECT array_position(ARRAY['MO','TU','WE','TH','FR','SA','SU'], day.code) - 1 AS number) n
  CROSS JOIN LATERAL (SELECT
    n.number * 1440 + extract(hour FROM h.opens_at)::integer * 60 + extract(minute FROM h.opens_at)::integer AS start,
    n.number * 1440 + CASE WHEN h.closes_at >= '23:59' THEN 1440
      ELSE extract(hour FROM h.closes_at)::integer * 60 + extract(minute FROM h.closes_at)::integer END
      + CASE WHEN h.closes_at <= h.opens_at THEN 1440 ELSE 0 END AS stop) t
  CROSS JOIN LATERAL (VALUES (int4range(t.start, least(t.stop, 10080))), (int4range(0, greatest(t.stop - 10080, 0)))) AS part (span)
  WHERE h.service_id = service AND NOT h.closed AND n.number IS NOT NULL
    AND h.opens_at IS NOT NULL AND h.closes_at IS NOT NULL
    AND h.frequency ~* '^(weekly|daily|)$' AND h.interval IN ('', '1')
    AND coalesce(h.valid_from <= current_date, true) AND coalesce(h.valid_to >= current_date, true)
    AND NOT isempty(part.span)
$$;

DROP FUNCTION directory_search(text[], float8[], text[], text, float8, float8, text[], boolean, integer, text, boolean,
  boolean, boolean, boolean, integer, timestamptz, float8[]);
DROP FUNCTION directory_search_fits(directory_searchentry, integer, text, text[], boolean, boolean, boolean, boolean, boolean,
  timestamptz);

-- What someone must have. A null asks for nothing. A service that has not said is left out, but for area and age.
-- The CASE keeps the planner from multiplying the conditions into "hardly any row" and reading the whole table.
CREATE FUNCTION directory_search_fits(
  e directory_searchentry, age integer, language text, areas text[], ward_unsure boolean,
  room boolean, evenings boolean, remote boolean, step_free boolean, fresh_since timestamptz,
  free boolean, in_person boolean, self_refer boolean, minute integer
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN (age IS NULL OR (coalesce(e.minimum_age, 0) <= age AND coalesce(e.maximum_age, 200) >= age))
    AND (language IS NULL OR e.interprets OR e.languages @> ARRAY[language])
    AND (areas IS NULL OR e.area_open OR e.areas && areas OR (ward_unsure AND e.area_has_ward))
    AND (room IS NOT TRUE OR (e.room = 'has_room' AND e.room_said >= fresh_since))
    AND (evenings IS NOT TRUE OR e.evenings IS TRUE)
    AND (remote IS NOT TRUE OR e.remote)
    AND (step_free IS NOT TRUE OR e.step_free IS TRUE)
    AND (free IS NOT TRUE OR e.free IS TRUE)
    AND (in_person IS NOT TRUE OR e.in_person)
    AND (self_refer IS NOT TRUE OR e.self_refer IS TRUE)
    AND (minute IS NULL OR e.hours @> minute)
  THEN true ELSE false END
$$;

-- The same, one criterion a row, for one service: true, false, or null where nobody has said. Only what was asked.
CREATE FUNCTION directory_search_criteria(
  service uuid, an_age integer, a_language text, some_areas text[], ward_unsure boolean, has_room boolean,
  in_evenings boolean, from_afar boolean, no_steps boolean, costs_nothing boolean, face_to_face boolean, by_oneself boolean,
  open_now boolean, at_time timestamptz
) RETURNS TABLE (criterion text, verdict boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT c.criterion, c.verdict FROM directory_searchentry e CROSS JOIN LATERAL (VALUES
    ('age', an_age IS NOT NULL, CASE WHEN e.minimum_age IS NULL AND e.maximum_age IS NULL THEN NULL
      ELSE coalesce(e.minimum_age, 0) <= an_age AND coalesce(e.maximum_age, 200) >= an_age END),
    ('language', a_language IS NOT NULL, CASE WHEN e.interprets OR e.languages @> ARRAY[a_language] THEN true
      WHEN e.languages = '{}' THEN NULL ELSE false END),
    ('area', some_areas IS NOT NULL, CASE WHEN e.areas && some_areas THEN true
      WHEN e.area_open OR (ward_unsure AND e.area_has_ward) THEN NULL ELSE false END),
    ('room', has_room, CASE WHEN e.room IS NULL OR e.room_said < at_time - interval '28 days' OR e.room = 'ask_first' THEN NULL
      ELSE e.room = 'has_room' END),
    ('evenings', in_evenings, e.evenings),
    ('remote', from_afar, e.remote OR CASE WHEN e.in_person THEN false END),
    ('step_free', no_steps, e.step_free),
    ('free', costs_nothing, e.free),
    ('in_person', face_to_face, e.in_person OR CASE WHEN e.remote THEN false END),
    ('self_refer', by_oneself, e.self_refer),
    ('open_now', open_now, CASE WHEN isempty(e.hours) THEN NULL ELSE e.hours @> directory_minute_of_week(at_time) END)
  ) AS c (criterion, asked, verdict)
  WHERE c.asked AND e.service_id = service AND e.alliance_id = nullif(current_setting('app.alliance_id', true), '')::uuid
$$;

CREATE FUNCTION directory_search(
  needs text[], confidences float8[], labels text[], typed text, latitude float8, longitude float8, areas text[],
  ward_unsure boolean, age integer, language text, room boolean, evenings boolean, remote boolean,
  step_free boolean, free boolean, in_person boolean, self_refer boolean, open_now boolean, most integer,
  at_time timestamptz, weights float8[]
) RETURNS TABLE (
  need_code text, service_id uuid, found integer, score float8, need float8, words float8, near float8, soon float8,
  miles float8, reach text, area text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET jit = off SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off AS $$
#variable_conflict use_variable
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
  here point := directory_spot(latitude, longitude);
  fresh_since timestamptz := at_time - interval '28 days';
  minute integer := CASE WHEN open_now THEN directory_minute_of_week(at_time) END;
  all_words tsquery;
  rare_words tsquery;
  looked integer := greatest(most, 60);
  -- Few services say a language, so where one is asked for it leads, and only then the distance.
  spoken text := coalesce(language, '');
BEGIN
  IF alliance IS NULL THEN
    RETURN;
  END IF;
  -- Any of the words will do; but the search starts from the rarest ones, up to 400 services in all.
  SELECT string_agg(quote_literal(l.word), ' | ')::tsquery,
    (string_agg(quote_literal(l.word), ' | ') FILTER (WHERE l.so_far <= 400))::tsquery
  INTO all_words, rare_words
  FROM (SELECT x.word, sum(x.services) OVER (ORDER BY x.services, x.word) AS so_far
    FROM directory_search_lexemes(alliance, typed) x) l;

  RETURN QUERY
  WITH asked AS (
    -- A need's own name counts as a word for its own list: a sleep clinic goes before a walk that helps sleep.
    SELECT a.code, a.confidence, (SELECT string_agg(quote_literal(w), ' | ')
      FROM unnest(tsvector_to_array(directory_search_words(a.label))) AS w)::tsquery AS label
    FROM unnest(needs, confidences, labels) AS a (code, confidence, label)
  ), by_place AS (
    SELECT a.code, a.confidence * n.confidence AS confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND t.language = spoken AND t.spot IS NOT NULL
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since, free, in_person, self_refer, minute)
      ORDER BY t.spot <-> here LIMIT looked
    ) n WHERE here IS NOT NULL
  ), by_need AS (
    -- Those without a place to go to; and all of them, where nobody said where they are.
    SELECT a.code, a.confidence * n.confidence AS confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND t.language = spoken AND (t.spot IS NULL) = true
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since, free, in_person, self_refer, minute)
      ORDER BY t.confidence DESC, t.service_id LIMIT looked
    ) n
    UNION ALL
    SELECT a.code, a.confidence * n.confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND t.language = spoken AND (t.spot IS NULL) = false
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since, free, in_person, self_refer, minute)
      ORDER BY t.confidence DESC, t.service_id LIMIT looked
    ) n WHERE here IS NULL
  ), by_words AS (
    SELECT e.service_id FROM directory_searchentry e
    WHERE e.alliance_id = alliance AND e.words @@ rare_words
      AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since, free, in_person, self_refer, minute)
    ORDER BY ts_rank(e.words, rare_words) DESC, e.service_id LIMIT looked
  ), candidates AS (
    SELECT c.code, c.service_id, max(c.confidence) AS confidence FROM (
      SELECT * FROM by_place UNION ALL SELECT * FROM by_need
      UNION ALL
      SELECT a.code, t.confidence * a.confidence, w.service_id
      FROM by_words w JOIN directory_searchspot t ON t.service_id = w.service_id AND t.language = ''
      JOIN asked a ON a.code = t.need_code
      UNION ALL SELECT '', 0, w.service_id FROM by_words w
    ) c (code, confidence, service_id) GROUP BY c.code, c.service_id
  ), parts AS (
    -- Nobody said an age: a service for children is only a good guess where a child was spoken of.
    SELECT c.code, c.service_id, e.hidden,
      c.confidence * CASE WHEN age IS NULL AND e.maximum_age < 18
        AND NOT needs && ARRAY['children_young_people', 'parenting'] THEN 0.5 ELSE 1 END AS confidence, e.remote, e.areas AS served, e.area_open,
      m.miles, coalesce(r.rank / (r.rank + 0.1), 0)::float8 AS told,
      CASE
        WHEN m.miles IS NOT NULL THEN 1 / (1 + m.miles / 3)
        WHEN here IS NULL THEN 0.5
        WHEN e.remote THEN 0.6
        ELSE 0.3
      END AS nearness,
      CASE e.room
        WHEN 'has_room' THEN 1.0
        WHEN 'waiting_list' THEN 1 / (1 + coalesce(e.room_weeks, 8) / 4.0)
        WHEN 'full' THEN 0.0
        ELSE 0.4
      END AS room_now, coalesce(e.room_said < fresh_since, false) AS stale
    FROM candidates c JOIN directory_searchentry e USING (service_id)
    LEFT JOIN LATERAL (SELECT min(directory_miles(latitude, longitude, p.lat, p.lon)) AS miles
      FROM unnest(e.latitudes, e.longitudes) AS p (lat, lon)) m ON here IS NOT NULL
    LEFT JOIN asked own ON own.code = c.code
    LEFT JOIN LATERAL (SELECT ts_rank(e.words, coalesce(all_words || own.label, all_words, own.label)) AS rank) r ON true
  ), rounded AS (
    SELECT p.*, round(p.confidence::numeric, 4)::float8 AS r_need, round(p.told::numeric, 4)::float8 AS r_words,
      round(p.nearness::numeric, 4)::float8 AS r_near,
      -- What was said more than 28 days ago counts half, the other half is not knowing.
      round(CASE WHEN p.stale THEN (p.room_now + 0.4) / 2 ELSE p.room_now END, 4)::float8 AS r_soon
    FROM parts p
  ), scored AS (
    SELECT r.*, round((weights[1] * r.r_need + weights[2] * r.r_words + weights[3] * r.r_near
      + weights[4] * r.r_soon)::numeric, 6)::float8 AS total
    FROM rounded r
  ), ranked AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.code ORDER BY s.total DESC, s.service_id) AS place_in_list,
      count(*) OVER (PARTITION BY s.code) AS in_all
    FROM scored s
  )
  SELECT k.code, k.service_id, k.in_all::integer, k.total, k.r_need, k.r_words, k.r_near, k.r_soon,
    round(k.miles::numeric, 2)::float8,
    CASE
      WHEN k.miles IS NOT NULL THEN 'place' WHEN k.hidden THEN 'hidden' WHEN k.remote THEN 'remote' ELSE 'unknown'
    END,
    CASE
      WHEN areas IS NOT NULL AND k.served && areas THEN 'inside'
      WHEN k.served = '{}' THEN CASE WHEN k.area_open THEN 'open' ELSE 'unsaid' END
      ELSE 'unsure'
    END
  FROM ranked k WHERE k.place_in_list <= most
  ORDER BY k.code, k.total DESC, k.service_id;
END $$;
