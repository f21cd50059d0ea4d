"""Presidential results of 2019 by region: the commission's count, the recapitulation, and the count of Kawal Pemilu.

Publisher: KPU, Situng (https://pemilu2019.kpu.go.id/, off line since); collected by Kawal Pemilu, a group of volunteers, who
typed in photographs of the forms of polling stations beside it (https://github.com/kawalpemilu/kawalpemilu2019-extract; no
licence is stated for the data). One file per region, `{KPU serial id}.json`, with a row per child region in `children`:
id, name, polling stations, male and female voters on the list. Three counts stand beside each other, by child:

- `kpu`: Situng as scanned station by station, summed by Kawal Pemilu. It stopped short of all stations: partial.
- `data.sum`: what Kawal Pemilu counted from photographs, the variant `crowd`. Partial too.
- `rekap`: the recapitulation, the variant `rekap`. Its provinces and voters abroad sum to 85,607,362 and 68,650,239, the votes
  of KPU Decision 987/PL.01.8-Kpt/06/KPU/V/2019 of 21 May 2019, and each province is the sum of its regencies: certified.

Known defects: the counts differ, and figures within one do not always add up (stations were entered in part); voters of -1
are not stated; 86 regions, most of them in Papua, have no figures in `kpu`; `rekap` lacks the subdistricts of 37 regencies and
the countries; in regency 41779 it is one vote off its subdistricts. Voters abroad have negative ids, which Kawal Pemilu gave: -99 and one for each country and mission.

Polling stations (`depth` 4, arrays by number; 1000 is added for drop boxes and 2000 for mobile stations) are not read: a station
has no code as a region yet. Its code would be that of its village and its number, such as `24996/17`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact, Level, RegionCode, RegionFact, ResultFact, Statement, Status, TurnoutFact
from hub.loaders import options
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow, Record, kind_of, statements
from hub.loaders.source_file import SourceFile

LEVELS: tuple[Level, ...] = ("PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION")
"""Level of the children of a region, by its depth below the nation."""

READABLE = ("PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "OVERSEAS")
"""What the option `levels` may choose from; all is read where it is not set."""

CHILD = ("id", "name", "stations", "male", "female")

STATUS: dict[str, Status] = {"": "UNOFFICIAL_PARTIAL", "crowd": "UNOFFICIAL_PARTIAL", "rekap": "CERTIFIED"}
"""Status of each count, by its variant."""

PAIRS = ((1, "pas1"), (2, "pas2"))
"""Ballot number of the pair and the field of its votes: Joko Widodo - Ma'ruf Amin, Prabowo Subianto - Sandiaga Uno."""


def read(source: SourceFile) -> Iterator[Statement]:
    """Presidential votes of 2019 in the regions below one region, from Situng and Kawal Pemilu.

    One row per child region; a file whose children are of a level that the option `levels` leaves out has no rows.
    """
    wanted = options.words(source, "levels", READABLE)
    node = _node(source)
    level: Level = "OVERSEAS" if node.number("id", minimum=-(10**9)) < 0 else LEVELS[node.number("depth")]
    children = node.rows("children")
    if level not in wanted:
        return
    counts = {"": _counts(source, node, "kpu"), "crowd": _sums(source, node), "rekap": _counts(source, node, "rekap")}
    items = [dict(zip(CHILD, child, strict=False)) if isinstance(child, list) else child for child in children]
    parent = RegionCode("kpu", str(node.fields["id"]))

    def stated(record: Record) -> Iterator[Fact | FindingFact]:
        yield from _child(record, level, parent, counts)

    yield from statements(source, items, stated)
    yield from _strangers(source, items, counts)


def _node(source: SourceFile) -> Record:
    """Return the region of the file. Raises BrokenSource where it lacks what places it in the tree."""
    document = source.json()
    try:
        node = Record.of(0, document)
        depth = node.number("depth")
        node.number("id", minimum=-(10**9))
        node.rows("children")
    except BadRow as bad:
        raise BrokenSource(f"{source.name}: expected a region with id, depth and children; {bad.cause}") from bad
    if depth >= len(LEVELS):
        raise BrokenSource(f"{source.name}: expected a depth of 0 to {len(LEVELS) - 1}, found {depth}")
    return node


