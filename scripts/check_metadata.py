"""Validation of what describes a release by the validators of others, over all its rows: `python -m scripts.check_metadata DIR`."""

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from hub.release import current

BIN = Path(sys.executable).parent
HUB = (sys.executable, "-c", "from hub.cli import main; main()")


def checked(out: Path, folder: Path) -> Iterator[str]:
    """Export the current release of `out` below `folder` and yield what each validator found, in words. Ends the program where one finds a fault."""
    package, deposit = folder / "package", folder / "deposit"
    tables = current(out).manifest.tables
    rows = {name: table.rows_count for name, table in tables.items()}
    _run(*HUB, "export", str(out), "--format", "datapackage", "--out", str(package))
    report = json.loads(_run(str(BIN / "frictionless"), "validate", str(package / "datapackage.json"), "--json"))
    found = {task["name"]: task["stats"].get("rows", 0) for task in report["tasks"]}
    if found != rows:
        sys.exit(f"expected frictionless to read every row of {len(rows)} tables, found {found}")
    yield f"frictionless: {len(found)} tables of {sum(found.values()):,} rows valid"
    if (said := _run(str(BIN / "csvwvalidate"), str(package / "csv-metadata.json")).strip()) != "OK":
        sys.exit(f"expected csvwvalidate to say OK, found {said!r}")
    described = json.loads((package / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    yield f"csvw: {len(described)} tables valid"
    _run(*HUB, "release", "archive", str(out), "--out", str(folder / "deposit.zip"))
    with zipfile.ZipFile(folder / "deposit.zip") as archive:
        archive.extractall(deposit)
    _run(str(BIN / "mlcroissant"), "validate", "--jsonld", str(deposit / "croissant.json"))
    sets = json.loads((deposit / "croissant.json").read_text(encoding="utf-8"))["recordSet"]
    yield f"mlcroissant: {len(sets)} record sets with {sum(len(each['field']) for each in sets)} fields valid"


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (commands of this file)
    if done.returncode:
        sys.exit(f"expected {Path(command[0]).name} to find no fault, found {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def main() -> None:
    """Print what each validator found; exit 1 where one finds a fault."""
    with tempfile.TemporaryDirectory() as folder:
        for line in checked(Path(sys.argv[1]), Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
