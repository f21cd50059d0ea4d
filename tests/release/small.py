"""A workspace of two sources that is built in a second: parties, and pairs that stand for president."""

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


def write_small(folder: Path) -> Path:
    """Write the workspace with twelve parties and eight more, and return its folder."""
    (folder / "more").mkdir(parents=True)
    (folder / "hub.toml").write_text(HUB_TOML)
    (folder / "nominations.csv").write_text(lists(1, 12))
    (folder / "more" / "nominations.csv").write_text(lists(13, 20))
    return folder
