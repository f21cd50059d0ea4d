"""The page of questions of identity: two candidacies beside each other, and the form with which a reviewer says whether they are one person."""

from starlette.requests import Request
from starlette.responses import Response

from hub.feed import identity
from hub.identity.questions import Side
from hub.web.answers import language
from hub.web.feed.door import feed_of, in_feed, member
from hub.web.feed.pages import acting, leading_to, shown
from hub.web.words import Words


async def questions(request: Request) -> Response:
    """Answer with a question that the reviewer has not answered, of those that wait: the first, or the one after so many that are skipped (`?lewati=2`)."""

    def written() -> Response:
        state, who = feed_of(request).state(), member(request)
        waiting = identity.asked(state, who)
        given = request.query_params.get("lewati", "")
        skipped = min(int(given[:6]), len(waiting)) if given.isascii() and given.isdecimal() else 0
        words = Words(language(request))
        one = waiting[skipped] if skipped < len(waiting) else None
        sides = [_told(words, side) for side in (one.question.left, one.question.right)] if one else []
        return shown(
            request, "feed/identity.html", who=who, asked=one, sides=sides, count=len(waiting), skipped=skipped
        )

    return await in_feed(request, written)


async def answering(request: Request) -> Response:
    """Record an answer and lead to the next question."""
    async with acting(request) as form:
        given = {name: str(form.get(name, "")) for name in ("one", "other", "verdict", "why")}

    def done() -> bool:
        state, who = feed_of(request).state(), member(request)
        return identity.judge(state, who, (given["one"], given["other"]), given["verdict"], given["why"])

    await in_feed(request, done)
    return leading_to(request, "/feed/identitas")


def _told(words: Words, side: Side) -> dict[str, str | None]:
    """Return what is public of a candidacy in the words of a page."""
    return {
        "key": side.candidacy,
        "name": words.name(side.name),
        "person": side.person,
        words.gettext("Election"): side.edition,
        words.gettext("Office"): words.office(side.office),
        words.gettext("District"): side.district,
        words.gettext("Party"): side.party,
        words.gettext("Residence"): side.residence,
        words.gettext("Gender"): words.gender(side.gender) if side.gender else None,
        words.gettext("Year of birth"): str(side.birth_year) if side.birth_year else None,
    }
