"""Histories of releases that once gave an id to another person, each found by `make fuzz-register`."""

from tests.identity.test_register_machine import NAMES, Register, World

ANA, BUDI, CICI, *_ = NAMES


def releases(*steps: list[list[str]]) -> list[dict[str, str]]:
    """Return name -> id of each release; a step lists the people, each by the names of the candidacies that are hers or his."""
    register = Register()
    return [
        register.build(World({name: NAMES.index(name) + 1 for names in people for name in names}).regrouped(people))
        for people in steps
    ]


def test_the_first_of_a_split_that_was_undone_leaves_the_lists_and_comes_back_alone() -> None:
    """Her id of the split stands beside the undone one from then on, so undoing a later merge is no second split."""
    whole, split, undone, without, apart, merged, again = releases(
        [[ANA, BUDI]], [[ANA], [BUDI]], [[ANA, BUDI]], [[BUDI]], [[ANA], [BUDI]], [[ANA, BUDI]], [[ANA], [BUDI]]
    )
    assert undone == whole
    assert without[BUDI] == whole[BUDI]
    assert apart == {ANA: split[ANA], BUDI: whole[BUDI]}
    assert set(merged.values()) == {whole[BUDI]}
    assert again == apart


def test_the_second_of_a_split_that_was_undone_leaves_the_lists_and_comes_back_alone() -> None:
    whole, split, _, _, apart, _, again = releases(
        [[ANA, BUDI]], [[ANA], [BUDI]], [[ANA, BUDI]], [[ANA]], [[ANA], [BUDI]], [[ANA, BUDI]], [[ANA], [BUDI]]
    )
    assert apart == {ANA: whole[ANA], BUDI: split[BUDI]}
    assert again == apart


def test_a_part_that_stands_beside_the_whole_leaves_the_rest_of_the_split_as_it_was() -> None:
    whole, split, _, _, apart, again = releases(
        [[ANA, BUDI, CICI]],
        [[ANA], [BUDI], [CICI]],
        [[ANA, BUDI, CICI]],
        [[BUDI, CICI]],
        [[ANA], [BUDI, CICI]],
        [[ANA], [BUDI], [CICI]],
    )
    assert apart == {ANA: split[ANA], BUDI: whole[BUDI], CICI: whole[BUDI]}
    assert again == split


def test_a_part_that_was_split_itself_does_not_open_for_one_of_its_parts() -> None:
    """All parts are merged at once, and not as they were split; undone, each has the id of just before."""
    *_, apart, across, whole, undone = releases(
        [[ANA, BUDI, CICI]],
        [[ANA, CICI], [BUDI]],
        [[ANA], [BUDI], [CICI]],
        [[ANA], [BUDI, CICI]],
        [[ANA, BUDI, CICI]],
        [[ANA], [BUDI, CICI]],
    )
    assert across == {ANA: apart[ANA], BUDI: apart[BUDI], CICI: apart[BUDI]}
    assert len(set(whole.values())) == 1
    assert undone == across
