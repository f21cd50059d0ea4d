"""Keys that anybody can build from facts."""

import polars as pl
import pytest

from hub import ids
from hub.assembly import keys
from hub.tables.vocabulary import OFFICES


@pytest.mark.parametrize(
    ("facts", "contest", "nomination"),
    [
        (("2024", "DPR", "1101", 1), "2024/dpr/1101", "2024/party/1"),
        (("2019", "PRESIDENT", None, None), "2019/president", None),
        (("2014", "DPRD_PROVINCE", "1100-01-0000", 12), "2014/dprd-province/1100-01-0000", "2014/party/12"),
    ],
)
def test_keys_are_built_from_facts(facts: tuple[object, ...], contest: str, nomination: str | None) -> None:
    schema = {"edition_id": pl.String, "office": pl.String, "district_code": pl.String, "party_number": pl.Int64}
    row = pl.DataFrame([facts], schema=schema, orient="row")
    assert row.select(keys.CONTEST).item() == contest
    assert row.select(keys.NOMINATION).item() == nomination


def test_offices_are_spelled_in_keys_as_elsewhere() -> None:
    spelled = pl.DataFrame({"office": OFFICES}).select(keys.OFFICE_SLUG).to_series().to_list()
    assert spelled == [ids.slug(office) for office in OFFICES]
