"""Serves a hub whose feed takes files and leaves their jobs alone, until it is killed, and prints its address: `python -m tests.feed.serving OUT`."""

import sys
import threading
from pathlib import Path

from hub.settings import Settings
from hub.web.app import app
from hub.web.feed.door import Feed
from tests.web.listening import listening


def main() -> None:
    """Serve what the argument names."""
    out = Path(sys.argv[1])
    made = app(out, Settings(out=out))
    made.state.feed = Feed(out, Settings(out=out), lambda *_, **__: None)
    with listening(made) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
