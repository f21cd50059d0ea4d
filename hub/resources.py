"""Packaged folders `ontology/`, `cypher/` and `sample/`, found in an installed wheel and in a checkout."""

from pathlib import Path

from hub.errors import HubError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `name`. Raises HubError where the installation lacks it."""
    for candidate in (_PACKAGE / "_packaged" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise HubError(f"expected the packaged folder {name!r}, found none; install pemilu-hub again")


def read_text(name: str, path: str) -> str:
    """Return the text of a packaged file, such as `read_text("ontology", "hub.ttl")`."""
    return (folder(name) / path).read_text(encoding="utf-8")
