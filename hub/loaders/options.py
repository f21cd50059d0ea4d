"""Options of a source series in hub.toml, read by name and type; a wrong one is explained in one sentence."""

from collections.abc import Mapping
from typing import Any

from hub.errors import BrokenSource
from hub.loaders.source_file import SourceFile


def words(source: SourceFile, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list of words out of `allowed`, or all of `allowed` where the option is not set. Raises BrokenSource."""
    value = source.options.get(name, list(allowed))
    if not isinstance(value, list | tuple) or not set(map(str, value)) <= set(allowed):
        raise _wrong(source, name, f"a list of words out of {', '.join(allowed)}")
    return tuple(str(word) for word in value)


def numbers(source: SourceFile, name: str) -> frozenset[int] | None:
    """Return a list of whole numbers, or None where the option is not set. Raises BrokenSource."""
    value = source.options.get(name)
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not all(type(item) is int for item in value):
        raise _wrong(source, name, "a list of whole numbers")
    return frozenset(value)


def table(source: SourceFile, name: str, kind: type) -> Mapping[str, Any]:
    """Return a table of text -> `kind`, empty where the option is not set. Raises BrokenSource."""
    value = source.options.get(name, {})
    if not isinstance(value, Mapping) or not all(type(item) is kind for item in value.values()):
        raise _wrong(source, name, f"a table of name = {kind.__name__}")
    return value


def year(source: SourceFile) -> int:
    """Return the year of a division of regions: the option `year`, else the edition's. Raises BrokenSource."""
    value = source.options.get("year")
    if value is None and source.edition_id is not None and source.edition_id[:4].isdecimal():
        return int(source.edition_id[:4])
    if type(value) is not int or not 1945 <= value <= 2100:
        raise _wrong(source, "year", "a year such as 2025, or an edition that begins with one")
    return value


def _wrong(source: SourceFile, name: str, expected: str) -> BrokenSource:
    found = repr(source.options[name]) if name in source.options else "no such option"
    return BrokenSource(f"{source.name}: expected {expected} in the option {name!r} of hub.toml, found {found}")
