"""Words of the feed's pages: what states and acts are called, what an act was about, and what would be lost."""

import re
from collections.abc import Callable
from typing import Any

import orjson

from hub.feed.database import Row
from hub.feed.publishing import BY
from hub.tables import BY_NAME
from hub.web.texts import text_
from hub.web.words import Words

STATES = {
    "RECEIVED": text_("received, being checked"),
    "CHECKED": text_("checked, not submitted yet"),
    "UNUSABLE": text_("cannot be used"),
    "SUBMITTED": text_("waits for approval"),
    "RETURNED": text_("returned"),
    "APPROVED": text_("approved, being published"),
    "HELD": text_("approved, not published"),
    "PUBLISHED": text_("published"),
    "REPLACED": text_("replaced by a later one"),
    "UNDOING": text_("being undone"),
    "UNDONE": text_("undone"),
}

CHIPS = {"PUBLISHED": "firm", "SUBMITTED": "soft", "CHECKED": "soft", "HELD": "soft"}
"""State -> look of its chip."""

ROLES = {
    "reader": text_("reader"),
    "steward": text_("steward"),
    "approver": text_("approver"),
    "reviewer": text_("reviewer of identity"),
    "administrator": text_("administrator"),
}

ACTS = {
    "feed.open": text_("switched the taking of files on"),
    "user.add": text_("added the account"),
    "user.oidc": text_("let sign in with the account of the office:"),
    "user.password": text_("changed the password of"),
    "user.remove": text_("removed the account"),
    "user.grant": text_("gave a role to"),
    "user.withdraw": text_("withdrew a role of"),
    "token.new": text_("made a token for"),
    "token.revoke": text_("revoked a token of"),
    "sign-in": text_("signed in"),
    "sign-in.failed": text_("gave a wrong password"),
    "sign-in.locked": text_("gave a wrong password; the name is locked for a while"),
    "sign-out": text_("signed out"),
    "delivery.hand-in": text_("handed the file in"),
    "delivery.checked": text_("checked the file"),
    "delivery.submit": text_("submitted it for approval"),
    "delivery.approve": text_("approved it"),
    "delivery.return": text_("returned it"),
    "delivery.publish": text_("approved it with what would be lost"),
    "delivery.undo": text_("asked for it to be undone"),
    "delivery.withdraw": text_("asked for the file to be withdrawn"),
    "delivery.publishing": text_("began to publish it"),
    "delivery.published": text_("published it"),
    "delivery.held": text_("held it back"),
    "delivery.undone": text_("made the release before live again"),
    "identity.verdict": text_("answered a question of identity"),
    "identity.judged": text_("recorded the answer to a question of identity"),
    "identity.written": text_("wrote the judgement to the workspace"),
    "error.reported": text_("reported an error"),
    "error.answered": text_("answered the report of an error"),
    "job.begun": text_("began a job"),
    "job.waits": text_("let another job go first"),
    "job.failed": text_("could not do the job"),
}
"""Act of the log -> what whoever did it did."""

_TABLE = re.compile(r"table (?P<table>\w+): (?P<before>[\d,]+) rows in release \w+, (?P<after>[\d,]+) now.*")
_SERIES = re.compile(r"source (?P<source>\S+): (?P<before>[\d,]+) rows in release \w+, (?P<after>[\d,]+) now.*")
_SOURCE = re.compile(
    r"source (?P<source>\S+)(?:: was read for| had readable files in) release \w+; (?P<path>.+) cannot be read now"
)


STAGES = {
    "reading": text_("reading the sources"),
    "assembling": text_("putting the tables together"),
    "writing": text_("writing the release"),
    "building": text_("making the store of the pages"),
    "making": text_("making store and dumps"),
    "publishing": text_("publishing"),
}
"""First word of a stage of a job -> what it is called."""


def progress_in_words(words: Words, progress: tuple[str, int, int] | None) -> str:
    """Return in words how far a job is; empty where nothing is known of it."""
    if progress is None or progress[0].partition(" ")[0] not in STAGES:
        return ""
    stage, done, total = words.gettext(STAGES[progress[0].partition(" ")[0]]), *progress[1:]
    if total < 2:
        return words.gettext("At work: %(stage)s.", stage=stage)
    return words.gettext(
        "At work: %(stage)s, %(done)s of %(total)s.", stage=stage, done=words.number(done), total=words.number(total)
    )


def act_in_words(words: Words, row: Row) -> dict[str, Any]:
    """Return an act of the log in words: who, what, about which delivery, and what else there is to it."""
    detail = orjson.loads(row["detail"])
    role = words.gettext(ROLES[detail["role"]]) if detail.get("role") in ROLES else None
    reason = detail.get("reason") if row["actor"] != BY else None  # what a program says is on the page of the delivery
    more = [detail.get("account"), detail.get("report"), role, *detail.get("datasets", ()), reason]
    return {
        "number": row["number"],
        "at": row["at"],
        "who": {BY: words.gettext("The hub"), "hub:public": words.gettext("A reader")}.get(row["actor"], row["actor"]),
        "did": words.gettext(ACTS[row["act"]]) if row["act"] in ACTS else row["act"],
        "delivery": detail.get("delivery"),
        "more": " · ".join(str(each) for each in more if each),
    }


def table_name(words: Words, table: str) -> str:
    """Return what a table is called on pages."""
    return words.types(BY_NAME[table].type_name()) if table in BY_NAME and BY_NAME[table].about.label else table


def loss_in_words(words: Words, title_of: Callable[[str], str], reason: str) -> str | None:
    """Return in words what the publish gate says would be lost; None for another reason."""
    if found := _TABLE.fullmatch(reason):
        before, after = (words.number(int(found[name].replace(",", ""))) for name in ("before", "after"))
        return words.gettext(
            "%(table)s: %(before)s rows are live, only %(after)s would be left",
            table=table_name(words, found["table"]), before=before, after=after,
        )  # fmt: skip
    if found := _SERIES.fullmatch(reason):
        before, after = (words.number(int(found[name].replace(",", ""))) for name in ("before", "after"))
        return words.gettext(
            "%(dataset)s: %(before)s rows are live, only %(after)s would be left",
            dataset=title_of(found["source"]), before=before, after=after,
        )  # fmt: skip
    if found := _SOURCE.fullmatch(reason):
        return words.gettext(
            "%(dataset)s: a file that was read before cannot be read now (%(path)s)",
            dataset=title_of(found["source"]), path=found["path"],
        )  # fmt: skip
    return None
