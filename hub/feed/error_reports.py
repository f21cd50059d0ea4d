"""Reports of errors: what a reader of a page says is wrong, for the stewards of the datasets that the page is made from, until one of them answers."""

import re
from datetime import timedelta
from urllib.parse import unquote

import polars as pl

from hub.errors import BadFile, FeedBusy, NoDelivery, NotNow
from hub.feed.database import Row
from hub.feed.datasets import feedable, workspace_of
from hub.feed.permissions import Principal, may
from hub.feed.state import State, stamp
from hub.national_id import strike_out
from hub.release.kept import current
from hub.tables import TABLES
from hub.tables.provenance import Provenance
from hub.tables.sources import Sources

MOST_AN_HOUR = 60
MOST_OPEN = 500
"""Reports that wait for an answer: more are taken once some are answered."""

LONGEST = {"page": 300, "figure": 200, "wrong": 1_000, "source": 1_000}

ANSWERS = ("MENDED", "NO_ERROR")

_THING = re.compile(r"/doc/(?P<kind>[a-z-]+)/(?P<key>[^?#]+)")


def report(state: State, page: str, figure: str, wrong: str, source: str) -> int:
    """Keep what somebody reports and return its number. Raises BadFile for a report that says nothing, FeedBusy where too many come."""
    given = {
        name: strike_out(" ".join(text.split()))[: LONGEST[name]]
        for name, text in {"page": page, "figure": figure, "wrong": wrong, "source": source}.items()
    }
    if not given["page"].startswith("/") or given["page"].startswith("//") or len(given["wrong"]) < 5:
        raise BadFile(
            "expected the path of a page and what is wrong on it, in 5 characters or more",
            "Sebutkan halamannya dan apa yang salah, sedikitnya 5 karakter.",
        )
    release = current(state.place().out)
    datasets = " ".join(_datasets(state, given["page"]))
    with state.writing() as writing:
        hour = stamp(state.clock() - timedelta(hours=1))
        recent = writing.count("error_report", "at > ?", hour)
        if recent >= MOST_AN_HOUR or writing.count("error_report", "state = 'OPEN'") >= MOST_OPEN:
            raise FeedBusy(
                f"expected at most {MOST_AN_HOUR} reports an hour and {MOST_OPEN} that wait, found more; try again later",
                "Sedang terlalu banyak laporan yang masuk. Coba lagi nanti.",
            )
        number = writing.next_number("error_report")
        row = {
            "number": number, **given, "datasets": datasets, "release": release.id, "at": writing.at, "state": "OPEN", "answer": None,
            "closed_by": None,
        }  # fmt: skip
        writing.put("error_report", row)
        writing.act("hub:public", "error.reported", report=number)
    return number


def open_reports(state: State, who: Principal) -> list[Row]:
    """Return the reports that wait for this account, the oldest first: of its datasets, and those of which no dataset is known."""
    return [
        row
        for row in state.rows("SELECT * FROM error_report WHERE state = 'OPEN' ORDER BY number")
        if _may_answer(who, row)
    ]


def answer(state: State, who: Principal, number: int, closed_as: str, text: str) -> None:
    """Close a report with an answer. Raises NoDelivery where there is none for this account, NotNow where somebody has answered it."""
    text = strike_out(" ".join(text.split()))
    if closed_as not in ANSWERS or not 5 <= len(text) <= LONGEST["wrong"]:
        raise BadFile(
            f"expected one of {', '.join(ANSWERS)} and an answer of 5 to {LONGEST['wrong']} characters, found {closed_as!r} and {len(text)} characters",
            f"Pilih hasilnya dan tuliskan jawabannya, 5 sampai {LONGEST['wrong']} karakter.",
        )
    with state.writing() as writing:
        found = writing.row("SELECT * FROM error_report WHERE number = ?", number) if number < 2**62 else None
        if found is None or not _may_answer(who, found):
            raise NoDelivery(f"expected the number of a report, found {number}", "Tidak ada laporan dengan nomor ini.")
        if found["state"] != "OPEN":
            raise NotNow(f"expected report {number} to wait, found that it is answered", "Laporan ini sudah dijawab.")
        writing.put("error_report", {**found, "state": closed_as, "answer": text, "closed_by": who.name})
        writing.act(who.name, "error.answered", report=number, reason=text, via=who.via)


def _may_answer(who: Principal, row: Row) -> bool:
    """Tell whether a report is for this account; one of which no dataset is known is for every steward."""
    datasets = row["datasets"].split() or [where for _, where in who.roles]
    return any(may(who, "answer", each) for each in datasets)


def _datasets(state: State, page: str) -> list[str]:
    """Return the datasets that state something about the thing that a page is about; none for a page of many things."""
    thing = _THING.match(page)
    if thing is None:
        return []
    release, key, column = current(state.place().out), unquote(thing["key"]), f"{thing['kind'].replace('-', '_')}_id"
    rows = [release.scan(Provenance).filter((pl.col("kind") == thing["kind"]) & (pl.col("key") == key)), *(
        release.scan(table).filter(pl.col(column) == key) for table in TABLES if {column, "source_id"} <= table.columns().keys()
    )]  # fmt: skip
    stated = pl.concat([each.select(pl.col("source_id").cast(pl.String)).unique() for each in rows])
    series = set(release.scan(Sources).join(stated, on="source_id", how="semi").select("series").collect()["series"])
    return [entry.id for entry in feedable(workspace_of(state)) if entry.id in series]
