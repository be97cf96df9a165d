"""python -m alongside.launcher start|stop|status|urls|psql --data-dir D"""

import argparse
import os
import sys
from pathlib import Path

from alongside.launcher import cluster, supervise
from alongside.launcher.failure import LaunchError


def main() -> int:
    """The embedded PostgreSQL from the command line; every failure is one sentence."""
    parser = argparse.ArgumentParser(prog="python -m alongside.launcher", description=__doc__)
    parser.add_argument("verb", choices=["start", "stop", "status", "urls", "psql", "keep"])
    parser.add_argument(
        "--data-dir",
        type=Path,
        required=True,
        help="the folder that holds the database",
    )
    parser.add_argument(
        "--role",
        default="alongside_owner",
        help="for psql: postgres, alongside_owner, alongside_web",
    )
    given, rest = parser.parse_known_args()
    data_dir = given.data_dir.absolute()
    if given.verb == "start":
        cluster.start(data_dir)
        (data_dir / "stay").touch()
    elif given.verb == "stop":
        (data_dir / "stay").unlink(missing_ok=True)
        print("Stopped." if cluster.stop(data_dir) else "It was not running.")
    elif given.verb == "status":
        for name, value in cluster.status(data_dir).items():
            print(f"{name}: {value}")
    elif given.verb == "urls":
        server = cluster.cluster_at(data_dir)
        for name, value in (
            cluster.Urls(server.url("alongside_owner"), server.url("alongside_web")).environment().items()
        ):
            print(f"{name}={value}")
    elif given.verb == "psql":
        cluster.start(data_dir)
        server = cluster.cluster_at(data_dir)
        program = str(server.programs / "bin" / "psql")
        os.execv(program, [program, server.url(given.role), *rest])  # noqa: S606 - the psql of the wheel
    else:
        supervise.keep(data_dir)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LaunchError as failure:
        if os.environ.get("ALONGSIDE_DEBUG"):
            raise
        print(failure, file=sys.stderr)
        sys.exit(failure.code)
