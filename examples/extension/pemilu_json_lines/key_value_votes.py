"""Party totals of a district as an invented office writes them: `1105/1: 4.321`, a line for each district and party."""

import re
from collections.abc import Iterator

from hub.facts import ResultFact, SetAsideRow, Statement
from hub.loaders import Loader, SourceFile

LINE = re.compile(r"([0-9]{4})/([0-9]{1,2}): ([0-9]{1,3}(?:\.[0-9]{3})*)")


def read(source: SourceFile) -> Iterator[Statement]:
    """Party totals by district, a line each. A line that is not of this form is set aside."""
    for row, line in source.rows(line for line in source.text().splitlines() if line.strip()):
        found = LINE.fullmatch(line.strip())
        if found is None:
            cause = f"expected a line such as 1105/1: 4.321, found a text of {len(line)} characters"
            yield SetAsideRow(row=row, rule="not-a-total", cause=cause)
            continue
        yield ResultFact(
            row=row,
            office="DPR",
            kind="PARTY_TOTAL",
            district_code=found[1],
            party_number=int(found[2]),
            votes_count=int(found[3].replace(".", "")),
        )


LOADER = Loader("key-value-votes", read)
