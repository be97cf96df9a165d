-- What time has made due, across the organisations of one alliance: ids alone, for the clock.
CREATE FUNCTION referrals_due(moment timestamptz)
RETURNS TABLE (kind text, referral_id uuid, referrer_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
BEGIN
  PERFORM set_config('app.clock', 'on', true);
  RETURN QUERY
    SELECT 'expire', r.id, r.referrer_id FROM referrals_referral r
    WHERE r.alliance_id = alliance AND r.state IN ('sent', 'awaiting_information') AND r.expires_at <= moment
    UNION ALL
    SELECT 'remind', r.id, r.referrer_id FROM referrals_referral r
    WHERE r.alliance_id = alliance AND r.state = 'sent' AND r.answer_due_at <= moment AND r.expires_at > moment
      AND r.reminded_at IS NULL;
  PERFORM set_config('app.clock', '', true);
END
$$;
