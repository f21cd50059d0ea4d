"""Measures matching on names as spreadsheets have them: `python scripts/bench_reconcile.py OUT [SAMPLE]`, OUT as `hub build` wrote it.

A fixed sample of people and places of the release is written in the ways that users write, and matched. `right` and `wrong` count
certain matches, `first 5` how often the thing is among the five offered. Where it is left out of the release (`absent`), every
certain match is wrong.
"""

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from hub.graph.sqlite.name_index import NameIndex
from hub.graph.sqlite.store import open_store
from hub.identity.names import parse
from hub.publication import store_path
from hub.release import Release, current
from hub.schema.execute import Executor
from hub.tables.candidacies import Candidacies
from hub.tables.districts import Districts
from hub.tables.parties import Parties
from hub.tables.region_codes import RegionCodes
from hub.tables.regions import Regions
from hub.web.reconcile.batch import Query, Stated
from hub.web.reconcile.candidates import Candidate, Finder
from hub.web.reconcile.kinds import Kind
from hub.web.reconcile.matching import Matcher

SEED = 20241121


@dataclass(frozen=True)
class Cell:
    """A thing, its name as published, and what may stand in the columns beside it."""

    key: str
    name: str
    beside: dict[str, tuple[str, ...]]


@dataclass
class Counts:
    asked: int = 0
    right: int = 0
    wrong: int = 0
    offered: int = 0
    wrong_absent: int = 0
    seconds: list[float] = field(default_factory=list)


class Without(Finder):
    """Finds as another finder does, but for one thing, as if the release did not have it."""

    def __init__(self, finder: Finder, key: str) -> None:
        self.__dict__.update(finder.__dict__)
        self.key = key

    def find(self, kind: Kind, text: str) -> list[Candidate]:
        return [each for each in super().find(kind, text) if each.key != self.key]


def plain(name: str, _: random.Random) -> str:
    return parse(name).plain


def lower(name: str, _: random.Random) -> str:
    return parse(name).plain.lower()


def typo(name: str, chance: random.Random) -> str:
    """Exchange, leave out or double one letter of the longest word."""
    words = parse(name).plain.split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[place]
    if len(word) > 3:
        at = chance.randrange(1, len(word) - 1)
        words[place] = chance.choice(
            [
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + chance.choice("AEIOUNRSTLK") + word[at + 1 :],
            ]
        )
    return " ".join(words)


def initial(name: str, _: random.Random) -> str:
    """Abbreviate the first word where there are others."""
    words = parse(name).plain.split()
    return " ".join([f"{words[0][0]}.", *words[1:]]) if len(words) > 1 else words[0]


def old(name: str, _: random.Random) -> str:
    return re.sub(r"U", "OE", re.sub(r"(?<![DN])J", "DJ", parse(name).plain))


def glued(name: str, _: random.Random) -> str:
    words = parse(name).plain.split()
    return " ".join(["".join(words[:2]), *words[2:]])


PEOPLE: dict[str, Callable[[str, random.Random], str]] = {
    "as on the ballot": lambda name, _: name,
    "without titles": plain,
    "small letters": lower,
    "a typing error": typo,
    "first word as initial": initial,
    "old spelling": old,
    "two words run together": glued,
}

BESIDE = {
    "name alone": (),
    "with party and election": ("party", "edition"),
    "with district and election": ("district", "edition"),
}


def people(release: Release, size: int) -> list[Cell]:
    """Return candidates of three offices and editions, with party and district as their own edition calls them."""
    names = pl.col("name")
    rows = (
        release.scan(Candidacies)
        .filter(pl.col("office").cast(pl.String).is_in(["DPR", "DPD", "DPRD_PROVINCE"]))
        .join(release.scan(Parties).select("party_id", names.alias("party")), on="party_id", how="left")
        .join(release.scan(Districts).select("district_id", names.alias("district")), on="district_id", how="left")
        .sort("candidacy_id")
        .collect()
        .sample(size, seed=SEED, shuffle=True)
    )
    return [
        Cell(
            row["person_id"],
            row["name_on_ballot"],
            {name: (row[name] or "",) for name in ("party", "district")} | {"edition": (row["edition_id"],)},
        )
        for row in rows.iter_rows(named=True)
    ]


