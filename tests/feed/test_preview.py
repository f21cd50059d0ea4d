"""The preview: the portal's pages over a candidate, said not to be published, for stewards and approvers of its dataset and nobody else."""

import re

import pytest
from starlette.applications import Starlette

from hub.feed import deliveries
from tests.feed.bureau import Bureau
from tests.feed.served import Caller, in_browser, served

HERE = "/feed/kiriman/1/pratinjau"
PARTY = re.compile(rf'href="({HERE}/doc/party/[^"]+)">Partai Tujuh<')


@pytest.fixture
def made(bureau: Bureau) -> Starlette:
    bureau.put()
    bureau.work()
    return served(bureau)


def test_a_steward_sees_the_page_of_what_changes(bureau: Bureau, made: Starlette) -> None:
    sari = in_browser(bureau, made, "sari")
    found = PARTY.search(sari("GET", "/feed/kiriman/1").text)
    assert found
    page = sari("GET", found[1])
    assert page.status_code == 200
    assert "Partai Tujuh" in page.text
    assert "Pratinjau, belum terbit." in page.text
    assert 'href="/feed/kiriman/1">Kembali ke kiriman<' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex"
    assert "etag" not in page.headers
    inner = set(re.findall(r'(?:href|action)="(/[^"]*)"', page.text)) - {"/feed/kiriman/1"}
    assert inner
    assert [address for address in inner if not address.startswith(HERE)] == []
    public = Caller(made)("GET", found[1].removeprefix(HERE))
    assert "Partai Tujuh" not in public.text
    assert "belum terbit" not in public.text


def test_pages_lead_to_pages_in_either_language(bureau: Bureau, made: Starlette) -> None:
    wati = in_browser(bureau, made, "wati")
    for path in ("/", "/cari?q=Tujuh", "/partai?lang=en", "/keterbukaan", "/temuan", "/tentang"):
        page = wati("GET", HERE + path)
        assert page.status_code == 200, path
        assert ("Preview, not published." if "lang=en" in path else "Pratinjau, belum terbit.") in page.text
    assert "Partai Tujuh" in wati("GET", f"{HERE}/cari?q=Tujuh").text


def test_files_and_linked_data_of_a_candidate_are_not_given_away(bureau: Bureau, made: Starlette) -> None:
    sari = in_browser(bureau, made, "sari")
    found = PARTY.search(sari("GET", "/feed/kiriman/1").text)
    assert found
    for path, status in (
        (f"{found[1]}.ttl", 409), (f"{found[1]}.csv", 409), (f"{HERE}/partai?format=csv", 200), (f"{HERE}/dumps/", 404), (f"{HERE}/rilis", 404),
        (f"{HERE}/graphql", 404), (f"{HERE}/doc/party/none", 404), (f"{HERE}x", 404),
    ):  # fmt: skip
        answered = sari("GET", path, headers={"accept": "text/turtle"})
        assert answered.status_code == status, path
        assert answered.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("name", "status"), [("rudi", 403), ("adi", 403), ("tono", 404), ("nobody", 404)])
def test_nobody_else_sees_it(bureau: Bureau, made: Starlette, name: str, status: int) -> None:
    caller = in_browser(bureau, made, name)
    assert caller("GET", f"{HERE}/").status_code == status
    assert "Seperti yang akan dilihat pemilih" not in caller("GET", "/feed/kiriman/1").text


def test_a_stranger_is_led_to_the_form(made: Starlette) -> None:
    answered = Caller(made)("GET", f"{HERE}/")
    assert (answered.status_code, answered.headers["location"]) == (303, "/feed/masuk")


def test_what_is_decided_or_not_at_hand_has_no_preview(bureau: Bureau, made: Starlette) -> None:
    sari = in_browser(bureau, made, "sari")
    deliveries.submit(bureau.state, bureau.who("sari"), 1)
    assert sari("GET", f"{HERE}/").status_code == 200
    deliveries.approve(bureau.state, bureau.who("wati"), 1)
    assert sari("GET", f"{HERE}/").status_code == 409
    bureau.work()
    told = sari("GET", f"{HERE}/")
    assert told.status_code == 409
    assert "Pratinjau kiriman ini tidak ada lagi" in told.text
