"""Trains the packaged model: writes hub/identity/model.json and hub/identity/data/frequencies.csv.

    python -m scripts.identity.train --data FOLDER

FOLDER holds the published files that examples/indonesia names. One fifth of the people is held back, to measure on
(`scripts.identity.bench`). The same files give the same model.
"""

import argparse
import csv
import json
from pathlib import Path

from hub.identity.frequencies import Frequencies
from scripts.identity import councils
from scripts.identity.pairs import compare_lists, count_frequencies
from scripts.identity.sources import read_lists, to_learn_from
from scripts.identity.stated import HELD_BACK_FOLD, stated
from scripts.identity.training import train

ROOM = Path(__file__).parents[2] / "hub" / "identity"


def main() -> None:
    """Train and write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the published files")
    lists = read_lists(parser.parse_args().data)
    frequencies = count_frequencies(lists.candidacies)
    pairs = compare_lists(to_learn_from(lists.candidacies), frequencies).without_fold(HELD_BACK_FOLD)
    trained = train(pairs)
    write_frequencies(frequencies, ROOM / "data" / "frequencies.csv")
    of_councils = councils.stated(councils.compare_councils(lists.candidacies, frequencies), trained)
    text = json.dumps(stated(pairs, trained) | {"councils": of_councils}, indent=1)
    (ROOM / "model.json").write_text(text + "\n", encoding="utf-8")
    print(f"pairs taken for one person, by round: {', '.join(f'{count:.0f}' for count in trained.rounds)}")


def write_frequencies(frequencies: Frequencies, path: Path) -> None:
    """Write the table of `hub.identity.frequencies`."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["kind", "text", "count"])
        writer.writerow(["people", "", frequencies.people_count])
        writer.writerows(
            [kind, text, count] for kind, counts in frequencies.counts.items() for text, count in counts.items()
        )


if __name__ == "__main__":
    main()
