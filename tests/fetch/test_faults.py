"""A server that is busy, broken, changed or gone: what passes is asked again, and what stays costs its own branch only."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.fetch import Document, Pace, Tree, sirekap
from hub.fetch.client import ATTEMPTS, LONGEST_HOLD_S, retry_after_s
from hub.fetch.walk import MOST_FAILURES_IN_A_ROW
from tests.fetch.conftest import Fetch, kept
from tests.fetch.server import Answer, Site
from tests.fetch.test_walk import FOLDER, Clock
from tests.planting import NATIONAL_ID

LIST = "wilayah/pemilu/ppwp/31/3102.json"
"""List of the subdistricts of 3102: 12 files are reached through it, and 50 are not."""

VOTES = "pemilu/hhcw/ppwp/31/3102.json"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(429), id="429"),
        pytest.param(Answer(500), id="500"),
        pytest.param(Answer(503), id="503"),
        pytest.param(Answer(body=b'[{"kode": "310201"', cut=True), id="cut"),
        pytest.param(Answer(headers={"content-encoding": "gzip"}, body=b"not gzip"), id="not-gzip"),
    ],
)
def test_a_fault_that_passes_costs_nothing(fetched: Fetch, site: Site, tmp_path: Path, answer: Answer) -> None:
    site.instead(LIST, answer, times=ATTEMPTS - 1)
    outcome = fetched(sirekap.tree(level="subdistrict"))
    assert outcome.failures == []
    assert site.counts[LIST] == ATTEMPTS
    assert (tmp_path / FOLDER / LIST).read_bytes() == site.files[LIST]
    assert outcome.fetched_count == 23


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(Answer(500), "500 Internal Server Error", id="500"),
        pytest.param(Answer(body=b"[" + b" " * 99, cut=True), "RemoteProtocolError (peer closed connection", id="cut"),
    ],
)
def test_a_fault_that_stays_costs_its_branch_and_the_next_run_asks_for_no_more(
    fetched: Fetch, site: Site, tmp_path: Path, answer: Answer, said: str
) -> None:
    site.instead(LIST, answer, times=ATTEMPTS)
    outcome = fetched()
    (failure,) = outcome.failures
    assert (failure.path, failure.final) == (LIST, False)
    assert f"expected the file within {ATTEMPTS} attempts, found" in failure.cause
    assert said in failure.cause
    assert outcome.fetched_count == 50
    site.requests.clear()
    again = fetched()
    assert (again.fetched_count, again.resumed_count, again.failures) == (13, 50, [])
    assert len(site.requests) == 13
    assert kept(tmp_path / FOLDER) == site.files


def test_retry_after_holds_all_requests(fetched: Fetch, site: Site) -> None:
    clock = Clock()
    site.instead(VOTES, Answer(429, {"retry-after": "120"}), Answer(503, {"retry-after": "60"}))
    assert fetched(pace=Pace(0, sleep=clock.sleep, clock=clock)).failures == []
    assert clock.now == 180


def test_retry_after_is_a_number_or_a_date() -> None:
    now = datetime(2024, 2, 16, 1, 0, 28, tzinfo=UTC)
    assert retry_after_s({"retry-after": " 90 "}, now) == 90
    assert retry_after_s({"retry-after": "Fri, 16 Feb 2024 01:02:28 GMT"}, now) == 120
    assert retry_after_s({"retry-after": "Fri, 16 Feb 2024 00:00:00 GMT"}, now) == 0
    assert retry_after_s({"retry-after": "soon"}, now) == 0
    assert retry_after_s({}, now) == 0


def test_a_wait_that_is_too_long_stops_the_walk_and_the_next_run_goes_on(
    fetched: Fetch, site: Site, tmp_path: Path
) -> None:
    site.instead(VOTES, Answer(503, {"retry-after": str(LONGEST_HOLD_S + 1)}))
    outcome = fetched(connections=1)
    assert outcome.stopped
    assert "503 Service Unavailable that asks for a wait of 601" in outcome.stopped
    assert outcome.asked_count < len(site.files)
    again = fetched()
    assert again.stopped is None
    assert again.resumed_count == outcome.fetched_count
    assert kept(tmp_path / FOLDER) == site.files


def test_a_server_that_refuses_throughout_is_left_alone(fetched: Fetch, site: Site) -> None:
    paths = [f"{number}.json" for number in range(3 * MOST_FAILURES_IN_A_ROW)]
    tree = Tree("many", "http://127.0.0.1/", "many", tuple(Document(path, path, lambda _: ()) for path in paths))
    for path in paths:
        site.instead(path, Answer(403))
    outcome = fetched(tree, connections=1)
    assert outcome.stopped == f"{MOST_FAILURES_IN_A_ROW} documents in a row were unavailable; try again later"
    assert len(site.requests) == MOST_FAILURES_IN_A_ROW, "403 is not asked again in one run"
    assert "found the answer 403 Forbidden; see whether the server wants to be asked" in outcome.failures[0].cause


def test_failures_with_an_answer_between_them_are_not_in_a_row(fetched: Fetch, site: Site) -> None:
    paths = [f"{number}.json" for number in range(2 * MOST_FAILURES_IN_A_ROW + 2)]
    tree = Tree("many", "http://127.0.0.1/", "many", tuple(Document(path, path, lambda _: ()) for path in paths))
    for number, path in enumerate(paths):
        site.instead(path, Answer(404 if number % 2 else 403))
    outcome = fetched(tree, connections=1)
    assert outcome.stopped is None
    assert len(outcome.failures) == len(paths)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html>Under maintenance</html>", "found text that is not JSON: '<html>Under maintenance</html>'"),
        (b'{"data": [], "page": 1}', "found an object with 'data', 'page'"),
        (b'[{"code": "310201", "nama": "X"}]', "found an object with 'code', 'nama'"),
        (b'[{"kode": 310201, "nama": "X"}]', "expected a code of 2 to 13 digits in 'kode', found int '310201'"),
        (b'[{"kode": "../../x", "nama": "X"}]', "expected a code of 2 to 13 digits in 'kode', found str '../../x'"),
        (b'[{"kode": "//192.0.2.1/", "nama": "X"}]', "expected a code of 2 to 13 digits in 'kode'"),
        (b"null", "expected an array of regions, found null"),
        (b"", "found text that is not JSON: ''"),
    ],
)
def test_a_changed_schema_is_named_and_other_branches_go_on(
    fetched: Fetch, site: Site, tmp_path: Path, body: bytes, found: str
) -> None:
    site.files[LIST] = body
    outcome = fetched(sirekap.tree(level="subdistrict"))
    (failure,) = outcome.failures
    assert failure.path == LIST
    assert "expected " in failure.cause
    assert found in failure.cause
    assert outcome.fetched_count == 20, "all but the list and the votes of the two subdistricts in it"
    assert outcome.stopped is None
    assert not (tmp_path / FOLDER / LIST).exists()


def test_a_changed_schema_leaves_the_file_from_before(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    fetched()
    before = site.files[VOTES]
    site.files[VOTES] = json.dumps({"grafik": {}, "tabel": {}}).encode()
    (failure,) = fetched().failures
    assert "expected votes, an object with 'chart' and 'table', found an object with 'grafik', 'tabel'" in failure.cause
    assert (tmp_path / FOLDER / VOTES).read_bytes() == before
    site.files[VOTES] = before
    site.requests.clear()
    again = fetched()
    assert (again.unchanged_count, len(site.requests)) == (1, 1), "only what failed is asked for again"


def test_a_file_that_is_not_there_is_named_and_does_not_keep_the_walk_open(fetched: Fetch, site: Site) -> None:
    del site.files[VOTES]
    (failure,) = fetched().failures
    assert failure.final
    assert str(failure) == f"{VOTES} ({VOTES}): expected the file, found the answer 404 Not Found"
    assert site.counts[VOTES] == 1
    assert fetched().unchanged_count == len(site.files)


def test_no_redirect_is_followed(fetched: Fetch, site: Site, hosts: set[str]) -> None:
    site.instead(VOTES, Answer(302, {"location": "http://192.0.2.1/elsewhere.json"}))
    (failure,) = fetched().failures
    assert "302 Found to 'http://192.0.2.1/elsewhere.json'; redirects are not followed" in failure.cause
    assert hosts == {"127.0.0.1"}


def test_another_host_would_be_noticed(fetched: Fetch, hosts: set[str]) -> None:
    outcome = fetched(base_url="http://192.0.2.1/", connections=1)
    assert outcome.fetched_count == 0
    assert hosts == {"192.0.2.1"}
    hosts.clear()


def test_no_national_id_stands_in_what_is_said(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    site.files[LIST] = json.dumps([{"kode": NATIONAL_ID, "nama": "X"}]).encode()
    site.files[VOTES] = json.dumps({NATIONAL_ID: 1}).encode()
    outcome = fetched()
    said = "\n".join(map(str, outcome.failures)) + (tmp_path / FOLDER / "fetch-sirekap-ppwp.jsonl").read_text()
    assert len(outcome.failures) == 2
    assert NATIONAL_ID not in said
    assert said.count("[number withheld]") == 4
