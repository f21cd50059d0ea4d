"""Golden cases: a small source file in a folder of its own, and beside it what its loader is expected to say of it.

    tests/loaders/golden/<loader>/<case>/case.toml       the file, the edition and the options of the source
                                         <the file>      a few rows in the published format, typed for the case
                                         expected.json   every statement, in order

A person reads `expected.json` before it is kept. It is written only on demand, case by case; git shows the diff:

    python -m tests.loaders.golden_case tests/loaders/golden/apipemilu-parties/line-ends
"""

import json
import sys
import tomllib
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hub.errors import BrokenSource
from hub.facts import RegionCode, Statement
from hub.loaders import BY_NAME, SourceFile

GOLDEN = Path(__file__).parent / "golden"


class Case(NamedTuple):
    """One golden case, named by its folder."""

    folder: Path

    @property
    def loader(self) -> str:
        return self.folder.parent.name

    @property
    def name(self) -> str:
        return f"{self.loader}/{self.folder.name}"

    @property
    def expected_file(self) -> Path:
        return self.folder / "expected.json"

    def source(self) -> SourceFile:
        """Return the case's file as the pipeline would hand it to the loader."""
        settings = tomllib.loads((self.folder / "case.toml").read_text(encoding="utf-8"))
        path = self.folder / settings["file"]
        return SourceFile(
            path=path, name=path.name, edition_id=settings.get("edition"), options=settings.get("options", {})
        )

    def outcome(self) -> dict[str, Any]:
        """Return what the loader says of the file, as JSON can hold it."""
        source = self.source()
        try:
            statements = [as_json(statement) for statement in BY_NAME[self.loader].read(source)]
        except BrokenSource as broken:
            return {"broken_source": str(broken)}
        return {"rows_read": source.rows_read, "statements": statements}


def cases() -> list[Case]:
    """Return every case below the golden folder."""
    return [Case(path.parent) for path in sorted(GOLDEN.glob("*/*/case.toml"))]


def as_json(statement: Statement) -> dict[str, Any]:
    """Return a statement as its kind and those of its fields that say more than their default."""
    stated = {
        item.name: _value(getattr(statement, item.name))
        for item in fields(statement)
        if item.default is MISSING or getattr(statement, item.name) != item.default
    }
    return {"is": type(statement).__name__, **{name: value for name, value in stated.items() if value != {}}}


def _value(value: Any) -> Any:
    if isinstance(value, RegionCode):
        return f"{value.scheme}:{value.value}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return [_value(item) for item in value] if isinstance(value, tuple) else value


def write(folder: Path) -> None:
    """Write down what the loader says now as what is expected."""
    case = Case(folder.resolve())
    text = json.dumps(case.outcome(), ensure_ascii=False, indent=1)
    case.expected_file.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        write(Path(argument))