def places(release: Release, level: str, size: int) -> list[Cell]:
    """Return regions that the ministry's newest list has, each with what it is part of and its code."""
    rows = (
        release.scan(Regions)
        .filter(pl.col("level").cast(pl.String) == level)
        .join(release.scan(Regions).select(pl.col("region_id").alias("parent_id"), parent="name"), on="parent_id")
        .join(
            release.scan(RegionCodes).filter(
                pl.col("scheme").cast(pl.String) == "kemendagri", pl.col("valid_to").is_null()
            ),
            on="region_id",
        )
        .sort("region_id")
        .collect()
    )
    some = rows.sample(min(size, rows.height), seed=SEED, shuffle=True)
    return [
        Cell(
            row["region_id"],
            row["name"],
            {"parent": (row["parent"],), "kemendagri": (row["value"],), "level": (level,)},
        )
        for row in some.iter_rows(named=True)
    ]


def asked(
    cells: list[Cell], kind: str, write: Callable[[str, random.Random], str], beside: tuple[str, ...]
) -> Iterator[tuple[Cell, Query]]:
    chance = random.Random(SEED)  # noqa: S311 (a fixed sample, no secret)
    for cell in cells:
        stated = tuple(Stated(name, cell.beside[name]) for name in beside if cell.beside[name][0])
        yield cell, Query(write(cell.name, chance), (kind,), stated=stated)


def measure(matcher: Matcher, queries: Iterator[tuple[Cell, Query]], *, absent: bool = True) -> Counts:
    counts = Counts()
    for cell, query in queries:
        began = time.perf_counter()
        found = matcher.match(query)
        counts.seconds.append(time.perf_counter() - began)
        counts.asked += 1
        counts.offered += any(each.candidate.key == cell.key for each in found)
        if found and found[0].is_certain:
            is_right = found[0].candidate.key == cell.key
            counts.right += is_right
            counts.wrong += not is_right
        if absent:
            others = replace(matcher, finder=Without(matcher.finder, cell.key)).match(query)
            counts.wrong_absent += bool(others and others[0].is_certain)
    return counts


def print_row(label: str, counts: Counts, *, absent: bool = True) -> None:
    def share(count: int) -> str:
        return f"{100 * count / counts.asked:.1f}%"

    milliseconds = 1000 * statistics.median(counts.seconds)
    gone = share(counts.wrong_absent) if absent else ""
    print(
        f"| {label} | {counts.asked} | {share(counts.right)} | {share(counts.wrong)} | {share(counts.offered)} | {gone} | {milliseconds:.1f} |",
        flush=True,
    )


def main(out: str, size: str = "400") -> None:
    """Print the shares as Markdown tables."""
    release = current(Path(out))
    path = store_path(Path(out), release)
    executor = Executor(open_store(path, release, 30))
    began = time.perf_counter()
    matcher = Matcher(Finder(NameIndex(path), executor), executor, release.base_iri)
    print(f"names read in {time.perf_counter() - began:.1f} s\n")
    head = "| {} | asked | right | wrong | first 5 | wrong if absent | ms |\n|---|---:|---:|---:|---:|---:|---:|"
    cells = people(release, int(size))
    for label, beside in BESIDE.items():
        print(head.format(f"person, {label}"))
        for form, write in PEOPLE.items():
            print_row(form, measure(matcher, asked(cells, "person", write, beside)))
        print()
    print(head.format("region"))
    for level in ("REGENCY", "SUBDISTRICT", "VILLAGE"):
        held = places(release, level, int(size) // 2)
        for label, beside in (
            ("name alone", ()),
            ("with level and parent", ("level", "parent")),
            ("with code", ("kemendagri",)),
        ):
            queries = asked(held, "region", lambda name, _: name.upper(), beside)
            print_row(f"{level.lower()}, {label}", measure(matcher, queries, absent=False), absent=False)
    print_batches(matcher, cells)


def print_batches(matcher: Matcher, cells: list[Cell]) -> None:
    """Print how long a batch of ten takes, as OpenRefine sends it; misspelled words are looked up for the first time."""
    print("\n| a batch of 10, name and party | of processor | elapsed |\n|---|---:|---:|")
    for form in ("without titles", "a typing error"):
        measured = []
        for start in range(0, min(len(cells), 200), 10):
            batch = list(asked(cells[start : start + 10], "person", PEOPLE[form], ("party",)))
            busy, began = time.thread_time(), time.perf_counter()
            for _, query in batch:
                matcher.match(query)
            measured.append((1000 * (time.thread_time() - busy), 1000 * (time.perf_counter() - began)))
        busy_ms, elapsed_ms = (statistics.median(column) for column in zip(*measured, strict=True))
        print(f"| {form} | {busy_ms:.0f} ms | {elapsed_ms:.0f} ms |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
