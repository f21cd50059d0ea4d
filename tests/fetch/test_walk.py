"""A walk keeps every file as it was served, asks again only on condition, and asks one host."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from hub.errors import UsageError
from hub.fetch import Manners, Pace, fetch, kemendagri, sirekap
from hub.fetch.journal import Journal
from tests.fetch.conftest import Fetch, kept
from tests.fetch.server import LAST_MODIFIED, Answer, Site

FOLDER = "2024-sirekap"


def test_every_file_is_kept_as_it_was_served(fetched: Fetch, site: Site, tmp_path: Path, hosts: set[str]) -> None:
    outcome = fetched()
    assert kept(tmp_path / FOLDER) == site.files
    assert (outcome.fetched_count, outcome.failures, outcome.stopped) == (len(site.files), [], None)
    assert outcome.bytes_count == sum(map(len, site.files.values()))
    assert set(site.counts.values()) == {1}
    assert hosts == {"127.0.0.1"}, "the links to photographs in the files are not followed"


def test_the_journal_has_the_headers_of_each_answer(fetched: Fetch, site: Site, tmp_path: Path, address: str) -> None:
    fetched()
    path = "pemilu/ppwp.json"
    with Journal(tmp_path / FOLDER / "fetch-sirekap-ppwp.jsonl") as journal:
        entry = journal.entry(path)
    assert entry is not None
    assert entry.describes(site.files[path])
    assert (entry.url, entry.status, entry.http_version) == (address + path, 200, "HTTP/1.1")
    assert (entry.last_modified, entry.content_type) == (LAST_MODIFIED, "application/json")
    assert entry.date
    assert entry.etag


def test_the_next_walk_asks_on_condition_and_leaves_files_alone(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    fetched()
    before = {path: path.stat() for path in (tmp_path / FOLDER).rglob("*.json")}
    site.requests.clear()
    outcome = fetched()
    assert (outcome.fetched_count, outcome.unchanged_count, outcome.bytes_count) == (0, len(site.files), 0)
    assert all({"if-none-match", "if-modified-since"} <= request.headers.keys() for request in site.requests)
    assert {path: path.stat().st_ino for path in before} == {path: stat.st_ino for path, stat in before.items()}


def test_a_file_that_changed_is_had_anew_and_what_is_new_in_it_too(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    fetched()
    stations = "wilayah/pemilu/ppwp/11/1101/110101/1101011001.json"
    listed = json.loads(site.files[stations])
    site.files[stations] = json.dumps([*listed, {**listed[0], "kode": "1101011001003"}]).encode()
    new = "pemilu/hhcw/ppwp/11/1101/110101/1101011001/1101011001003.json"
    site.files[new] = b'{"chart": null, "administrasi": null}'
    outcome = fetched()
    assert (outcome.fetched_count, outcome.unchanged_count) == (2, len(site.files) - 2)
    assert kept(tmp_path / FOLDER) == site.files


def test_a_file_is_replaced_and_never_written_into(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    path = "pemilu/hhcw/ppwp/31.json"
    fetched(sirekap.tree(level="province"))
    before = site.files[path]
    reader = (tmp_path / FOLDER / path).open("rb")
    site.files[path] = b'{"chart": {"100025": 2}, "table": {}}'
    fetched(sirekap.tree(level="province"))
    with reader:
        assert reader.read() == before, "who reads a file meanwhile reads the whole of one"
    assert (tmp_path / FOLDER / path).read_bytes() == site.files[path]


def test_a_file_that_was_changed_by_hand_is_had_anew(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    fetched()
    path = "pemilu/hhcw/ppwp/31.json"
    (tmp_path / FOLDER / path).write_bytes(b"{}")
    site.requests.clear()
    assert fetched().fetched_count == 1
    (request,) = [request for request in site.requests if request.path == path]
    assert "if-none-match" not in request.headers
    assert kept(tmp_path / FOLDER) == site.files


@pytest.mark.parametrize(
    ("level", "region", "files"),
    [("province", "", 5), ("regency", "", 11), ("village", "", 39), ("station", "", 63), ("station", "3101", 18)],
)
def test_level_and_region_bound_a_walk(fetched: Fetch, site: Site, level: str, region: str, files: int) -> None:
    assert fetched(sirekap.tree(level=level, region=region)).fetched_count == files
    assert len(site.requests) == files


@pytest.mark.parametrize("connections", [1, 3])
def test_no_more_requests_are_under_way_than_connections(fetched: Fetch, site: Site, connections: int) -> None:
    site.meet(connections)
    fetched(connections=connections)
    assert site.most_under_way == connections


def test_requests_say_who_asks(fetched: Fetch, site: Site) -> None:
    fetched(manners=Manners(contact="mailto:someone@example.org"))
    agents = {request.headers["user-agent"] for request in site.requests}
    (agent,) = agents
    assert agent.startswith("pemilu-hub/")
    assert "mailto:someone@example.org" in agent


def test_turns_are_given_at_the_rate(clock: "Clock") -> None:
    pace = Pace(5, sleep=clock.sleep, clock=clock)

    async def three() -> list[float]:
        times = []
        for _ in range(3):
            await pace.turn()
            times.append(clock())
        pace.hold(30)
        await pace.turn()
        return [*times, clock()]

    assert asyncio.run(three()) == pytest.approx([0, 0.2, 0.4, 30.4])


def test_progress_grows_to_the_whole(fetched: Fetch, site: Site) -> None:
    reports: list[tuple[str, int, int]] = []
    fetched(progress=lambda *report: reports.append(report))
    assert reports[-1] == ("fetching sirekap-ppwp", len(site.files), len(site.files))
    assert [done for _, done, _ in reports] == sorted(done for _, done, _ in reports)
    assert all(done <= total for _, done, total in reports)


def test_region_codes_are_fetched_under_the_names_that_tell_the_year(
    fetched: Fetch, site: Site, tmp_path: Path
) -> None:
    row = b"INSERT INTO wilayah (kode, nama) VALUES\n('11','Aceh'),\n('11.01','Kabupaten Aceh Selatan');\n"
    site.files = dict.fromkeys(kemendagri.FILES.values(), row)
    site.files["master/db/wilayah.sql"] = b"404: moved"
    outcome = fetched(kemendagri.tree())
    assert set(kept(tmp_path / "wilayah-kemendagri")) == {f"archive/wilayah_{year}.sql" for year in (2018, 2022, 2023)}
    (failure,) = outcome.failures
    assert "expected SQL that inserts rows such as ('11','Aceh'), found text that begins '404: moved'" in failure.cause


@pytest.mark.parametrize(
    ("base_url", "said"),
    [
        ("ftp://x", "expected the address of a server to begin with http:// or https://, found 'ftp://x'"),
        ("127.0.0.1", "expected the address of a server to begin with http:// or https://, found '127.0.0.1'"),
        (
            "https://me:secret@x/",
            "expected the address of a server without a user, password or query, found one at x",
        ),
        ("https://x/?key=secret", "expected the address of a server without a user, password or query"),
    ],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, base_url: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        fetch(sirekap.tree(), tmp_path, base_url=base_url)


def test_a_mirror_is_not_asked_on_the_conditions_of_another_address(
    fetched: Fetch, site: Site, address: str, tmp_path: Path
) -> None:
    fetched()
    site.files |= {f"mirror/{path}": content for path, content in site.files.items()}
    site.requests.clear()
    mirror = fetched(base_url=f"{address}mirror")
    assert (mirror.fetched_count, mirror.unchanged_count) == (63, 0)
    assert not any("if-modified-since" in request.headers for request in site.requests)
    assert fetched(base_url=f"{address}mirror/").unchanged_count == 63


def test_an_address_may_have_a_path(fetched: Fetch, site: Site, address: str) -> None:
    site.files = {f"mirror/2024/{path}": content for path, content in site.files.items()}
    assert fetched(base_url=f"{address}mirror/2024").failures == []


def test_an_answer_that_nobody_asked_for_is_no_file(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    site.instead("pemilu/ppwp.json", Answer(304))
    (failure,) = fetched().failures
    assert failure.path == "pemilu/ppwp.json"
    assert not (tmp_path / FOLDER / "pemilu/ppwp.json").exists()


class Clock:
    """A clock that only its own sleep moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, wait_s: float) -> None:
        self.slept.append(wait_s)
        self.now += wait_s


@pytest.fixture
def clock() -> Clock:
    return Clock()
