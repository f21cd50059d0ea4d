"""Writes the answers of `questions.json` anew: `python -m tests.indonesia.truth FOLDER`."""

import json
import sys
from pathlib import Path

from tests.indonesia.truth import CASES, TRUTHS, read


def write(folder: Path) -> None:
    cases = read(CASES)
    for case in cases:
        case["answer"] = TRUTHS[case["name"]](folder)
    CASES.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


write(Path(sys.argv[1]))
