"""Presidential results of 2019 by region: the commission's count, the recapitulation, and the count of Kawal Pemilu.

Publisher: KPU, Situng (https://pemilu2019.kpu.go.id/, off line since); collected by Kawal Pemilu, a group of
volunteers, who typed in photographs of the forms of polling stations beside it
(https://github.com/kawalpemilu/kawalpemilu2019-extract; no licence is stated for the data). One file per region,
`{KPU serial id}.json`, with a row per child region in `children`: id, name, polling stations, male and female voters.
These sum to 190,770,329 in the country, the list of 15 December 2018 (DPTHP 2). In a village (`depth` 4) a row is a
polling station: number, male and female voters. Three counts stand beside each other, by child:

- `kpu`: Situng as scanned station by station, summed by Kawal Pemilu. It stopped short of all stations: partial.
- `data.sum`: what Kawal Pemilu counted from photographs, the variant `crowd`. Partial too.
- `rekap`: the recapitulation, the variant `rekap`. Its provinces and voters abroad sum to 85,607,362 and 68,650,239,
  the votes of KPU Decision 987/PL.01.8-Kpt/06/KPU/V/2019 of 21 May 2019, and each province is the sum of its
  regencies: certified.

Known defects: the counts differ, and figures within one do not always add up (stations were entered in part); voters
of -1 are not stated; 86 regions, most of them in Papua, have no figures in `kpu`; `rekap` lacks the subdistricts of
37 regencies and the countries; in regency 41779 it is one vote off its subdistricts; villages have an empty station 0
in `data`. Voters abroad have negative ids, which Kawal Pemilu gave: -99 and one for each country and mission.
Stations are there for Kepulauan Bangka Belitung alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hub.errors import BrokenSource
from hub.facts import (
    Fact,
    FindingFact,
    Level,
    RegionCode,
    RegionFact,
    ResultFact,
    Statement,
    Status,
    TurnoutFact,
    VotersFact,
)
from hub.loaders import options
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow, Record, kind_of, statements
from hub.loaders.source_file import SourceFile

LEVELS: tuple[Level, ...] = ("PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION")
"""Level of the children of a region, by its depth below the nation."""

READABLE = (*LEVELS, "OVERSEAS")
"""What the option `levels` may choose from; all is read where it is not set."""

REGION = ("id", "name", "stations", "male", "female")
STATION = ("id", "male", "female")
"""The cells of a row of `children`."""

STATUS: dict[str, Status] = {"": "UNOFFICIAL_PARTIAL", "crowd": "UNOFFICIAL_PARTIAL", "rekap": "CERTIFIED"}
"""Status of each count, by its variant."""

PAIRS = ((1, "pas1"), (2, "pas2"))
"""Ballot number of the pair and the field of its votes: Joko Widodo - Ma'ruf Amin, Prabowo Subianto - Sandiaga Uno."""

BALLOTS = ("jum", "sah", "tSah")
"""Ballots cast, valid and invalid."""

LOWEST_ID = -(10**9)

Counts = Mapping[str, Mapping[str, Any]]
"""Variant -> id of the child -> its figures."""


class Area(NamedTuple):
    """Where votes were counted."""

    region: RegionCode
    level: Level
    station: int | None = None


def read(source: SourceFile) -> Iterator[Statement]:
    """Presidential votes, ballots and voters of 2019 in the regions below one region, from Situng and Kawal Pemilu.

    One row per child region or polling station; a file whose children are of a level that the option `levels` leaves
    out has no rows.
    """
    node = _node(source)
    serial, depth = node.number("id", minimum=LOWEST_ID), node.number("depth")
    level: Level = "OVERSEAS" if serial < 0 else LEVELS[depth]
    if level not in options.words(source, "levels", READABLE):
        return
    counts = {"": _counts(source, node, "kpu"), "crowd": _sums(source, node), "rekap": _counts(source, node, "rekap")}
    cells = STATION if level == "POLLING_STATION" else REGION
    children = node.rows("children")
    items = [dict(zip(cells, child, strict=False)) if isinstance(child, list) else child for child in children]
    here = Area(RegionCode("kpu", str(serial)), level)

    def stated(record: Record) -> Iterator[Fact]:
        if level == "POLLING_STATION":
            yield from _figures(record, here._replace(station=record.number("id", minimum=1)), counts)
        else:
            yield from _region(record, here, counts)

    yield from statements(source, items, stated)
    yield from _strangers(source, items, counts)


