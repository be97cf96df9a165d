-- The need-to-know fence's own table. Its owner (these functions) is let through; the runtime role reads
-- its own organisation's rows, or the rows about the person whose own page it is.
ALTER TABLE tenancy_personaccess ENABLE ROW LEVEL SECURITY;

CREATE POLICY fence ON tenancy_personaccess FOR SELECT USING (
  alliance_id = (select nullif(current_setting('app.alliance_id', true), '')::uuid)
  AND (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)
       OR person_id = (select nullif(current_setting('app.person_id', true), '')::uuid)));

CREATE FUNCTION may_share_person(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT may_share_person.person = nullif(current_setting('app.person_id', true), '')::uuid
      OR EXISTS (SELECT 1 FROM tenancy_personaccess
                 WHERE alliance_id = nullif(current_setting('app.alliance_id', true), '')::uuid
                   AND organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid
                   AND person_id = may_share_person.person AND until > now())
$$;

CREATE FUNCTION grant_person_access(person uuid, organisation uuid, why text, ends timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
  caller uuid := nullif(current_setting('app.organisation_id', true), '')::uuid;
  is_new boolean := NOT EXISTS (SELECT 1 FROM tenancy_personaccess WHERE person_id = grant_person_access.person);
BEGIN
  IF alliance IS NULL THEN
    RAISE EXCEPTION 'no alliance is set' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM membership_organisation WHERE id = organisation AND alliance_id = alliance) THEN
    RAISE EXCEPTION 'no such organisation in this alliance' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Someone new may be registered by an organisation for itself; otherwise the caller must know the person.
  IF NOT (is_new AND organisation = caller) AND NOT coalesce(may_share_person(person), false) THEN
    RAISE EXCEPTION 'the caller may not share this person' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO tenancy_personaccess (id, alliance_id, person_id, organisation_id, reason, until)
  VALUES (gen_random_uuid(), alliance, person, organisation, why, ends)
  ON CONFLICT (alliance_id, organisation_id, person_id) DO UPDATE
    SET until = greatest(tenancy_personaccess.until, excluded.until),
        reason = CASE WHEN tenancy_personaccess.until > now() THEN tenancy_personaccess.reason ELSE excluded.reason END;
END
$$;

CREATE FUNCTION end_person_access(person uuid, organisation uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT coalesce(may_share_person(person), false) THEN
    RAISE EXCEPTION 'the caller may not end this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE tenancy_personaccess SET until = now()
  WHERE alliance_id = nullif(current_setting('app.alliance_id', true), '')::uuid
    AND person_id = end_person_access.person AND organisation_id = end_person_access.organisation AND until > now();
END
$$;
