"""Checks across sources and levels: every contradiction is a finding with both figures; no figure is changed."""

from collections.abc import Sequence

import polars as pl

from hub.assembly.ballot_places import BallotPlaces
from hub.assembly.merge import Merged, letters
from hub.assembly.rejections import Rejections
from hub.facts import FindingFact
from hub.identity import birth_facts
from hub.identity.match import Linkage
from hub.tables.candidacies import Candidacies

NAMED_MOST = 5
"""Things that a message names before it counts the others."""

PRIVATE = frozenset(name for name in Candidacies.columns() if Candidacies.marks(name).get("withheld"))
"""Columns of candidacies whose values are in no output."""


def check_merged(merged: Merged, kind: str, rejections: Rejections) -> None:
    """Report what two sources, or two rows of one, say differently of one thing; of PRIVATE columns not what they say."""
    for row in merged.differing.sort(merged.key, "column", "source_id", "source_row").iter_rows(named=True):
        is_own = row["series"] == row["first_series"]
        kept_in, also_in = row["first_series"], row["series"]
        if is_own:
            kept_in, also_in = f"row {row['first_row']}", f"row {row['source_row']}"
        is_private = row["column"] in PRIVATE
        kept, also = ("that", "that") if is_private else (repr(row["first"]), repr(row["other"]))
        values = {} if is_private else {"kept": row["first"], "also": row["other"]}
        rejections.find(
            FindingFact(
                rule="stated-twice" if is_own else "sources-differ",
                severity="WARNING",
                message=f"{'one source gives' if is_own else 'two sources give'} another {row['column']} for one {kind}: "
                f"{kept} of {kept_in} is kept, {also} of {also_in} is also stated",
                evidence={
                    **values,
                    "column": row["column"],
                    "kept_in": {"series": row["first_series"], "row": row["first_row"]},
                    "also_in": {"series": row["series"], "row": row["source_row"]},
                },
                subject_kind=kind,
                subject_key=row[merged.key],
                row=row["source_row"],
            ),
            row["source_id"],
        )


def check_places(places: BallotPlaces, rejections: Rejections) -> None:
    """Report the places of a ballot that lists give to several people: whom each states, and which candidacy shows whom."""
    for one in places.disputed:
        shown = (
            f"{one.shown!r} of {', '.join(one.shown_in)} is shown there, " if one.shown else "nobody is shown there, "
        )
        rejections.find(
            FindingFact(
                rule="place-of-two-people",
                severity="WARNING",
                message=f"lists name two people at one place of the ballot: {shown}"
                f"{one.also!r} of {', '.join(one.also_in)} is kept as {one.kept_as}",
                evidence={
                    "place": one.place,
                    "shown": one.shown or None,
                    "shown_in": one.shown_in,
                    "also": one.also,
                    "also_in": one.also_in,
                    "kept_as": one.kept_as,
                },
                subject_kind="candidacy",
                subject_key=one.kept_as,
            )
        )


def check_lists(merged: Merged, places: BallotPlaces, rejections: Rejections) -> None:
    """Report candidacies that only some lists of their contest have; not those whose ballot place has a finding already."""
    told = {key for one in places.disputed for key in (one.place, one.kept_as)}
    by_source = merged.provenance.join(merged.rows.select("candidacy_id", "contest_id"), on="candidacy_id")
    listed = by_source.select("contest_id", "candidacy_id", "series").unique()
    lists = listed.select("contest_id", "series").unique()
    lacking = listed.select("contest_id", "candidacy_id").unique().join(lists, on="contest_id")
    lacking = lacking.join(listed, on=["contest_id", "candidacy_id", "series"], how="anti")
    lacking = lacking.filter(~pl.col("candidacy_id").is_in(list(told)))
    every = lists.group_by("contest_id").agg(listed_in=pl.col("series").sort())
    for row in lacking.join(every, on="contest_id").sort("candidacy_id", "series").iter_rows(named=True):
        name = row["series"]
        rejections.find(
            FindingFact(
                rule="candidacy-not-listed",
                severity="WARNING",
                message=f"expected the candidacy in every list of its contest, found none in {name}",
                evidence={"series": name, "listed_in": [other for other in row["listed_in"] if other != name]},
                subject_kind="candidacy",
                subject_key=row["candidacy_id"],
            )
        )