def _node(source: SourceFile) -> Record:
    """Return the region of the file. Raises BrokenSource where it lacks what places it in the tree."""
    document = source.keyed_json()
    try:
        node = Record.of(0, document)
        depth = node.number("depth")
        node.number("id", minimum=LOWEST_ID)
        node.rows("children")
    except BadRow as bad:
        raise BrokenSource(f"{source.name}: expected a region with id, depth and children; {bad.cause}") from bad
    if depth >= len(LEVELS):
        raise BrokenSource(f"{source.name}: expected a depth of 0 to {len(LEVELS) - 1}, found {depth}")
    return node


def _counts(source: SourceFile, node: Record, name: str) -> Mapping[str, Any]:
    """Return child id -> its figures in one of the counts, empty where the file has none.

    Figures of polling stations may stand in a list, at the place of their number.
    """
    counts = node.fields.get(name, {})
    if isinstance(counts, list):
        return {str(number): figures for number, figures in enumerate(counts) if figures is not None}
    if not isinstance(counts, dict):
        raise BrokenSource(f"{source.name}: expected {name!r} to be an object by region id, found {kind_of(counts)}")
    return counts


def _sums(source: SourceFile, node: Record) -> Mapping[str, Any]:
    """Return child id -> what Kawal Pemilu counted there."""
    entries = _counts(source, node, "data")
    return {serial: entry.get("sum") if isinstance(entry, dict) else entry for serial, entry in entries.items()}


def _region(record: Record, parent: Area, counts: Counts) -> Iterator[Fact]:
    """Yield what the row of a child region states; one abroad is stated as a region, too, as no other file has it."""
    serial = record.number("id", minimum=LOWEST_ID)
    area = Area(RegionCode("kpu", str(serial)), "OVERSEAS" if serial < 0 else parent.level)
    if area.level == "OVERSEAS":
        name = record.text("name")
        yield RegionFact(row=record.row, code=area.region, name=name, level=area.level, parent=parent.region, year=2019)
    voters, stations = _voters(record), record.optional_number("stations")
    if voters is not None or stations is not None:
        yield VotersFact(
            row=record.row,
            region=area.region,
            list_kind="DPT",
            male_count=voters[0] if voters else None,
            female_count=voters[1] if voters else None,
            total_count=sum(voters) if voters else None,
            stations_count=stations,
        )
    yield from _figures(record, area, counts)


def _voters(record: Record) -> tuple[int, int] | None:
    """Return male and female voters on the list, or None where either is -1, which is "not stated"."""
    male, female = record.number("male", minimum=-1), record.number("female", minimum=-1)
    return None if min(male, female) < 0 else (male, female)


def _figures(record: Record, area: Area, counts: Counts) -> Iterator[Fact]:
    """Yield votes and ballots of an area in each of the counts; one without the area states nothing of it."""
    for variant, count in counts.items():
        figures = Record.of(record.row, count.get(str(record.fields["id"]), {}))
        for ballot_number, field in PAIRS:
            votes = figures.optional_number(field)
            if votes is not None:
                yield ResultFact(
                    row=record.row,
                    office="PRESIDENT",
                    kind="TICKET",
                    ballot_number=ballot_number,
                    votes_count=votes,
                    **area._asdict(),
                    status=STATUS[variant],
                    variant=variant,
                )
        registered = _voters(record) if variant == "" else None
        voted, valid, invalid = (figures.optional_number(field) for field in BALLOTS)
        if (registered, voted, valid, invalid) != (None, None, None, None):
            yield TurnoutFact(
                row=record.row,
                office="PRESIDENT",
                **area._asdict(),
                registered_count=None if registered is None else sum(registered),
                voted_count=voted,
                valid_count=valid,
                invalid_count=invalid,
                status=STATUS[variant],
                variant=variant,
            )


def _strangers(source: SourceFile, items: list[Any], counts: Counts) -> Iterator[FindingFact]:
    """Yield a finding per count that has figures of a child which the file does not list."""
    listed = {str(item.get("id")) for item in items if isinstance(item, dict)}
    for variant, count in counts.items():
        strangers = sorted(serial for serial in set(count) - listed if _says_something(count[serial]))
        if strangers:
            yield FindingFact(
                rule="figures-without-region",
                severity="WARNING",
                message=f"{source.name}: expected figures of the regions listed as children, found {len(strangers)} "
                f"others in the count {variant or 'kpu'!r}; they are not kept",
                evidence={"count": variant or "kpu", "regions": strangers[:20]},
            )


def _says_something(figures: Any) -> bool:
    fields = [field for _, field in PAIRS] + list(BALLOTS)
    return not isinstance(figures, dict) or any(figures.get(field) is not None for field in fields)


LOADER = Loader("situng2019", read)
