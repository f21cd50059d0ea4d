"""Writes into a page what its commands print now: `python -m tests.docs.refresh docs/tour.md`. Read the difference before you keep it.

Outputs that already match, `...` included, are left as they are.
"""

import doctest
import sys
import tempfile
from pathlib import Path

from tests.docs.shell import Shell


def refresh(page: Path, shell: Shell) -> int:
    """Rewrite the outputs of a page that are not true; return how many."""
    text = page.read_text(encoding="utf-8")
    count = 0
    for _, command, found in list(shell.outputs(page)):
        if not doctest.OutputChecker().check_output(command.output, found, doctest.ELLIPSIS):
            typed = "$ " + command.line.replace("\n", "\n> ") + "\n"
            text = text.replace(typed + command.output, typed + found, 1)
            count += 1
    page.write_text(text, encoding="utf-8")
    return count


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder))
        for name in sys.argv[1:]:
            sys.stdout.write(f"{name}: {refresh(Path(name), shell)} outputs rewritten\n")
