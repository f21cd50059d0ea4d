"""Output of two commands, as text and as JSON: the preview of a mapped source, and counts of its rows kept and set aside."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import orjson

from hub.cli.console import data
from hub.loaders.mapped.preview import Preview, RowPreview
from hub.loaders.mapped.tally import counted
from hub.loaders.survey import Reason, Survey
from hub.national_id import strike_out


def print_preview(series: str, files: int, preview: Preview) -> None:
    """Print how the first file of a series is read; national ids are struck out."""
    more = f", the first of {files:,} files" if files > 1 else ""
    _print(f"{series}: {preview.file}{more}")
    if preview.problem is not None:
        _print(f"  cannot be read: {preview.problem}")
    for table in preview.tables:
        _print(f"  read as {table.told}")
        for row in table.rows:
            _print_row(row)
        _print(f"  not mapped: {', '.join(map(repr, table.not_mapped)) or 'none'}")
    _print("")


def preview_json(preview: Preview) -> dict[str, Any]:
    """Return a look as JSON holds it; national ids are struck out."""
    content: dict[str, Any] = orjson.loads(strike_out(orjson.dumps(asdict(preview)).decode()))
    return content


TEXTS = 50
"""Texts without a partner that are printed for each column, the most frequent first; `--json` has all."""


def print_survey(source: str, found: Survey) -> None:
    """Print what became of the rows of a source; national ids are struck out."""
    _print(
        f"{source}: {counted(found.files, 'file')}, {counted(found.read_count, 'row')} read = {found.kept_count:,} kept + "
        f"{found.set_aside_count:,} set aside; {found.left_out_count:,} left out by the mapping"
    )
    for problem in found.broken:
        _print(f"  broken: {problem}")
    _print_reasons("set aside", "row", found.rows.values())
    _print_reasons("not as expected", "cell", found.cells.values())
    for (column, table), texts in found.unmatched.items():
        where = f"in {table}" if table else "among the values of the mapping"
        _print(f"  without a partner {where}, column {column!r}: {counted(len(texts), 'text')}")
        ordered = sorted(texts.items(), key=lambda each: (-each[1], each[0]))
        for text, count in ordered[:TEXTS]:
            _print(f"    {count:>9,}  {text}")
        if len(ordered) > TEXTS:
            _print(f"    and {len(ordered) - TEXTS:,} more")


def survey_json(found: Survey) -> dict[str, Any]:
    """Return what became of the rows of a source as JSON holds it; national ids are struck out."""
    content = {
        "files": found.files,
        "rows": {"read": found.read_count, "kept": found.kept_count, "set_aside": found.set_aside_count},
        "left_out": found.left_out_count,
        "broken": found.broken,
        "set_aside": [asdict(reason) for reason in found.rows.values()],
        "cells": [asdict(reason) for reason in found.cells.values()],
        "without_partner": [
            {"column": column, "table": table or None, "texts": dict(texts.most_common())}
            for (column, table), texts in found.unmatched.items()
        ],
    }
    struck: dict[str, Any] = orjson.loads(strike_out(orjson.dumps(content).decode()))
    return struck


def _print_reasons(what: str, noun: str, reasons: Iterable[Reason]) -> None:
    for reason in sorted(reasons, key=lambda reason: (-reason.count, reason.rule, reason.column)):
        column = f", column {reason.column!r}" if reason.column else ""
        _print(f"  {what} ({reason.rule}){column}: {counted(reason.count, noun)}; the first: {reason.first}")


def _print_row(row: RowPreview) -> None:
    _print(f"  row {row.number} as read:   {', '.join(f'{name}: {cell}' for name, cell in row.cells.items())}")
    for told in row.mapped:
        _print(f"  {' ' * len(f'row {row.number}')} as mapped: {told}")


def _print(line: str) -> None:
    data.print(strike_out(line), markup=False, emoji=False)
