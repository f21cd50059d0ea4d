"""A look at a mapped source at the terminal, and as JSON."""

from dataclasses import asdict
from typing import Any

import orjson

from hub.cli.console import data
from hub.loaders.mapped.preview import Preview, RowPreview
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


def _print_row(row: RowPreview) -> None:
    _print(f"  row {row.number} as read:   {', '.join(f'{name}: {cell}' for name, cell in row.cells.items())}")
    for told in row.mapped:
        _print(f"  {' ' * len(f'row {row.number}')} as mapped: {told}")


def _print(line: str) -> None:
    data.print(strike_out(line), markup=False, emoji=False)
