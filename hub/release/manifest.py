"""The manifest of a release: what it holds, from which bytes it was made, and the hash of every file."""

import hashlib
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict

from hub import __version__


class Document(BaseModel):
    """One file of a release: its path in the folder, bytes and SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    bytes_count: int
    sha256: str


class Part(Document):
    """One file of a release that holds a table, and how many rows."""

    rows_count: int


class Input(BaseModel):
    """One source file that the release was made from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    series: str
    path: str
    sha256: str
    rows_read_count: int
    rows_kept_count: int
    rows_set_aside_count: int


class Manifest(BaseModel):
    """Everything that a reader of a release needs to trust it. No time stamps: the same inputs give the same bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    """Hash of the contents. The release's folder bears this name."""
    number: int
    """1 for the first release of a workspace; the next starts from it."""
    previous: str | None
    title: str
    base_iri: str
    software: str = f"pemilu-hub {__version__}"
    tables: dict[str, Part]
    inputs: list[Input]
    quality: dict[str, Any]
    """Counts of findings by severity and rule, and what the build measured of itself."""
    documents: dict[str, Document] = {}
    """Files beside the tables, by name: `quality.json`."""
    seal: str = ""
    """SHA-256 over the manifest without the seal."""

    def computed_id(self) -> str:
        """Return the hash of the contents: everything but where the release stands in the row of releases."""
        return _digest(self, {"id", "number", "previous", "software", "seal"})[:16]

    def computed_seal(self) -> str:
        """Return the hash of the whole manifest but the seal itself."""
        return _digest(self, {"seal"})


def _digest(manifest: Manifest, without: set[str]) -> str:
    content = manifest.model_dump(mode="json", exclude=without)
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
