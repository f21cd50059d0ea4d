"""An invented workspace whose editions can be added, thinned and judged between builds: what the promise on identifiers is tested with.

WIDURI stands in 2037 and 2042 under one name, in one district, for one party: the model links her. ASTA and ASTAGUNA share a name and
little else: the model keeps them apart. Of LAKSMINI two stand in two provinces.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from tests.command import hub

WIDURI_37, WIDURI_42 = "2037/dpr/1/1/1", "2042/dpr/1/1/1"
ASTA, ASTAGUNA = "2037/dpr/1/1/2", "2042/dpr/2/2/1"
LEAVER = "2042/dpr/2/2/2"

_STANDING = {
    "2037": (
        "DPR,1,1,1,WIDURI KENCANA PRATISTA,FEMALE,KOTA PELABUHAN",
        "DPR,1,1,2,ASTA BRATAWIJNA,MALE,KOTA PELABUHAN",
        "DPR,2,1,1,LAKSMINI,FEMALE,",
    ),
    "2042": (
        'DPR,1,1,1,"Hj. WIDURI KENCANA PRATISTA, S.H.",FEMALE,KOTA PELABUHAN',
        "DPR,1,2,1,LAKSMINI,FEMALE,",
        "DPR,2,2,1,ASTAGUNA BRATAWIJNA KUSUMADEWATA,MALE,KABUPATEN LADANG",
        "DPR,2,2,2,ROESMALA TIRTANADI,FEMALE,KABUPATEN LADANG",
    ),
    "2047": (
        'DPR,1,1,1,"Hj. WIDURI KENCANA PRATISTA, S.H., M.H.",FEMALE,KOTA PELABUHAN',
        "DPR,1,2,1,ASTAGUNA BRATAWIJNA,MALE,KABUPATEN LADANG",
        "DPR,2,1,1,LAKSMINI,FEMALE,",
    ),
}
_FILES = {
    "regions": ("code,name,level,parent,year,source", "kemendagri:81,UTARA,PROVINCE,kpu:0,2042", "kemendagri:82,SELATAN,PROVINCE,kpu:0,2042"),
    "nominations": ("ballot_number,name,source", "1,Partai Melati", "2,Partai Kamboja"),
    "districts": ("office,code,name,province,seats_count,source", "DPR,1,UTARA,kemendagri:81,2", "DPR,2,SELATAN,kemendagri:82,2"),
}  # fmt: skip
_CANDIDACIES = "office,district_code,party_number,ballot_number,name,gender,residence,source"


def write_workspace(
    folder: Path, editions: Sequence[str] = ("2037", "2042"), without: str | None = None, *, backwards: bool = False
) -> Path:
    """Write the workspace with these editions and return its folder; `without` leaves a candidacy out."""
    names = list(reversed(editions)) if backwards else list(editions)
    toml = ['[hub]\ntitle = "Invented"\nbase_iri = "https://example.org/pemilu/"\n']
    toml += [f'[[editions]]\nid = "{name}"\nname = "Pemilu {name}"\n' for name in names]
    sources = [("regions", None)] + [
        (table, name) for name in names for table in ("nominations", "districts", "candidacies")
    ]
    for table, edition in reversed(sources) if backwards else sources:
        header, *rows = _FILES.get(table, (_CANDIDACIES, *_STANDING.get(edition or "", ())))
        kept = [row for row in rows if without is None or not _is(row, edition, without)]
        lines = [f"{row},Decision 1" for row in (reversed(kept) if backwards else kept)]
        path = folder / (edition or "") / f"{table}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([header, *lines, ""]))
        said = f'edition = "{edition}"\n' if edition else ""
        toml.append(
            f'[[sources]]\nid = "{table}{"-" + edition if edition else ""}"\nloader = "hub-table"\n'
            f'path = "{path.relative_to(folder)}"\ntitle = "{table}"\npublisher = "Komisi"\n{said}'
        )
    (folder / "hub.toml").write_text("\n".join(toml))
    return folder


def _is(row: str, edition: str | None, candidacy: str) -> bool:
    return "/".join([edition or "", *row.split(",")[:4]]).lower() == candidacy


def ask(folder: Path, query: str) -> Any:
    """Return the data of a GraphQL answer of the current release of a workspace, or of a folder of releases."""
    return orjson.loads(hub("query", folder, query))["data"]


def persons(folder: Path) -> dict[str, str]:
    """Return candidacy -> person in the current release."""
    nodes = ask(folder, "{ candidacies(first: 100) { nodes { key person { key } } } }")["candidacies"]["nodes"]
    return {node["key"]: node["person"]["key"] for node in nodes}


def judge(workspace: Path, verdict: str, one: str, other: str) -> str:
    """Record a judgement and return its id."""
    return hub(
        "review", workspace, "--by", "Ani", "--why", "their own words", "--pair", one, other, "--verdict", verdict
    ).strip()
