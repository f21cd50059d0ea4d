"""What a list that is added to published ones does to persistent identifiers: `python -m scripts.identity.added_list WORKSPACE SOURCES --without ID`.

The workspace is built without the named sources, and again with them, from that release. Every candidacy whose person is another is printed, with the names and the
findings that name it; the exit code is 1 where one has no finding.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import polars as pl

from hub.pipeline import build
from hub.release import Release
from hub.release.kept import make_current
from hub.tables.candidacies import Candidacies
from hub.tables.findings import Findings
from hub.workspace import read_workspace


def main() -> None:
    """Build twice and print what changed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("workspace", type=Path, help="folder with hub.toml")
    parser.add_argument("sources", type=Path, help="folder of the published files")
    parser.add_argument("--without", action="append", required=True, help="id of a source that is added later")
    given = parser.parse_args()
    workspace = read_workspace(given.workspace)
    unknown = set(given.without) - {entry.id for entry in workspace.sources}
    if unknown:
        parser.error(f"expected ids of sources of the workspace, found {', '.join(sorted(unknown))}")
    before = tuple(entry for entry in workspace.sources if entry.id not in given.without)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        first = build(
            workspace.model_copy(update={"sources": before}), given.sources, out, previous=None, strict=False,
            progress=lambda *_: None,
        )  # fmt: skip
        make_current(out, first)
        second = build(workspace, given.sources, out, previous=first, strict=False, progress=lambda *_: None)
        changed, told = changes(first, second), _told(second)
    added = second_count(first, second)
    print(f"{added:,} candidacies added; of the others {changed.height} have another person")
    silent = 0
    for key, name, was, now in changed.iter_rows():
        findings = [message for message in told if key in message]
        silent += not findings
        print(f"  {key} {name}: {was} is {now} now; {findings[0] if findings else 'no finding'}")
    sys.exit(bool(silent))


def changes(first: Release, second: Release) -> pl.DataFrame:
    """Return the candidacies of both releases whose person is another: candidacy_id, name_on_ballot, person_id before and now."""
    columns = ("candidacy_id", "name_on_ballot", "person_id")
    both = first.table(Candidacies).select(columns).join(
        second.table(Candidacies).select("candidacy_id", now="person_id"), on="candidacy_id"
    )  # fmt: skip
    return both.filter(pl.col("person_id") != pl.col("now")).sort("candidacy_id")


def second_count(first: Release, second: Release) -> int:
    """Return how many candidacies the second release has more."""
    return second.rows_count(Candidacies) - first.rows_count(Candidacies)


def _told(release: Release) -> list[str]:
    """Return the messages of findings on who is who."""
    rules = ("identity-conflict", "judgement-contradicted", "births-differ", "persons-divided")
    findings = release.table(Findings)
    return findings.filter(pl.col("rule").is_in(rules))["message"].to_list()


if __name__ == "__main__":
    main()
