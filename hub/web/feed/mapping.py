"""The pages that map a table without a loader: give the file, choose its columns with the preview of `hub check`, hand it in with the mapping.

What is chosen is the query of the page and nothing is kept of it until the file is handed in: each answer is a link, and no script is needed.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import BadFile
from hub.feed import deliveries, mapping
from hub.feed.columns import Columns, columns_of
from hub.feed.datasets import workspace_of
from hub.feed.inbox import Received
from hub.feed.mapping import MappedField, facts_asked, fields_of
from hub.feed.permissions import may
from hub.rdf.ontology import DEFAULT_BASE
from hub.tables import BY_NAME
from hub.tables.table import term_name
from hub.tables.vocabulary import SYSTEMS, THEMES
from hub.web import finding_words
from hub.web.answers import language
from hub.web.feed.captions import table_name
from hub.web.feed.door import allow_upload, check_form, check_origin, feed_of, in_feed, member
from hub.web.feed.pages import acting, leading_to, shown
from hub.web.feed.receive import form_of, receive_file
from hub.web.pages import captions
from hub.web.texts import text_
from hub.web.words import Words

PAGE = "/feed/pemetaan"

_DAYS = ("YYYY-MM-DD", "DD-MM-YYYY", "D/M/YYYY", "D MMMM YYYY")
_SCHEMES = ("kemendagri", "kpu", "bps")
_ENCODINGS = ("cp1252", "utf-16")
_DELIMITERS = (";", ",", "tab", "|")

_LABELS = {
    "also": text_("Further codes of the same region"),
    "published_id": text_("Number in the system that publishes it"),
    "ticket_published_id": text_("Number of the pair in the system that publishes it"),
    "candidate_published_id": text_("Number of the candidate in the system that publishes it"),
    "district_code": text_("Code of the district"),
    "party_number": text_("Number of the party"),
    "variant": text_("Name of the count, where one file holds several"),
    "region": text_("Code of the region"),
    "parent": text_("Code of the region above"),
    "number": text_("Number"),
    "kind": text_("Kind"),
    "list_kind": text_("Kind of list"),
    "birth_date": text_("Birth date, as evidence and not published"),
    "birth_place": text_("Place of birth, as evidence and not published"),
    "ballot_number": text_("Number on the ballot"),
    "status": text_("How final it is"),
    "event": text_("What happened"),
    "date": text_("Day"),
    "station": text_("Number of the polling station"),
    "is_split": text_("Whether it is split between districts"),
    "part": text_("Name of the part of a split region"),
    "seat_number": text_("Number of the seat"),
    "has_ended": text_("Whether it has ended"),
    "replaces": text_("Name of who was replaced"),
    "votes_count": text_("Votes"),
    "subject": text_("What it is about"),
    "text": text_("Text"),
    "spent_idr": text_("Money spent, in rupiah"),
    "units_count": text_("Number of units"),
    "list": text_("Version of the list"),
}
"""Fields that no column of the table is called as, or another thing is."""

_CHOICES = {
    "PROVISIONAL": text_("provisional list"),
    "FINAL": text_("final list"),
    "CORRECTED": text_("corrected list"),
    "CANDIDATE": text_("votes of a candidate"),
    "PARTY_ONLY": text_("votes of a party alone"),
    "PARTY_TOTAL": text_("votes of a party with its candidates"),
    "TICKET": text_("votes of a pair of candidates"),
    "REGISTERED": text_("registered"),
    "REPLACED": text_("replaced"),
    "WITHDRAWN": text_("withdrawn"),
    "DIED": text_("died"),
    "STRUCK_OFF": text_("struck off the list"),
    "ELECTED": text_("elected"),
    "SEATED": text_("sworn in"),
    "REPLACED_IN_OFFICE": text_("replaced in office"),
    "LEGAL_DOCUMENT": text_("law, regulation or decision"),
    "BUDGET": text_("budget"),
    "AD_HOC_BODY": text_("body set up for one election"),
    "OFFICE": text_("office of the commission"),
    "INCIDENT": text_("incident of security"),
    "COMPLAINT": text_("report of a violation"),
    "DISPUTE": text_("dispute"),
    "CAMPAIGN_EVENT": text_("event of a campaign"),
    "PLEDGE": text_("promise of a campaign"),
    "PROGRAMME": text_("programme of a party"),
    "QUESTION": text_("question and answer"),
    "OBSERVER": text_("observer"),
}
"""Values of closed lists that pages call otherwise than the ontology."""

_FOUND = re.compile(r"(?P<aside>set aside|finding) \((?P<rule>[\w-]+)\): (?P<message>.*)", re.DOTALL)


async def choosing(request: Request) -> Response:
    """Answer with the form that asks for the table and what it is of."""

    def answer() -> Response:
        state, who = feed_of(request).state(), member(request)
        workspace, words = workspace_of(state), Words(language(request))
        wanted = [entry for entry in workspace.datasets if may(who, "hand-in", entry.id)]
        return shown(
            request,
            "feed/mapping_start.html",
            who=who,
            wanted=wanted,
            any_id=may(who, "hand-in", ""),
            editions=workspace.editions,
            themes=[(name, words.gettext(captions.THEMES[name])) for name in THEMES],
            systems=[(name, words.gettext(captions.SYSTEMS[name])) for name in SYSTEMS],
            most_mb=feed_of(request).most_bytes // 1_000_000,
        )

    return await in_feed(request, answer)


async def giving(request: Request) -> Response:
    """Receive the table of a form and lead to the choice of its columns."""
    check_origin(request)
    who = await in_feed(request, member, request)
    allow_upload(request)
    async with form_of(request, files=1) as form:
        check_form(request, form.get("form_token"))
        upload, state = form.get("file"), feed_of(request).state()
        given = {
            name: str(form.get(name, ""))[: mapping.LONGEST_TEXT].strip() for name in ("dataset", *mapping.DESCRIBED)
        }
        if not isinstance(upload, UploadFile) or not upload.filename:
            raise BadFile("expected a file, found none", "Pilih berkasnya terlebih dahulu.")
        await in_feed(request, mapping.check_dataset, state, who, given["dataset"])
        received, name = await receive_file(request, upload), upload.filename
    who = await in_feed(request, member, request)
    await in_feed(request, mapping.keep_draft, state, who, given["dataset"], received, name)
    query = urlencode({key: text for key, text in (_described(request, given["dataset"]) | given).items() if text})
    return leading_to(request, f"{PAGE}/{received.sha256}?{query}")


def _described(request: Request, name: str) -> dict[str, str]:
    """Return what hub.toml says of a dataset that is wanted."""
    entry = next((each for each in workspace_of(feed_of(request).state()).datasets if each.id == name), None)
    if entry is None:
        return {}
    told = {"title": entry.title, "edition": entry.edition, "theme": entry.theme, "system": entry.system}
    return {key: text for key, text in told.items() if text}


async def mapped(request: Request) -> Response:
    """Answer with the columns of a file, what fills each field, and what becomes of the first rows."""
    return await in_feed(request, _mapped, request)


def _mapped(request: Request) -> Response:
    state, who, words = feed_of(request).state(), member(request), Words(language(request))
    asked = _asked(request.url.query)
    path, file_name = mapping.drafted(state, who, request.path_params["sha256"], asked.get("dataset", ""))
    place = mapping.place_for(asked["dataset"], path, file_name)
    workspace = state.place().workspace
    mapping.check_entry(state, mapping.entry_of({**asked, "0.fact": ""}, place, ()))
    if place.endswith(".pdf"):
        found, entry = Columns(None), mapping.entry_of(asked, place, ())
    else:
        found = columns_of(workspace, path, place, mapping.entry_of(_without_facts(asked), place, ()), is_mapped=False)
        entry = mapping.entry_of(asked, place, found.columns)
        if found.broken is None and facts_asked(asked):
            mapping.check_entry(state, entry)
            found = columns_of(workspace, path, place, entry, is_mapped=True)
    facts = facts_asked(asked)
    return shown(
        request,
        "feed/mapping.html",
        who=who,
        file_name=file_name,
        dataset=asked["dataset"],
        found=found,
        is_scan=place.endswith(".pdf"),
        asked=asked,
        kept={name: asked[name] for name in ("dataset", *mapping.DESCRIBED) if asked.get(name)},
        query=urlencode(asked),
        path=f"{PAGE}/{request.path_params['sha256']}",
        entry=entry,
        columns=[(str(place), name or f"({place})") for place, name in enumerate(found.columns, start=1)],
        names=sorted(((name, table_name(words, name)) for name in mapping.FACTS), key=lambda each: each[1]),
        facts=[(number, list(_fields(asked, number, found, words))) for number in facts],
        next_fact=len(facts) if len(facts) < mapping.MOST_FACTS else None,
        encodings=_ENCODINGS,
        delimiters=_DELIMITERS,
        numbers=mapping.NUMBERS,
        days=_DAYS,
        schemes=_SCHEMES,
        said=lambda message: finding_words.said(words, message),
        problem_in=_FOUND.fullmatch,
    )


async def handing_in(request: Request) -> Response:
    """Hand a file in with its mapping and lead to its delivery."""
    async with acting(request) as form:
        asked = _asked(str(form.get("asked", "")))
    sha256, who = request.path_params["sha256"], await in_feed(request, member, request)

    def hand_in() -> int:
        state = feed_of(request).state()
        mapping.check_dataset(state, who, asked.get("dataset", ""))
        path, file_name = mapping.drafted(state, who, sha256, asked["dataset"])
        place = mapping.place_for(asked["dataset"], path, file_name)
        columns: tuple[str, ...] = ()
        if not place.endswith(".pdf"):
            bare = mapping.entry_of(_without_facts(asked), place, ())
            columns = columns_of(state.place().workspace, path, place, bare, is_mapped=False).columns
            if not facts_asked(asked):
                raise BadFile(
                    "expected what a row states, found nothing", "Pilih dahulu apa yang dinyatakan setiap baris."
                )
        entry = mapping.entry_of(asked, place, columns)
        mapping.check_entry(state, entry)
        received = Received(sha256, path.stat().st_size)
        given = partial(deliveries.hand_in, state, who, asked["dataset"], received, place=place, name=file_name)
        row, _ = given(mapping=(entry, urlencode(asked)))
        number: int = row["number"]
        return number

    number = await in_feed(request, hand_in)
    await in_feed(request, feed_of(request).start_jobs)
    return leading_to(request, f"/feed/kiriman/{number}")


def _asked(query: str) -> dict[str, str]:
    """Return the answers of a query that say something. Raises BadFile for more than the page has."""
    if len(query) > mapping.LONGEST_QUERY:
        raise BadFile("expected the answers of the page, found more", "Isian halaman ini terlalu panjang.")
    return dict(parse_qsl(query)[:1000])


def _without_facts(asked: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in asked.items() if not name[:1].isdigit()}


def _fields(asked: dict[str, str], number: int, found: Columns, words: Words) -> Iterator[dict[str, Any]]:
    """Yield the fields of what a row states, with what was chosen; a column that is called as the field is offered first."""
    name = asked[f"{number}.fact"]
    is_new = not any(key.startswith(f"{number}.") and key != f"{number}.fact" for key in asked)
    for field in fields_of(name):
        label, key = _label(words, name, field), f"{number}.{field.name}"
        alike = [
            str(place)
            for place, column in enumerate(found.columns, start=1)
            if _plain(column) in {_plain(label), _plain(field.name)}
        ]
        yield {
            "key": key,
            "label": label,
            "kind": field.kind,
            "required": field.required,
            "column": alike[0] if is_new and alike else asked.get(key, ""),
            "choices": [(choice, _choice(words, field, choice)) for choice in field.choices],
        }


def _label(words: Words, fact: str, field: MappedField) -> str:
    if field.name in _LABELS:
        return words.gettext(_LABELS[field.name])
    term = term_name(BY_NAME[fact], field.name) if field.name in BY_NAME[fact].columns() else field.name
    label = words.field(term, f"{DEFAULT_BASE}def/{term}", DEFAULT_BASE)
    return label[:1].upper() + label[1:].replace("_", " ")


def _choice(words: Words, field: MappedField, choice: str) -> str:
    if field.choices == ("true", "false"):
        return words("ya", "yes") if choice == "true" else words("tidak", "no")
    called: dict[str, Callable[[str], str]] = {
        "office": words.office,
        "level": words.level,
        "gender": words.gender,
        "status": words.status,
    }
    if field.name in called:
        return called[field.name](choice)
    if field.name == "list_kind" and choice != "REGISTERED":
        return choice  # as the law abbreviates it
    if choice in _CHOICES:
        return words.gettext(_CHOICES[choice])
    return words.concept(field.name, choice, DEFAULT_BASE)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
