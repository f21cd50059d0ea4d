"""Reconciles the members of the DPR 2019-2024 with a release, as a spreadsheet would: `python -m scripts.reconcile_members DIR DATA`.

Each is asked for by name, party group, district, edition and office over `/reconcile` of a running server. Who a member truly is comes from the commission's
list of candidates of that district and party alone, compared by letters; where no candidate there, or no single one, has the name, nobody is right.
"""

import argparse
import difflib
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from hub.release import current
from hub.tables.candidacies import Candidacies
from scripts.strain.server import served

BATCH = 25
ALIKE, AHEAD = 0.48, 0.08
"""Likeness of letters from which a candidate of the list is the member, and how far the next one is behind: RAFLY KANDE stands as RAFLI."""
TITLES = {"h", "hj", "dr", "drs", "dra", "ir", "prof", "kh", "k"}
DISTRICTS = {"D.I. YOGYAKARTA": "DAERAH ISTIMEWA YOGYAKARTA", "BANGKA BELITUNG": "KEPULAUAN BANGKA BELITUNG"}

Post = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Member:
    """A line of the list of members; `candidacy`: the key of the candidacy of 2019 that is hers or his, None where the list does not tell."""

    name: str
    group: str
    district: str
    candidacy: str | None


@dataclass(frozen=True)
class Outcome:
    """How many members were matched, and of these whose match is another person; `missed` and `wrong` by name, with what was offered first."""

    asked: int
    matched: int
    right: int
    wrong: list[str]
    missed: list[str]

    @property
    def share(self) -> float:
        return self.matched / self.asked


def members(data: Path) -> list[Member]:
    """Return the 568 members with their candidacies of 2019."""
    published = data / "2019-kpu-infopemilu"
    codes = dict(_districts(published / "dapil"))
    parties = {
        "".join(party["namaPartai"].upper().split()): party["nomorUrut"] for party in _read(published / "partai.json")
    }
    found = []
    for line in _read(data / "2019-dpr-members" / "members.json")["anggota"]["item"]:
        code = codes[DISTRICTS.get(line["dapil"], line["dapil"])]
        party = line["fraksi"].removeprefix("Fraksi ")
        number = parties["".join(party.upper().split())]
        path = published / "caleg" / f"caleg_dpr_{code}_{number}.json"
        listed = json.loads(path.read_bytes().decode("utf-8", errors="replace")) if path.is_file() else []
        place = _stands_at(line["nama"], listed)
        key = None if place is None else f"2019/dpr/{code}/{number}/{place}"
        found.append(Member(line["nama"], party, line["dapil"], key))
    return found


def reconciled(post: Post, asked: Sequence[Member], person_of: Callable[[str], str | None]) -> Outcome:
    """Ask for all members and compare; `post` sends a batch of queries, `person_of` is the person of a candidacy in the release."""
    matched, right, wrong, missed = 0, 0, [], []
    for start in range(0, len(asked), BATCH):
        batch = {str(place): each for place, each in enumerate(asked[start : start + BATCH])}
        answered = post({place: _query(each) for place, each in batch.items()})
        for place, member in batch.items():
            offered = answered[place]["result"]
            first = offered[0] if offered else {"id": "nothing", "name": "nobody", "score": 0, "match": False}
            told = f"{member.name} ({member.group}, {member.district}): {first['name']}, {first['score']}"
            if not first["match"]:
                missed.append(told)
                continue
            matched += 1
            person = first["id"].removeprefix("person/")
            if member.candidacy is not None and person_of(member.candidacy) == person:
                right += 1
            else:
                wrong.append(told)
    return Outcome(len(asked), matched, right, wrong, missed)


def posted(address: str) -> Post:
    """Return what sends a batch of queries to the server at an address."""

    def post(queries: dict[str, Any]) -> dict[str, Any]:
        response = httpx.post(f"{address}/reconcile", data={"queries": json.dumps(queries)}, timeout=60)
        response.raise_for_status()
        answered: dict[str, Any] = response.json()
        return answered

    return post


def _query(member: Member) -> dict[str, Any]:
    stated = {"party": member.group, "district": member.district, "edition": "2019", "office": "DPR"}
    return {
        "query": member.name,
        "type": "person",
        "properties": [{"pid": name, "v": value} for name, value in stated.items()],
    }


def _districts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and serial id of each district of the DPR; the only one of a province also without its number."""
    names = {
        district["nama"].upper(): str(district["id"])
        for path in sorted(folder.glob("dapil_dpr_*.json"))
        for version in _read(path)
        for district in version["dapil"]
    }
    yield from names.items()
    yield from (
        (name.removesuffix(" I"), code)
        for name, code in names.items()
        if name.endswith(" I") and f"{name}I" not in names
    )


def _stands_at(name: str, listed: Sequence[dict[str, Any]]) -> int | None:
    """Return the number on the list of the only candidate with a name, or with one clearly like it."""
    likeness = sorted(
        (
            (difflib.SequenceMatcher(None, _plain(name), _plain(each["nama"])).ratio(), each["noUrut"])
            for each in listed
        ),
        reverse=True,
    )
    if not likeness or likeness[0][0] < ALIKE:
        return None
    next_best = likeness[1][0] if len(likeness) > 1 else 0.0
    return likeness[0][1] if likeness[0][0] - next_best >= AHEAD else None


def _plain(name: str) -> str:
    """Return a name without what stands behind the first comma or in brackets, and without titles."""
    words = re.findall(r"[a-z]+", re.sub(r"\(.*?\)", " ", name.lower().partition(",")[0]).replace("'", ""))
    return " ".join(word for word in words if word not in TITLES) or name.lower()


def _read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def main() -> None:
    """Serve a build, reconcile the members, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("build", type=Path, help="folder that `hub build` wrote")
    parser.add_argument("data", type=Path, help="folder of the published files")
    given = parser.parse_args()
    asked = members(given.data)
    person_of = dict(current(given.build).table(Candidacies).select("candidacy_id", "person_id").iter_rows())
    with tempfile.TemporaryDirectory() as folder, served(given.build, Path(folder) / "log") as server:
        outcome = reconciled(posted(server.address), asked, person_of.get)
    told = sum(each.candidacy is not None for each in asked)
    print(f"{outcome.asked} members, of whom the list of candidates tells {told}")
    print(
        f"matched {outcome.matched} ({outcome.share:.1%}), right {outcome.right}, wrong or not told by the list {len(outcome.wrong)}"
    )
    for heading, names in (
        ("matched with another person, or not told by the list", outcome.wrong),
        ("not matched", outcome.missed),
    ):
        print(f"\n{heading}:")
        print("\n".join(f"  {name}" for name in names) or "  nobody")
    sys.exit(bool(outcome.wrong) or outcome.share < 0.97)


if __name__ == "__main__":
    main()
