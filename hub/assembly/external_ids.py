"""External identifiers: what publishers call districts, nominations, candidacies and people, and the anchors that somebody confirmed."""

from collections.abc import Sequence

import polars as pl

from hub.assembly.closing import Tables
from hub.assembly.rejections import Rejections
from hub.assembly.stated import Stated
from hub.facts import CandidacyFact, DistrictFact, Fact, FindingFact, MembershipFact, NominationFact
from hub.judgements import PersonAnchor
from hub.tables import BY_NAME
from hub.tables.external_ids import ExternalIds

COLUMNS = ("kind", "key", "scheme", "value", "source_id", "source_row")
SEAT = "-seat"
"""What the name of a list of members is followed by in the scheme of its seat numbers."""


def assemble_external_ids(stated: Stated, tables: Tables, anchors: Sequence[PersonAnchor]) -> pl.DataFrame:
    """Return the rows of `external_ids`.

    A person has the ids and seat numbers of the lists of members in which a candidacy was found (the finished `memberships`), and the anchors of
    the candidacies that are hers or his. An anchor whose candidacy is not there is a finding, and waits.
    """
    kinds = {"districts": DistrictFact, "nominations": NominationFact, "candidacies": CandidacyFact}
    found = []
    for table, fact in kinds.items():
        rows = _stated_of(stated, fact, tables.finished[table], BY_NAME[table].key_column())
        found.append(_rows(rows, BY_NAME[table].row_name(), "key", pl.col("series"), pl.col("published_id")))
    found += _of_members(stated, tables.finished["memberships"])
    found.append(_anchored(anchors, tables.finished["candidacies"], tables.rejections))
    return pl.concat(found).unique(["kind", "key", "scheme", "value"], keep="first", maintain_order=True)


def same_as(anchors: Sequence[PersonAnchor], candidacies: pl.DataFrame) -> pl.DataFrame:
    """Return `person_id` and `same_as`, the IRIs elsewhere that somebody confirmed for a candidacy of the person."""
    rows = [(anchor.candidacy, anchor.same_as) for anchor in anchors if anchor.same_as is not None]
    confirmed = pl.DataFrame(rows, schema={"candidacy_id": pl.String, "same_as": pl.String}, orient="row")
    people = candidacies.select("candidacy_id", "person_id")
    return confirmed.join(people, on="candidacy_id").group_by("person_id").agg(pl.col("same_as").sort())


def _stated_of(stated: Stated, fact: type[Fact], known: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the statements on the rows of a finished table: `key`, what they call it, and where; a row of a file may make several."""
    traced = stated.keys[fact].filter(pl.col("key").is_in(known[key].implode()))
    columns = ("statement", "source_id", "source_row", "series", "published_id")
    return traced.join(stated.frame(fact).select(columns), on="statement", maintain_order="left")


def _of_members(stated: Stated, memberships: pl.DataFrame) -> list[pl.DataFrame]:
    """Return what the lists of members call people: their own ids, and the numbers of the seats."""
    known = memberships.filter(pl.col("person_id").is_not_null())
    rows = _stated_of(stated, MembershipFact, known, "membership_id").join(
        known.select("person_id", "seat_number", key="membership_id"), on="key", maintain_order="left"
    )
    return [
        _rows(rows, "person", "person_id", pl.col("series"), pl.col("published_id")),
        _rows(rows, "person", "person_id", pl.col("series") + SEAT, pl.col("seat_number").cast(pl.String)),
    ]


def _anchored(anchors: Sequence[PersonAnchor], candidacies: pl.DataFrame, rejections: Rejections) -> pl.DataFrame:
    person_of = dict(candidacies.select("candidacy_id", "person_id").iter_rows())
    rows = []
    for anchor in anchors:
        person = person_of.get(anchor.candidacy)
        if person is not None:
            rows.append(("person", person, anchor.scheme, anchor.value, None, None))
            continue
        message = (
            f"expected the candidacy {anchor.candidacy} of the confirmed identifier {anchor.scheme} {anchor.value} in the build, found "
            "none; it is kept, and counts when the candidacy is there"
        )
        evidence = {"candidacy": anchor.candidacy, "scheme": anchor.scheme, "value": anchor.value}
        rejections.find(FindingFact(rule="judgement-waits", severity="INFO", message=message, evidence=evidence))
    schema = {name: ExternalIds.polars_schema()[name] for name in COLUMNS}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rows(rows: pl.DataFrame, kind: str, key: str, scheme: pl.Expr, value: pl.Expr) -> pl.DataFrame:
    """Return rows that state a value as rows of the table."""
    named = rows.select(
        pl.lit(kind).alias("kind"),
        pl.col(key).alias("key"),
        scheme.alias("scheme"),
        value.alias("value"),
        "source_id",
        "source_row",
    )
    return named.filter(pl.col("value").is_not_null())
