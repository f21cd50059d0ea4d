"""Tells from a row of Sirekap whether its figures are of the ordinary vote or of one that was held again.

A repeat vote (pemungutan suara ulang, PSU) and a later one (susulan, lanjutan) are counts of their own: Law 7/2017, articles 372 and 431.
"""

import re

from hub.loaders.record import BadRow, Record

FIELD = "psu"

LONGEST_WORD = 40

ORDINARY = {"", "reguler"}


def variant_of(record: Record) -> str:
    """Return the variant of the figures of a row: empty for the ordinary vote, else the source's word, such as `psu`. Raises BadRow for a long text."""
    word = record.fields.get(FIELD)
    if len(str(word or "")) > LONGEST_WORD:
        raise BadRow("unknown-word", f"expected a word such as 'Reguler' or 'PSU' in {FIELD!r}, found a longer text")
    slug = re.sub(r"[^a-z0-9]+", "-", str(word or "").lower()).strip("-")
    return "" if slug in ORDINARY else slug
