"""Runs a command of the hub, or the jobs of a feed, and kills itself with signal 9 at one of its writes: `python -m tests.feed.killed_at POINT feed put ...`.

Without a kill it prints how many writes there were. A write is whatever Python tells of before it is done: a file opened, renamed or removed, a folder made, a transaction begun.
"""

import os
import signal
import sys
from pathlib import Path

WRITES = {"os.rename", "os.remove", "os.mkdir", "os.symlink", "sqlite3.connect", "postgres.connect"}


def main() -> None:
    """Run what the arguments say."""
    point, arguments, count = int(sys.argv[1]), sys.argv[2:], 0

    def told(event: str, given: tuple[object, ...]) -> None:
        nonlocal count
        is_opened = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        if event in WRITES or is_opened:
            count += 1
            if count == point:
                os.kill(os.getpid(), signal.SIGKILL)

    from hub.cli.main import app
    from hub.feed.database import Postgres
    from hub.feed.jobs import work
    from hub.feed.state import State

    connect = Postgres.__init__

    def connecting(self: Postgres, folder: Path) -> None:
        sys.audit("postgres.connect")  # psycopg tells Python of nothing
        connect(self, folder)

    Postgres.__init__ = connecting  # type: ignore[method-assign]  # this process alone, which is to be killed
    sys.addaudithook(told)
    if arguments[0] == "work":
        work(State(Path(arguments[1])))
    else:
        app(arguments, standalone_mode=False)
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main()
