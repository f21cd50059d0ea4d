"""Finance reports: whose they are, what of two series is shown, and keys of lines that a further line does not move."""

from typing import Any

from hub.assembly import Assembly, Origin
from hub.facts import FinanceFact
from tests.assembly.edition import LIST, VOTES, assembled, findings, standing

OTHER = Origin(9, f"sha256-{9:064x}", "other", "2042")


def total(row: int, amount: int, party: int = 1, candidate: str | None = None) -> FinanceFact:
    return FinanceFact(row=row, period=1, party_number=party, candidate_published_id=candidate, amount_idr=amount)


def gift(row: int, amount: int | None, **more: Any) -> FinanceFact:
    said: dict[str, Any] = {"party_number": 1, "kind": "CASH", "donor_kind": "GROUP", **more}
    return FinanceFact(row=row, period=1, amount_idr=amount, **said)


def reports(made: Assembly) -> list[tuple[str, str | None, int | None]]:
    return made.tables["finance_reports"].sort("report_id").select("report_id", "candidacy_id", "total_idr").rows()


def keys(made: Assembly) -> list[str]:
    return made.tables["finance_lines"].sort("source_row")["line_id"].to_list()


def test_a_published_id_means_a_candidate_of_the_party_that_reports() -> None:
    lists = (standing(1, 1, "SITI", published_id="7"), LIST), (standing(1, 1, "BUDI", 2, published_id="7"), VOTES)
    made = assembled(*lists, (total(1, 30, 2, "7"), OTHER))
    assert reports(made) == [("2042/dpr/8101/2/1/finance/1", "2042/dpr/8101/2/1", 30)]


def test_a_published_id_of_several_candidates_of_a_party_means_none_of_them() -> None:
    lists = (standing(1, 1, "SITI", published_id="7"), LIST), (standing(1, 2, "BUDI", published_id="7"), VOTES)
    made = assembled(*lists, (total(1, 30, candidate="7"), OTHER), (total(2, 5, candidate="7"), OTHER))
    assert reports(made) == [("2042/party/1/7/finance/1", None, 35)]
    (told,) = findings(made, "candidate-of-several")
    assert "of 2042/party/1 with the published id 7, found 2042/dpr/8101/1/1, 2042/dpr/8101/1/2;" in told


def test_a_report_that_two_series_state_is_not_added_up() -> None:
    made = assembled(
        (total(1, 30), VOTES), (total(2, 12), VOTES), (total(1, 42), OTHER),
        (gift(3, 30), VOTES), (gift(3, 30), OTHER), (gift(4, 12), OTHER),
    )  # fmt: skip
    assert reports(made) == [("2042/party/1/finance/1", None, 42)]
    assert keys(made) == ["2042/party/1/finance/1/group/cash/30"]
    aside = made.rejections.set_aside_frame().sort("source_row")
    assert aside.select("source_row", "rule").rows() == [(row, "report-of-another-series") for row in (1, 3, 4)]
    assert aside["source_id"].unique().to_list() == [OTHER.source_id]
    assert "found it in other too; what votes states is shown" in aside["cause"][0]


def test_a_line_that_is_added_moves_no_other_lines_key() -> None:
    lines = [gift(2, 5, donor_name="CV Maju, Jaya"), gift(3, 7, kind="GOODS", unit="kg beras"), gift(5, 7), gift(6, 7)]
    before = keys(assembled(*((line, VOTES) for line in lines)))
    report = "2042/party/1/finance/1"
    assert before == [
        f"{report}/group/cash/5/cv-maju-jaya", f"{report}/group/goods/7/kg-beras", f"{report}/group/cash/7", f"{report}/group/cash/7/2",
    ]  # fmt: skip
    more = [gift(1, None), gift(4, 5)]
    after = keys(assembled(*((line, VOTES) for line in sorted([*lines, *more], key=lambda line: line.row))))
    assert set(after) - set(before) == {f"{report}/group/cash/unknown", f"{report}/group/cash/5"}
    assert set(before) <= set(after)
