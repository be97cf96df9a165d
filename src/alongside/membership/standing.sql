-- Each organisation with each paper that binds it on a day or soon after, and until when it has it: the one reading
-- of standing. Evidence counts unless it was refused. What was signed lasts its months, or until the day by which a
-- later version must be signed; nobody is asked to sign what was never published, and members that there were when
-- the first version came have until its day. Parameters: day, horizon (what binds by then is told), ids (empty:
-- everyone who takes part).
SELECT o.id, o.name, o.joined_on IS NOT NULL OR NOT o.is_member AS joined, o.left_on, o.id = a.front_door AS is_front_door,
       a.telephone, s.starts_on AS suspended_on, s.words AS suspended_for, p.until AS paused_until, p.reason AS paused_for,
       r.id AS requirement_id, r.name AS requirement, r.paper, r.unlocks, r.grace_days, r.remind_days,
       CASE WHEN o.joined_on IS NOT NULL OR NOT o.is_member THEN greatest(r.from_on, r.first_by) ELSE r.from_on END AS binds_from,
       shown.refused_on,
       CASE WHEN r.paper IN ('terms', 'data_sharing') THEN signed.until ELSE shown.until END AS until
FROM membership_organisation o
JOIN tenancy_alliance a ON a.id = o.alliance_id
LEFT JOIN membership_suspension s ON s.organisation_id = o.id AND s.starts_on <= %(day)s
  AND (s.ended_on IS NULL OR s.ended_on > %(day)s)
LEFT JOIN membership_pause p ON p.organisation_id = o.id AND p.starts_on <= %(day)s AND p.until >= %(day)s
  AND (p.ended_on IS NULL OR p.ended_on > %(day)s)
LEFT JOIN LATERAL (
  SELECT r.*, first.accept_by AS first_by FROM membership_requirement r
  LEFT JOIN LATERAL (
    SELECT v.number, v.accept_by FROM membership_termsversion v
    WHERE v.alliance_id = r.alliance_id AND v.paper = r.paper AND v.published_on <= %(day)s
    ORDER BY v.number LIMIT 1
  ) first ON r.paper IN ('terms', 'data_sharing')
  WHERE r.alliance_id = o.alliance_id AND r.from_on <= %(horizon)s AND (r.ended_on IS NULL OR r.ended_on > %(day)s)
    AND (NOT r.paper IN ('terms', 'data_sharing') OR first.number IS NOT NULL)
    AND CASE WHEN cardinality(r.kinds) = 0 THEN o.is_member
             ELSE o.kind = ANY (r.kinds) AND (o.is_member OR NOT o.kind = ANY (%(community)s)) END
) r ON true
LEFT JOIN LATERAL (
  SELECT max(e.valid_until) FILTER (WHERE e.refused_on IS NULL) AS until, max(e.refused_on) AS refused_on
  FROM membership_evidence e
  WHERE e.organisation_id = o.id AND e.paper = r.paper AND e.valid_from <= %(day)s
) shown ON true
LEFT JOIN LATERAL (
  SELECT max(least((t.accepted_on + make_interval(months => r.months))::date - 1, later.accept_by)) AS until
  FROM membership_termsacceptance t
  JOIN membership_termsversion v ON v.id = t.version_id
  LEFT JOIN LATERAL (
    SELECT min(n.accept_by) AS accept_by FROM membership_termsversion n
    WHERE n.alliance_id = v.alliance_id AND n.paper = v.paper AND n.number > v.number AND n.published_on <= %(day)s
  ) later ON true
  WHERE t.organisation_id = o.id AND t.paper = r.paper AND t.accepted_on <= %(day)s
) signed ON r.paper IN ('terms', 'data_sharing')
WHERE CASE WHEN cardinality(%(ids)s::uuid[]) > 0 THEN o.id = ANY (%(ids)s::uuid[])
           ELSE o.is_member OR NOT o.kind = ANY (%(community)s) END
ORDER BY lower(o.name), o.id, array_position(ARRAY['terms', 'data_sharing', 'insurance', 'safeguarding', 'dbs', 'training'], r.paper::text), r.name
