"""From the cells of a field's columns to the value of the field, as its mapping says."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hub.facts import RegionCode, kemendagri
from hub.loaders.fact_fields import FactField, NotReadable, read_region
from hub.loaders.mapped.cells import Cell, text_of
from hub.loaders.mapped.lookup import LookupTable, NoPartner
from hub.loaders.mapped.options import Constant, FieldMapping, Share
from hub.loaders.mapped.styles import FOOTNOTE, day_of, number_of
from hub.loaders.numbers import LONGEST, shown
from hub.loaders.record import REGION_DIGITS
from hub.loaders.residence import regency_of


def filled(
    field: FactField, mapping: FieldMapping, cells: list[Cell], empty: tuple[str, ...], looked_up: LookupTable | None
) -> Any:
    """Return the value of a field from the cells of its columns, or the field's default where they are empty.

    Raises NotReadable or NotANumber, with what was expected.
    """
    if mapping.constant is not None:
        return constant(field, mapping.constant)
    if len(cells) == 1 and isinstance(cells[0], date) and field.kind is date:
        return cells[0].date() if isinstance(cells[0], datetime) else cells[0]
    text = _text(mapping, cells, empty)
    if text and mapping.pattern is not None:
        text = part_like(mapping.pattern, text)
    if text and looked_up is not None:
        text = looked_up.partner_of(text)
    if text and mapping.values is not None:
        if text in mapping.values:
            meaning = mapping.values[text]
            return field.default if meaning == "" and not field.required else constant(field, meaning)
        if not mapping.keep_others:
            raise NoPartner(
                f"expected one of the mapping's values, {', '.join(mapping.values)}; found {shown(text)}", text
            )
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


def part_like(pattern: re.Pattern[str], text: str) -> str:
    """Return the first group of a pattern that a whole text is like, or the text. Raises NotReadable where it is not."""
    matched = pattern.fullmatch(text)
    if matched is None:
        raise NotReadable(f"expected a text like {pattern.pattern!r}; found {shown(text)}")
    return (matched[1] or "").strip() if pattern.groups else text


def _text(mapping: FieldMapping, cells: list[Cell], empty: tuple[str, ...]) -> str:
    texts = ["" if text in empty else text for text in map(text_of, cells)]
    if mapping.footnotes:
        texts = [FOOTNOTE.sub("", text) for text in texts]
    if not any(texts):
        return ""
    if mapping.skip_empty:
        texts = [text for text in texts if text]
    if not all(texts):
        columns = [str(name) for name, text in zip(mapping.column or (), texts, strict=True) if not text]
        raise NotReadable(f"expected a text in each column that is joined, found none in {', '.join(columns)}")
    return mapping.join.join(text.zfill(mapping.width or 0) for text in texts)


def _read(field: FactField, mapping: FieldMapping, text: str) -> Any:
    if field.kind is int:
        return field.parse(number_of(mapping.number or "1089290", text))
    if field.kind is date and mapping.date is not None:
        return day_of(mapping.date, text)
    if field.kind is RegionCode or field.kind == tuple[RegionCode, ...]:
        codes = [_region(mapping, part) for part in text.split()]
        if field.kind is RegionCode and len(codes) != 1:
            raise NotReadable(f"expected the code of one region; found {shown(text)}")
        return codes[0] if field.kind is RegionCode else tuple(codes)
    if field.name == "residence":
        return regency_of(text)
    return field.parse(text)


def _region(mapping: FieldMapping, text: str) -> RegionCode:
    if mapping.scheme is None or ":" in text:
        return read_region(text)
    if mapping.scheme == "kemendagri" and REGION_DIGITS.fullmatch(text):
        return kemendagri(text)
    return read_region(f"{mapping.scheme}:{text}")


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
