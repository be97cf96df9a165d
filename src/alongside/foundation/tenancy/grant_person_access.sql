-- The door of person_access.sql by which an organisation comes to know someone, as it is since referrals 0005. Whether
-- someone is new is asked of this alliance alone, and both refusals are one: neither says that a UUID is known elsewhere.
CREATE OR REPLACE FUNCTION grant_person_access(person uuid, organisation uuid, why text, ends timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
  caller uuid := nullif(current_setting('app.organisation_id', true), '')::uuid;
  is_new boolean := NOT EXISTS (SELECT 1 FROM tenancy_personaccess one
                                WHERE one.alliance_id = alliance AND one.person_id = grant_person_access.person);
BEGIN
  IF alliance IS NULL THEN
    RAISE EXCEPTION 'no alliance is set' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Someone new may be registered by an organisation for itself; otherwise the caller must know the person.
  IF NOT EXISTS (SELECT 1 FROM membership_organisation WHERE id = organisation AND alliance_id = alliance)
     OR NOT coalesce(is_new AND organisation = caller, false) AND NOT coalesce(may_share_person(person), false) THEN
    RAISE EXCEPTION 'the caller may not share this person with this organisation'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO tenancy_personaccess (id, alliance_id, person_id, organisation_id, reason, until)
  VALUES (gen_random_uuid(), alliance, person, organisation, why, ends)
  ON CONFLICT (alliance_id, organisation_id, person_id) DO UPDATE
    SET until = greatest(tenancy_personaccess.until, excluded.until),
        reason = CASE WHEN tenancy_personaccess.until > now() THEN tenancy_personaccess.reason ELSE excluded.reason END;
END
$$;
