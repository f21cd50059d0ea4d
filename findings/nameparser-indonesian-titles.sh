#!/usr/bin/env bash
# nameparser 2.6.0 (PyPI): degrees and the pilgrim's H. of Indonesian ballots become given names.
#
# Behaviour: `BUDI SANTOSO PUTRA, SH` (SH: Sarjana Hukum, a law degree) is read as a person with the given name SH, because a comma
# means "family, given" where the part behind it is no known suffix; `S.Sos., M.M.` is a suffix, `S.H.` alone is not. `H.` (haji) is
# the given name and the real one becomes a middle name; the female `Hj.` is a title. Two spellings of one candidate on two lists
# so differ in the field that record linkage compares first. Strip titles by an Indonesian list before a general parser sees the name.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nameparser==2.6.0
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
from nameparser import HumanName

print("nameparser", version("nameparser"))
for text in ("BUDI SANTOSO PUTRA, SH", "BUDI SANTOSO PUTRA, S.H.", "BUDI SANTOSO PUTRA, S.Sos., M.M.", "H. BUDI SANTOSO", "Hj. SITI AMINAH"):
    name = HumanName(text)
    print(f"{text}: title {name.title!r}, first {name.first!r}, last {name.last!r}, suffix {name.suffix!r}")
P
)
expected="nameparser 2.6.0
BUDI SANTOSO PUTRA, SH: title '', first 'SH', last 'BUDI SANTOSO PUTRA', suffix ''
BUDI SANTOSO PUTRA, S.H.: title '', first 'S.H.', last 'BUDI SANTOSO PUTRA', suffix ''
BUDI SANTOSO PUTRA, S.Sos., M.M.: title '', first 'BUDI', last 'PUTRA', suffix 'S.Sos., M.M.'
H. BUDI SANTOSO: title '', first 'H.', last 'SANTOSO', suffix ''
Hj. SITI AMINAH: title 'Hj.', first 'SITI', last 'AMINAH', suffix ''"
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
