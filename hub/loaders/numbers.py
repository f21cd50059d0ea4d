"""Numbers as Indonesian sources write them: `1.089.290`, `151,121`, `54,39%`.

A dot groups thousands in one file and marks decimals in the next, so the style is always said and never guessed.
"""

import re
from decimal import Decimal
from typing import Literal

Separator = Literal["", ".", ","]

PLAIN = re.compile(r"[0-9]+")
GROUPED: dict[Separator, re.Pattern[str]] = {
    "": PLAIN,
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+"),
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+"),
}
PERCENT = re.compile(r"([0-9]{1,3})(?:,([0-9]{1,6}))?\s*%")
DATE_LIKE = re.compile(r"[0-9]{1,4}[-./ ][0-9]{1,2}[-./ ][0-9]{1,4}")

LONGEST = 15
"""Digits of the longest number that is read. One more would be a national id, which is never read as a count."""


LARGEST = 999_999_999
"""The largest count, number or code that is kept: no electorate has more voters, and sums of such figures can be published."""


class NotANumber(ValueError):
    """A cell does not hold a number of the style that the loader expects; the message is fit for a cause."""


def integer(text: str, *, thousands: Separator = "") -> int | None:
    """Return a whole number from 0, or None for an empty cell. Digits without separators are read in every style.

    Raises NotANumber for anything else: a sign, decimals, groups that are not of three, more than 15 digits.
    """
    cell = text.strip()
    if not cell:
        return None
    digits = cell.replace(thousands, "") if thousands else cell
    if len(digits) > LONGEST or not GROUPED[thousands].fullmatch(cell):
        style = f"a whole number with {thousands!r} between thousands" if thousands else "a whole number in digits"
        raise NotANumber(f"expected {style}, found {shown(cell)}")
    return int(digits)


def required(text: str, *, thousands: Separator = "") -> int:
    """Return a whole number from 0. Raises NotANumber for an empty cell too."""
    number = integer(text, thousands=thousands)
    if number is None:
        raise NotANumber("expected a whole number, found an empty cell")
    return number


def bounded(text: str, least: int, most: int) -> int:
    """Return a whole number from `least` to `most`, in digits, with a minus before it if need be. Raises NotANumber."""
    is_negative = text.startswith("-")
    number = required(text[1:] if is_negative else text) * (-1 if is_negative else 1)
    if not least <= number <= most:
        raise NotANumber(f"expected a number from {least:,} to {most:,}, found {number:,}")
    return number


def percent(text: str) -> Decimal | None:
    """Return `54,39%` as Decimal("54.39"), from 0 to 100 in hundredths, or None for an empty cell.

    Raises NotANumber for anything else.
    """
    cell = text.strip()
    if not cell:
        return None
    matched = PERCENT.fullmatch(cell)
    if matched is None:
        raise NotANumber(f"expected a percentage such as 54,39%, found {shown(cell)}")
    return Decimal(f"{matched[1]}.{matched[2] or 0}")


def shown(text: str) -> str:
    """Return a cell as a cause may show it: quoted if it is a short number, else only its length.

    What stands in a number's place may have slipped there from a column with a name, a birth date or a national id.
    """
    numeric = re.fullmatch(r"[-+]?[0-9.,% ]{1,20}", text)
    if numeric and sum(map(str.isdigit, text)) <= LONGEST and not DATE_LIKE.fullmatch(text):
        return repr(text)
    return unshown(text)


def unshown(text: str) -> str:
    """Return a cell of a day as a cause may show it: its length alone, for 19700131 may be a birth date."""
    return f"a text of {len(text)} characters"
