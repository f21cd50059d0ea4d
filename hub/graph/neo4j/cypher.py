"""Cypher statements of `cypher/`: one per file, with a header that lists its parameters and columns.

The header is the file's leading `//` lines: first a sentence, then fields such as `// Parameters: $release, name of the snapshot`;
a line without a field goes on with the one before.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from hub.errors import HubError
from hub.resources import folder

FIELDS = ("Parameters", "Columns", "Order", "Used by")
"""What the header of every file states."""


@dataclass(frozen=True)
class Statement:
    """A Cypher statement: `name` is its path below `cypher/` without the ending, such as `release/current`."""

    name: str
    summary: str
    header: dict[str, str]
    text: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that the header names, without the dollar sign."""
        return tuple(re.findall(r"\$(\w+)", self.header["Parameters"]))


@lru_cache(maxsize=512)
def statement(name: str) -> Statement:
    """Return a statement by its name. Raises HubError where the file is missing or its header is incomplete."""
    path = folder("cypher") / f"{name}.cypher"
    if not path.is_file():
        raise HubError(f"expected the Cypher file cypher/{name}.cypher, found none; install pemilu-hub again")
    return _parsed(name, path.read_text(encoding="utf-8"))


def filled(template: str, name: str, summary: str, /, **parts: str) -> Statement:
    """Return the statement of a template, such as `load/nodes`, with its places `<label>` filled; `_` in a name of `parts` is a blank.

    Parts come from the model, never from a request. A place that is filled with nothing leaves no line behind.
    """
    found = statement(template)
    text = found.text
    for place, part in parts.items():
        text = text.replace(f"<{place.replace('_', ' ')}>", part)
    return replace(found, name=name, summary=summary, text=text.replace(" \n", "\n").strip())


def statements(room: str) -> list[Statement]:
    """Return all statements of a folder of `cypher/`, its own folders included, by name."""
    root = folder("cypher")
    names = sorted(path.relative_to(root).with_suffix("").as_posix() for path in (root / room).rglob("*.cypher"))
    return [statement(name) for name in names]


def _parsed(name: str, text: str) -> Statement:
    lines = text.splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    summary: list[str] = []
    header: dict[str, str] = {}
    current: str | None = None
    for line in (line.removeprefix("//").strip() for line in lines[:length]):
        field, colon, rest = line.partition(":")
        if colon and field in FIELDS:
            current = field
            header[field] = rest.strip()
        elif current is None:
            summary.append(line)
        elif line:
            header[current] += " " + line
    missing = [field for field in FIELDS if field not in header]
    if missing:
        raise HubError(
            f"cypher/{name}.cypher: expected a header with {', '.join(FIELDS)}; found no {', '.join(missing)}"
        )
    return Statement(name, " ".join(summary).strip(), header, "\n".join(lines[length:]).strip())
