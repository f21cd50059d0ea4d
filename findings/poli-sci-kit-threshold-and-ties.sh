#!/usr/bin/env bash
# poli-sci-kit 1.1.0 (PyPI): exactly the threshold is not enough, and a tie for the last seat is drawn by lot in silence.
#
# Behaviour: `alloc_threshold` asks for more than the share, where electoral laws say "at least": 4 of 100 votes with 4% get no seat of 25, though
# they are worth one. Equal votes for the last seat are settled by an unseeded shuffle: the same call gives different seats in one
# process, with no sign in the answer that anything was undecided. A count that has to be repeatable must look for ties itself, beforehand.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check poli-sci-kit==1.1.0
seen=$("$folder/venv/bin/python" - 2>/dev/null <<'P'
from importlib.metadata import version
from poli_sci_kit.appointment import methods

print("poli-sci-kit", version("poli-sci-kit"))
for threshold in (0.0399, 0.04):
    seats = methods.largest_remainder(quota_style="Hare", shares=[60, 36, 4], total_alloc=25, alloc_threshold=threshold)
    print(f"4 of 100 votes, threshold {threshold}: {seats[-1]} of 25 seats")
answers = {tuple(methods.largest_remainder(quota_style="Hare", shares=[10, 10, 10], total_alloc=4)) for _ in range(200)}
print("three equal lists, four seats, 200 calls:", len(answers), "different answers, each a plain list of seats")
P
)
expected='poli-sci-kit 1.1.0
4 of 100 votes, threshold 0.0399: 1 of 25 seats
4 of 100 votes, threshold 0.04: 0 of 25 seats
three equal lists, four seats, 200 calls: 3 different answers, each a plain list of seats'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
