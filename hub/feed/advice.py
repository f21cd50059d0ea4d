"""Findings in plain Indonesian and English: what was found, what was expected, and what to do, for each rule that a row can break."""

import re
from typing import NamedTuple


class Advice(NamedTuple):
    """What is expected and what to do, in Indonesian and English."""

    expected: tuple[str, str]
    remedy: tuple[str, str]


_CORRECT = ("Perbaiki isi sel ini, lalu serahkan lagi berkasnya.", "Correct the cell and hand the file in again.")
_COMPLETE = ("Isi sel ini, lalu serahkan lagi berkasnya.", "Fill the cell and hand the file in again.")
_COMPARE = (
    "Bandingkan isi baris ini dengan dokumen aslinya. Bila memang tertulis demikian, tidak perlu diubah.",
    "Compare the row with the original document. If it is as stated there, nothing needs to be changed.",
)

BY_RULE: dict[str, Advice] = {
    "uneven-row": Advice(
        ("jumlah sel yang sama dengan jumlah kolom", "as many cells as there are columns"),
        (
            "Periksa koma atau titik koma yang kurang atau berlebih di baris ini.",
            "Look for a separator too many or too few in this row.",
        ),
    ),
    "source-not-named": Advice(
        ("nama dokumen asal angka ini", "the name of the document that states the row"),
        (
            "Tuliskan dokumen asalnya di kolom ini, misalnya nomor keputusan.",
            "Name the document, such as the number of a decision.",
        ),
    ),
    "no-area": Advice(
        ("kode wilayah atau daerah pemilihan", "the code of a region or of a district"),
        ("Isi kolom wilayah atau daerah pemilihan.", "Fill the column of the region or of the district."),
    ),
    "nothing-stated": Advice(
        ("baris yang menyatakan sesuatu", "a row that states something"),
        ("Hapus baris ini bila memang kosong, atau lengkapi isinya.", "Remove the row if it is empty, or complete it."),
    ),
    "unknown-contest": Advice(
        ("pemilihan yang terdaftar", "a contest that is known"),
        (
            "Periksa jabatan dan kode daerah pemilihan di baris ini.",
            "Check the office and the code of the district in this row.",
        ),
    ),
    "unknown-district": Advice(
        ("daerah pemilihan yang terdaftar", "a district that is known"),
        ("Periksa kode daerah pemilihan di baris ini.", "Check the code of the district in this row."),
    ),
    "unknown-region": Advice(
        ("wilayah yang terdaftar", "a region that is known"),
        ("Periksa kode wilayah di baris ini.", "Check the code of the region in this row."),
    ),
    "unknown-candidacy": Advice(
        ("calon yang terdaftar", "a candidacy that is known"),
        (
            "Periksa nomor partai dan nomor urut calon di baris ini.",
            "Check the numbers of party and candidate in this row.",
        ),
    ),
    "unknown-nomination": Advice(
        ("partai peserta pemilu yang terdaftar", "a party that is known in this election"),
        ("Periksa nomor partai di baris ini.", "Check the number of the party in this row."),
    ),
    "unknown-ticket": Advice(
        ("pasangan calon yang terdaftar", "a pair of candidates that is known"),
        ("Periksa nomor urut pasangan calon di baris ini.", "Check the number of the pair in this row."),
    ),
    "stated-twice": Advice(
        ("setiap hal dinyatakan satu kali", "each thing stated once"),
        ("Hapus salah satu dari kedua baris yang sama.", "Remove one of the two rows."),
    ),
    "totals-differ": Advice(("jumlah yang sesuai dengan rinciannya", "a total that is the sum of its parts"), _COMPARE),
    "figures-differ": Advice(("angka yang sama di semua sumber", "the same figure in all sources"), _COMPARE),
    "missing-field": Advice(("isi sel", "a value"), _COMPLETE),
}
"""Rule -> advice. Rules that are not named here say what they expect themselves."""

_EXPECTED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), indonesian)
    for pattern, indonesian in (
        (r"a whole number in digits", "bilangan bulat dengan angka saja, tanpa titik, koma, atau huruf"),
        (r"a whole number with '(.)' between thousands", r"bilangan bulat dengan tanda \1 di antara ribuan"),
        (r"a whole number from (\S+).*", r"bilangan bulat mulai dari \1"),
        (r"a whole number.*", "bilangan bulat"),
        (r"a number from (\S+) to (\S+)", r"bilangan antara \1 dan \2"),
        (r"one of (.+)", r"salah satu dari: \1"),
        (r"a date such as (\S+).*", r"tanggal seperti \1"),
        (r"a region such as (\S+).*", r"kode wilayah seperti \1"),
        (r"a percentage such as (\S+).*", r"persentase seperti \1"),
        (r"a cell per column, (\d+)", r"\1 sel, satu untuk setiap kolom"),
        (r"a value.*", "isi sel"),
        (r"a text.*", "teks"),
    )
)

_FOUND: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), indonesian)
    for pattern, indonesian in (
        (r"an empty cell", "sel kosong"),
        (r"a text of (\d+) characters?", r"teks \1 karakter"),
        (r"none", "tidak ada"),
        (r"no cell", "tidak ada sel"),
        (r"(\d+) cells", r"\1 sel"),
    )
)

_SAYS = re.compile(r"expected (?P<expected>.+?)[,;] found (?P<found>.+)", re.DOTALL)
_LEADING = re.compile(r"^(?:row \d+, )?(?:column )?'[^']*': ")


class Advised(NamedTuple):
    """A finding for a person: each part in Indonesian and English."""

    found: tuple[str, str]
    expected: tuple[str, str]
    remedy: tuple[str, str]


def advised(rule: str, message: str, cell: str | None, *, is_set_aside: bool) -> Advised:
    """Return what was found, what was expected and what to do about a row that breaks a rule; `cell` is the text of the cell where it may be shown.

    What no phrase here covers is given in the words of the message in both languages: nothing is left out because nobody has translated it.
    """
    said = _SAYS.search(_LEADING.sub("", message))
    expected, found = (said["expected"], said["found"]) if said else (message, "")
    advice = BY_RULE.get(rule)
    told = (f"\u201c{cell}\u201d", f"\u201c{cell}\u201d") if cell else (_phrase(_FOUND, found), found)
    if cell == "":
        told = ("sel kosong", "an empty cell")
    is_empty = told[1] == "an empty cell"
    return Advised(
        told,
        advice.expected if advice else (_phrase(_EXPECTED, expected), expected),
        advice.remedy if advice else _COMPLETE if is_empty else _CORRECT if is_set_aside or cell else _COMPARE,
    )


def _phrase(phrases: tuple[tuple[re.Pattern[str], str], ...], english: str) -> str:
    for pattern, indonesian in phrases:
        found = pattern.fullmatch(english.strip())
        if found:
            return found.expand(indonesian)
    return english
