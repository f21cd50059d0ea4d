"""Incumbents by the winners of the edition before, and the reason where it is not known."""

from typing import Any

import polars as pl

from hub.assembly import incumbents_of_winners
from hub.tables import BY_NAME


def table(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=BY_NAME[name].polars_schema(), orient="row")


def edition(year: int, kind: str = "GENERAL") -> dict[str, Any]:
    return {"edition_id": f"{year}", "name": f"{year}", "kind": kind, "year": year}


def standing(key: str, person: str, *, incumbent: bool | None = None, office: str = "DPR") -> dict[str, Any]:
    edition_id = key.partition("/")[0]
    return {
        "candidacy_id": key,
        "person_id": person,
        "edition_id": edition_id,
        "office": office,
        "incumbent": incumbent,
    }


def told(
    candidacies: list[dict[str, Any]], won: tuple[str, ...] = (), members: tuple[tuple[str, str], ...] = ()
) -> dict[str, tuple[bool | None, str | None]]:
    """Return what is said of each candidacy of 2042 and 2043. `members`: edition and office of lists of members."""
    made = incumbents_of_winners(
        {
            "candidacies": table("candidacies", *candidacies),
            "editions": table("editions", *map(edition, (2032, 2037, 2042)), edition(2043, "REGIONAL")),
            "memberships": table("memberships", *({"edition_id": of, "office": office} for of, office in members)),
            "outcome_winners": table("outcome_winners", *({"outcome_id": key, "candidacy_id": key} for key in won)),
        }
    )
    columns = made.select("candidacy_id", "incumbent", "incumbent_unknown_because").iter_rows()
    return {key: (is_one, reason) for key, is_one, reason in columns if key >= "2042"}


def test_who_won_the_same_office_in_the_edition_before_is_incumbent_and_the_others_were_not_found() -> None:
    rows = [
        standing("2037/1", "siti"),
        standing("2037/2", "budi"),
        *(standing(f"2042/{who}", who) for who in ("budi", "siti")),
    ]
    assert told(rows, ("2037/1",)) == {"2042/siti": (True, None), "2042/budi": (None, "NOT_FOUND")}


def test_winners_of_another_office_or_of_two_terms_ago_sat_not_in_the_term_before() -> None:
    rows = [
        standing("2037/1", "siti", office="DPD"), standing("2032/1", "budi"),
        standing("2042/siti", "siti"), standing("2042/budi", "budi"),
    ]  # fmt: skip
    assert told(rows, ("2037/1", "2032/1")) == {
        "2042/siti": (None, "NO_MEMBERS"),
        "2042/budi": (None, "NO_MEMBERS"),
    }


def test_where_members_are_held_a_winner_who_is_none_of_them_is_no_incumbent_by_that() -> None:
    rows = [standing("2037/1", "siti"), standing("2042/siti", "siti"), standing("2042/budi", "budi", incumbent=True)]
    assert told(rows, ("2037/1",), (("2037", "DPR"),)) == {
        "2042/siti": (None, "NOT_FOUND"),
        "2042/budi": (True, None),
    }


def test_what_a_source_states_stays_and_regional_heads_are_not_known() -> None:
    rows = [
        standing("2037/1", "siti"), standing("2042/siti", "siti", incumbent=False),
        standing("2043/siti", "siti", office="MAYOR"),
    ]  # fmt: skip
    assert told(rows, ("2037/1",)) == {"2042/siti": (False, None), "2043/siti": (None, "NO_MEMBERS")}
