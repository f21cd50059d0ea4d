"""Candidates of the DPR, 2019: the final list (daftar calon tetap) of one party in one district.

Publisher: KPU, https://infopemilu.kpu.go.id/pileg2019/pencalonan/pengajuan-calon/{district}/{party}/dct (off line
since); `district` is the serial id of the district, `party` its ballot number. No licence is stated. One file per
list, named `caleg_dpr_{district}_{party}.json`, because the rows name neither. An empty array is a party without a
list there: the parties local to Aceh have none for the DPR anywhere.

Known defects: `caleg_dpr_31_12.json` has a byte that is not UTF-8; three lists skip number 2; the files hold 8,072
candidates where the list of record has 7,968. `originalFilename` is not read: it can hold a national id.
"""

import re
from collections.abc import Iterator

import orjson

from hub.errors import BrokenSource
from hub.facts import CandidacyFact, FindingFact, Gender, Statement
from hub.loaders.loader import Loader
from hub.loaders.record import Record, kind_of, statements
from hub.loaders.source_file import SourceFile

GENDERS: dict[str, Gender] = {"Laki-Laki": "MALE", "Perempuan": "FEMALE"}

FILE_NAME = re.compile(r"caleg_dpr_([0-9]{1,4})_([0-9]{1,4})")

LATIN_1 = {0xDC00 + byte: chr(byte) for byte in range(0x80, 0x100)}
"""What Python's `surrogateescape` makes of a stray byte -> the letter that the byte is in Latin-1."""


def read(source: SourceFile) -> Iterator[Statement]:
    """Candidates of one party in one DPR district of 2019, from the KPU's Info Pemilu JSON.

    One row per candidate. Bytes that are not UTF-8 are read as Latin-1, which loses none of them, and are a finding.
    """
    named = FILE_NAME.fullmatch(source.path.stem)
    if named is None:
        raise BrokenSource(
            f"{source.name}: expected a file named caleg_dpr_<district>_<party>.json, found another name"
        )
    district_code, party_number = named[1], int(named[2])

    def candidacy(record: Record) -> Iterator[CandidacyFact]:
        yield CandidacyFact(
            row=record.row,
            office="DPR",
            district_code=district_code,
            party_number=party_number,
            ballot_number=record.number("noUrut", minimum=1),
            name=record.text("nama"),
            gender=record.optional_meaning("stringJenisKelamin", GENDERS),
            residence=record.optional_text("namaKab"),
            published_id=str(record.number("id", minimum=1)),
        )

    text, stray = _decoded(source.content)
    yield from statements(source, _candidates(source, text), candidacy)
    if stray:
        yield _stray_bytes(source, stray)


def _decoded(content: bytes) -> tuple[str, list[int]]:
    """Return the text, and the offsets of the bytes in it that are not UTF-8."""
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        escaped = content.decode("utf-8", "surrogateescape")
    stray, offset = [], 0
    for letter in escaped:
        if ord(letter) in LATIN_1:
            stray.append(offset)
        offset += len(letter.encode("utf-8", "surrogateescape"))
    return escaped.translate(LATIN_1), stray


def _candidates(source: SourceFile, text: str) -> list[object]:
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BrokenSource(f"{source.name}: expected a JSON array of candidates, found {error}") from error
    if not isinstance(document, list):
        raise BrokenSource(f"{source.name}: expected a JSON array of candidates, found {kind_of(document)}")
    return document


def _stray_bytes(source: SourceFile, stray: list[int]) -> FindingFact:
    first = stray[0]
    return FindingFact(
        rule="bytes-not-utf-8",
        severity="WARNING",
        message=f"{source.name}: expected UTF-8 text, found {len(stray)} other bytes, the first "
        f"(0x{source.content[first]:02x}) at offset {first}; its rows are kept, such bytes are read as Latin-1",
        evidence={"file": source.name, "bytes_count": len(stray), "offsets": stray[:10]},
    )


LOADER = Loader("infopemilu2019-candidates", read)