def check_numbering(candidacies: pl.DataFrame, rejections: Rejections) -> None:
    """Report lists whose ballot numbers leave a gap, once per list; where only members are known, gaps say nothing."""
    only_members = (pl.col("elected").any() & ~(~pl.col("elected")).any()).over("edition_id", "office")
    listed = candidacies.filter(pl.col("nomination_id").is_not_null() & ~only_members)
    lists = listed.group_by("contest_id", "nomination_id").agg(pl.col("ballot_number").drop_nulls().unique().sort())
    gaps = lists.filter(pl.col("ballot_number").list.max() != pl.col("ballot_number").list.len()).sort(
        "contest_id", "nomination_id"
    )
    for contest, nomination, numbers in gaps.iter_rows():
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        rejections.find(
            FindingFact(
                rule="numbering-gap",
                severity="INFO",
                message=f"expected the numbers 1 to {max(numbers)} on the list, found none of {missing}",
                evidence={"missing": missing, "found_count": len(numbers), "nomination": nomination},
                subject_kind="contest",
                subject_key=contest,
            )
        )


def check_doubles(candidacies: pl.DataFrame, rejections: Rejections) -> None:
    """Report people who stand several times in one edition, which the law forbids (Law 7/2017, article 240).

    The same letters and date of birth; or the same name of several words and the same residence, where no date is stated of either.
    """
    named = candidacies.with_columns(letters("name_on_ballot").alias("_letters"), letters("residence").alias("_home"))
    dated = named.filter(pl.col("birth_date").is_not_null())
    _tell_doubles(dated, ["birth_date"], "one date of birth", rejections)
    is_full = pl.col("name_on_ballot").str.strip_chars().str.contains(" ")
    undated = named.filter(pl.col("birth_date").is_null() & pl.col("residence").is_not_null() & is_full)
    _tell_doubles(undated, ["_home"], "one residence, and no date of birth", rejections)
    contested = named.filter(pl.col("birth_date").is_null() & pl.col("residence").is_null() & is_full)
    lists = contested.filter(pl.col("nomination_id").is_not_null() & pl.col("district_id").is_not_null())
    _tell_doubles(lists, ["contest_id"], "one district, and neither date of birth nor residence", rejections)


def _tell_doubles(named: pl.DataFrame, by: list[str], alike: str, rejections: Rejections) -> None:
    several = named.group_by("edition_id", "_letters", *by).agg(
        pl.col("candidacy_id").sort(), pl.col("name_on_ballot").first()
    )
    for row in several.filter(pl.col("candidacy_id").list.len() > 1).sort("candidacy_id").iter_rows(named=True):
        keys = row["candidacy_id"]
        rejections.find(
            FindingFact(
                rule="stands-several-times",
                severity="WARNING",
                message=f"expected one candidacy of a person in an edition, found {len(keys)} of {row['name_on_ballot']!r} with "
                f"{alike}: {', '.join(keys)}; each is shown, as a person of its own",
                evidence={"candidacies": keys},
                subject_kind="candidacy",
                subject_key=keys[0],
            )
        )


def check_seats(candidacies: pl.DataFrame, contests: pl.DataFrame, rejections: Rejections) -> None:
    """Report contests where the elected are not as many as the seats, in editions whose sources say who was elected."""
    elected = (
        candidacies.filter(pl.col("elected").is_not_null())
        .group_by("contest_id")
        .agg(pl.col("elected").sum().cast(pl.Int64).alias("elected_count"))
    )
    both = contests.join(elected, on="contest_id").filter(pl.col("seats_count") != pl.col("elected_count"))
    for row in both.sort("contest_id").iter_rows(named=True):
        rejections.find(
            FindingFact(
                rule="elected-count-differs",
                severity="WARNING",
                message=f"expected {row['seats_count']} elected for the seats of the contest, found {row['elected_count']}",
                evidence={"seats_count": row["seats_count"], "elected_count": row["elected_count"]},
                subject_kind="contest",
                subject_key=row["contest_id"],
            )
        )


def check_codes(ambiguous: pl.DataFrame, rejections: Rejections) -> None:
    """Report codes that sources give to several regions: rows that name one of them are set aside, for nobody can tell which is meant."""
    for code, regions in ambiguous.select("code", "region_ids").sort("code").iter_rows():
        rejections.find(
            FindingFact(
                rule="code-of-several-regions",
                severity="WARNING",
                message=f"expected one region of the code {code}, found {', '.join(regions)}; rows that name a region by this code are set aside",
                evidence={"code": code, "regions": regions},
                subject_kind="region",
                subject_key=regions[0],
            )
        )


