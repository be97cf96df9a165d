-- The hash chain. Entries are sealed together, so that writers never queue behind one another;
-- each seal hashes its entries in order and the seal before it.
CREATE FUNCTION audit_digest(e audit_auditentry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(e.id, e.alliance_id, extract(epoch from e.at), e.verb, e.sentence,
    e.user_id, e.organisation_id, e.by, e.subject_type, e.subject_id, e.reason)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION seal_audit() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  alliance uuid := nullif(current_setting('app.alliance_id', true), '')::uuid;
  last record;
  next_number bigint;
  sealed integer;
  hash text;
BEGIN
  IF alliance IS NULL THEN
    RAISE EXCEPTION 'no alliance is set' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || alliance, 0));
  SELECT number, digest INTO last FROM audit_auditseal WHERE alliance_id = alliance ORDER BY number DESC LIMIT 1;
  next_number := coalesce(last.number, 0) + 1;
  UPDATE audit_auditentry SET seal = next_number WHERE alliance_id = alliance AND seal IS NULL;
  GET DIAGNOSTICS sealed = ROW_COUNT;
  IF sealed = 0 THEN RETURN 0; END IF;
  SELECT encode(sha256(convert_to(coalesce(last.digest, '') || string_agg(audit_digest(e), '' ORDER BY e.id), 'UTF8')), 'hex')
    INTO hash FROM audit_auditentry e WHERE e.alliance_id = alliance AND e.seal = next_number;
  INSERT INTO audit_auditseal (id, alliance_id, number, entries, digest)
  VALUES (gen_random_uuid(), alliance, next_number, sealed, hash);
  RETURN sealed;
END
$$;
