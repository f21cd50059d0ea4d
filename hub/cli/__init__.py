"""The command line: each file one group of commands. Parse arguments, call one function, print.

Data goes to stdout, messages and progress to stderr. Exit 0 done, 1 what was checked does not hold, 2 usage, 3 bad source, 4 built but not made
current.
"""

import os

# The allocator of Polars reads this when it is loaded. By itself it gives freed memory back to the system so early that the next step of a build
# asks for it again: kept for 3 s, a build takes a tenth less time, for a tenth more memory.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:3000,muzzy_decay_ms:0")

from hub.cli.main import main

__all__ = ["main"]
