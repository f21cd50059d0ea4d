"""Coverage of a workspace that is its own folder of sources, with a table that is looked up and a link that leads out."""

from pathlib import Path

import polars as pl

from hub.coverage import coverage
from hub.workspace import read_workspace

HUB_TOML = """
[hub]
title = "Invented"

[[editions]]
id = "2042"
name = "Pemilu 2042"

[[sources]]
id = "rolls"
loader = "mapped"
path = "rolls/a.csv"
edition = "2042"
title = "Rolls"
publisher = "KPU"
[[sources.options.facts]]
fact = "voters"
fields = { region = { column = "P", lookup = { file = "kode.csv" } }, list_kind = { is = "DPT" }, total_count = "L" }

[[sources]]
id = "votes"
loader = "dpr-votes2024"
path = "rolls/b.csv"
edition = "2042"
title = "Votes"
publisher = "KPU"
options = { candidates = "list.csv" }
"""


def test_what_is_no_source_is_not_told_of_and_tables_that_are_looked_up_are(tmp_path: Path) -> None:
    space = tmp_path / "space"
    for name in (
        "rolls/a.csv",
        "rolls/b.csv",
        "rolls/kode.csv",
        "rolls/other.csv",
        ".hub/current",
        "judgements/x.toml",
    ):
        (space / name).parent.mkdir(parents=True, exist_ok=True)
        (space / name).write_text("x")
    (space / "hub.toml").write_text(HUB_TOML, encoding="utf-8")
    (tmp_path / "list.csv").write_text("x")
    (space / "rolls" / "list.csv").symlink_to(tmp_path / "list.csv")
    counts = {f"rows_{name}_count": [1, 1] for name in ("read", "kept", "set_aside")}
    read = pl.DataFrame(
        {"path": ["rolls/a.csv", "rolls/b.csv"], "series": ["rolls", "votes"], "state": ["READ"] * 2, **counts}
    )
    workspace = read_workspace(space)
    assert coverage(workspace, workspace.default_sources, read)[1] == ["rolls/other.csv"]
