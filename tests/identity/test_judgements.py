"""Judgements: records that are never changed, of which the latest holds, and what they demand of a build."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import UsageError, WorkspaceError
from hub.identity.judgements import Judgement, Undo, Verdict, append, read_judgements, read_records, standing
from hub.identity.rulings import Rulings, rulings

NOON = datetime(2042, 3, 1, 12, tzinfo=UTC)


def judged(left: str, right: str, verdict: Verdict, minute: int = 0) -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="Ani", at=NOON + timedelta(minutes=minute), why="seen")


def undone(identifier: str, minute: int) -> Undo:
    return Undo(undoes=identifier, by="Budi", at=NOON + timedelta(minutes=minute), why="a mistake")


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = Judgement(
        left="2037/dpr/1/1/1", right="2042/dpr/1/1/1", verdict="same", by='Ani "A"', at=NOON, why="one \\ two\ttabs \u202e",
        evidence=("https://example.org/a?b=c", "same name"), score=0.25, model="2",
    )  # fmt: skip
    identifier = append(tmp_path / "new", record)
    (read,) = read_records(tmp_path / "new").values()
    assert read == record.model_copy(update={"why": "one \\ two tabs \u202e"})
    assert [path.name for path in (tmp_path / "new").iterdir()] == [f"{identifier}.toml"]


@given(st.text(min_size=1, max_size=80).filter(lambda text: text.isprintable()))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("texts")
    append(folder, judged("a", "b", "same").model_copy(update={"why": text}))
    assert read_judgements(folder)["why"].to_list() == [text]


def test_no_folder_is_no_judgement(tmp_path: Path) -> None:
    assert read_judgements(tmp_path / "nowhere").is_empty()


def test_the_latest_of_a_pair_holds_whatever_its_side(tmp_path: Path) -> None:
    append(tmp_path, judged("a", "b", "same", 2))
    append(tmp_path, judged("b", "a", "different", 3))
    append(tmp_path, judged("a", "b", "unsure", 1))
    held = read_judgements(tmp_path)
    assert held.select("left", "right", "verdict").rows() == [("a", "b", "different")]


def test_an_undo_restores_what_held_before_and_can_be_undone(tmp_path: Path) -> None:
    append(tmp_path, judged("a", "b", "same", 1))
    second = append(tmp_path, judged("a", "b", "different", 2))
    undo = append(tmp_path, undone(second, 3))
    assert read_judgements(tmp_path)["verdict"].to_list() == ["same"]
    append(tmp_path, undone(undo, 4))
    assert read_judgements(tmp_path)["verdict"].to_list() == ["different"]
    assert len(read_records(tmp_path)) == 4


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("notes.toml", "", "expected a name such as"),
        ("20420301T120000Z-00000000.toml", "left = ", "expected a judgement as TOML"),
        ("20420301T120000Z-00000000.toml", 'left = "a"', "right: Field required"),
        (
            "20420301T120000Z-00000000.toml",
            'left = "a"\nright = "a"\nverdict = "same"\nby = "A"\nat = 2042-03-01T12:00:00Z\nwhy = "x"',
            "expected two candidacies, found 'a' twice",
        ),
        (
            "20420301T120000Z-00000000.toml",
            'left = "a"\nright = "b"\nverdict = "same"\nby = "A"\nat = 2042-03-01T12:00:00\nwhy = "x"',
            "expected `at` with a time zone",
        ),
        (
            "20420301T120000Z-00000000.toml",
            'undoes = "20420301T110000Z-00000000"\nby = "A"\nat = 2042-03-01T12:00:00Z\nwhy = "x"',
            "to undo, found '20420301T110000Z-00000000'",
        ),
    ],
)
def test_a_wrong_record_is_one_clear_sentence(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(WorkspaceError) as raised:
        read_records(tmp_path)
    assert said in str(raised.value)
    assert name in str(raised.value)


def test_what_is_not_there_cannot_be_undone(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="to undo, found '20420301T110000Z-00000000'"):
        append(tmp_path, undone("20420301T110000Z-00000000", 1))
    assert list(tmp_path.iterdir()) == []


def demanded(*records: Judgement, candidacies: str = "abcd") -> Rulings:
    return rulings(standing({str(place): record for place, record in enumerate(records)}), set(candidacies))


def test_a_judgement_on_a_candidacy_that_is_not_there_waits() -> None:
    found = demanded(judged("a", "b", "same"), judged("a", "z", "same"))
    assert [(ruling.left, ruling.right) for ruling in found.same] == [("a", "b")]
    assert [(ruling.left, ruling.right) for ruling in found.absent] == [("a", "z")]


def test_a_chain_that_contradicts_itself_is_not_followed_and_others_are() -> None:
    found = demanded(
        judged("a", "b", "same"), judged("b", "c", "same"), judged("a", "c", "different"), judged("d", "e", "same"),
        candidacies="abcde",
    )  # fmt: skip
    assert [(ruling.left, ruling.right) for ruling in found.same] == [("d", "e")]
    assert [(ruling.left, ruling.right) for ruling in found.different] == [("a", "c")]
    (contradiction,) = found.contradictions
    assert (contradiction.left, contradiction.right) == ("a", "c")
    assert len(contradiction.judgement_ids) == 3
    assert "says that a and b are the same" in contradiction.reason
    assert "says that a and c are different" in contradiction.reason
