-- The nearest places of a need, by an index of points alone. Over alliance, need and language beside the point, each step
-- to the next nearest place read five times as much, and an import spent longer on that index than on the rest.

-- Each need, in each language and alliance, has a shelf of its own on one plane: so many degrees east that no two meet,
-- but for one time in four million, when a row of another is passed over by its name. The hashes are those by which
-- PostgreSQL partitions tables, and so the same in every version.
CREATE FUNCTION directory_shelf_start(alliance uuid, need text, language text) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (1000 * (uuid_hash_extended(alliance, hashtextextended(need || ' ' || language, 0)) & 4194303))::float8
$$;

CREATE FUNCTION directory_shelf(alliance uuid, need text, language text, spot point) RETURNS point
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT point(spot[0] + directory_shelf_start(alliance, need, language), spot[1])
$$;

-- Where the shelf ends: beyond it the nearest would be of another one.
CREATE FUNCTION directory_shelf_bounds(alliance uuid, need text, language text) RETURNS box
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT box(point(x - 200, -100), point(x + 200, 100)) FROM directory_shelf_start(alliance, need, language) AS x
$$;

DROP INDEX directory_searchspot_near;
ALTER TABLE directory_searchspot
  ADD COLUMN shelf point GENERATED ALWAYS AS (directory_shelf(alliance_id, need_code, language, spot)) STORED;
CREATE INDEX directory_searchspot_near ON directory_searchspot USING gist (shelf) WHERE shelf IS NOT NULL;

CREATE OR REPLACE FUNCTION directory_search(
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
    SELECT a.code, a.confidence, coalesce(all_words || l.words, all_words, l.words) AS query
    FROM unnest(needs, confidences, labels) AS a (code, confidence, label)
    CROSS JOIN LATERAL (SELECT string_agg(quote_literal(w), ' | ')::tsquery AS words
      FROM unnest(tsvector_to_array(directory_search_words(a.label))) AS w) l
  ), by_place AS (
    -- Whose shelf it is stands outside: inside, the planner would think so few rows left that it read them all.
    SELECT a.code, a.confidence * n.confidence AS confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence, t.alliance_id, t.need_code, t.language FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.shelf <@ directory_shelf_bounds(alliance, a.code, spoken)
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since, free, in_person, self_refer, minute)
      ORDER BY t.shelf <-> directory_shelf(alliance, a.code, spoken, here) LIMIT looked
    ) n WHERE here IS NOT NULL AND n.alliance_id = alliance AND n.need_code = a.code AND n.language = spoken
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
        AND NOT needs && ARRAY['children_young_people', 'parenting'] THEN 0.5::float8 ELSE 1 END AS confidence, e.remote, e.areas AS served, e.area_open,
      m.miles, coalesce(r.rank / (r.rank + 0.1), 0)::float8 AS told,
      CASE
        WHEN m.miles IS NOT NULL THEN 1 / (1 + m.miles / 3)
        WHEN here IS NULL THEN 0.5
        WHEN e.remote THEN 0.6
        ELSE 0.3
      END AS nearness,
      CASE e.room
        WHEN 'has_room' THEN 1::float8
        WHEN 'waiting_list' THEN 1 / (1 + coalesce(e.room_weeks, 8) / 4::float8)
        WHEN 'full' THEN 0.0
        ELSE 0.4
      END AS room_now, coalesce(e.room_said < fresh_since, false) AS stale
    FROM candidates c JOIN directory_searchentry e USING (service_id)
    LEFT JOIN LATERAL (SELECT min(directory_miles(latitude, longitude, p.lat, p.lon)) AS miles
      FROM unnest(e.latitudes, e.longitudes) AS p (lat, lon)) m ON here IS NOT NULL
    LEFT JOIN asked own ON own.code = c.code
    LEFT JOIN LATERAL (SELECT ts_rank(e.words, coalesce(own.query, all_words)) AS rank) r ON true
  ), rounded AS (
    -- Four places, in floats: as numbers of any length the rounding cost more than what is rounded.
    SELECT p.*, floor(p.confidence * 1e4 + 0.5) / 1e4 AS r_need, floor(p.told * 1e4 + 0.5) / 1e4 AS r_words,
      floor(p.nearness * 1e4 + 0.5) / 1e4 AS r_near,
      -- What was said more than 28 days ago counts half, the other half is not knowing.
      floor(CASE WHEN p.stale THEN (p.room_now + 0.4) / 2 ELSE p.room_now END * 1e4 + 0.5) / 1e4 AS r_soon
    FROM parts p
  ), scored AS (
    SELECT r.*, floor((weights[1] * r.r_need + weights[2] * r.r_words + weights[3] * r.r_near
      + weights[4] * r.r_soon) * 1e6 + 0.5) / 1e6 AS total
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
