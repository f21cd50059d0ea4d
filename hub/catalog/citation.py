"""How to cite a release: title, publisher, number, id, IRI and the day that its newest facts are of, in forms that reference managers read."""

import re
from dataclasses import dataclass
from typing import Any

import orjson
import polars as pl

from hub.catalog.action_plan import last_day
from hub.catalog.availability import PUBLISHER
from hub.catalog.licences import terms_of
from hub.release import Release
from hub.tables.editions import Editions
from hub.tables.sources import Sources

FORMS = ("txt", "bib", "cff", "json")
"""A sentence; BibTeX; Citation File Format 1.2; CSL-JSON."""


@dataclass(frozen=True)
class Citation:
    """What is cited. `as_of` is the newest day on which a source was retrieved, else the last voting day; `None` where neither is stated."""

    title: str
    release_id: str
    number: int
    iri: str
    as_of: str | None
    licence: str | None
    """IRI of the one licence that all sources state; None where they do not."""

    def text(self, form: str) -> str:
        """Return the citation in one of FORMS."""
        return {"txt": self._sentence, "bib": self._bibtex, "cff": self._cff, "json": self._csl}[form]()

    def _sentence(self) -> str:
        day = f", data as of {self.as_of}" if self.as_of else ""
        return (
            f"{PUBLISHER}: {self.title}. Pemilu Hub, release {self.number} ({self.release_id}){day}. {self.iri}\n"
            "Of one figure: name the page or the IRI of the thing too, and the source file that its row names.\n"
        )

    def _bibtex(self) -> str:
        year = f"  year = {{{self.as_of[:4]}}},\n" if self.as_of else ""
        day = f", data as of {self.as_of}" if self.as_of else ""
        return (
            f"@misc{{pemilu-{self.release_id},\n  title = {{{_tex(self.title)}}},\n  author = {{{{{PUBLISHER}}}}},\n{year}"
            f"  howpublished = {{\\url{{{self.iri}}}}},\n  note = {{Pemilu Hub, release {self.number} ({self.release_id}){day}}}\n}}\n"
        )

    def _cff(self) -> str:
        lines = [
            "cff-version: 1.2.0",
            "type: dataset",
            "message: Cite this release by its id; it never changes.",
            f"title: {_quoted(self.title)}",
            "authors:",
            f"  - name: {_quoted(PUBLISHER)}",
            f"version: {_quoted(self.release_id)}",
            f"url: {_quoted(self.iri)}",
            "identifiers:",
            "  - type: url",
            f"    value: {_quoted(self.iri)}",
            "    description: IRI of the release",
        ]
        if self.as_of:
            lines.append(f"abstract: {_quoted(f'Data as of {self.as_of}.')}")
        return "\n".join(lines) + "\n"

    def _csl(self) -> str:
        item: dict[str, Any] = {
            "id": f"pemilu-{self.release_id}",
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": PUBLISHER}],
            "publisher": "Pemilu Hub",
            "version": self.release_id,
            "URL": self.iri,
        }
        if self.as_of:
            item["issued"] = {"date-parts": [[int(part) for part in self.as_of.split("-")]]}
        return orjson.dumps([item], option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def citation(release: Release) -> Citation:
    """Return how to cite a release. Equal releases have equal citations: the day that it was built on is not part of it."""
    manifest = release.manifest
    return Citation(
        title=manifest.title,
        release_id=release.id,
        number=manifest.number,
        iri=release_iri(release),
        as_of=newest_day(release),
        licence=terms_of(release).licence,
    )


def release_iri(release: Release) -> str:
    """Return the IRI of a release."""
    return f"{release.base_iri}release/{release.id}"


def newest_day(release: Release) -> str | None:
    """Return the newest day on which a source was retrieved, of a month its last; else the last voting day; None where neither is stated."""
    stated = release.scan(Sources).select("retrieved").drop_nulls().unique().collect()["retrieved"].to_list()
    if days := [last_day(text) for text in stated if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text)]:
        return max(days).isoformat()
    voted = release.scan(Editions).select(pl.col("voting_date").max()).collect().item()
    return voted.isoformat() if voted else None


def _tex(text: str) -> str:
    """Return a text with the characters escaped that mean something else in BibTeX."""
    return re.sub(r"[&%$#_{}]", r"\\\g<0>", text.replace("\\", r"\textbackslash "))


def _quoted(text: str) -> str:
    """Return a text as a YAML string in double quotes, which JSON spells alike."""
    return orjson.dumps(text).decode()
