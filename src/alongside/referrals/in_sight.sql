-- Who may see someone of whom something is open, at this moment: `rather` where it may. Where nobody may any more, the
-- alliance's front door may from now until `ends`, for an open thing must always have someone who can see it.
-- NULL where nothing is open, and where there is no front door.
CREATE FUNCTION referrals_keep_in_sight(person uuid, rather uuid, ends timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
  keeper uuid;
  is_open boolean;
BEGIN
  PERFORM set_config('app.clock', 'on', true);
  is_open := EXISTS (SELECT 1 FROM referrals_helprequest r
                     WHERE r.alliance_id = alliance AND r.person_id = person AND r.state <> 'closed')
          OR EXISTS (SELECT 1 FROM referrals_referral r
                     WHERE r.alliance_id = alliance AND r.person_id = person AND r.state <> 'closed');
  PERFORM set_config('app.clock', '', true);
  IF NOT is_open THEN
    RETURN NULL;
  END IF;
  SELECT a.organisation_id INTO keeper FROM tenancy_personaccess a
  WHERE a.alliance_id = alliance AND a.person_id = person AND a.until > now()
  ORDER BY coalesce(a.organisation_id = rather, false) DESC, a.organisation_id LIMIT 1;
  IF keeper IS NULL THEN
    SELECT one.front_door INTO keeper FROM tenancy_alliance one WHERE one.id = alliance;
    IF keeper IS NOT NULL THEN
      INSERT INTO tenancy_personaccess (id, alliance_id, person_id, organisation_id, reason, until)
      VALUES (gen_random_uuid(), alliance, person, keeper, 'handover', ends)
      ON CONFLICT (alliance_id, organisation_id, person_id) DO UPDATE SET until = excluded.until, reason = excluded.reason;
    END IF;
  END IF;
  RETURN keeper;
END
$$;
