"""The jobs that go round every alliance: what goes wrong in one is another's loss in none of them."""

from datetime import UTC, datetime
from importlib import import_module

import pytest

JOBS = [
    ("referrals", "tick", ("run_clock", "run_handovers")),
    ("membership", "tick", ("run_reminders", "expire_applications")),
    ("training", "tick", ("run_clock",)),
    ("governance", "tick", ("run_clock",)),
    ("news", "tell_of_news", ("run_digests",)),
]
HOURS = {"membership": 7, "news": 8}


def moment(day: str, hour: int) -> int:
    """Seconds since 1970 of an hour of a day in UTC, as a job is given them."""
    return int(datetime.fromisoformat(f"{day}T{hour:02}:00:00").replace(tzinfo=UTC).timestamp())


@pytest.mark.django_db
@pytest.mark.parametrize(("slice_name", "job", "works"), JOBS, ids=[job[0] for job in JOBS])
def test_each_job_goes_on_to_the_next_alliance(two_alliances, monkeypatch, slice_name, job, works):
    tasks = import_module(f"alongside.{slice_name}.tasks")
    done = []
    for name in works:

        def work(alliance, name=name):
            done.append((alliance, name))
            raise RuntimeError

        monkeypatch.setattr(tasks, name, work)
    with pytest.raises(ExceptionGroup):
        getattr(tasks, job)(timestamp=moment("2026-01-15", HOURS.get(slice_name, 0)))
    assert done == [(alliance, name) for alliance in two_alliances for name in works]


@pytest.mark.django_db
@pytest.mark.parametrize(("slice_name", "job", "works"), [job for job in JOBS if job[0] in HOURS])
def test_a_daily_job_comes_once_a_day_by_the_clock_on_the_wall(alliance, monkeypatch, slice_name, job, works):
    """It is called at both hours of UTC that can be the hour in London, and works at the one that is."""
    tasks = import_module(f"alongside.{slice_name}.tasks")
    done = []
    for name in works:
        monkeypatch.setattr(tasks, name, lambda alliance: done.append(1))
    hour = HOURS[slice_name]
    for day, right, wrong in (("2026-01-15", hour, hour - 1), ("2026-07-15", hour - 1, hour)):
        getattr(tasks, job)(timestamp=moment(day, wrong))
        assert not done
        getattr(tasks, job)(timestamp=moment(day, right))
        assert len(done) == len(works)
        done.clear()
