"""Identifiers that are published already: taken over by a first build, and kept when a list of an earlier edition is added."""

from pathlib import Path

import pytest

from hub import ids
from hub.assembly import Assembly, Before, Origin
from hub.errors import WorkspaceError
from hub.facts import DistrictFact, Fact, NominationFact
from hub.identity.published import read_register
from tests.assembly.edition import LIST, assembled, standing

EARLIER = Origin(0, f"sha256-{0:064x}", "earlier", "2037")
MELATI, UTARA, SITI = "2042/party/1", "2042/dpr/8101", "2042/dpr/8101/1/1"
OLD: list[tuple[Fact, Origin]] = [
    (NominationFact(row=1, ballot_number=9, name="PARTAI MELATI"), EARLIER),
    (DistrictFact(row=2, office="DPR", code="81a", name="Utara I"), EARLIER),
]


def identified(made: Assembly) -> dict[str, str]:
    """Return the ids of the party, the district line and the person of 2042."""
    (party,) = made.tables["nominations"].filter(nomination_id=MELATI)["party_id"]
    (line,) = made.tables["districts"].filter(district_id=UTARA)["line_id"]
    (person,) = made.tables["candidacies"].filter(candidacy_id=SITI)["person_id"]
    return {"party": party, "district-line": line, "person": person}


def test_an_edition_that_is_added_later_changes_no_id() -> None:
    siti: tuple[Fact, Origin] = (standing(1, 1, "SITI AMINAH"), LIST)
    first = assembled(siti)
    before = Before(first.tables["register"], first.tables["candidacies"].select("candidacy_id", "person_id", "name_on_ballot", "birth_year"), 1)  # fmt: skip
    later = assembled(siti, *OLD, before=before)
    assert identified(later) == identified(first)
    assert identified(assembled(siti, *OLD))["party"] != identified(first)["party"], "expected the order to matter"


def test_a_first_build_takes_over_what_another_hub_published(tmp_path: Path) -> None:
    siti: tuple[Fact, Origin] = (standing(7, 1, "Hj. SITI AMINAH"), LIST)
    kinds = {"party": MELATI, "district-line": UTARA, "person": SITI}
    published = {kind: ids.opaque(kind, f"{key}/elsewhere" if kind == "person" else key) for kind, key in kinds.items()}
    lines = ["id,kind,minted_from,candidacy_id,name,birth_year"]
    lines += [f"{published['party']},party,{MELATI},,,", f"{published['district-line']},district-line,{UTARA},,,"]
    lines += [f"{published['person']},person,{SITI}/elsewhere,{SITI},SITI AMINAH,"]
    (tmp_path / "register.csv").write_text("\n".join(lines))
    before = Before(read_register(tmp_path / "register.csv"))
    assert identified(assembled(siti, *OLD, before=before)) == published


def test_without_a_file_nothing_is_published(tmp_path: Path) -> None:
    assert read_register(tmp_path / "register.csv").is_empty()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,kind\n", "found none called 'minted_from'"),
        ("id,kind,minted_from,candidacy_id,name,birth_year\np-aaaa-aaaa-a,person,x,,,\n", "found 'p-aaaa-aaaa-a'"),
    ],
)
def test_a_register_that_cannot_be_right_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "register.csv").write_text(text)
    with pytest.raises(WorkspaceError, match=told):
        read_register(tmp_path / "register.csv")
