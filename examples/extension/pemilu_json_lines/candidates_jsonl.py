"""The candidacies of a release, or of one edition, as JSON Lines."""

from pathlib import Path

from hub.atomic_file import atomic_file
from hub.export import Exporter
from hub.release.edition_part import EditionPart
from hub.tables.candidacies import Candidacies


def write(part: EditionPart, out: Path) -> list[Path]:
    """Write a line for each candidacy: its key, the name on the ballot, and the votes where they are reported."""
    rows = part.of("candidacies", part.release.scan(Candidacies)).select(
        "candidacy_id", "name_on_ballot", "votes_count"
    )
    with atomic_file(out) as temporary:
        rows.collect().write_ndjson(temporary)
    return [out]


EXPORTER = Exporter("candidates-jsonl", write)
