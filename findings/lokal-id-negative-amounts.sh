#!/usr/bin/env bash
# lokal-id 0.7.2 (PyPI): a negative amount of rupiah is read as a positive one.
#
# Behaviour: `parse_rupiah` drops a leading minus sign and the brackets that budgets print for a negative amount, and calls the result exact
# (`approximate=False`). A sum over a parsed column of budgets and their realisation comes out too high, without any error.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check lokal-id==0.7.2
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
from lokal.rupiah import parse_rupiah

print("lokal-id", version("lokal-id"))
for text in ("5.000", "-5.000", "(5.000)", "(Rp 1.250.000)"):
    print(text, "->", parse_rupiah(text))
P
)
expected='lokal-id 0.7.2
5.000 -> ParsedRupiah(amount=5000, approximate=False)
-5.000 -> ParsedRupiah(amount=5000, approximate=False)
(5.000) -> ParsedRupiah(amount=5000, approximate=False)
(Rp 1.250.000) -> ParsedRupiah(amount=1250000, approximate=False)'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
