"""`hub review` as a person meets it: at a terminal, one key each, and as a script meets it."""

import codecs
import json
import os
import pty
import re
import select
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from hub.errors import UsageError
from hub.identity.judgements import read_judgements, read_records
from hub.tables import BY_NAME
from tests.command import HUB, hub, run
from tests.mini import tables, write_mini

PAIRS = (
    ("2037/dpr/1/9/1", "2042/dpr/8101/1/1", 0.875),
    ("2037/dpr/1/9/1", "2042/dpr/8101/1/4", 0.5),
    ("2037/dpr/1/9/1", "2042/dpr/8101/1/5", 0.25),
)
SITI = r"\d of 3 · score 0\.875"
GUARD_S = 60
"""Longest that a terminal may say nothing before the test is given up; nothing waits for it to pass."""


class Terminal:
    """A command at a pseudo-terminal: what it shows is waited for, keys are pressed one by one."""

    def __init__(self, *arguments: str) -> None:
        self._screen, theirs = pty.openpty()
        environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
        self._process = subprocess.Popen(
            [*HUB, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        self._shown = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def shows(self, pattern: str) -> str:
        """Return what was shown since the last call, up to the end of the pattern."""
        while (found := re.search(pattern, self._shown)) is None:
            self._shown += self._read()
        told, self._shown = self._shown[: found.end()], self._shown[found.end() :]
        return told

    def press(self, key: str) -> None:
        os.write(self._screen, key.encode())

    def _read(self) -> str:
        ready, _, _ = select.select([self._screen], [], [], GUARD_S)
        try:
            new = os.read(self._screen, 65536) if ready else b""
        except OSError:  # the other side of a terminal that is closed
            new = b""
        assert new, f"expected more of the command, found its end or silence after {self._shown!r}"
        return self._decoder.decode(new)

    def ends(self) -> int:
        return self._process.wait(GUARD_S)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._screen)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace whose release has three open questions."""
    (tmp_path / "hub.toml").write_text(
        '[hub]\ntitle = "Mini"\n[[editions]]\nid = "2042"\nname = "Pemilu 2042"\n[[sources]]\nid = "list"\nloader = "hub-table"\n'
        'path = "candidacies.csv"\ntitle = "List"\npublisher = "Komisi"\n'
    )
    content = tables()
    rows = [
        {
            "link_id": f"{left}~{right}", "left_id": left, "right_id": right, "band": "REVIEW", "score": score, "model": "1",
            "reasons": ["same name", "other [party]"], "is_same_person": False, "judgement_id": None,
        }
        for left, right, score in PAIRS
    ]  # fmt: skip
    content["links"] = BY_NAME["links"].validate(
        pl.DataFrame(rows, schema_overrides={"judgement_id": pl.String}), cast=True
    )
    write_mini(tmp_path / ".hub", content)
    return tmp_path


@pytest.fixture
def terminal(workspace: Path) -> Iterator[Any]:
    opened: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        opened.append(Terminal("review", str(workspace), "--by", "Ani", *arguments))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def verdicts(workspace: Path) -> dict[str, str]:
    held = read_judgements(workspace / "judgements" / "persons")
    return dict(held.select("right", "verdict").iter_rows())


def script(workspace: Path, *arguments: str) -> str:
    return hub("review", workspace, *arguments)


def test_both_sides_stand_side_by_side_with_the_reasons(terminal: Any) -> None:
    at = terminal()
    shown = at.shows(r"q quit")
    assert "1 of 3 · score 0.875" in shown
    assert re.search(r'name +SITI +Hj\. "SITI" \\ S\.H\.', shown)
    assert re.search(r"edition +Pemilu 2037 +Pemilu 2042", shown)
    assert re.search(r"born +2001 +not stated", shown)
    assert "why: same name; other [party]" in shown
    at.press("q")
    assert at.ends() == 0


def test_each_key_is_one_answer_recorded_at_once(terminal: Any, workspace: Path) -> None:
    at = terminal("--why", "their own words")
    for key, question, said in (("s", "1 of 3", "same"), ("d", "2 of 3", "different"), ("u", "3 of 3", "unsure")):
        at.shows(question)
        at.press(key)
        at.shows(f"{said}: recorded")
        assert said in verdicts(workspace).values()
    at.shows("3 judged, 0 open")
    assert at.ends() == 0
    held = read_judgements(workspace / "judgements" / "persons")
    assert held["right"].to_list() == [right for _, right, _ in PAIRS]
    assert set(held["by"]) == {"Ani"}
    assert set(held["why"]) == {"their own words"}
    assert held["evidence"][0].to_list() == ["same name", "other [party]"]
    assert held.select("score", "model").row(0) == (0.875, "1")


def test_it_goes_on_where_it_stopped(terminal: Any, workspace: Path) -> None:
    first = terminal()
    first.shows(SITI)
    first.press("s")
    first.shows("2 of 3 · score 0.500")
    first.press("\x03")
    assert first.ends() == 0
    again = terminal()
    again.shows("1 of 2 · score 0.500")
    again.press("q")
    again.shows("0 judged, 2 open")
    assert verdicts(workspace) == {PAIRS[0][1]: "same"}


def test_undo_asks_again_and_keeps_the_record(terminal: Any, workspace: Path) -> None:
    at = terminal()
    at.shows(SITI)
    at.press("z")
    at.shows("nothing to take back")
    at.press("s")
    at.shows("2 of 3")
    at.press("z")
    at.shows("taken back")
    at.shows(SITI)
    assert verdicts(workspace) == {}
    at.press("d")
    at.shows("2 of 3")
    at.press("q")
    assert at.ends() == 0
    assert verdicts(workspace) == {PAIRS[0][1]: "different"}
    assert len(read_records(workspace / "judgements" / "persons")) == 3


def test_a_skipped_question_comes_last(terminal: Any) -> None:
    at = terminal()
    at.shows(SITI)
    at.press("k")
    at.shows(r"1 of 3 · score 0\.500")
    at.press("d")
    at.shows(r"2 of 3 · score 0\.250")
    at.press("d")
    at.shows(r"3 of 3 · score 0\.875")
    at.press("x")
    at.shows("s same · d different")
    at.press("\x04")
    assert at.ends() == 0


def test_what_contradicts_earlier_judgements_is_not_recorded(terminal: Any, workspace: Path) -> None:
    left, right, _ = PAIRS[0]
    third = "2042/president/1/1"
    for verdict, one, other in (("same", left, third), ("different", right, third)):
        script(workspace, "--by", "Ani", "--pair", one, other, "--verdict", verdict)
    at = terminal()
    at.shows(SITI)
    at.press("s")
    said = at.shows("undo the one that is wrong first")
    assert f"{left} and {third} are the same" in said
    at.press("q")
    assert at.ends() == 0
    assert len(read_records(workspace / "judgements" / "persons")) == 2


def test_a_script_lists_the_questions(workspace: Path) -> None:
    listed = json.loads(script(workspace, "--list", "--json"))
    assert [question["score"] for question in listed["questions"]] == [0.875, 0.5, 0.25]
    assert listed["questions"][0]["left"]["birth_year"] == 2001
    assert "birth_date" not in json.dumps(listed)
    assert script(workspace, "--list").count("SITI") >= 3


def test_a_script_judges_any_pair_and_takes_it_back(workspace: Path) -> None:
    pair = ("--pair", "2042/dpr/8101/1/2", "2037/dpr/1/9/1")
    done = script(workspace, "--by", "Ani", *pair, "--verdict", "same")
    assert list(verdicts(workspace).values()) == ["same"]
    (listed,) = json.loads(script(workspace, "--json"))["judgements"]
    assert listed["judgement_id"] == done.strip()
    script(workspace, "--by", "Ani", "--undo", done.strip())
    assert verdicts(workspace) == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pair", "2037/dpr/1/9/1", "2042/dpr/8101/1/2", "--verdict", "same"), "expected --by NAME"),
        (("--by", "Ani", "--verdict", "same"), "with --pair"),
        (("--by", "Ani", "--pair", "2037/dpr/1/9/1", "2042/dpr/8101/1/2", "--verdict", "maybe"), "found 'maybe'"),
        (("--by", "Ani", "--pair", "2037/dpr/1/9/1", "x", "--verdict", "same"), "found 'x'"),
        (("--by", "Ani", "--undo", "x"), "to undo, found 'x'"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_records_nothing(
    workspace: Path, arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UsageError) as raised:
        script(workspace, *arguments)
    assert said in str(raised.value)
    assert verdicts(workspace) == {}


def test_without_a_terminal_it_is_a_usage_error(workspace: Path) -> None:
    done = run("review", str(workspace), "--by", "Ani")
    assert done.returncode == 2
    assert "expected a terminal to ask at, found none" in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr
