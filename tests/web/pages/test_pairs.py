"""Two elections of an address: the earlier one first, the other filled in, and what is wrong said of the parameter that is."""

import html

import pytest

from tests.web.conftest import BROWSER, Get


@pytest.mark.parametrize("path", ["/pindah", "/bandingkan"])
@pytest.mark.parametrize(
    ("given", "earlier", "later"),
    [("", "2019", "2024"), ("dari=2014", "2014", "2024"), ("ke=2019", "2014", "2019"), ("dari=2014&ke=2019", "2014", "2019")],
)  # fmt: skip
def test_the_other_election_is_filled_in(sample: Get, path: str, given: str, earlier: str, later: str) -> None:
    answer = sample(f"{path}?lang=en&{given}", headers=BROWSER)
    assert answer.status_code == 200
    title = answer.text.partition("<title>")[2].partition("</title>")[0]
    assert title.index(earlier) < title.index(later)


@pytest.mark.parametrize("path", ["/pindah", "/bandingkan"])
@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ("ke=2014", 400, "expected `ke` to be later than the first election of the release, found 2014"),
        ("dari=2024", 400, "expected `dari` to be earlier than the latest election of the release, found 2024"),
        ("dari=2024&ke=2019", 400, "expected `dari` to be earlier than `ke`, found 2024 and 2019"),
        ("dari=2019&ke=2019", 400, "expected `dari` to be earlier than `ke`, found 2019 and 2019"),
        ("dari=1999", 404, "expected `dari` to be one of 2024, 2019, 2014, found '1999'"),
    ],
)
def test_what_makes_no_pair_is_said_of_its_parameter(
    sample: Get, path: str, given: str, status: int, told: str
) -> None:
    answer = sample(f"{path}?{given}", headers=BROWSER)
    assert answer.status_code == status
    assert told in html.unescape(answer.text)
