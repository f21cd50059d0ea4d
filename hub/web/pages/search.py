"""The search: people, places, parties, districts and pages of the hub whose names match, by type, the best first."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.graph import folding
from hub.graph.sqlite.spelling import MOST_WORDS
from hub.web.pages.page import Asked, Page
from hub.web.pages.respond import respond
from hub.web.texts import text_

PERSONS = """persons: search(text: $text, types: [PERSON], first: $persons) { totalCount nodes { ... on Person {
    key name birthYear path { edition { key year } office elected party { name abbreviation } district { name } } } } }"""
REGIONS = """regions: search(text: $text, types: [REGION], first: $regions) { totalCount nodes { ... on Region {
    key name level ancestors { name level } } } }"""
LARGEST = """largest: regions(where: {level: {in: [PROVINCE, REGENCY]}, name: {contains: $text}}, first: 20) { nodes {
    key name level ancestors { name level } } }"""
"""The provinces, regencies and cities of that name, however many villages have it too."""
PARTIES = """parties: search(text: $text, types: [PARTY], first: $parties) { totalCount nodes { ... on Party {
    key name abbreviation nominations { edition { key year } } } } }"""
DISTRICTS = """districts: search(text: $text, types: [DISTRICT], first: $districts) { totalCount nodes { ... on District {
    key name office edition { key year } province { name } contest { key } } } }"""
QUERY = (
    "query Search($text: String!, $persons: Int!, $regions: Int!, $parties: Int!, $districts: Int!) {\n  "
    + "\n  ".join((PERSONS, REGIONS, LARGEST, PARTIES, DISTRICTS))
    + "\n}"
)

NAMED = """query Named($text: String!, $first: Int!) {
  search(text: $text, types: [%s], first: $first) { nodes {
    ... on Person { key name } ... on Region { key name } ... on Party { key name } ... on District { key name } } }
}"""
"""The names that a search finds of one kind."""

TYPES = {"persons": "PERSON", "regions": "REGION", "districts": "DISTRICT", "parties": "PARTY"}
"""Name in the answer -> the type that is searched for."""

COUNTED = """query Counted($text: String!) {
  search(text: $text, types: [PERSON, REGION, PARTY, DISTRICT], first: 1) { totalCount }
}"""
"""How many things one word of a search finds."""

KINDS = {
    "persons": ("orang", text_("People")),
    "regions": ("wilayah", text_("Places")),
    "districts": ("dapil", text_("Districts")),
    "parties": ("partai", text_("Parties")),
}
"""Name in the answer -> its word in the address, and its title."""

SHOWN, SHOWN_ALONE, MOST = 10, 50, 1000
"""Things of each kind that are shown together with other kinds; on a page of one kind; and over all pages of one kind."""

LATEST_OF = 100
"""Districts of which the latest are shown."""

NAMED_OF = 30
"""People of whom those of just that name are shown first."""

_BEFORE_NAMES = {"kabupaten", "kota", "provinsi", "administrasi", "adm"}
"""Words before the name of a place that who looks for it leaves out."""

PLACES = (
    ("/wilayah", text_("My district: every place, with its districts"), "dapil saya daerah pemilihan wilayah provinsi kabupaten kota district place partisipasi pemilih terdaftar turnout voters"),
    ("/partai", text_("Parties"), "partai party parpol"),
    ("/pindah", text_("Who changed party"), "pindah partai kutu loncat changed party switch"),
    ("/bandingkan", text_("Compare two elections"), "bandingkan perbandingan perubahan compare"),
    ("/recap", text_("Counts and recapitulation"), "rekapitulasi hitung suara sirekap situng real count recap"),
    ("/keterbukaan", text_("Openness: what is open, and what is not"), "keterbukaan data terbuka kategori sistem openness category system steward wali data"),
    ("/rencana-aksi", text_("Action plan: what was promised, and what is there"), "rencana aksi nasional tenggat janji komitmen milestones action plan deadline open government"),
    ("/temuan", text_("Findings: where sources err or differ"), "temuan kesalahan beda sumber findings errors"),
    ("/quality", text_("How well people are told apart"), "mutu kualitas ketepatan orang quality identity"),
    ("/sparql", text_("Any question: SPARQL, with examples"), "sparql pertanyaan contoh perempuan laki-laki jenis kelamin gender women men"),
    ("/rilis", text_("Releases, and what changed"), "rilis versi perubahan langganan subscribe atom release"),
    ("/data/", text_("Data files"), "data csv parquet geojson unduh download berkas"),
    ("/tentang", text_("About, contact, report an error"), "tentang kontak lapor salah kesalahan about contact report kutip cite"),
)  # fmt: skip
"""Pages of the hub: address, title, and words that people look for them with."""


def search(request: Request) -> Response:
    """Answer with what a search found."""
    return respond(request, found, "/cari")


def found(asked: Asked) -> Page:
    """Return the page of a search: `?q=` of all kinds, with `?jenis=` of one, page by page (`?hal=`)."""
    text = " ".join(asked.given.get("q", "").split())[:200]
    if len(typed := folding.words(text)) > MOST_WORDS:
        text = " ".join(typed[:MOST_WORDS])
    words = asked.words
    kind = asked.chosen("jenis", (word for word, _ in KINDS.values()))
    one = next((name for name, (word, _) in KINDS.items() if word == kind), None)
    number = min(asked.number("hal"), MOST // SHOWN_ALONE)
    sizes = {name: (SHOWN if one is None else number * SHOWN_ALONE if name == one else 1) for name in KINDS}
    if one is None:
        sizes |= {"districts": LATEST_OF, "persons": NAMED_OF}
    answered = asked.answer(QUERY, text=text, **sizes) if text else {}
    if answered:
        answered["regions"]["nodes"] = largest_first(typed, answered["largest"]["nodes"], answered["regions"]["nodes"])
        if one is None:
            answered["districts"]["nodes"].sort(key=lambda row: -row["edition"]["year"])
            answered["persons"]["nodes"].sort(key=lambda row: _bare(row["name"]) != typed)
    groups = []
    for name, (word, title) in KINDS.items():
        if answered and one in {None, name} and answered[name]["totalCount"]:
            first, last = ((number - 1) * SHOWN_ALONE, number * SHOWN_ALONE) if one else (0, SHOWN)
            rows = answered[name]["nodes"][first:last]
            count = answered[name]["totalCount"]
            groups.append({"name": name, "word": word, "title": words.gettext(title), "count": count, "rows": rows})
    pages = [
        (path, words.gettext(title))
        for path, title, sought in PLACES
        if text and one is None and _meant(text, title, sought, words.gettext(title))
    ]
    title = words.gettext("Search: %(text)s", text=text) if text else words.gettext("Search")
    shown = {
        "asked_text": text,
        "groups": groups,
        "pages": pages,
        "instead": _instead(asked, typed) if not groups and not pages and one is None else [],
        "one": one,
        "number": number,
        "alone": SHOWN_ALONE,
        "most": MOST,
    }

    def every() -> list[dict[str, Any]]:
        return [_row(name, row) for name in KINDS if text and one in {None, name} for row in _all(asked, name, text)]

    return Page("search.html", title, shown, query=QUERY if text else "", variables={"text": text, **sizes}, rows=every)


def _all(asked: Asked, name: str, text: str) -> list[dict[str, Any]]:
    """Return everything of a kind that a search finds, up to MOST."""
    found: list[dict[str, Any]] = asked.answer(NAMED % TYPES[name], text=text, first=MOST)["search"]["nodes"]
    return found


def largest_first(typed: list[str], largest: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the provinces, regencies and cities with words that begin as those typed, those of just that name first; then the other places."""

    def has_all(name: list[str]) -> bool:
        return all(any(word.startswith(part) for word in name) for part in typed)

    named = [(row, folding.words(row["name"])) for row in largest]
    found = [(row, [word for word in name if word not in _BEFORE_NAMES]) for row, name in named if has_all(name)]
    first = [
        row
        for row, name in sorted(
            found, key=lambda pair: (pair[1] != typed, pair[0]["level"] != "PROVINCE", pair[0]["name"])
        )
    ]
    held = {row["key"] for row in first}
    return first + [row for row in rows if row["key"] not in held]


def _instead(asked: Asked, typed: list[str]) -> list[tuple[str, int]]:
    """Return those of several words that find something by themselves, each with how much."""
    if len(typed) < 2:
        return []
    counts = [(word, asked.answer(COUNTED, text=word)["search"]["totalCount"]) for word in dict.fromkeys(typed)]
    return [(word, count) for word, count in counts if count]


def _bare(name: str) -> list[str]:
    """Return the words of a name without titles and degrees: those with a full stop, and what follows a comma."""
    return folding.words(" ".join(word for word in name.partition(",")[0].split() if "." not in word))


def _meant(text: str, *told: str) -> bool:
    """Tell whether every word that is sought begins a word of what a page is about."""
    known = " ".join(told).casefold().split()
    return all(any(word.startswith(part) for word in known) for part in text.casefold().split())


def _row(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "key": row["key"], "name": row["name"]}
