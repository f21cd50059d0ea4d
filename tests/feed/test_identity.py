"""Questions of identity in the browser: one reviewer decides, two of whom many know; what is decided is in the log and in the workspace, once."""

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from hub.errors import BadFile, NotAllowed, NotNow
from hub.feed import accounts, identity
from hub.feed.jobs import work
from hub.feed.state import Place, create, state_folder
from hub.feed.verify import problems
from hub.identity.judgements import Judgement, append, read_judgements
from hub.release import current
from hub.tables.candidacies import Candidacies
from tests.conftest import ROOT
from tests.feed.bureau import Bureau
from tests.feed.served import in_browser, served

WHY = "daftar calon tetap 2019, halaman 3"


@pytest.fixture
def bureau(sample_out: Path, tmp_path: Path) -> Bureau:
    """Return a bureau over the sample, with three reviewers and a steward."""
    folder = tmp_path / "sample"
    out = folder / ".hub"
    shutil.copytree(ROOT / "sample", folder, ignore=shutil.ignore_patterns(".hub*"))
    shutil.copytree(sample_out, out, ignore=shutil.ignore_patterns("dumps", "data"))
    state = create(state_folder(out), Place(folder, folder, out))
    for name, role in (("ani", "reviewer"), ("budi", "reviewer"), ("citra", "reviewer"), ("sari", "steward")):
        accounts.add(state, name, None, "test")
        accounts.grant(state, name, role, ["results-2024"], "test")
    return Bureau(folder, state)


def records(bureau: Bureau) -> list[dict[str, object]]:
    """Return the judgements of the workspace that the feed wrote."""
    folder = bureau.workspace / "judgements" / "persons"
    found = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    return [each for each in found if each["by"] != "Pemilu Hub"]


def first(bureau: Bureau, *, needs_two: bool, name: str = "ani") -> identity.Asked:
    return next(each for each in identity.asked(bureau.state, bureau.who(name)) if each.needs_two == needs_two)


def test_one_reviewer_decides_on_somebody_whom_few_know(bureau: Bureau) -> None:
    waiting = identity.asked(bureau.state, bureau.who("ani"))
    one = first(bureau, needs_two=False)
    assert identity.judge(bureau.state, bureau.who("ani"), one.question.pair, "different", WHY)
    (record,) = records(bureau)
    assert (record["left"], record["right"]) == one.question.pair
    assert (record["verdict"], record["by"], record["why"]) == ("different", "ani", WHY)
    assert record["evidence"] == list(one.question.reasons)
    assert record["score"] == one.question.score
    assert len(identity.asked(bureau.state, bureau.who("budi"))) == len(waiting) - 1
    with pytest.raises(NotNow):
        identity.judge(bureau.state, bureau.who("budi"), one.question.pair, "same", WHY)
    acts = [row["act"] for row in bureau.state.rows("SELECT act FROM log ORDER BY number DESC LIMIT 3")]
    assert acts == ["identity.written", "identity.judged", "identity.verdict"]
    assert problems(bureau.state) == []


def test_many_know_who_was_elected_or_stood_for_president(bureau: Bureau) -> None:
    release = current(bureau.out)
    _, known = identity._of_release(release.folder)
    rows = release.table(Candidacies)
    person_of = dict(rows.select("candidacy_id", "person_id").iter_rows())
    elected = rows.filter(pl.col("elected"))["candidacy_id"].to_list()
    assert elected
    assert {*elected, "2014/president/2/1", "2019/president/1/1"} <= known
    assert {person_of[each] for each in known} < set(person_of.values())


