"""A workspace of two small sources that is built in a second: parties of an invented edition, and more of them."""

from pathlib import Path

HUB_TOML = """
[hub]
title = "A small edition"

[[editions]]
id = "2042"
name = "Pemilu 2042"

[[sources]]
id = "lists"
loader = "hub-table"
path = "nominations.csv"
edition = "2042"
title = "Parties"
publisher = "KPU"

[[sources]]
id = "more-lists"
loader = "hub-table"
path = "more/nominations.csv"
edition = "2042"
title = "More parties"
publisher = "KPU"
"""

HEAD = "ballot_number,name,source\n"


def lists(first: int, last: int) -> str:
    """Return a file of parties with these ballot numbers."""
    return HEAD + "".join(f"{number},Partai {number},KPU Decision 1/2041\n" for number in range(first, last + 1))


def write_workspace(folder: Path) -> Path:
    """Write the workspace with twelve parties and eight more, and return its folder."""
    (folder / "more").mkdir(parents=True)
    (folder / "hub.toml").write_text(HUB_TOML)
    (folder / "nominations.csv").write_text(lists(1, 12))
    (folder / "more" / "nominations.csv").write_text(lists(13, 20))
    return folder


def altered(folder: Path) -> Path:
    """Take a party from the first source, keep the file as `before.csv`, and return the folder of the workspace."""
    sources = folder / "nominations.csv"
    (folder / "before.csv").write_text(sources.read_text())
    sources.write_text(lists(1, 11))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder: path -> bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
