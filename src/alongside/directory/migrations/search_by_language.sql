-- Search by language reads an index that holds it. Before, every service that speaks one was read, and then put in
-- order by its distance: 25 ms of 30.
--
-- A spot has one row in no language, which a search that asks for none reads, and one in each language that its service speaks.
ALTER TABLE directory_searchspot ADD COLUMN language text NOT NULL DEFAULT '';
DROP INDEX directory_searchspot_near, directory_searchspot_need;

CREATE FUNCTION directory_search_spoken() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE language = '') THEN  -- not its own rows over again
    INSERT INTO directory_searchspot (alliance_id, need_code, service_id, confidence, spot, language)
    SELECT a.alliance_id, a.need_code, a.service_id, a.confidence, a.spot, spoken
    FROM added a JOIN directory_searchentry e USING (service_id) CROSS JOIN unnest(e.languages) AS spoken
    WHERE a.language = '';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER search_in_each_language AFTER INSERT ON directory_searchspot REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION directory_search_spoken();

INSERT INTO directory_searchspot (alliance_id, need_code, service_id, confidence, spot, language)
SELECT t.alliance_id, t.need_code, t.service_id, t.confidence, t.spot, spoken
FROM directory_searchspot t JOIN directory_searchentry e USING (service_id) CROSS JOIN unnest(e.languages) AS spoken
WHERE spoken <> '';

CREATE INDEX directory_searchspot_near ON directory_searchspot USING gist (alliance_id, need_code, language, spot)
  WHERE spot IS NOT NULL;
CREATE INDEX directory_searchspot_need ON directory_searchspot
  (alliance_id, need_code, language, (spot IS NULL), confidence DESC, service_id);

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
      CONTINUE WHEN length(one) NOT BETWEEN 4 AND 30 OR unknown >= 6
        OR show_trgm(one) = '{}';  -- in letters of no word here: nothing is like it, and all would be read
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
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
      ORDER BY t.spot <-> here LIMIT looked
    ) n WHERE here IS NOT NULL
  ), by_need AS (
    -- Those without a place to go to; and all of them, where nobody said where they are.
    SELECT a.code, a.confidence * n.confidence AS confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND t.language = spoken AND (t.spot IS NULL) = true
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
      ORDER BY t.confidence DESC, t.service_id LIMIT looked
    ) n
    UNION ALL
    SELECT a.code, a.confidence * n.confidence, n.service_id
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.service_id, t.confidence FROM directory_searchspot t
      JOIN directory_searchentry e ON e.service_id = t.service_id
      WHERE t.alliance_id = alliance AND t.need_code = a.code AND t.language = spoken AND (t.spot IS NULL) = false
        AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
      ORDER BY t.confidence DESC, t.service_id LIMIT looked
    ) n WHERE here IS NULL
  ), by_words AS (
    SELECT e.service_id FROM directory_searchentry e
    WHERE e.alliance_id = alliance AND e.words @@ rare_words
      AND directory_search_fits(e, age, language, areas, ward_unsure, room, evenings, remote, step_free, fresh_since)
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
