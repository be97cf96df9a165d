-- How long people waited from being sent to first contact, by service: middle of all who began, for those sent since
-- a moment. Only where ten or more began, and the number of them rounded down to five, so that nobody is seen in it.
CREATE FUNCTION referrals_waits(since timestamptz)
RETURNS TABLE (service uuid, people integer, days integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
BEGIN
  PERFORM set_config('app.clock', 'on', true);
  RETURN QUERY
    SELECT coalesce(s.part_of_id, s.id), (count(*) / 5 * 5)::integer,
      percentile_disc(0.5) WITHIN GROUP (
        ORDER BY greatest(r.first_contact_on - (r.sent_at AT TIME ZONE 'Europe/London')::date, 0))::integer
    FROM referrals_referral r JOIN directory_service s ON s.id = r.service_id
    WHERE r.alliance_id = alliance AND r.sent_at >= since AND r.first_contact_on IS NOT NULL
    GROUP BY coalesce(s.part_of_id, s.id) HAVING count(*) >= 10;
  PERFORM set_config('app.clock', '', true);
END
$$;
