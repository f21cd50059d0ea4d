"""What a server is made of: every locked package in the bill of materials once, and no licence that does not go with Apache-2.0."""

from pathlib import Path

import pytest

from scripts.supply import NOT_STATED, Package, is_free, packages, refused, sbom
from tests.test_locks import SERVER, locked

ROOT = Path(__file__).parents[1]


def test_the_bill_names_every_locked_package_with_its_hashes() -> None:
    found = list(packages(ROOT / SERVER))
    expected = {(name, version) for name, versions in locked(SERVER).items() for version in versions}
    assert {(each.name, each.version) for each in found} == expected
    components = sbom(found)["components"]
    assert len({each["bom-ref"] for each in components}) == len(components) == len(expected)
    assert all(len(each["externalReferences"][0]["hashes"]) >= 1 for each in components)
    unlicensed = [each["name"] for each in components if "licenses" not in each]
    assert unlicensed == [each.name for each in found if each.licence is None]


def test_no_package_of_a_server_is_refused() -> None:
    assert refused(list(packages(ROOT / SERVER))) == []


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("GPL-3.0-only OR MIT", True),
        ("BSD-3-Clause AND GPL-3.0-only", False),
        ("AGPL-3.0", False),
        ("Proprietary", False),
        (NOT_STATED, False),
    ],
)
def test_a_licence_is_free_where_each_part_of_it_is(licence: str, *, free: bool) -> None:
    assert is_free(licence) is free
    assert bool(refused([Package("x", "1", (), licence)])) is not free
