from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hub.identity.register import Entry, Settled, settle

Clusters = Sequence[Sequence[str]]


def build(clusters: Clusters, before: Settled | None = None, number: int = 1) -> Settled:
    cluster_of = {key: f"any name {place}" for place, members in enumerate(clusters) for key in members}
    entries = list(before.entries.values()) if before else []
    return settle(cluster_of, entries, before.person_of if before else {}, number)


def builds(*steps: Clusters) -> list[Settled]:
    made: list[Settled] = []
    for number, clusters in enumerate(steps, start=1):
        made.append(build(clusters, made[-1] if made else None, number))
    return made


def state(settled: Settled, identifier: str) -> tuple[str, tuple[str, ...]]:
    entry = settled.entries[identifier]
    return entry.state, entry.successors


def test_a_merge_keeps_the_older_id_and_its_undo_restores_both() -> None:
    apart, merged, undone = builds([["a"], ["b"]], [["a", "b"]], [["a"], ["b"]])
    a, b = apart.person_of["a"], apart.person_of["b"]
    assert merged.person_of == {"a": a, "b": a}
    assert state(merged, b) == ("MERGED", (a,))
    assert undone.person_of == {"a": a, "b": b}
    assert state(undone, a) == state(undone, b) == ("ACTIVE", ())


def test_a_split_closes_the_id_with_all_successors_and_its_undo_opens_it_again() -> None:
    whole, split, kept, undone = builds([["a", "b"]], [["a"], ["b"]], [["a"], ["b"]], [["a", "b"]])
    old = whole.person_of["a"]
    successors = (split.person_of["a"], split.person_of["b"])
    assert old not in successors
    assert state(split, old) == ("SPLIT", tuple(sorted(successors)))
    assert kept.person_of == split.person_of
    assert undone.person_of == {"a": old, "b": old}
    assert [state(undone, successor) for successor in successors] == [("MERGED", (old,))] * 2


def test_a_split_after_its_undo_has_the_ids_of_the_first_split() -> None:
    whole, split, undone, again = builds([["a", "b"]], [["a"], ["b"]], [["a", "b"]], [["a"], ["b"]])
    assert undone.person_of == whole.person_of
    assert again.person_of == split.person_of
    assert state(again, whole.person_of["a"]) == state(split, whole.person_of["a"])


def test_whoever_comes_back_changes_no_id_that_is_published() -> None:
    _, _, published, back = builds([["a"]], [], [["b"]], [["a", "b"]])
    assert set(back.person_of.values()) == {published.person_of["b"]}


def test_a_person_without_candidacies_is_withdrawn_and_comes_back_under_the_same_id() -> None:
    first, without, again = builds([["a"], ["b"]], [["a"]], [["a"], ["b"]])
    assert state(without, first.person_of["b"]) == ("WITHDRAWN", ())
    assert again.person_of == first.person_of


def test_a_merge_of_a_merge_leads_to_who_lives_on() -> None:
    first, _, third = builds([["a"], ["b"], ["c"]], [["a"], ["b", "c"]], [["a", "b", "c"]])
    a, b, c = (first.person_of[key] for key in "abc")
    assert (state(third, c), state(third, b)) == (("MERGED", (b,)), ("MERGED", (a,)))


def test_undoing_a_merge_leaves_the_merges_before_it() -> None:
    *_, apart, merged, undone = builds(
        [["b", "d"], ["e"]], [["b"], ["d"], ["e"]], [["d"], ["e"]], [["b", "d"], ["e"]], [["b", "d", "e"]], [["b", "d"], ["e"]]
    )  # fmt: skip
    assert merged.person_of["b"] == apart.person_of["e"]
    assert undone.person_of == apart.person_of


def test_an_older_candidacy_found_later_changes_no_id() -> None:
    first, second = builds([["2014/x"]], [["2009/x", "2014/x"]])
    assert second.person_of["2009/x"] == first.person_of["2014/x"]


KEYS = "abcdefgh"
PARTITIONS = st.lists(st.integers(0, 4), min_size=len(KEYS), max_size=len(KEYS)).map(
    lambda names: [
        [key for key, name in zip(KEYS, names, strict=True) if name == one] for one in sorted(set(names)) if one
    ]
)


@given(st.lists(PARTITIONS, min_size=1, max_size=6))
def test_every_id_ever_published_still_answers(steps: list[list[list[str]]]) -> None:
    published: set[str] = set()
    for made in builds(*steps):
        published |= set(made.person_of.values())
        assert published <= set(made.entries)
        for identifier in published:
            assert leads_to(made, identifier), identifier
        clusters = {
            frozenset(key for key in made.person_of if made.person_of[key] == person)
            for person in made.person_of.values()
        }
        assert {state(made, person) for person in made.person_of.values()} <= {("ACTIVE", ())}
        assert len(clusters) == len(set(made.person_of.values()))


def leads_to(settled: Settled, identifier: str, seen: frozenset[str] = frozenset()) -> bool:
    """An id is active, or withdrawn, or leads on, in no circle, to ids that do."""
    assert identifier not in seen
    entry = settled.entries[identifier]
    if not entry.successors:
        return entry.state in {"ACTIVE", "WITHDRAWN"}
    return all(leads_to(settled, successor, seen | {identifier}) for successor in entry.successors)


@given(PARTITIONS, PARTITIONS, st.randoms())
def test_order_does_not_matter_and_the_same_again_changes_nothing(
    first: Clusters, second: Clusters, random: Random
) -> None:
    _, made = builds(first, second)
    shuffled = list(second)
    random.shuffle(shuffled)
    again = build([list(reversed(members)) for members in shuffled], build(first), 2)
    assert again == made
    assert build(second, made, 3) == made


def test_an_entry_says_which_candidacy_it_was_minted_from() -> None:
    assert Entry("p-x", "2014/dpr/1/1;after-split-of=p-y", 2).candidacy == "2014/dpr/1/1"
