"""python -m benchmarks.measure_one NAME SIZE: measure one benchmark in the database of the environment."""

import importlib
import sys

import django

from benchmarks import reporting
from benchmarks.database import as_owner
from benchmarks.run import BENCHMARKS


def main(name: str, size: int) -> None:
    """Fill, measure, write build/bench/NAME.json."""
    django.setup()
    benchmark = importlib.import_module(BENCHMARKS[name])
    with as_owner() as owner:
        said = reporting.conditions(owner, size)
        measurements = benchmark.measure(owner, size)
    reporting.write(name, benchmark.WORK, said, measurements)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
