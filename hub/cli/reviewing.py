"""`hub review`: open questions of identity, side by side, one key each."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
from rich.table import Table as Grid
from rich.text import Text

from hub.cli.console import Json, WorkspaceFolder, data, messages, print_grid, print_json
from hub.cli.keys import END, keys
from hub.errors import UsageError
from hub.identity.judgements import VERDICTS, Verdict, read_judgements
from hub.identity.questions import Question, Side, open_questions, question_of
from hub.identity.review import TAKEN_BACK, WHY, Review
from hub.identity.review import undo as undo_record
from hub.release import current
from hub.tables import BY_NAME
from hub.workspace import read_workspace

KEYS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}
SKIP, UNDO, QUIT = "k", "z", "q"
HELP = "s same · d different · u unsure · k skip · z undo the last · q quit"

_ROWS = ("key", "name", "edition", "office", "district", "party", "residence", "gender", "born")


def review(
    workspace: WorkspaceFolder,
    out: Annotated[
        Path | None, typer.Option(help="Folder that `hub build` wrote; default: .hub/ in the workspace.")
    ] = None,
    *,
    by: Annotated[str | None, typer.Option(help="Who decides; stands with each judgement.")] = None,
    why: Annotated[str | None, typer.Option(help="Why; stands with each judgement.")] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="CANDIDACY CANDIDACY", help="Only this pair, whatever its band.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option(help="With --pair: record same, different or unsure, and ask nothing.")
    ] = None,
    undo: Annotated[str | None, typer.Option(metavar="ID", help="Take back this judgement, and ask nothing.")] = None,
    as_list: Annotated[bool, typer.Option("--list", help="Print the open questions and the judgements.")] = False,
    as_json: Json = False,
) -> None:
    """Ask whether two candidacies are one person, side by side, one key each; the next build follows the answers."""
    space = read_workspace(workspace)
    folder = space.person_judgements
    if undo is not None:
        typer.echo(undo_record(folder, undo, _named(by), why or TAKEN_BACK))
        return
    release = current(out or space.default_out)
    held = read_judgements(folder)

    def table(name: str) -> pl.DataFrame:
        return release.table(BY_NAME[name])

    if pair is not None:
        questions = [question_of(table, *pair)]
    else:
        questions = open_questions(table, set(held.select("left", "right").iter_rows()))
    if as_list or as_json:
        _print_list(questions, held, as_json=as_json)
        return
    if verdict is not None:
        _record(Review(folder, questions, _named(by), why or WHY), verdict, is_pair=pair is not None)
        return
    if not sys.stdin.isatty():
        raise UsageError("expected a terminal to ask at, found none; use --list, or --pair with --verdict, in a script")
    sitting = Review(folder, questions, _named(by), why or WHY)
    with keys() as key:
        _ask(sitting, key)
    left = sitting.count - sitting.judged_count
    messages.print(f"{sitting.judged_count} judged, {left} open; `hub build` follows the judgements", markup=False)


def _named(by: str | None) -> str:
    if not by:
        raise UsageError("expected --by NAME, who decides; found none")
    return by


def _record(sitting: Review, verdict: str, *, is_pair: bool) -> None:
    if verdict not in VERDICTS or not is_pair:
        raise UsageError(f"expected --verdict to be one of {', '.join(VERDICTS)}, with --pair; found {verdict!r}")
    typer.echo(sitting.judge(verdict))


def _ask(sitting: Review, next_key: Callable[[], str]) -> None:
    """Ask question after question until all are judged or it is enough."""
    asked: Question | None = None
    while (question := sitting.question) is not None:
        if question is not asked:
            _show(question, sitting)
            asked = question
        key = next_key()
        if key in {QUIT, END}:
            return
        if key == SKIP:
            asked = None
        messages.print(_done(sitting, key), markup=False, soft_wrap=True)


def _done(sitting: Review, key: str) -> str:
    """Do what a key says and return what was done, in words."""
    if key == SKIP:
        sitting.skip()
        return "skipped; it is asked again after the others"
    if key == UNDO:
        return "nothing to take back" if sitting.undo() is None else "taken back"
    if key not in KEYS:
        return HELP
    try:
        sitting.judge(KEYS[key])
    except UsageError as error:
        return f"not recorded: {error}"
    return f"{KEYS[key]}: recorded"


def _show(question: Question, sitting: Review) -> None:
    number = sitting.judged_count + 1
    score = "not compared" if question.score is None else f"score {question.score:.3f}"
    data.print(f"\n{number} of {sitting.count} · {score}", style="bold", markup=False)
    grid = Grid(box=None, pad_edge=False, show_header=False)
    grid.add_column(style="dim")
    for _ in range(2):
        grid.add_column(overflow="fold", ratio=1)
    for name, left, right in zip(_ROWS, _texts(question.left), _texts(question.right), strict=True):
        grid.add_row(name, Text(left), Text(right), style="bold" if name == "name" else None)
    data.print(grid)
    data.print(f"why: {'; '.join(question.reasons) or 'the names share too little to be compared'}", markup=False)
    data.print(HELP, style="dim", markup=False)


def _texts(side: Side) -> list[str]:
    born = None if side.birth_year is None else str(side.birth_year)
    stated = (
        side.candidacy,
        side.name,
        side.edition,
        side.office,
        side.district,
        side.party,
        side.residence,
        side.gender,
        born,
    )
    return [text or "not stated" for text in stated]


def _print_list(questions: list[Question], held: pl.DataFrame, *, as_json: bool) -> None:
    if as_json:
        print_json({"questions": [_plain(question) for question in questions], "judgements": held.to_dicts()})
        return
    grid = [
        ["" if q.score is None else f"{q.score:.3f}", q.left.candidacy, q.left.name, q.right.candidacy, q.right.name]
        for q in questions
    ]
    print_grid(["score", "candidacy", "name", "candidacy", "name"], grid)
    if held.height:
        columns = ["judgement_id", "verdict", "left", "right", "by"]
        print_grid(columns, [[str(value) for value in row] for row in held.select(columns).iter_rows()])
    messages.print(f"{len(questions)} open, {held.height} judged", markup=False)


def _plain(question: Question) -> dict[str, Any]:
    stated = {name: getattr(question, name) for name in ("score", "band", "model", "reasons", "is_same_person")}
    return {"left": vars(question.left), "right": vars(question.right), **stated}


COMMANDS = (review,)