def _counts(source: SourceFile, node: Record, name: str) -> Mapping[str, Any]:
    """Return child id -> its figures in one of the counts, empty where the file has none."""
    counts = node.fields.get(name, {})
    if not isinstance(counts, dict):
        raise BrokenSource(f"{source.name}: expected {name!r} to be an object by region id, found {kind_of(counts)}")
    return counts


def _sums(source: SourceFile, node: Record) -> Mapping[str, Any]:
    """Return child id -> what Kawal Pemilu counted there."""
    entries = _counts(source, node, "data")
    return {serial: entry.get("sum") if isinstance(entry, dict) else entry for serial, entry in entries.items()}


def _child(
    record: Record, level: Level, parent: RegionCode, counts: Mapping[str, Mapping[str, Any]]
) -> Iterator[Fact | FindingFact]:
    serial = record.number("id", minimum=-(10**9))
    region = RegionCode("kpu", str(serial))
    if serial < 0:
        level = "OVERSEAS"
        yield RegionFact(row=record.row, code=region, name=record.text("name"), level=level, parent=parent, year=2019)
    for variant, count in counts.items():
        figures = _figures(record.row, count, str(serial))
        yield from _votes(figures, region, level, variant)
        if variant != "rekap":
            registered = _registered(record) if variant == "" else None
            yield from _turnout(figures, region, level, variant, registered)


def _votes(figures: Record, region: RegionCode, level: Level, variant: str) -> Iterator[ResultFact]:
    for ballot_number, field in PAIRS:
        votes = figures.optional_number(field)
        if votes is not None:
            yield ResultFact(
                row=figures.row,
                office="PRESIDENT",
                kind="TICKET",
                ballot_number=ballot_number,
                votes_count=votes,
                region=region,
                level=level,
                status=STATUS[variant],
                variant=variant,
            )


def _turnout(
    figures: Record, region: RegionCode, level: Level, variant: str, registered: int | None
) -> Iterator[TurnoutFact]:
    """Yield the ballots of a region; always for the commission's count, so that no row goes without a fact."""
    voted, valid, invalid = (figures.optional_number(field) for field in ("jum", "sah", "tSah"))
    if variant == "" or (voted, valid, invalid) != (None, None, None):
        yield TurnoutFact(
            row=figures.row,
            office="PRESIDENT",
            region=region,
            level=level,
            registered_count=registered,
            voted_count=voted,
            valid_count=valid,
            invalid_count=invalid,
            status=STATUS[variant],
            variant=variant,
        )


def _registered(record: Record) -> int | None:
    """Return the voters on the list, or None where either sex is -1, which is "not stated"."""
    male, female = record.number("male", minimum=-1), record.number("female", minimum=-1)
    return None if min(male, female) < 0 else male + female


def _figures(row: int, count: Mapping[str, Any], serial: str) -> Record:
    """Return the figures of a region in one count; a region that the count does not have has none."""
    return Record.of(row, count.get(serial, {}))


def _strangers(source: SourceFile, items: list[Any], counts: Mapping[str, Mapping[str, Any]]) -> Iterator[FindingFact]:
    """Yield a finding per count that has figures of a region which the file does not list."""
    listed = {str(item.get("id")) for item in items if isinstance(item, dict)}
    for variant, count in counts.items():
        strangers = sorted(set(count) - listed)
        if strangers:
            yield FindingFact(
                rule="figures-without-region",
                severity="WARNING",
                message=f"{source.name}: expected figures of the regions listed as children, found {len(strangers)} others "
                f"in the count {variant or 'kpu'!r}; they are not kept",
                evidence={"count": variant or "kpu", "regions": strangers[:20]},
            )


LOADER = Loader("situng2019", read)
