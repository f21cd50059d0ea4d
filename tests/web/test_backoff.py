"""What has failed is tried again after a pause that doubles, by one caller at a time."""

from hypothesis import given
from hypothesis import strategies as st

from hub.web.backoff import Backoff


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_everyone_may_try_what_has_not_failed() -> None:
    backoff = Backoff()
    assert [backoff.begin() for _ in range(3)] == [True] * 3
    assert backoff.wait_s == 0


def test_after_a_failure_one_at_a_time_once_the_pause_is_over() -> None:
    clock = Clock()
    backoff = Backoff(1, 8, clock)
    assert backoff.failed(ValueError("down"))
    assert (backoff.begin(), backoff.wait_s) == (False, 1)
    clock.now = 1
    assert [backoff.begin() for _ in range(3)] == [True, False, False]
    assert not backoff.failed(ValueError("still down")), "not the first in a row"
    assert (backoff.begin(), backoff.wait_s) == (False, 2)
    clock.now = 3
    assert backoff.begin()
    backoff.succeeded()
    assert (backoff.error, backoff.begin(), backoff.begin()) == (None, True, True)


def test_failures_of_those_who_were_under_way_do_not_make_the_pause_longer() -> None:
    clock = Clock()
    backoff = Backoff(1, 8, clock)
    for _ in range(10):
        backoff.failed(ValueError("each of ten that were asked together"))
    assert backoff.wait_s == 1


@given(st.integers(1, 40))
def test_the_pause_never_grows_past_the_longest(times: int) -> None:
    clock = Clock()
    backoff = Backoff(1, 8, clock)
    for done in range(times):
        assert backoff.begin()
        backoff.failed(ValueError("down"))
        assert backoff.wait_s == min(8, 2**done)
        clock.now += backoff.wait_s
