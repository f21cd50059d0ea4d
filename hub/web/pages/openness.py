"""Page on openness: datasets by category and by system of the commission, and who is responsible."""

from collections import defaultdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.tables.vocabulary import SYSTEMS, THEMES
from hub.web.pages import captions
from hub.web.pages.page import PAGE_SIZE, Asked, Page
from hub.web.pages.respond import respond

QUERY = """query Datasets($first: Int!, $after: String) {
  datasets(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { key title theme system steward formats availability reason rowsCount filesCount edition { key year } }
  }
}"""

EDITIONS = """{ editions(first: 100, orderBy: [{votingDate: DESC}]) { nodes { key name nameEn year } } }"""

MATRIX = """query Matrix($edition: ID!) {
  availability(edition: $edition) { category level state share heldCount expectedCount owedBy stars starsOfFormat principlesMet principlesNotMet principlesNotKnown }
}"""

HOLDINGS = """{
  systems { system owner datasetsStatedCount statedIn heldCount scanCount workbookCount openCount missingCount phase dueDate isDueDateStated }
}"""

OPEN = "OPEN"


def openness(request: Request) -> Response:
    """Answer with what is open."""
    return respond(request, openness_page, "/keterbukaan")


def openness_page(asked: Asked) -> Page:
    """Return the datasets in a table of categories and years, and by system; categories without any dataset are in it too."""
    words = asked.words
    found = asked.every(QUERY, "datasets")
    years = sorted({row["edition"]["year"] for row in found if row["edition"]})
    themes: dict[str, list[dict[str, Any]]] = {theme: [] for theme in THEMES}
    systems: dict[str, list[dict[str, Any]]] = {system: [] for system in SYSTEMS}
    for row in found:
        themes[row["theme"]].append(row)
        systems[row["system"]].append(row)
    stewards: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        stewards[row["steward"]].append(row)
    editions = asked.answer(EDITIONS)["editions"]["nodes"]
    named = asked.chosen("pemilu", (row["key"] for row in editions))
    chosen = next((row for row in editions if named in {None, row["key"]}), None)
    matrix = asked.answer(MATRIX, edition=chosen["key"])["availability"] if chosen else []
    shown = {
        "graded": _graded(asked, matrix),
        "editions": editions,
        "chosen": chosen,
        "matrix": [
            {
                **row,
                "name": words.gettext(captions.THEMES.get(row["category"], row["category"])),
                "said": words.gettext(captions.STATES[row["state"]]),
                "unit": words.gettext(captions.UNITS[row["category"]]) if row["category"] in captions.UNITS else "",
            }
            for row in matrix
        ],
        "principles": [
            (words.gettext("Met"), "principlesMet"),
            (words.gettext("Not met"), "principlesNotMet"),
            (words.gettext("not known").capitalize(), "principlesNotKnown"),
        ],
        "years": years,
        "themes": [
            ((theme, words.gettext(captions.THEMES.get(theme, theme))), rows, [_cell(rows, year) for year in years])
            for theme, rows in themes.items()
        ],
        "holdings": [
            {
                **row,
                "name": words.gettext(captions.SYSTEMS[row["system"]]),
                "said": words.gettext(captions.PHASES[row["phase"]]) if row["phase"] else "",
            }
            for row in asked.answer(HOLDINGS)["systems"]
        ],
        "systems": [
            (system, words.gettext(captions.SYSTEMS.get(system, system)), rows) for system, rows in systems.items()
        ],
        "stewards": sorted(stewards.items(), key=lambda item: -len(item[1])),
        "count": len(found),
        "open_count": sum(row["availability"] == OPEN for row in found),
        "covered_count": sum(any(row["availability"] == OPEN for row in rows) for rows in themes.values()),
    }
    rows = [
        {**row, "edition": row["edition"]["key"] if row["edition"] else None, "formats": " ".join(row["formats"])}
        for row in found
    ]
    return Page(
        "openness.html", words.gettext("Openness"), shown, query=QUERY, variables={"first": PAGE_SIZE}, rows=rows
    )


def _graded(asked: Asked, matrix: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of the matrix that have a grade, with the names of category and principles."""
    words, states = asked.words, ("principlesMet", "principlesNotMet", "principlesNotKnown")
    return [
        {
            **row,
            "name": words.gettext(captions.THEMES.get(row["category"], row["category"])),
            **{state: [words.gettext(captions.PRINCIPLES[name]) for name in row[state]] for state in states},
        }
        for row in matrix
        if row["stars"] is not None
    ]


def _cell(rows: list[dict[str, Any]], year: int) -> dict[str, int] | None:
    """Return how many datasets of a category there are of a year, and how many of them are open; None where there is none."""
    held = [row for row in rows if row["edition"] and row["edition"]["year"] == year]
    return {"count": len(held), "open": sum(row["availability"] == OPEN for row in held)} if held else None
