"""Processor time: what a call costs, whoever else uses the machine meanwhile. Read from /proc; None elsewhere."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

PROC = Path("/proc")


class Processors:
    """Seconds of processor time so far: the database's servers of our database, and a process with its children."""

    def __init__(self, server: int | None = None) -> None:
        self.server = server
        self.database = f" {unquote(urlsplit(os.environ['DATABASE_URL']).path[1:])} ["

    def seconds(self) -> dict[str, float] | None:
        """By "database" and "server"; None where there is no /proc."""
        if not (PROC / "self" / "stat").exists():
            return None
        used = {"database": 0.0, "server": 0.0}
        family = {self.server} if self.server else set()
        for process in sorted(int(path.name) for path in PROC.iterdir() if path.name.isdigit()):
            try:
                words = (
                    (PROC / str(process) / "cmdline")
                    .read_bytes()
                    .replace(b"\0", b" ")
                    .decode(errors="replace")
                )
                stat = (PROC / str(process) / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:  # it has ended
                continue
            seconds = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
            if process in family or int(stat[1]) in family:
                family.add(process)
                used["server"] += seconds
            elif words.startswith("postgres:") and self.database in words:
                used["database"] += seconds
        return used
