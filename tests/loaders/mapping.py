"""What a mapping of hub.toml makes of a file: its statements, and the words in which it is told how the file was read."""

import tomllib
from pathlib import Path
from typing import Any

from hub.facts import FindingFact, SetAsideRow, Statement
from hub.loaders import BY_NAME, SourceFile

NOMINATIONS = 'fact = "nominations"\nfields = { ballot_number = "No", name = "Nama" }\n'


def read(content: bytes | str, toml: str, name: str = "tabel.csv") -> list[Statement]:
    """Return what a mapping makes of a file, without the finding that tells how it was read."""
    return told(content, toml, name)[1:]


def told(content: bytes | str, toml: str, name: str = "tabel.csv") -> list[Statement]:
    source = SourceFile(path=Path(name), name=name, edition_id="2042", options=tomllib.loads(toml))
    source.content = content.encode() if isinstance(content, str) else content
    return list(BY_NAME["mapped"].read(source))


def how(content: bytes | str, toml: str, name: str = "tabel.csv") -> str:
    """Return in which words it is told how a file was read."""
    first = told(content, toml, name)[0]
    assert isinstance(first, FindingFact)
    return first.message


def only(statements: list[Statement]) -> Any:
    (statement,) = statements
    return statement


def cause(statements: list[Statement]) -> str:
    aside = only(statements)
    assert isinstance(aside, SetAsideRow)
    return aside.cause


def voters(region: str) -> str:
    return f'fact = "voters"\nfields = {{ region = {{ {region} }}, list_kind = {{ is = "DPT" }}, total_count = "S" }}\n'
