-- How many referrals each organisation was sent, sent on and took people from since a moment: counts alone.
CREATE FUNCTION referrals_load(since timestamptz)
RETURNS TABLE (organisation uuid, received bigint, sent bigint, taken bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
BEGIN
  PERFORM set_config('app.clock', 'on', true);
  RETURN QUERY
    SELECT one.place, sum(one.got)::bigint, sum(one.gave)::bigint, sum(one.took)::bigint FROM (
      SELECT r.receiver_id AS place, count(*) AS got, 0 AS gave, 0 AS took FROM referrals_referral r
      WHERE r.alliance_id = alliance AND r.sent_at >= since GROUP BY r.receiver_id
      UNION ALL
      SELECT r.referrer_id, 0, count(*), 0 FROM referrals_referral r
      WHERE r.alliance_id = alliance AND r.sent_at >= since GROUP BY r.referrer_id
      UNION ALL
      SELECT r.receiver_id, 0, 0, count(DISTINCT s.person_id) FROM referrals_referralstep s
      JOIN referrals_referral r ON r.id = s.referral_id
      WHERE s.alliance_id = alliance AND s.event = 'accept' AND s.at >= since GROUP BY r.receiver_id
    ) one GROUP BY one.place;
  PERFORM set_config('app.clock', '', true);
END
$$;
