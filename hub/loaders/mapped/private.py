"""Private columns of mapped sources, such as birth dates and addresses: known by their header, and kept from public fields.

Full birth dates and places of birth may fill only the fields of the same name, which a build uses as evidence and no output holds. An
address may fill only `residence`, of which the regency or city is kept. Any other private column may fill only a field that counts
people (`..._count`).
"""

import re
from collections.abc import Collection

from hub.tables import TABLES

WITHHELD_FIELDS = frozenset(
    name for table in TABLES for name, column in table.columns().items() if (column.metadata or {}).get("withheld")
)
"""Fields that are evidence in a build and stand in no output; a column that fills one of them fills no other."""

PRIVATE: tuple[tuple[str, re.Pattern[str], frozenset[str]], ...] = tuple(
    (told, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(fields))
    for told, words, fields in (
        ("a birth date", r"(?:tanggal|tgl|tg)\W*lahir|ttl|birth\W*da(?:te|y)|date\W*of\W*birth|dob", ("birth_date",)),
        ("a place of birth", r"tempat\W*lahir|tmp\W*lahir|birth\W*place|place\W*of\W*birth", ("birth_place",)),
        ("an address", r"alamat|address|jalan", ("residence",)),
        (
            "a national id",
            r"(?:no(?:mor)?\W*)?(?:nik|ktp)|no(?:mor)?\W*kk|national\W*id|nomor\W*induk\W*kependudukan",
            (),
        ),
        ("a religion", r"agama|religion", ()),
        ("a marital state", r"(?:status\W*)?(?:perkawinan|pernikahan|kawin|nikah)|marital(?:\W*\w+)?", ()),
        ("a spouse", r"suami|istri|isteri|spouse|pasangan\W*hidup", ()),
        ("children", r"anak|children", ()),
        ("a photograph", r"foto|photo|pas\W*foto", ()),
        ("a way to reach a person", r"(?:no(?:mor)?\W*)?(?:telepon|telp|hp|handphone)|phone|e\W?mail|surel", ()),
    )
)
"""What a column tells, how its header is worded, and the fields that it may fill."""

_BETWEEN_WORDS = re.compile(r"_|(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z]|[0-9])|(?<=[0-9])(?=[A-Za-z])")
"""Where words of a header meet without a blank, as in `tgl_lahir`, `tglLahir`, `NIKCalon` and `alamat2`."""


def refusal(header: str, field: str) -> str | None:
    """Return what a column tells that must not fill `field`, or None where it may. A count of many tells nothing of one."""
    told = _told(header)
    if not told or _is_count(field) or any(field in allowed for _, allowed in told):
        return None
    return " and ".join(what for what, _ in told)


def is_shown(header: str, fields: Collection[str]) -> bool:
    """Tell whether the cells of a column that fills `fields` may be shown: an address is not, though its regency is kept."""
    is_private = bool(_told(header))
    return not any(field in WITHHELD_FIELDS or (is_private and not _is_count(field)) for field in fields)


def _told(header: str) -> list[tuple[str, frozenset[str]]]:
    words = _BETWEEN_WORDS.sub(" ", header)
    return [(told, allowed) for told, pattern, allowed in PRIVATE if pattern.search(words)]


def _is_count(field: str) -> bool:
    return field.endswith("_count")
