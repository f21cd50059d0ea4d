"""Random edits of a workspace: the sample with two sources that are mapped, one of several files with a table that is looked up."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from hub.resources import folder

MAPPED = """
[[sources]]
id = "rolls"
loader = "mapped"
path = "rolls/*.csv"
edition = "2024"
title = "Rolls"
publisher = "KPU"
[[sources.options.facts]]
fact = "voters"
fields = { region = { column = "Provinsi", lookup = "kode.csv", scheme = "kemendagri" }, list_kind = { is = "DPT" }, total_count = "L" }
[[sources.options.facts]]
fact = "nominations"
once = true
fields = { ballot_number = { is = 1 }, name = { is = "Partai Kebangkitan Bangsa" } }

[[sources]]
id = "elsewhere"
loader = "mapped"
path = "elsewhere.csv"
edition = "2019"
title = "Rolls of 2019"
publisher = "KPU"
[[sources.options.facts]]
fact = "voters"
fields = { region = { column = "Kode", scheme = "kemendagri" }, list_kind = { is = "DPT" }, total_count = "L" }
"""

Edit = Callable[[Path, Random], None]


def workspace(into: Path) -> Path:
    """Return a folder with the sample, and sources that are mapped."""
    shutil.copytree(folder("sample"), into)
    (into / "rolls").mkdir()
    (into / "kode.csv").write_text("Nama,Kode\nACEH,11\nSUMATERA UTARA,12\nBALI,51\n")
    (into / "rolls/a.csv").write_text("Provinsi,L\nAceh,100\nEntah,5\n")
    (into / "rolls/b.csv").write_text("Provinsi,L\nSumatera Utara,200\n")
    (into / "elsewhere.csv").write_text("Kode,L\n11,90\n51,x\n")
    with (into / "hub.toml").open("a") as file:
        file.write(MAPPED)
    return into


def edits(random: Random, count: int) -> Iterator[str]:
    """Yield names of edits, each kind as often as any other, in random order."""
    names: list[str] = []
    for _ in range(count):
        names = names or random.sample(sorted(EDITS), len(EDITS))
        yield names.pop()


def _digit(space: Path, random: Random) -> None:
    """Change one digit somewhere in a file."""
    path = _table(space, random)
    text = path.read_text()
    places = [found.start() for found in re.finditer("[0-9]", text)]
    place = random.choice(places)
    path.write_text(f"{text[:place]}{random.randrange(10)}{text[place + 1 :]}")


def _repeat(space: Path, random: Random) -> None:
    """Say a row once more."""
    path = _table(space, random)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, random.choice(lines[1:] or lines)]))


def _drop(space: Path, random: Random) -> None:
    """Leave out some rows."""
    path = _table(space, random)
    header, *lines = path.read_text().splitlines(keepends=True)
    at = random.randrange(len(lines) + 1)
    path.write_text("".join([header, *lines[:at], *lines[at + 3 :]]))


def _broken(space: Path, random: Random) -> None:
    """Have a file break off in a quoted cell, and mend it with the next edit of the kind."""
    path = space / "2024/candidacies.csv"
    content = path.read_bytes()
    path.write_bytes(content.removesuffix(b'"broken') if content.endswith(b'"broken') else content + b'"broken')


def _added_file(space: Path, random: Random) -> None:
    """Add a file to a source of several, which may have the bytes of another."""
    name = random.choice("abcdef")
    (space / f"rolls/{name}.csv").write_text(random.choice(["Provinsi,L\nBali,7\n", "Provinsi,L\nAceh,100\nEntah,5\n"]))


def _removed_file(space: Path, random: Random) -> None:
    """Remove a file of a source of several, but the last."""
    files = sorted((space / "rolls").glob("*.csv"))
    if len(files) > 1:
        random.choice(files).unlink()


def _looked_up(space: Path, random: Random) -> None:
    """Change the table that is looked up, or put one before it."""
    where = random.choice(["kode.csv", "rolls/kode.csv"])
    (space / where).write_text(f"Nama,Kode\nACEH,{random.choice(['11', '12'])}\nBALI,51\nENTAH,12\n")


def _mapping(space: Path, random: Random) -> None:
    """Take a number from another column of a table, or none."""
    _replace(space, random, r'total_count = "[LP]"', f'total_count = "{random.choice("LP")}"')


def _title(space: Path, random: Random) -> None:
    """Call sources otherwise."""
    _replace(space, random, r'title = "Rolls[^"]*"', f'title = "Rolls {random.randrange(9)}"')


def _swapped(space: Path, random: Random) -> None:
    """List two sources in the other order: the first that states a thing is shown."""
    head, *entries = (space / "hub.toml").read_text().split("[[sources]]\n")
    one, other = random.sample(range(len(entries)), 2)
    entries[one], entries[other] = entries[other].rstrip() + "\n\n", entries[one].rstrip() + "\n\n"
    (space / "hub.toml").write_text("[[sources]]\n".join([head, *entries]))


def _twin(space: Path, random: Random) -> None:
    """Have a source say what another says, in the same bytes."""
    shutil.copy(
        space / "rolls/a.csv" if (space / "rolls/a.csv").exists() else space / "kode.csv", space / "elsewhere.csv"
    )


def _source(space: Path, random: Random) -> None:
    """Take one source away and list it last, or list it under another name."""
    head, *entries = (space / "hub.toml").read_text().split("[[sources]]\n")
    moved = entries.pop(random.randrange(len(entries)))
    if random.random() < 0.5:
        moved = re.sub(
            r'id = "([a-z0-9-]+)"', lambda found: f'id = "{found[1][:30]}-{random.randrange(99)}"', moved, count=1
        )
    (space / "hub.toml").write_text("[[sources]]\n".join([head, *entries, moved.rstrip() + "\n"]))


def _table(space: Path, random: Random) -> Path:
    return random.choice(sorted(path for path in space.rglob("*.csv") if ".hub" not in path.parts))


def _replace(space: Path, random: Random, pattern: str, by: str) -> None:
    text = (space / "hub.toml").read_text()
    found = random.choice([found.span() for found in re.finditer(pattern, text)])
    (space / "hub.toml").write_text(f"{text[: found[0]]}{by}{text[found[1] :]}")


EDITS: dict[str, Edit] = {
    "added file": _added_file,
    "broken": _broken,
    "digit": _digit,
    "drop": _drop,
    "looked up": _looked_up,
    "mapping": _mapping,
    "removed file": _removed_file,
    "repeat": _repeat,
    "source": _source,
    "swapped": _swapped,
    "title": _title,
    "twin": _twin,
}