def test_two_who_agree_decide_on_somebody_whom_many_know(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, known = identity._of_release(current(bureau.out).folder)
    monkeypatch.setattr(identity, "_of_release", lambda _: (waiting, known | {waiting[0].left.candidacy}))
    one = first(bureau, needs_two=True)
    assert not identity.judge(bureau.state, bureau.who("ani"), one.question.pair, "same", WHY)
    assert one.question.pair not in {each.question.pair for each in identity.asked(bureau.state, bureau.who("ani"))}
    assert not identity.judge(bureau.state, bureau.who("ani"), one.question.pair, "same", WHY)  # once more is not two
    assert not identity.judge(bureau.state, bureau.who("budi"), one.question.pair, "different", WHY)
    assert records(bureau) == []
    assert identity.judge(bureau.state, bureau.who("citra"), one.question.pair, "same", WHY)
    (record,) = records(bureau)
    assert (record["verdict"], record["by"]) == ("same", "ani, citra")
    assert bureau.state.rows("SELECT * FROM verdict") == []
    assert problems(bureau.state) == []


def test_a_contradiction_is_refused_and_nothing_is_kept_of_it(bureau: Bureau) -> None:
    pair = first(bureau, needs_two=False).question.pair
    folder = bureau.workspace / "judgements" / "persons"
    third = "2019/president/1/1"
    at = identity.datetime.fromisoformat("2042-04-01T08:00:00Z")
    append(folder, Judgement(left=pair[0], right=third, verdict="same", by="x", at=at, why="x"))
    append(folder, Judgement(left=pair[1], right=third, verdict="different", by="x", at=at, why="x"))
    with pytest.raises(NotNow, match="not recorded"):
        identity.judge(bureau.state, bureau.who("ani"), pair, "same", WHY)
    assert bureau.state.rows("SELECT * FROM verdict") == []
    assert problems(bureau.state) == []


@pytest.mark.parametrize("written_count", [0, 1], ids=["before", "after"])
def test_a_kill_at_the_writing_leaves_one_judgement(
    bureau: Bureau, written_count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(folder: Path, record: Judgement) -> str:
        if written_count:
            append(folder, record)
        raise KeyboardInterrupt

    pair = first(bureau, needs_two=False).question.pair
    with monkeypatch.context() as patched:
        patched.setattr(identity, "append", killed)
        with pytest.raises(KeyboardInterrupt):
            identity.judge(bureau.state, bureau.who("ani"), pair, "unsure", WHY)
    assert len(records(bureau)) == written_count
    work(bureau.state)
    (record,) = records(bureau)
    assert record["verdict"] == "unsure"
    held = read_judgements(bureau.workspace / "judgements" / "persons")
    judged = bureau.state.row("SELECT record FROM judged")
    assert judged is not None
    assert judged["record"] in set(held["judgement_id"])
    assert problems(bureau.state) == []


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda bureau, pair: identity.judge(bureau.state, bureau.who("sari"), pair, "same", WHY), NotAllowed),
        (lambda bureau, pair: identity.asked(bureau.state, bureau.who("sari")), NotAllowed),
        (lambda bureau, pair: identity.judge(bureau.state, bureau.who("ani"), pair, "perhaps", WHY), BadFile),
        (lambda bureau, pair: identity.judge(bureau.state, bureau.who("ani"), pair, "same", " no "), BadFile),
        (
            lambda bureau, pair: identity.judge(bureau.state, bureau.who("ani"), (pair[0], "2019/x"), "same", WHY),
            NotNow,
        ),
    ],
    ids=["judge", "read", "verdict", "why", "pair"],
)
def test_what_is_no_answer_changes_nothing(
    bureau: Bureau, call: Callable[[Bureau, tuple[str, str]], object], error: type[Exception]
) -> None:
    pair = first(bureau, needs_two=False).question.pair
    acts = len(bureau.state.rows("SELECT * FROM log"))
    with pytest.raises(error):
        call(bureau, pair)
    assert len(bureau.state.rows("SELECT * FROM log")) == acts


def test_a_reviewer_answers_on_a_page(bureau: Bureau) -> None:
    ani = in_browser(bureau, served(bureau), "ani")
    assert "Pertanyaan identitas" in ani("GET", "/feed/").text
    page = ani("GET", "/feed/identitas")
    one = identity.asked(bureau.state, bureau.who("ani"))[0].question
    assert "Apakah ini satu orang?" in page.text
    for side in (one.left, one.right):
        assert f"/doc/candidacy/{side.candidacy}" in page.text
    assert "Simpan jawaban" in ani("GET", "/feed/identitas?lewati=1").text
    assert "Tidak ada pertanyaan" in ani("GET", "/feed/identitas?lewati=999999").text
    given = dict(re.findall(r'name="(one|other)" value="([^"]+)"', page.text))
    answered = ani.form("/feed/identitas", "/feed/identitas", verdict="unsure", why=WHY, **given)
    assert (answered.status_code, answered.headers["location"]) == (303, "/feed/identitas")
    verdicts = len(bureau.state.rows("SELECT * FROM verdict")) + len(records(bureau))
    assert verdicts == 1
