"""Regions and their codes as the Ministry of Home Affairs decrees them, of one year: all levels down to the village.

Publisher: Kementerian Dalam Negeri; typed up as SQL by cahya dsn (https://github.com/cahyadsn/wilayah, MIT licence):
`wilayah_2018`, `wilayah_2022`, `wilayah_2023` (Decree 100.1.1-6117/2022) and `wilayah` (Decree 300.2.2-2138/2025);
91,185, 91,281, 91,591 and 91,599 regions, 34, 34, 37 and 38 of them provinces. The year is the four digits at the end
of the file's name, or the option `year`. One row of values stands on each line. Names are kept as the year writes
them: `KAB. ACEH SELATAN`, later `Kabupaten Aceh Selatan`.

Known defects: blanks around 358 names of 2023.
"""

import re
from collections.abc import Iterator

from hub.errors import BrokenSource
from hub.facts import RegionCode, RegionFact, SetAsideRow, Statement
from hub.loaders import options
from hub.loaders.kemendagri_code import PATTERN, level_of, parent_of
from hub.loaders.loader import Loader
from hub.loaders.source_file import SourceFile

ROW = re.compile(r"\('([^']*)',\s*'((?:[^'\\]|''|\\.)*)'\)[,;]?")

ESCAPED = re.compile(r"''|\\(.)")
"""A quote within a name, doubled or after a backslash."""

YEAR = re.compile(r"[12][0-9]{3}$")


def read(source: SourceFile) -> Iterator[Statement]:
    """Regions of one year with the codes of the Ministry of Home Affairs, from SQL inserts. One row per region."""
    text = source.text()
    if "INSERT INTO" not in text:
        raise BrokenSource(f"{source.name}: expected SQL that inserts a row of values on each line, found none")
    year = _year(source)
    for row, line in source.rows(line for line in text.splitlines() if line.startswith("(")):
        parsed = ROW.fullmatch(line.strip())
        if parsed is None:
            yield SetAsideRow(row=row, rule="not-a-region", cause="expected a line ('code','name'), found another form")
            continue
        code, name = parsed[1], ESCAPED.sub(lambda quote: quote[1] or "'", parsed[2]).strip()
        if not PATTERN.fullmatch(code) or not name:
            yield SetAsideRow(
                row=row, rule="region-code", cause="expected a code such as 11.05 and a name, found another form"
            )
            continue
        region = RegionCode("kemendagri", code)
        yield RegionFact(row=row, code=region, name=name, level=level_of(region), parent=parent_of(region), year=year)


def _year(source: SourceFile) -> int:
    named = YEAR.search(source.path.stem)
    return int(named[0]) if named and "year" not in source.options else options.year(source)


LOADER = Loader("wilayah-kemendagri", read)
