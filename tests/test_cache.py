"""The cache of a build: what was stored comes back as it was, or not at all; a step is taken over where its inputs and the software are the same."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from hub import cache as module
from hub.cache import Cache, NotKept, digest_of, taken_over

FRAME = pl.DataFrame(
    {
        "a": ["x", None, ""],
        "b": [[], None, ["y"]],
        "c": [1, 2, None],
        "d": [b"\\x00", None, b""],
        "e": ["M", "F", None],
    },
    schema_overrides={"e": pl.Enum(["F", "M"])},
)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


class Step:
    """Counts how often it is made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, pl.DataFrame]:
        self.times += 1
        return {"made": FRAME}


def test_what_was_stored_comes_back(cache: Cache) -> None:
    with pytest.raises(NotKept, match="nothing is kept"):
        cache.load("room/one")
    cache.store("room/one", {"n": [1, "é", None]}, {"one": FRAME, "none": FRAME.clear()})
    kept = cache.load("room/one")
    assert kept.about == {"n": [1, "é", None]}
    frames = kept.frames()
    assert_frame_equal(frames["one"], FRAME)
    assert_frame_equal(frames["none"], FRAME.clear())


@pytest.mark.parametrize("content", [b"", b"half", None])
def test_what_is_not_as_it_was_written_does_not_come_back(cache: Cache, content: bytes | None) -> None:
    cache.store("room/one", {}, {"one": FRAME})
    path = cache.folder / "room/one.kept"
    path.write_bytes(path.read_bytes()[:-1] if content is None else content)
    with pytest.raises(NotKept, match="damaged"):
        cache.load("room/one")


def test_a_step_is_made_once_for_the_same_inputs_and_software(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    step, changed = Step(), FRAME.with_columns(c=pl.lit(1))
    for frame, times in ((FRAME, 1), (FRAME.rechunk(), 1), (changed, 2), (changed, 2), (FRAME, 3)):
        assert_frame_equal(taken_over(cache, "steps/one", {"in": frame}, step)["made"], FRAME)
        assert step.times == times
    taken_over(cache, "steps/one", {"other": FRAME}, step)
    assert step.times == 4
    monkeypatch.setattr(module, "software", lambda: "another")
    taken_over(cache, "steps/one", {"other": FRAME}, step)
    assert step.times == 5
    taken_over(None, "steps/one", {"other": FRAME}, step)
    assert step.times == 6


def test_a_digest_is_of_names_types_order_and_every_cell() -> None:
    others = [
        FRAME.rename({"a": "z"}),
        FRAME.reverse(),
        FRAME.select("b", "a", "c", "d", "e"),
        FRAME.head(2),
        FRAME.with_columns(pl.col("c").cast(pl.Int32)),
        FRAME.with_columns(pl.col("a").fill_null("")),
        FRAME.with_columns(pl.col("b").fill_null([])),
        FRAME.with_columns(pl.col("e").fill_null("M")),
    ]
    assert len({digest_of(frame) for frame in (FRAME, *others)}) == len(others) + 1
    assert digest_of(pl.concat([FRAME.head(1), FRAME.tail(2)])) == digest_of(FRAME)


def test_entries_that_nobody_asked_for_are_forgotten(cache: Cache) -> None:
    for name in ("steps/one", "steps/two", "readings/one"):
        cache.store(name, {}, {})
    again = Cache(cache.folder)
    again.load("steps/two")
    again.forget_others("steps")
    assert sorted(path.relative_to(cache.folder).as_posix() for path in cache.folder.rglob("*.kept")) == [
        "readings/one.kept",
        "steps/two.kept",
    ]
