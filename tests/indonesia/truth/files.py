"""The published files as plain rows, and the register of what makes each answer from them."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[3] / "examples" / "indonesia"
"""The workspace: who was declared elected in 2024 stands in a file of its own there."""

Truth = Callable[[Path], Any]

TRUTHS: dict[str, Truth] = {}
"""By name of the case: what makes its answer from the folder of published files."""


def truth(made: Truth) -> Truth:
    TRUTHS[made.__name__] = made
    return made


def rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file; of columns that are called alike, the first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        head = next(reader)
        for cells in reader:
            yield dict(reversed(list(zip(head, cells, strict=False))))


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8", errors="replace"))


def number(text: str) -> int:
    """Return a number with thousands apart; a last group that lost its zeros, as in `313.6`, has them again."""
    *groups, last = text.replace(",", ".").strip().split(".")
    return int("".join([*groups, last.ljust(3, "0") if groups else last]) or 0)
