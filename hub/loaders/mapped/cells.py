"""From a cell as a file holds it to the value of a field. What a spreadsheet may have changed is not taken for what it was."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hub.facts import RegionCode, kemendagri
from hub.loaders.fact_fields import FactField, NotReadable, region
from hub.loaders.mapped.options import DATE_PARTS, DATE_WORD, NUMBER_STYLES, Constant, FieldMapping, Share
from hub.loaders.numbers import LONGEST, shown
from hub.loaders.record import REGION_DIGITS
from hub.loaders.residence import regency_of


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that is neither text nor number nor day, in words."""

    kind: str


Cell = None | bool | int | float | str | date | Odd

MONTHS = (
    ("januari", "january"), ("februari", "february", "pebruari"), ("maret", "march"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("agustus", "august"), ("september",), ("oktober", "october"),
    ("november", "nopember"), ("desember", "december"),
)  # fmt: skip


def text_of(cell: Cell) -> str:
    """Return a cell as text, empty for an empty one. Raises NotReadable where a number or day may have been another text.

    Whole numbers have their digits; 11.1 may have been 11.10, and a day may have been `1-2`.
    """
    if cell is None or isinstance(cell, str):
        return (cell or "").replace("\xa0", " ").strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
        return str(int(cell))
    if isinstance(cell, float):
        raise NotReadable(
            f"expected a text or a whole number, found the number {cell}: a dot or a zero may be lost; format the column as text"
        )
    if isinstance(cell, date):
        raise NotReadable("expected a text, found a day: it may have been another text; format the column as text")
    raise NotReadable(f"expected a text, a number or a day, found {cell.kind}")


def filled(field: FactField, mapping: FieldMapping, cells: list[Cell], empty: tuple[str, ...]) -> Any:
    """Return the value of a field from the cells of its columns, or the field's default where they are empty.

    Raises NotReadable or NotANumber, with what was expected.
    """
    if mapping.constant is not None:
        return constant(field, mapping.constant)
    if len(cells) == 1 and isinstance(cells[0], date) and field.kind is date:
        return cells[0]
    text = _text(mapping, cells, empty)
    if text and mapping.pattern is not None:
        text = _part(mapping.pattern, text)
    if text and mapping.values is not None:
        if text in mapping.values:
            return constant(field, mapping.values[text])
        if not mapping.keep_others:
            raise NotReadable(f"expected one of the mapping's values, {', '.join(mapping.values)}; found {shown(text)}")
    value = _read(field, mapping, text) if text else None
    if value is None and field.required:
        raise NotReadable("expected a value, found an empty cell")
    return field.default if value is None else value


def constant(field: FactField, value: Constant) -> Any:
    """Return a value that hub.toml states. Raises NotReadable where the field does not take it."""
    if isinstance(value, date):
        if field.kind is not date:
            raise NotReadable(f"expected another value than the date {value}")
        return value
    text = text_of(value)
    if not text:
        raise NotReadable(f"expected a value for {field.name}, found an empty text; leave it out instead")
    return field.parse(text)


def _text(mapping: FieldMapping, cells: list[Cell], empty: tuple[str, ...]) -> str:
    texts = ["" if text in empty else text for text in map(text_of, cells)]
    if not all(texts):
        return ""
    return mapping.join.join(text.zfill(mapping.width or 0) for text in texts)


def _part(pattern: re.Pattern[str], text: str) -> str:
    matched = pattern.fullmatch(text)
    if matched is None:
        raise NotReadable(f"expected a text like {pattern.pattern!r}; found {shown(text)}")
    return (matched[1] or "").strip() if pattern.groups else text


def _read(field: FactField, mapping: FieldMapping, text: str) -> Any:
    if field.kind is int:
        return field.parse(_digits(mapping.number or "1089290", text))
    if field.kind is date and mapping.date is not None:
        return _day(mapping.date, text)
    if field.kind is RegionCode or field.kind == tuple[RegionCode, ...]:
        codes = [_region(mapping, part) for part in text.split()]
        if field.kind is RegionCode and len(codes) != 1:
            raise NotReadable(f"expected the code of one region; found {shown(text)}")
        return codes[0] if field.kind is RegionCode else tuple(codes)
    if field.name == "residence":
        return regency_of(text)
    return field.parse(text)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How whole numbers are written: what may stand before them, between thousands, and as decimals, which are zero."""

    prefix: str
    thousands: str
    pattern: re.Pattern[str]

    @classmethod
    @cache
    def like(cls, style: str) -> "NumberStyle":
        """Return the style of an example, such as `Rp 1.089.290,00`."""
        example = next(known for known in sorted(NUMBER_STYLES, key=len, reverse=True) if style.endswith(known))
        thousands, decimals = NUMBER_STYLES[example]
        whole = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|[0-9]+" if thousands else "[0-9]+"
        zeros = rf"(?:{re.escape(decimals)}0+)?" if decimals else ""
        return cls(style.removesuffix(example).strip(), thousands, re.compile(rf"({whole}){zeros}"))


def _digits(example: str, text: str) -> str:
    """Return a number of a style in digits. Raises NotReadable where it is of another."""
    style = NumberStyle.like(example)
    matched = style.pattern.fullmatch(text.removeprefix(style.prefix).strip())
    if matched is None:
        raise NotReadable(f"expected a whole number such as {example}; found {shown(text)}")
    return matched[1].replace(style.thousands, "") if style.thousands else matched[1]


def _day(form: str, text: str) -> date:
    pattern = re.sub(
        f"{DATE_WORD.pattern}|.",
        lambda found: DATE_PARTS.get(found[0]) or (r"\s+" if found[0] == " " else re.escape(found[0])),
        form,
    )
    matched = re.fullmatch(pattern, text)
    unreadable = NotReadable(f"expected a date such as {form}; found {shown(text)}")
    if matched is None:
        raise unreadable
    month = matched["month"].lower()
    named = [number for number, names in enumerate(MONTHS, start=1) if _abbreviates(month, names)]
    try:
        return date(int(matched["year"]), named[0] if named else int(month), int(matched["day"]))
    except ValueError:
        raise unreadable from None


def _abbreviates(word: str, names: tuple[str, ...]) -> bool:
    return len(word) >= 3 and any(name.startswith(word) for name in names)


def _region(mapping: FieldMapping, text: str) -> RegionCode:
    if mapping.scheme is None or ":" in text:
        return region(text)
    if mapping.scheme == "kemendagri" and REGION_DIGITS.fullmatch(text):
        return kemendagri(text)
    return region(f"{mapping.scheme}:{text}")


def share_of(share: Share, cell: Cell) -> tuple[Decimal, Decimal] | None:
    """Return a stated share, from 0 to 1, and half of its last digit, or None for an empty cell. Raises NotReadable."""
    text = str(cell) if isinstance(cell, float) else text_of(cell)
    if not text:
        return None
    mark = "," if "," in share.style else "."
    percent, ratio = share.style.endswith("%"), share.style.startswith("0")
    if isinstance(cell, int | float):  # a number has no style of its own: a spreadsheet keeps 54,39% as 0.5439
        mark, ratio, percent = ".", ratio or percent, False
    matched = re.fullmatch(
        rf"([0-9]{{1,3}}(?:{re.escape(mark)}([0-9]{{1,{LONGEST}}}))?)" + (r"\s*%" if percent else ""), text
    )
    if matched is None:
        raise NotReadable(f"expected a share such as {share.style}; found {shown(text)}")
    scale = 1 if ratio else 100
    step = Decimal(1).scaleb(-len(matched[2] or ""))
    return Decimal(matched[1].replace(mark, ".")) / scale, step / 2 / scale
