"""Number and date styles, named by example: `1.089.290`, `Rp 1,089,290.00`, `(12)`; `DD-MM-YYYY`, `D MMMM YYYY hh:mm`."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from hub.loaders.fact_fields import NotReadable
from hub.loaders.numbers import shown, unshown

NUMBER_STYLES: dict[str, tuple[str, str]] = {
    "1089290": ("", ""),
    "1.089.290": (".", ""),
    "1,089,290": (",", ""),
    "1 089 290": (" ", ""),
    "1.089.290,00": (".", ","),
    "1,089,290.00": (",", "."),
}
"""Number style, by example -> thousands separator, and decimal separator (decimals must be zero)."""

_STYLES = "|".join(map(re.escape, sorted(NUMBER_STYLES, key=len, reverse=True)))

NUMBER_EXAMPLE = re.compile(rf"(\(?)(?P<prefix>[^0-9()-]*)(?P<minus>-?)(?P<style>{_STYLES})\)?")
"""An example of a number: a prefix such as `Rp`, and a minus or brackets where numbers below zero are written so."""

DATE_PARTS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "MMMM": r"(?P<month>[A-Za-z]+)\.?",
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{2})",
    "D": r"(?P<day>[0-9]{1,2})",
    "hh": "(?:[01][0-9]|2[0-3])",
    "h": "(?:[01]?[0-9]|2[0-3])",
    "mm": "[0-5][0-9]",
    "ss": "[0-5][0-9](?:[.,][0-9]{1,9})?",
}
"""Word of the form of a date -> what stands there; a longer word goes before its beginning. The time of day is not kept."""

DATE_WORD = re.compile("|".join(DATE_PARTS))

MONTHS = (
    ("januari", "january"), ("februari", "february", "pebruari"), ("maret", "march"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("agustus", "august", "agt", "ags"), ("september",), ("oktober", "october"),
    ("november", "nopember"), ("desember", "december"),
)  # fmt: skip

FOOTNOTE = re.compile(r"(?:\s*[*†‡§]+|\s*\[[0-9a-z]{1,3}\]|\s+[0-9a-z]{1,2}\)|\s*[\u00b9\u00b2\u00b3\u2070-\u2079]+)+$")
"""Marks behind a text that lead to a note: `*`, `[5]`, ` 1)`, raised digits."""


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How whole numbers are written: what may stand before them, between thousands, and as decimals, which are zero."""

    prefix: str
    thousands: str
    pattern: re.Pattern[str]
    has_minus: bool
    has_brackets: bool

    @classmethod
    @cache
    def like(cls, example: str) -> "NumberStyle":
        """Return the style of an example of NUMBER_EXAMPLE."""
        found = NUMBER_EXAMPLE.fullmatch(example)
        if found is None:
            raise ValueError(f"expected a number like {', '.join(NUMBER_STYLES)}; found {example!r}")
        thousands, decimals = NUMBER_STYLES[found["style"]]
        whole = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|[0-9]+" if thousands else "[0-9]+"
        zeros = rf"(?:{re.escape(decimals)}0+)?" if decimals else ""
        pattern = re.compile(rf"({whole}){zeros}")
        return cls(found["prefix"].strip(), thousands, pattern, bool(found["minus"]), example.startswith("("))


def number_of(example: str, text: str) -> str:
    """Return a number of a style in digits, with a minus where it is below zero. Raises NotReadable where it is of another."""
    style = NumberStyle.like(example)
    inner, is_negative = text, False
    if style.has_brackets and text.startswith("(") and text.endswith(")"):
        inner, is_negative = text[1:-1].strip(), True
    inner = inner.removeprefix(style.prefix).strip()
    if style.has_minus and inner.startswith("-"):
        inner, is_negative = inner[1:].strip().removeprefix(style.prefix).strip(), True
    matched = style.pattern.fullmatch(inner)
    if matched is None:
        raise NotReadable(f"expected a whole number such as {example}; found {shown(text)}")
    digits = matched[1].replace(style.thousands, "") if style.thousands else matched[1]
    return f"-{digits}" if is_negative else digits


def day_of(forms: tuple[str, ...], text: str) -> date:
    """Return the day that a text says in one of `forms`. Raises NotReadable where it is of none, or says two days."""
    days = {day for form in forms if (day := _day(form, text)) is not None}
    if len(days) > 1:
        raise NotReadable(f"expected one day, found a text that is of several of the forms {', '.join(forms)}")
    for day in days:
        return day
    raise NotReadable(f"expected a date such as {' or '.join(forms)}; found {unshown(text)}")


def _day(form: str, text: str) -> date | None:
    matched = _form(form).fullmatch(text)
    if matched is None:
        return None
    month = matched["month"].lower()
    named = [number for number, names in enumerate(MONTHS, start=1) if _abbreviates(month, names)]
    try:
        return date(int(matched["year"]), named[0] if named else int(month), int(matched["day"]))
    except ValueError:
        return None


@cache
def _form(form: str) -> re.Pattern[str]:
    return re.compile(
        re.sub(
            f"{DATE_WORD.pattern}|.",
            lambda found: DATE_PARTS.get(found[0]) or (r"\s+" if found[0] == " " else re.escape(found[0])),
            form,
        )
    )


def _abbreviates(word: str, names: tuple[str, ...]) -> bool:
    return len(word) >= 3 and any(name.startswith(word) for name in names)
