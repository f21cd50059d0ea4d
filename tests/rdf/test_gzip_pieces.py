"""Gzip in pieces: one member that any reader reads, the same bytes whether its pieces are made or copied."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.cache import Cache
from hub.rdf import kept_pieces
from hub.rdf.gzip_pieces import HEAD, GzipPieces, Piece, joined_crc
from hub.rdf.kept_pieces import KeptPieces

TEXTS = st.lists(st.binary(max_size=200), max_size=6)


def written(texts: list[bytes]) -> tuple[bytes, list[Piece]]:
    file = BytesIO()
    pieces, found = GzipPieces(file), []
    for text in texts:
        pieces.write(text)
        piece = pieces.end_piece()
        assert (piece is None) == (text == b"")
        found += [piece] if piece else []
    pieces.close()
    return file.getvalue(), found


@given(TEXTS)
def test_the_text_is_read_as_one_member(texts: list[bytes]) -> None:
    content, _ = written(texts)
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert reader.decompress(content) == b"".join(texts) == gzip.decompress(content)
    assert (reader.eof, reader.unused_data) == (True, b"")


@given(TEXTS)
def test_a_file_of_copied_pieces_has_the_bytes_of_one_that_is_made(texts: list[bytes]) -> None:
    content, found = written(texts)
    file, offset = BytesIO(), len(HEAD)
    copy = GzipPieces(file)
    for piece in found:
        copy.put(piece, content[offset : offset + piece.packed_bytes])
        offset += piece.packed_bytes
    copy.close()
    assert file.getvalue() == content


@given(st.binary(), st.binary())
def test_the_checksum_of_two_texts_follows_from_those_of_each(one: bytes, other: bytes) -> None:
    assert joined_crc(zlib.crc32(one), zlib.crc32(other), len(other)) == zlib.crc32(one + other)


def kept(tmp_path: Path, dump_format: str = "nq", base: str = "https://a/") -> KeptPieces:
    return KeptPieces(Cache(tmp_path / "cache"), tmp_path, dump_format, base)


def test_a_piece_is_found_by_all_that_it_is_made_from_and_only_whole(tmp_path: Path) -> None:
    content, (one, two) = written([b"one", b"two"])
    (tmp_path / "dump.gz").write_bytes(content)
    noting = kept(tmp_path)
    key = noting.key(1, b"rows")
    noting.note(noting.key(0, b""), one)
    noting.note(key, two)
    assert noting.find(key) is None
    noting.keep(tmp_path / "dump.gz")
    packed = content[len(HEAD) + one.packed_bytes :][: two.packed_bytes]
    assert kept(tmp_path).find(key) == (two, packed)
    others = [kept(tmp_path).key(2, b"rows"), kept(tmp_path).key(1, b"others"), kept(tmp_path, "ttl").key(1, b"rows")]
    others.append(kept(tmp_path, base="https://b/").key(1, b"rows"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_pieces, "software", lambda: "another")
        others.append(kept(tmp_path).key(1, b"rows"))
    assert len({key, *others}) == 1 + len(others)
    assert [kept(tmp_path).find(other) for other in others] == [None] * len(others)
    damaged = bytearray(content)
    damaged[len(HEAD) + one.packed_bytes + 1] ^= 1
    (tmp_path / "dump.gz").write_bytes(damaged)
    assert kept(tmp_path).find(key) is None
    (tmp_path / "dump.gz").unlink()
    assert kept(tmp_path).find(key) is None
