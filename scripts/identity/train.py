"""Trains the packaged model: writes hub/identity/model.json and hub/identity/data/frequencies.csv.

    python -m scripts.identity.train --data FOLDER

FOLDER holds the published files that examples/indonesia names. One fifth of the people with birth dates is held back, for the
quality that each build measures. The same files give the same model.
"""

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from hub.identity.frequencies import Frequencies
from scripts.identity.sources import read_lists
from scripts.identity.training import (
    FOLDS_COUNT,
    ROUNDS,
    STRANGERS_WEIGHT,
    TERMS,
    Pairs,
    Trained,
    birth_weights,
    calibrate,
    compare_lists,
    count_frequencies,
    train,
)  # fmt: skip

HELD_BACK_FOLD = 0
"""Of the five folds of people with birth dates, the one that no weight is learned from."""

ROOM = Path(__file__).parents[2] / "hub" / "identity"
VERSION = "2"
BANDS = {"link_from": 0.9, "review_from": 0.1}
"""Chosen on pairs that training never saw: docs/decisions/0010-identity-matching.md."""


def main() -> None:
    """Train and write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the published files")
    lists = read_lists(parser.parse_args().data)
    frequencies = count_frequencies(lists.candidacies)
    pairs = compare_lists(lists.candidacies, frequencies).without_fold(HELD_BACK_FOLD)
    trained = train(pairs)
    write_frequencies(frequencies, ROOM / "data" / "frequencies.csv")
    text = json.dumps(described(pairs, trained), indent=1)
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


def described(pairs: Pairs, trained: Trained) -> dict[str, Any]:
    """Return the model as `model.json` has it, with how it was trained."""
    scale, shift = calibrate(pairs, trained)
    return {
        "version": VERSION,
        "trained": {
            "by": "scripts/identity/train.py",
            "on": "candidacies of 2009, 2014, 2015, 2019 and 2024 as examples/indonesia builds them",
            "method": "logistic regression on soft labels, expectation and maximisation with contention within editions",
            "pairs_between_count": pairs.between.height,
            "pairs_within_count": pairs.within.height,
            "rounds": ROUNDS,
            "strangers_weight": STRANGERS_WEIGHT,
            "held_back": f"fold {HELD_BACK_FOLD} of {FOLDS_COUNT} of the people with birth dates",
        },
        "bands": BANDS,
        "calibration": {"scale": round(scale, 4), "shift": round(shift, 4)},
        "birth": _rounded(birth_weights(pairs, trained)),
        "intercept": round(trained.intercept, 5),
        "terms": [
            {
                "name": name,
                "weight": round(trained.weights[name], 5),
                "factors": [{"column": f.column, "low": f.low, "high": f.high} for f in factors],
            }
            for name, factors in TERMS.items()
        ],
    }


def _rounded(figures: Any) -> Any:
    if isinstance(figures, dict):
        return {name: _rounded(figure) for name, figure in figures.items()}
    return round(figures, 6)


if __name__ == "__main__":
    main()
