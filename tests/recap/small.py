"""A small invented count: a division with stations at two depths, two contests, and batches of forms drawn at random."""

from typing import Any

import polars as pl
from hypothesis import strategies as st

from hub.recap.batch import CELL_SCHEMA, FORM_SCHEMA, Batch
from hub.recap.columns import MEASURES, Ballot, Columns
from hub.recap.tree import Tree, grow

REGIONS = [
    ("nation", None, "NATION"),
    ("north", "nation", "PROVINCE"),
    ("south", "nation", "PROVINCE"),
    ("abroad", "nation", "OVERSEAS"),
    ("north-1", "north", "REGENCY"),
    ("north-2", "north", "REGENCY"),
    ("south-1", "south", "REGENCY"),
    ("n1-a", "north-1", "POLLING_STATION"),
    ("n1-b", "north-1", "POLLING_STATION"),
    ("n1-c", "north-1", "POLLING_STATION"),
    ("n2-a", "north-2", "POLLING_STATION"),
    ("s1-a", "south-1", "POLLING_STATION"),
    ("s1-b", "south-1", "POLLING_STATION"),
]
"""`abroad` reports as a whole: a unit beside provinces."""

COLUMNS = Columns((Ballot("2042/president", ("A", "B", "C")), Ballot("2042/dpr", ("one", "two"))))
UNITS_COUNT = 7


def frame(rows: list[tuple[str, str | None, str]]) -> pl.DataFrame:
    """Return regions as a frame; a region is named like its id."""
    regions = pl.DataFrame(rows, schema=dict.fromkeys(("region_id", "parent_id", "level"), pl.String), orient="row")
    return regions.with_columns(pl.col("region_id").str.to_uppercase().alias("name"))


def small_tree() -> Tree:
    return grow(frame(REGIONS))


def unit(tree: Tree, region_id: str) -> int:
    """Return the index of a unit."""
    return int(tree.unit_indices(pl.Series([region_id]))[0])


def node(tree: Tree, region_id: str) -> int:
    """Return the index of a region above units."""
    return int(tree.node_indices(pl.Series([region_id]))[0])


def batch(*forms: dict[str, Any]) -> Batch:
    """Return a batch of forms: unit, contest, votes by option, and optionally a revision and the MEASURES."""
    key = {"contest": 0, "revision": 1}
    form_rows = [key | {name: form.get(name, key.get(name)) for name in FORM_SCHEMA} for form in forms]
    cell_rows = [
        {"unit": form["unit"], "contest": form.get("contest", 0), "revision": form.get("revision", 1), "option": option}
        | {"votes_count": votes}
        for form in forms
        for option, votes in enumerate(form["votes"], start=1)
    ]
    return Batch(
        pl.DataFrame(form_rows, schema=dict.fromkeys(FORM_SCHEMA, pl.Int64), orient="row"),
        pl.DataFrame(cell_rows, schema=dict.fromkeys(CELL_SCHEMA, pl.Int64), orient="row"),
    )


counts = st.none() | st.integers(0, 400)
"""A figure, or none."""


@st.composite
def forms(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw forms of units and contests in some revisions, each form once."""
    keys = draw(
        st.lists(
            st.tuples(st.integers(0, UNITS_COUNT - 1), st.integers(0, 1), st.integers(1, 3)), unique=True, max_size=12
        )
    )
    return [
        {
            "unit": unit_index,
            "contest": contest,
            "revision": revision,
            "votes": [draw(counts) for _ in COLUMNS.ballots[contest].options],
        }
        | {measure: draw(counts) for measure in MEASURES}
        for unit_index, contest, revision in keys
    ]
