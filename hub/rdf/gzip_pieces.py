"""A gzip file that is written in pieces, of which some may be taken from another such file as they are.

Pieces are compressed apart and lie in one member, so that every reader of gzip reads all of them: several members are allowed, and some
readers stop after the first. A file is the same bytes whether its pieces were made or copied.
"""

import hashlib
import struct
import zlib
from typing import IO, NamedTuple

LEVEL = 3
HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""Deflate, no name, no time, unknown system."""

_LAST = b"\x03\0"
"""An empty last block of deflate."""

_POLYNOMIAL, _ONE = 0xEDB88320, 1 << 31
"""Of CRC-32, with the highest power in the lowest bit."""


class Piece(NamedTuple):
    """What a file must know of a piece: its size in the file, and size and CRC-32 of its text; and the SHA-256 of its bytes in the file."""

    packed_bytes: int
    text_bytes: int
    crc: int
    sha256: bytes


class GzipPieces:
    """Writes a gzip file: texts until `end_piece`, or pieces of another file by `put`; `close` ends the file and leaves it open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._crc = self._text_bytes = 0
        self._packed_bytes = self._piece_bytes = self._piece_crc = 0
        file.write(HEAD)
        self._begin()

    def write(self, text: bytes | memoryview) -> int:
        """Compress a text into the piece that is being written."""
        self._piece_crc = zlib.crc32(text, self._piece_crc)
        self._piece_bytes += len(text)
        self._pack(self._compressor.compress(text))
        return len(text)

    def end_piece(self) -> Piece | None:
        """End the piece that is being written, on a whole byte, and return it; None where nothing was written since the last."""
        if not self._piece_bytes:
            return None
        self._pack(self._compressor.flush(zlib.Z_SYNC_FLUSH))
        piece = Piece(self._packed_bytes, self._piece_bytes, self._piece_crc, self._digest.digest())
        self._count(piece)
        self._begin()
        return piece

    def put(self, piece: Piece, packed: bytes) -> None:
        """Write a piece as another file holds it; nothing may have been written since the last piece."""
        self._file.write(packed)
        self._count(piece)

    def close(self) -> None:
        self.end_piece()
        self._file.write(_LAST + struct.pack("<LL", self._crc, self._text_bytes & 0xFFFFFFFF))

    def _begin(self) -> None:
        self._compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._digest = hashlib.sha256()
        self._packed_bytes = self._piece_bytes = self._piece_crc = 0

    def _pack(self, packed: bytes) -> None:
        self._file.write(packed)
        self._digest.update(packed)
        self._packed_bytes += len(packed)

    def _count(self, piece: Piece) -> None:
        self._crc = joined_crc(self._crc, piece.crc, piece.text_bytes)
        self._text_bytes += piece.text_bytes


def joined_crc(first: int, second: int, second_bytes: int) -> int:
    """Return the CRC-32 of two texts one after the other, from those of each and the size of the second (`crc32_combine` of zlib, which Python lacks)."""
    shift, square = _ONE, _ONE >> 8  # x to the power of 0, and of the 8 bits of a byte
    while second_bytes:
        if second_bytes & 1:
            shift = _times(shift, square)
        square = _times(square, square)
        second_bytes >>= 1
    return _times(shift, first) ^ second


def _times(one: int, other: int) -> int:
    """Return the product of two polynomials over GF(2), modulo that of CRC-32."""
    product = 0
    for place in range(31, -1, -1):
        if one >> place & 1:
            product ^= other
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product
