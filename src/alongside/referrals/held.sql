-- What an organisation has open or is to hear of, across the organisations of one alliance: ids alone, for a hand-over.
-- kind: request (it owns it), sent (it is the referrer, or owns what is the referrer's), received (it is to help).
-- seen_by: an organisation that may see the person today; for what it received, whoever referred.
CREATE FUNCTION referrals_held_by(organisation uuid)
RETURNS TABLE (kind text, row_id uuid, person_id uuid, seen_by uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
BEGIN
  PERFORM set_config('app.clock', 'on', true);
  RETURN QUERY
    WITH held AS (
      SELECT 1 AS place, 'request' AS what, r.id, r.person_id AS person, NULL::uuid AS referrer FROM referrals_helprequest r
      WHERE r.alliance_id = alliance AND r.state <> 'closed' AND r.owner_id = organisation
      UNION ALL
      SELECT 2, 'sent', r.id, r.person_id, NULL FROM referrals_referral r
      WHERE r.alliance_id = alliance AND r.state <> 'closed'
        AND (r.referrer_id = organisation OR r.owner_id = organisation AND r.receiver_id <> organisation)
      UNION ALL
      SELECT 3, 'received', r.id, r.person_id, r.referrer_id FROM referrals_referral r
      WHERE r.alliance_id = alliance AND r.state IN ('sent', 'awaiting_information', 'accepted', 'in_support')
        AND r.receiver_id = organisation
    )
    SELECT held.what, held.id, held.person, (
      SELECT a.organisation_id FROM tenancy_personaccess a
      WHERE a.alliance_id = alliance AND a.person_id = held.person AND a.until > now()
      ORDER BY coalesce(a.organisation_id = held.referrer, false) DESC, a.organisation_id = organisation DESC LIMIT 1)
    FROM held ORDER BY held.place, held.id;
  PERFORM set_config('app.clock', '', true);
END
$$;
