"""What the national action plans promise of election data: each promise with its deadline, its state and what proves it."""

from starlette.requests import Request
from starlette.responses import Response

from hub.web.pages import captions
from hub.web.pages.page import Asked, Page
from hub.web.pages.respond import respond

QUERY = """{
  milestones {
    key plan planUrl isNamed measure measureEn deadline isDeadlineStated responsible state
    evidence { key title availability edition { key year } }
  }
}"""


def action_plan(request: Request) -> Response:
    """Answer with the promises."""
    return respond(request, action_plan_page, "/rencana-aksi")


def action_plan_page(asked: Asked) -> Page:
    """Return the promises of every plan, the latest plan first."""
    words = asked.words
    found = asked.answer(QUERY)["milestones"]
    plans = sorted({row["plan"] for row in found}, reverse=True)
    shown = {
        "plans": [(plan, [row for row in found if row["plan"] == plan]) for plan in plans],
        "states": {state: words.gettext(text) for state, text in captions.MILESTONES.items()},
        "count": sum(row["isNamed"] for row in found),
        "missing_count": sum(row["isNamed"] and row["state"] == "MISSING" for row in found),
    }
    for row in found:
        row["deadline"] = row["deadline"] if row["isNamed"] else None
    rows = [{**row, "evidence": " ".join(each["key"] for each in row["evidence"])} for row in found]
    return Page("action_plan.html", words.gettext("Action plan for open election data"), shown, query=QUERY, rows=rows)
