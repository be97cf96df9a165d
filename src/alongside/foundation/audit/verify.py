"""Sealing the audit record, and finding what was changed behind its back."""

from dataclasses import dataclass

from django.db import connection

BREAKS = """
WITH chain AS (
  SELECT s.number, s.entries, s.digest,
         lag(s.digest, 1, '') OVER (ORDER BY s.number) AS before,
         row_number() OVER (ORDER BY s.number) AS place
  FROM audit_auditseal s),
found AS (
  SELECT seal, count(*) AS entries, string_agg(audit_digest(e), '' ORDER BY e.id) AS digests
  FROM audit_auditentry e WHERE seal IS NOT NULL GROUP BY seal)
SELECT c.number FROM chain c LEFT JOIN found f ON f.seal = c.number
WHERE c.number <> c.place OR f.entries IS DISTINCT FROM c.entries
   OR encode(sha256(convert_to(c.before || coalesce(f.digests, ''), 'UTF8')), 'hex') <> c.digest
UNION
SELECT f.seal FROM found f LEFT JOIN chain c ON c.number = f.seal WHERE c.number IS NULL
ORDER BY 1
"""


@dataclass(frozen=True)
class Verification:
    """What was checked, and the numbers of the seals that no longer hold."""

    sealed: int
    unsealed: int
    broken: tuple[int, ...]


def seal() -> int:
    """Seal the entries of the alliance at hand that are not sealed yet; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seal_audit()")
        return int(cursor.fetchone()[0])


def verify() -> Verification:
    """Recompute every seal of the alliance at hand."""
    with connection.cursor() as cursor:
        cursor.execute(BREAKS)
        broken = tuple(int(row[0]) for row in cursor.fetchall())
        cursor.execute(
            "SELECT count(*) FILTER (WHERE seal IS NOT NULL), count(*) FILTER (WHERE seal IS NULL)"
            " FROM audit_auditentry"
        )
        sealed, unsealed = cursor.fetchone()
    return Verification(sealed=sealed, unsealed=unsealed, broken=broken)
