"""The command line: each file one group of commands. Parse arguments, call one function, print.

Data goes to stdout, messages and progress to stderr. Exit 0 done, 1 what was checked does not hold, 2 usage, 3 bad source.
"""

from hub.cli.main import main

__all__ = ["main"]
