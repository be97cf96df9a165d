-- directory_search(): the one way into the search tables. It reads the alliance from the transaction's fence.
--
-- It answers one row for each need and service, with need_code '' for services found by their words alone. Every
-- part of the score is returned, so that a ranking can be checked by hand:
--   score = weights[1] * need + weights[2] * words + weights[3] * near + weights[4] * soon

-- What someone must have. A null asks for nothing. A service that has not said is left out, but for area and age.
-- The CASE keeps the planner from multiplying the conditions into "hardly any row" and reading the whole table.
CREATE OR REPLACE FUNCTION directory_search_fits(
  e directory_searchentry, age integer, language text, areas text[], ward_unsure boolean,
  room boolean, evenings boolean, remote boolean, step_free boolean, fresh_since timestamptz
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN (age IS NULL OR (coalesce(e.minimum_age, 0) <= age AND coalesce(e.maximum_age, 200) >= age))
    AND (language IS NULL OR e.interprets OR e.languages @> ARRAY[language])
    AND (areas IS NULL OR e.area_open OR e.areas && areas OR (ward_unsure AND e.area_has_ward))
    AND (room IS NOT TRUE OR (e.room = 'has_room' AND e.room_said >= fresh_since))
    AND (evenings IS NOT TRUE OR e.evenings IS TRUE)
    AND (remote IS NOT TRUE OR e.remote)
    AND (step_free IS NOT TRUE OR e.step_free IS TRUE)
  THEN true ELSE false END
$$;

-- The lexemes of what someone typed, those that no service uses replaced by the nearest that one does.
CREATE OR REPLACE FUNCTION directory_search_lexemes(alliance uuid, typed text) RETURNS TABLE (word text, services integer, was text)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  one text;
  unknown integer := 0;
BEGIN
  FOREACH one IN ARRAY (tsvector_to_array(directory_search_words(left(typed, 2000))))[1:60] LOOP
    SELECT w.word, w.services, one INTO word, services, was
    FROM directory_searchword w WHERE w.alliance_id = alliance AND w.word = one AND w.services > 0;
    IF NOT FOUND THEN
      CONTINUE WHEN length(one) NOT BETWEEN 4 AND 30 OR unknown >= 6;
      unknown := unknown + 1;
      SELECT w.word, w.services, one INTO word, services, was
      FROM directory_searchword w
      WHERE w.alliance_id = alliance AND w.word % one AND similarity(w.word, one) >= 0.45 AND w.services > 0
        AND left(w.word, 1) = left(one, 1)
      ORDER BY similarity(w.word, one) DESC, w.services DESC, w.word LIMIT 1;
      CONTINUE WHEN NOT FOUND;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION directory_search(
  needs text[], confidences float8[], labels text[], typed text, latitude float8, longitude float8, areas text[],
  ward_unsure boolean, age integer, language text, room boolean, evenings boolean, remote boolean,
  step_free boolean, most integer, at_time timestamptz, weights float8[]
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
  all_words tsquery;
  rare_words tsquery;
  looked integer := greatest(most, 60);
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
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND t.spot IS NOT NULL
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
      ORDER BY t.spot <-> here LIMIT looked
    ) n WHERE here IS NOT NULL AND language IS NULL
  ), by_need AS (
    -- Those without a place to go to; and all of them, where nobody said where they are.
    SELECT a.code, a.confidence * n.confidence AS confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND (t.spot IS NULL) = true
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
      ORDER BY t.confidence DESC, t.service_id LIMIT looked
    ) n WHERE language IS NULL
    UNION ALL
    SELECT a.code, a.confidence * n.confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND (t.spot IS NULL) = false
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
      ORDER BY t.confidence DESC, t.service_id LIMIT looked
    ) n WHERE here IS NULL AND language IS NULL
  ), by_language AS (
    -- Few services say a language, so here the language leads and not the distance.
    SELECT a.code, a.confidence * t.confidence AS confidence, e.service_id
    FROM directory_searchentry e
    JOIN directory_searchspot t ON t.service_id = e.service_id
    JOIN asked a ON a.code = t.need_code
    WHERE language IS NOT NULL AND e.alliance_id = alliance AND e.languages @> ARRAY[language] AND e.needs && needs
      AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
    ORDER BY t.spot <-> here NULLS FIRST, t.confidence DESC, e.service_id LIMIT looked * 4
  ), by_words AS (
    SELECT e.service_id FROM directory_searchentry e
    WHERE e.alliance_id = alliance AND e.words @@ rare_words
      AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
    ORDER BY ts_rank(e.words, rare_words) DESC, e.service_id LIMIT looked
  ), candidates AS (
    SELECT c.code, c.service_id, max(c.confidence) AS confidence FROM (
      SELECT * FROM by_place UNION ALL SELECT * FROM by_need UNION ALL SELECT * FROM by_language
      UNION ALL
      SELECT a.code, t.confidence * a.confidence, w.service_id
      FROM by_words w JOIN directory_searchspot t USING (service_id) JOIN asked a ON a.code = t.need_code
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

-- Services that are there already.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT id FROM tenancy_alliance LOOP
    PERFORM set_config('app.alliance_id', one.id::text, true);
    INSERT INTO directory_searchdue SELECT alliance_id, id FROM directory_service;
  END LOOP;
  PERFORM set_config('app.alliance_id', '', true);
  PERFORM directory_search_settle();
END $$;
