"""The pieces of a dump of the release before: each is copied where it was made from the same rows by the same software.

The cache holds where they lie in the file and a digest of what they were made from. A piece whose bytes are not those that were written is made again.
"""

import hashlib
import zlib
from pathlib import Path

import polars as pl

from hub.cache import Cache, NotKept, software
from hub.rdf.gzip_pieces import HEAD, Piece

_SCHEMA = {"key": pl.Binary, "packed_bytes": pl.Int64, "text_bytes": pl.Int64, "crc": pl.Int64, "sha256": pl.Binary}


class KeptPieces:
    """Pieces of the dumps of a format below a folder; what is noted of a new one is kept by `keep`."""

    def __init__(self, cache: Cache, folder: Path, dump_format: str, base_iri: str) -> None:
        self._cache, self._folder, self._name = cache, folder, f"dumps/{dump_format}"
        self._by = f"{software()} {zlib.ZLIB_RUNTIME_VERSION} {dump_format} {base_iri}".encode()
        self._path: Path | None = None
        self._held: dict[bytes, tuple[int, Piece]] = {}
        self._noted: list[tuple[bytes, Piece]] = []
        try:
            kept = cache.load(self._name)
        except NotKept:
            return
        self._path, offset = folder / kept.about["file"], len(HEAD)
        for key, *rest in kept.frames()["pieces"].iter_rows():
            piece = Piece(*rest)
            self._held[key] = offset, piece
            offset += piece.packed_bytes

    def key(self, number: int, rows: bytes) -> bytes:
        """Return what a piece is kept by: a digest of all it is made from. `number`: of the shape of the mapping; `rows`: a digest of its rows."""
        return hashlib.sha256(b"%b %d %b" % (self._by, number, rows)).digest()

    def find(self, key: bytes) -> tuple[Piece, bytes] | None:
        """Return the piece of a key, and its bytes in the file; None where there is none that is whole."""
        if self._path is None or key not in self._held:
            return None
        offset, piece = self._held[key]
        try:
            with self._path.open("rb") as file:
                file.seek(offset)
                packed = file.read(piece.packed_bytes)
        except OSError:
            return None
        return (piece, packed) if hashlib.sha256(packed).digest() == piece.sha256 else None

    def note(self, key: bytes, piece: Piece) -> None:
        """Note the next piece of the new file."""
        self._noted.append((key, piece))

    def keep(self, path: Path) -> None:
        """Keep what was noted of a file below the folder, in place of what was kept of the one before."""
        rows = [(key, *piece) for key, piece in self._noted]
        frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
        self._cache.store(self._name, {"file": path.relative_to(self._folder).as_posix()}, {"pieces": frame})