def check_parents(orphans: pl.DataFrame, rejections: Rejections) -> None:
    """Report codes that regions name as what they are part of, and that no source defines: one finding per code."""
    grouped = orphans.group_by("parent", maintain_order=True).agg(
        pl.col("name"), pl.col("region_id").first(), pl.col("source_id").first(), pl.col("source_row").first()
    )
    for row in grouped.sort("parent").iter_rows(named=True):
        names = row["name"]
        told = ", ".join(names[:NAMED_MOST]) + (
            f" and {len(names) - NAMED_MOST:,} more" if len(names) > NAMED_MOST else ""
        )
        rejections.find(
            FindingFact(
                rule="unknown-parent",
                severity="WARNING",
                message=f"no source defines the region {row['parent']}, named as parent of {told}; their parent is left empty",
                evidence={"parent": row["parent"], "regions_count": len(names), "regions": names[:NAMED_MOST]},
                subject_kind="region",
                subject_key=row["region_id"],
                row=row["source_row"],
            ),
            row["source_id"],
        )


def check_levels(contradicted: pl.DataFrame, rejections: Rejections) -> None:
    """Report figures whose level is not the level of their region; the level of the region is shown. One finding per file and pair of levels."""
    by = ["source_id", "stated_level", "level"]
    grouped = contradicted.group_by(by).agg(pl.len(), pl.col("region", "source_row").first()).sort(by)
    for row in grouped.iter_rows(named=True):
        rejections.find(
            FindingFact(
                rule="level-differs",
                severity="WARNING",
                message=f"expected figures of the level {row['stated_level']}, found {row['len']:,} of regions that are of the level "
                f"{row['level']}, the first {row['region']}; the level of the region is shown",
                evidence={
                    "stated": row["stated_level"],
                    "region_level": row["level"],
                    "figures_count": row["len"],
                    "first": row["region"],
                },
                row=row["source_row"],
            ),
            row["source_id"],
        )


def tell_conflicts(linkage: Linkage, rejections: Rejections) -> None:
    """Report refused joins: pairs that score as one person but conflict, and judgements that cannot be followed."""
    for conflict in linkage.conflicts:
        rejections.find(
            FindingFact(
                rule="identity-conflict",
                severity="INFO",
                message=f"{conflict.left} and {conflict.right} look like one person, but {conflict.reason}: kept apart",
                evidence={"left": conflict.left, "right": conflict.right, "score": round(conflict.score, 4)},
                subject_kind="candidacy",
                subject_key=conflict.right,
            )
        )
    for contradiction in linkage.contradictions:
        rejections.find(
            FindingFact(
                rule="judgement-contradicted",
                severity="ERROR",
                message=f"{contradiction.reason}: none of the `same` is followed; undo the judgement that is wrong",
                evidence={"judgements": contradiction.judgement_ids},
                subject_kind="candidacy",
                subject_key=contradiction.right,
            )
        )
    for ruling in linkage.absent:
        rejections.find(
            FindingFact(
                rule="judgement-waits",
                severity="INFO",
                message=f"expected the candidacies {ruling.left} and {ruling.right} of judgement {ruling.judgement_id} in the "
                "build, found at most one of them; the judgement is kept, and counts again when both are there",
                evidence={"left": ruling.left, "right": ruling.right, "judgement": ruling.judgement_id},
            )
        )


def tell_waiting(what: str, judged: Sequence[str], unknown: Sequence[str], rejections: Rejections) -> None:
    """Report a judgement that names things which the build has not."""
    rejections.find(
        FindingFact(
            rule="judgement-waits",
            severity="INFO",
            message=f"expected all that a judgement on {what} names in the build, found none called {', '.join(unknown)}; it is kept, and counts "
            "when that is there",
            evidence={"named": list(judged), "unknown": list(unknown)},
        )
    )


def tell_births(candidacies: pl.DataFrame, rejections: Rejections) -> None:
    """Report impossible birth facts; no finding contains a date."""
    for found in birth_facts.contradictions(candidacies):
        rejections.find(
            FindingFact(
                rule=found.rule,
                severity="WARNING",
                message=found.message,
                evidence={"candidacies": found.candidacies, "years": found.years},
                subject_kind=found.kind,
                subject_key=found.key,
            )
        )
