"""Who stands and who holds seats as Popolo JSON: persons, organizations, posts, memberships, areas and events, each with its IRI as `id`.

A candidacy is a membership with the role `candidate` in a post, which is the seats of a contest; a seat held is one with the role
`member`. Popolo has no word for number, votes of a list and whether somebody was elected: `party_list_position`, `elected` and `event_id`
are additions, as its specification allows.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from hub import ids
from hub.atomic_file import atomic_file
from hub.errors import UsageError
from hub.export.streamed import Document, write_json
from hub.release.edition_part import EditionPart

Row = dict[str, Any]

_EVENTS = {"GENERAL": "general election", "REGIONAL": "regional election"}
_HOUSES = ("DPR", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY")
_AREAS = ("NATION", "PROVINCE", "REGENCY")


def write_popolo(part: EditionPart, path: Path) -> list[Path]:
    """Write a release, or one edition of it, and return the file; written atomically, a row at a time."""
    if path.is_dir():
        raise UsageError(f"expected --out to be a file for popolo, such as popolo.json; found the folder {path}")
    with atomic_file(path) as temporary, temporary.open("wb") as file:
        write_json(_Popolo(part).document(), file)
    return [path]


class _Popolo:
    def __init__(self, part: EditionPart) -> None:
        self._part = part
        self._base = part.release.base_iri

    def document(self) -> Document:
        return {
            "meta": {"release": self._part.release.id, "title": self._part.release.manifest.title},
            "persons": self._persons(),
            "organizations": self._organizations(),
            "posts": self._posts(),
            "memberships": self._memberships(),
            "areas": self._areas(),
            "events": self._events(),
        }

    def _rows(self, table: str) -> Iterator[Row]:
        return self._part.table(table).iter_rows(named=True)

    def _iri(self, node_type: str, key: str | None) -> str | None:
        return None if key is None else ids.iri(self._base, node_type, key)

    def _post(self, contest: str | None) -> str | None:
        return None if contest is None else f"{self._iri('contest', contest)}#post"

    def _sources(self, row: Row) -> list[Document] | None:
        return [{"url": self._iri("source", row["source_id"])}] if row["source_id"] else None

    def _persons(self) -> Iterator[Document]:
        for row in self._rows("persons"):
            others = [name for name in row["names"] if name != row["name"]]
            yield _told(
                id=self._iri("person", row["person_id"]),
                name=row["name"],
                other_names=[{"name": name} for name in others] or None,
                gender=row["gender"].lower() if row["gender"] else None,
                birth_date=f"{row['birth_year']:04d}" if row["birth_year"] else None,
            )

    def _organizations(self) -> Iterator[Document]:
        for row in self._rows("parties"):
            short = row["abbreviation"]
            yield _told(
                id=self._iri("party", row["party_id"]),
                name=row["name"],
                other_names=[{"name": short, "note": "abbreviation"}] if short else None,
                classification="party",
                sources=self._sources(row),
            )
        for row in self._rows("offices"):
            yield {
                "id": self._iri("office", row["office_id"]),
                "name": row["name"],
                "other_names": [{"name": row["name_en"], "note": "English"}],
                "classification": "legislature" if row["office"] in _HOUSES else "executive",
            }

    def _posts(self) -> Iterator[Document]:
        for row in self._rows("contests"):
            yield _told(
                id=self._post(row["contest_id"]),
                label=row["name"],
                role="member" if row["office"] in _HOUSES else "head and deputy",
                organization_id=self._iri("office", ids.slug(row["office"])),
                area_id=self._iri("district", row["district_id"]),
                sources=self._sources(row),
            )

    def _memberships(self) -> Iterator[Document]:
        for row in self._rows("candidacies"):
            yield _told(
                id=self._iri("candidacy", row["candidacy_id"]),
                label=row["name_on_ballot"],
                role="candidate",
                person_id=self._iri("person", row["person_id"]),
                organization_id=self._iri("office", ids.slug(row["office"])),
                post_id=self._post(row["contest_id"]),
                on_behalf_of_id=self._iri("party", row["party_id"]),
                area_id=self._iri("district", row["district_id"]),
                event_id=self._iri("edition", row["edition_id"]),
                party_list_position=row["ballot_number"],
                elected=row["elected"],
                sources=self._sources(row),
            )
        posts = {
            (row["edition_id"], row["office"], row["district_id"]): row["contest_id"] for row in self._rows("contests")
        }
        for row in self._rows("memberships"):
            yield _told(
                id=self._iri("membership", row["membership_id"]),
                label=row["name"],
                role="member",
                person_id=self._iri("person", row["person_id"]),
                organization_id=self._iri("office", ids.slug(row["office"])),
                post_id=self._post(posts.get((row["edition_id"], row["office"], row["district_id"]))),
                on_behalf_of_id=self._iri("party", row["party_id"]),
                area_id=self._iri("district", row["district_id"]),
                event_id=self._iri("edition", row["edition_id"]),
                start_date=row["valid_from"],
                end_date=row["valid_to"],
                sources=self._sources(row),
            )

    def _areas(self) -> Iterator[Document]:
        """Yield the districts, and the nation, provinces and regencies."""
        for row in self._rows("districts"):
            yield _told(
                id=self._iri("district", row["district_id"]),
                name=row["name"],
                identifier=row["code"],
                classification="electoral district",
                parent_id=self._iri("region", row["province_id"]),
                sources=self._sources(row),
            )
        official = self._part.official_codes()
        for row in self._part.table("regions").filter(pl.col("level").is_in(_AREAS)).iter_rows(named=True):
            yield _told(
                id=self._iri("region", row["region_id"]),
                name=row["name"],
                identifier=official.get(row["region_id"]),
                classification=row["level"].lower(),
                parent_id=self._iri("region", row["parent_id"]),
                sources=self._sources(row),
            )

    def _events(self) -> Iterator[Document]:
        """Yield the elections, and the steps of each."""
        for row in self._rows("editions"):
            yield _told(
                id=self._iri("edition", row["edition_id"]),
                name=row["name"],
                classification=_EVENTS[row["kind"]],
                start_date=row["voting_date"] or f"{row['year']:04d}",
                end_date=row["voting_date"] or f"{row['year']:04d}",
            )
        for row in self._rows("calendar_events"):
            yield _told(
                id=self._iri("calendar-event", row["event_id"]),
                name=row["name"],
                classification="step",
                start_date=row["starts"],
                end_date=row["ends"],
                parent_id=self._iri("edition", row["edition_id"]),
                sources=self._sources(row),
            )


def _told(**held: Any) -> Document:
    """Return an object without what is not known."""
    return {name: value for name, value in held.items() if value is not None}
