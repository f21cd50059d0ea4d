"""The manifest of a release: what it holds, from which bytes it was made, and the hash of every file.

Manifests of earlier and later versions are read as well: a field that is not known here is kept, and counts for id and seal.
"""

import hashlib
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict

from hub import __version__

SOFTWARE = f"pemilu-hub {__version__}"


class ManifestPart(BaseModel):
    """Base of what a manifest is made of: unknown fields of other versions are kept."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Document(ManifestPart):
    """One file of a release: its path in the folder, bytes and SHA-256."""

    path: str
    bytes_count: int
    sha256: str


class Part(Document):
    """One file of a release that holds a table, and how many rows."""

    rows_count: int
    columns: dict[str, str] | None = None
    """Column -> type, in the order of the file: `String`, `Int64`, `Enum(FEMALE, MALE)`. Releases of version 0.1.0 do not say."""


class Input(ManifestPart):
    """One source file that the release was made from."""

    series: str
    path: str
    sha256: str
    rows_read_count: int
    rows_kept_count: int
    rows_set_aside_count: int


class Manifest(ManifestPart):
    """Everything that a reader of a release needs to trust it. No time stamps: the same inputs give the same bytes."""

    id: str
    """Hash of the contents. The release's folder bears this name."""
    number: int
    """1 for the first release of a workspace; the next starts from it. Given when it is published; 0 until then."""
    previous: str | None
    """The release that it starts from: the newest that was published when it was built."""
    title: str
    base_iri: str
    software: str
    tables: dict[str, Part]
    inputs: list[Input]
    quality: dict[str, Any]
    """Counts of findings by severity and rule, and what the build measured of itself."""
    documents: dict[str, Document] = {}
    """Documents of the release, by file name: `quality.json`."""
    seal: str = ""
    """SHA-256 over the manifest without the seal."""

    def computed_id(self) -> str:
        """Return the hash of the contents: everything but the number and the predecessor of the release."""
        return _digest(self, {"id", "number", "previous", "software", "seal"})[:16]

    @property
    def is_of_other_version(self) -> bool:
        """Whether the manifest states what only another version of the software understands."""
        parts: list[BaseModel] = [self, *self.tables.values(), *self.inputs, *self.documents.values()]
        return any(part.model_extra for part in parts)

    def sealed(self) -> "Manifest":
        """Return the manifest with its seal."""
        return self.model_copy(update={"seal": self.computed_seal()})

    def text(self) -> str:
        """Return the manifest as the file holds it."""
        return self.model_dump_json(indent=1, exclude_unset=True) + "\n"

    def computed_seal(self) -> str:
        """Return the hash of the manifest without its seal."""
        return _digest(self, {"seal"})


def _digest(manifest: Manifest, without: set[str]) -> str:
    """Return the hash of what the manifest states; defaults that the file leaves out are not part of it."""
    content = manifest.model_dump(mode="json", exclude=without, exclude_unset=True)
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
