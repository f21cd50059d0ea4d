#!/usr/bin/env bash
# apportionment 1.0 (PyPI): a list with exactly the threshold of 3.5% is shut out.
#
# Behaviour: the share is multiplied out in binary floating point, and votes are compared with the product. 0.035 * 200 is 7.000000000000001, so
# a list with 7 of 200 votes, which is 3.5% to the vote, loses its seats; with 4% (8 of 200) the same list of numbers is let in.
# Whoever decides a legal threshold ("at least 3.5% of the valid votes") compares whole numbers: 1000 * votes >= 35 * total.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check apportionment==1.0 numpy
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
from apportionment import methods

print("apportionment", version("apportionment"))
for threshold, votes in ((0.035, [150, 43, 7]), (0.04, [150, 42, 8])):
    seats = methods.compute("saintelague", votes, 40, threshold=threshold, verbose=False)
    print(f"{votes[-1]} of {sum(votes)} votes with a threshold of {threshold:.1%}: {seats[-1]} of 40 seats")
P
)
expected='apportionment 1.0
7 of 200 votes with a threshold of 3.5%: 0 of 40 seats
8 of 200 votes with a threshold of 4.0%: 2 of 40 seats'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
