"""How the parts of a ranking weigh, and the sum of them: the whole of the explanation."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Parts:
    """What a service was ranked by, each 0 to 1, four decimals.

    need   how sure we are that the need is meant, times how sure that the service meets it (less sure the more
           needs it names; half for a service for children when nobody spoke of a child or an age)
    words  how well its own text answers the words and the need's name (ts_rank r as r / (r + 0.1))
    near   1 / (1 + miles / 3); 0.6 by phone or online; 0.3 when its place is unknown or hidden; 0.5 for all
           services when we do not know where the person is
    soon   room 1, waiting 1 / (1 + weeks / 4), not said or ask first 0.4, full 0; said more than 28 days ago:
           halfway to 0.4
    """

    need: float
    words: float
    near: float
    soon: float


WEIGHTS = Parts(need=0.5, words=0.2, near=0.2, soon=0.1)


def score_of(parts: Parts, weights: Parts = WEIGHTS) -> float:
    """The score that these parts give, six decimals; what the database answers must equal it."""
    weight = asdict(weights)
    return round(sum(value * weight[name] for name, value in asdict(parts).items()), 6)
