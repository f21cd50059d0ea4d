"""Serves a hub whose feed takes files and leaves their jobs alone, until it is killed, and prints its address: `python -m tests.feed.serving OUT [MEGABYTES]`."""

import sys
import threading
from pathlib import Path

from hub.settings import Settings
from hub.web.app import app
from hub.web.feed.door import Feed
from tests.web.listening import listening


def main() -> None:
    """Serve what the first argument names, and take files of so many megabytes."""
    out, most_mb = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100
    settings = Settings(out=out, feed_max_mb=most_mb)
    made = app(out, settings)
    made.state.feed = Feed(out, settings, lambda *_, **__: None)
    with listening(made) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
