"""Documents in every form: the same thing, by extension, by `?format=`, by header."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import polars as pl
import pyoxigraph as ox
import pytest
from pyld import jsonld

from hub.ids import NODE_TYPE_OF, iri
from hub.rdf.dump import dump
from hub.rdf.serialise import HYDRA
from hub.release import current
from hub.tables import BY_NAME
from hub.web.identifiers import escaped
from tests.mini import BASE, ODD_NAMES
from tests.web.conftest import BROWSER, Get, caller

SAMPLE_BASE = "https://w3id.org/pemilu/"
CANDIDACY = "/doc/candidacy/2042/dpr/8101/1/1"
DISTRICT = "/doc/district/2042/dpr/8101"
FORMS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}
THINGS = [
    CANDIDACY,
    "/doc/candidacy/2042/dpr/8101/1/4",
    DISTRICT,
    "/doc/contest/2042/dpr/8101",
    "/doc/outcome/2042/dpr/8101",
    "/doc/edition/2042",
    "/doc/office/dpr",
    "/doc/nomination/2042/party/1",
    "/doc/result/2042/dpr/8101/1/3@all~votes-2042",
    "/doc/finance-report/2042/dpr/8101/1/1/1",
    f"/doc/source/sha256-{2:064x}",
]


def graph(text: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(input=text, format=form)}


@pytest.mark.parametrize("path", THINGS)
def test_every_form_tells_the_same(path: str, get: Get) -> None:
    expected = graph(get(f"{path}.nt").content, ox.RdfFormat.N_TRIPLES)
    assert graph(get(f"{path}.ttl").content, ox.RdfFormat.TURTLE) == expected
    assert graph(get(f"{path}.rdf").content, ox.RdfFormat.RDF_XML) == expected
    lines = jsonld.to_rdf(orjson.loads(get(f"{path}.jsonld").content), {"format": "application/n-quads"})
    assert graph(lines.encode(), ox.RdfFormat.N_QUADS) == expected


@pytest.mark.parametrize("node_type", ["person", "party", "region"])
def test_two_processors_of_json_ld_read_of_what_is_registered_what_the_other_forms_tell(
    node_type: str, get: Get, out: Path
) -> None:
    table = next(BY_NAME[name] for name, known in NODE_TYPE_OF.items() if known == node_type)
    path = f"/doc/{node_type}/{current(out).table(table)[table.key_column()].sort()[0]}"
    told = get(f"{path}.jsonld").content
    expected = graph(get(f"{path}.nt").content, ox.RdfFormat.N_TRIPLES)
    assert any(each.predicate.value.endswith("/registerState") for each in expected)
    assert graph(told, ox.RdfFormat.JSON_LD) == expected
    lines = jsonld.to_rdf(orjson.loads(told), {"format": "application/n-quads"})
    assert graph(lines.encode(), ox.RdfFormat.N_QUADS) == expected


@pytest.mark.parametrize("path", THINGS)
def test_a_document_tells_of_its_thing_what_the_dump_does(path: str, get: Get, out: Path, tmp_path: Path) -> None:
    dump(current(out), "nt", tmp_path / "dump.nt")
    subject = BASE + "id/" + path.removeprefix("/doc/")
    dumped = graph((tmp_path / "dump.nt").read_bytes(), ox.RdfFormat.N_TRIPLES)
    own = {triple for triple in dumped if triple.subject.value.partition("#")[0] == subject}
    told = graph(get(f"{path}.nt").content, ox.RdfFormat.N_TRIPLES)
    assert {triple for triple in told if triple.subject.value.partition("#")[0] == subject} == own


def pages(get: Get, path: str, form: str) -> Iterator[bytes]:
    """Yield every page of a description, by the links of the answers."""
    address: str | None = f"{path}?format={form}"
    while address:
        answer = get(address)
        assert answer.status_code == 200, address
        yield answer.content
        address = answer.links.get("next", {}).get("url")


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.rdf.describe.SHOWN", 3)
    monkeypatch.setattr("hub.rdf.describe.PARTS_SHOWN", 2)


@pytest.mark.usefixtures("narrow")
def test_the_pages_of_every_thing_tell_of_it_what_the_dump_does(get: Get, out: Path, tmp_path: Path) -> None:
    release = current(out)
    dump(release, "nt", tmp_path / "dump.nt")
    dumped: dict[str, set[ox.Triple]] = {}
    for triple in graph((tmp_path / "dump.nt").read_bytes(), ox.RdfFormat.N_TRIPLES):
        dumped.setdefault(triple.subject.value.partition("#")[0], set()).add(triple)
    counts = []
    for name, node_type in NODE_TYPE_OF.items():
        for key in release.table(BY_NAME[name])[BY_NAME[name].key_column()]:
            told = [*pages(get, f"/doc/{node_type}/{escaped(key)}", "nt")]
            subject = iri(BASE, node_type, key)
            found = {triple for text in told for triple in graph(text, ox.RdfFormat.N_TRIPLES)}
            assert {each for each in found if each.subject.value.partition("#")[0] == subject} == dumped[subject], key
            counts.append(len(told))
    assert len(counts) > 80
    assert max(counts) == 3


@pytest.mark.usefixtures("narrow")
def test_a_page_says_which_comes_next_in_every_form(get: Get) -> None:
    path = "/doc/edition/2042"
    at = BASE.rstrip("/") + path
    told: dict[str, set[ox.Triple]] = {}
    for form, (_, kind) in FORMS.items():
        told[form] = {triple for text in pages(get, path, form) for triple in graph(text, kind)}
    lines = [
        jsonld.to_rdf(orjson.loads(text), {"format": "application/n-quads"}) for text in pages(get, path, "jsonld")
    ]
    told["jsonld"] = graph("".join(lines).encode(), ox.RdfFormat.N_QUADS)
    facts = {form: {each for each in found if not each.subject.value.startswith(at)} for form, found in told.items()}
    assert all(found == facts["nt"] for found in facts.values())
    for form, found in told.items():
        view = {each for each in found if each.subject.value == f"{at}?format={form}&page=2"}
        assert {each.predicate.value.rpartition("#")[2]: getattr(each.object, "value", "") for each in view if HYDRA in each.predicate.value} == {
            "first": f"{at}?format={form}&page=1", "previous": f"{at}?format={form}&page=1", "next": f"{at}?format={form}&page=3",
        }, form  # fmt: skip
    page = get(f"{path}?isi=pernyataan", headers=BROWSER).text
    assert f'href="{path}?format=html&amp;isi=pernyataan&amp;page=2"' in page
    assert get(f"{path}?format=html&isi=pernyataan&page=2").links["prev"]["url"].endswith("page=1")


def test_an_edition_with_hundreds_of_candidacies_has_them_all(sample_out: Path) -> None:
    count = current(sample_out).table(BY_NAME["candidacies"]).filter(pl.col("edition_id") == "2024").height
    assert count > 500
    get, path = caller(sample_out), "/doc/edition/2024"
    assert 'rel="next"' in get(f"{path}?isi=pernyataan", headers=BROWSER).text
    for form, (_, kind) in FORMS.items():
        told = {triple for text in pages(get, path, form) for triple in graph(text, kind)}
        of_this = [each for each in told if str(each.object) == f"<{SAMPLE_BASE}id/edition/2024>"]
        assert len({each.subject for each in of_this if "/id/candidacy/" in str(each.subject)}) == count, form


def test_a_description_of_one_page_says_nothing_of_pages(get: Get) -> None:
    answer = get(f"{CANDIDACY}.nt")
    assert HYDRA not in answer.text
    assert not {"next", "prev"} & answer.links.keys()


@pytest.mark.parametrize(
    ("page", "status", "code"), [("2", 404, "NO_SUCH_PAGE"), ("0", 400, "BAD_REQUEST"), ("x", 400, "BAD_REQUEST")]
)
def test_a_page_that_is_not_there_is_refused(page: str, status: int, code: str, get: Get) -> None:
    answer = get(f"{CANDIDACY}.nt?page={page}", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(("form", "media_type"), [(name, kind) for name, (kind, _) in FORMS.items()])
def test_extension_parameter_and_header_lead_to_one_representation(form: str, media_type: str, get: Get) -> None:
    by_extension = get(f"{CANDIDACY}.{form}", headers=BROWSER)
    by_parameter = get(f"{CANDIDACY}?format={form}", headers=BROWSER)
    by_header = get(CANDIDACY, headers={"accept": media_type})
    assert by_extension.content == by_parameter.content == by_header.content
    assert by_header.headers["content-type"].startswith(media_type)
    assert by_header.headers["content-location"] == f"{CANDIDACY}.{form}"
    assert "accept" in by_header.headers["vary"].lower()


def test_a_client_that_holds_the_answer_is_told_so(get: Get) -> None:
    first = get(f"{CANDIDACY}.ttl")
    again = get(f"{CANDIDACY}.ttl", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert get(f"{CANDIDACY}.nt", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_a_form_that_is_not_there_answers_406(get: Get) -> None:
    answer = get(CANDIDACY, headers={"accept": "image/png"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (406, "NOT_ACCEPTABLE")


def test_the_page_shows_facts_links_sources_and_forms(get: Get) -> None:
    page = get(CANDIDACY, headers={**BROWSER, "accept-language": "id"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    text = page.text
    assert '<html lang="id">' in text
    assert "Hj. &#34;SITI&#34; \\ S.H." in text
    assert 'href="/doc/party/' in text
    assert f'href="/doc/source/sha256-{1:064x}"' in text
    assert ", baris 21" in text
    assert "500" in text
    assert "480" in text
    for form in ("ttl", "jsonld", "nt", "rdf"):
        assert f'href="{CANDIDACY}.{form}"' in text
    assert "<script" not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_page_speaks_the_language_that_is_asked_for(get: Get) -> None:
    assert '<html lang="en">' in get(CANDIDACY, headers={**BROWSER, "accept-language": "fr, en-GB;q=0.8"}).text
    assert '<html lang="id">' in get(CANDIDACY, headers=BROWSER).text
    assert '<html lang="en">' in get(f"{CANDIDACY}?lang=en", headers={**BROWSER, "accept-language": "id"}).text


def test_names_are_shown_and_never_run(get: Get) -> None:
    page = get(f"{DISTRICT}?isi=pernyataan", headers=BROWSER).text
    for name in ODD_NAMES:
        shown = name.replace('"', "&#34;").replace("'", "&#39;")
        assert shown in page


def test_a_proxy_may_serve_it_from_a_folder(out: Path) -> None:
    import asyncio

    import httpx

    from hub.web.app import app

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app(out), root_path="/pemilu")
        async with httpx.AsyncClient(transport=transport, base_url="http://elsewhere.example") as client:
            return await client.get("/pemilu/id/edition/2042")

    assert asyncio.run(ask()).headers["location"] == "/pemilu/doc/edition/2042"
