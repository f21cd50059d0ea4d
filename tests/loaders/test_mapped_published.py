"""Published files that have a loader of their own say the same through a mapping alone."""

import tomllib
from pathlib import Path

from hub.facts import ResultFact
from tests.loaders.published import Series, read_series

PRESIDENT = """
[[facts]]
fact = "results"
unless = { id_provinsi = "100" }
fields.level = { is = "PROVINCE" }
fields.region = { column = "id_provinsi", scheme = "kemendagri" }
fields.office = { is = "PRESIDENT" }
fields.kind = { is = "TICKET" }
fields.ballot_number = "urut"
fields.votes_count = { column = "jumlah_suara", number = "1.089.290" }

[[facts]]
fact = "results"
where = { id_provinsi = "100" }
fields.level = { is = "OVERSEAS" }
fields.region = { is = "kpu:-99" }
fields.office = { is = "PRESIDENT" }
fields.kind = { is = "TICKET" }
fields.ballot_number = "urut"
fields.votes_count = { column = "jumlah_suara", number = "1.089.290" }
"""

VOTES = """
[[facts]]
fact = "results"
where = { id = '\\d+' }
unless = { id = ["999999", "333333"] }
[facts.fields]
office = { is = "DPR" }
kind = { is = "CANDIDATE" }
district_code = { column = "dapil_kode", values = { "#N/A" = "9101" }, keep_others = true }
party_number = "partai_id"
ballot_number = "nomor_urut"
votes_count = "Suara"

[[facts]]
fact = "results"
where = { id = ["999999", "333333"] }
[facts.fields]
office = { is = "DPR" }
kind = { column = "id", values = { "999999" = "PARTY_ONLY", "333333" = "PARTY_TOTAL" } }
district_code = { column = "dapil_kode", values = { "#N/A" = "9101" }, keep_others = true }
party_number = "partai_id"
votes_count = "Suara"
"""


def test_votes_of_2024_are_the_same_in_every_row(published_data: Path) -> None:
    path = "2024-dpr-votes/suara-dpr-ri-value-percaleg.csv"
    own = read_series(published_data, "dpr-votes2024", path, "2024", district_codes={"P A P U A": "9101"})
    mapped = read_series(published_data, "mapped", path, "2024", **tomllib.loads(VOTES))
    assert mapped.rows == own.rows
    assert stated(mapped) == stated(own)
    assert len(stated(mapped)) > 10_000
    assert (mapped.set_aside, mapped.left_out) == ([], 1)
    assert mapped.findings[0].message.startswith("read as CSV, encoding utf-8-sig, delimiter ';', header in row 1")


def test_presidential_votes_of_2014_are_the_same_but_for_the_two_numbers_that_lost_a_zero(published_data: Path) -> None:
    """443.04 is no number of the style 1.089.290: its own loader restores it from the share, a mapping sets it aside."""
    path = "2014-apipemilu/rekap_pilpres/rekap.csv"
    own = read_series(published_data, "apipemilu-presidential", path, "2014")
    mapped = read_series(published_data, "mapped", path, "2014", **tomllib.loads(PRESIDENT))
    assert mapped.rows == own.rows == 68
    assert len(mapped.set_aside) == 2
    assert all("expected a whole number such as 1.089.290; found '" in row.cause for row in mapped.set_aside)
    assert len(stated(own) - stated(mapped)) == 2
    assert stated(mapped) < stated(own)


def stated(series: Series) -> set[str]:
    return {repr(fact) for fact in series.of(ResultFact)}
