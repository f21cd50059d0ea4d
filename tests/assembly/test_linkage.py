"""Who is who as the build before kept it: every part of it comes back, and it is made again only for what it is made from."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from hub.assembly import linkage
from hub.assembly.linkage import linked
from hub.cache import Cache
from hub.identity import judgements, strangers
from hub.identity.match import LINKS, UNLIKELY, Conflict, Linkage
from hub.identity.rulings import Contradiction, Ruling

FOUND = Linkage(
    pl.DataFrame([("a", "b", 0.9, "LINKED", ["same name"], True, None)], LINKS, orient="row"),
    {"a": "a", "b": "a"},
    [Conflict("a", "c", 1 / 3, "two genders")],
    [Contradiction("a", "c", ("j-1", "j-2"), "a chain")],
    [Ruling("j-3", "a", "z", "same")],
    pl.DataFrame(schema=strangers.SCHEMA),
    pl.DataFrame([("a", "c", 0.02)], UNLIKELY, orient="row"),
)
CANDIDACIES = pl.DataFrame(
    {
        "candidacy_id": ["b", "a"],
        "edition_id": ["2024", "2019"],
        "office": "DPR",
        "name_on_ballot": "ANI",
        "votes_count": [1, 2],
    }
)


def test_every_part_comes_back_and_only_what_is_read_makes_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []
    monkeypatch.setattr(linkage, "link", lambda *_: times.append(1) or FOUND)
    cache = Cache(tmp_path)
    votes = CANDIDACIES.with_columns(votes_count=pl.lit(7)).reverse()
    for candidacies, before, made in (
        (CANDIDACIES, {}, 1),
        (CANDIDACIES, {}, 1),
        (votes, {}, 1),
        (votes, {"a": "p-1"}, 2),
        (CANDIDACIES.with_columns(name_on_ballot=pl.lit("ANA")), {"a": "p-1"}, 3),
    ):
        found = linked(candidacies, judgements.NONE, before, cache)
        assert len(times) == made
        for name, part in vars(FOUND).items():
            if isinstance(part, pl.DataFrame):
                assert_frame_equal(getattr(found, name), part)
            else:
                assert getattr(found, name) == part
