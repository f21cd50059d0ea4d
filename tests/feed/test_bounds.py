"""Bounds of jobs: what is done besides a step is done at each stage, not for each of ten thousand files; a limit on memory ends with its job."""

import resource

import pytest

from hub.feed import bounds


@pytest.mark.parametrize(("every_s", "acts"), [(1e9, ["a 1", "b 1"]), (0.0, ["a 1", "a 2", "a 3", "b 1"])])
def test_something_is_done_at_each_stage(every_s: float, acts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "EVERY_S", every_s)
    steps: list[str] = []
    done: list[str] = []
    progress = bounds.with_now_and_then(
        lambda stage, number, _: steps.append(f"{stage} {number}"),
        lambda stage, number, _: done.append(f"{stage} {number}"),
    )
    for stage, number in (("a", 1), ("a", 2), ("a", 3), ("b", 1)):
        progress(stage, number, 9)
    assert steps == ["a 1", "a 2", "a 3", "b 1"]
    assert done == acts


def test_a_limit_on_memory_ends_with_its_job() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(MemoryError), bounds.bounded_memory(1_000):
        bytearray(4_000_000_000)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
