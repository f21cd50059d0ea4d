#!/usr/bin/env bash
# dateparser 1.5.0 (PyPI): one day of the Indonesian week cannot be read as officials write it.
#
# Behaviour: with languages=["id"], `Jumat, 5 Juni 2015` is read, and `Jum'at, 5 Juni 2015`, the older spelling that minutes and calendars still
# use, gives None, with either apostrophe. Old spellings of months (Nopember) are read. None comes without an exception, so a column of dates loses its
# Fridays and nothing else.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
seen=$("$folder/venv/bin/python" - 2>/dev/null <<'P'
from importlib.metadata import version
import dateparser

print("dateparser", version("dateparser"))
for text in ("Kamis, 4 Juni 2015", "Jumat, 5 Juni 2015", "Jum'at, 5 Juni 2015", "Jum\u2019at, 5 Juni 2015", "Selasa, 3 Nopember 2015"):
    found = dateparser.parse(text, languages=["id"])
    print(ascii(text), "->", found.date() if found else None)
P
)
expected="dateparser 1.5.0
'Kamis, 4 Juni 2015' -> 2015-06-04
'Jumat, 5 Juni 2015' -> 2015-06-05
\"Jum'at, 5 Juni 2015\" -> None
'Jum\\u2019at, 5 Juni 2015' -> None
'Selasa, 3 Nopember 2015' -> 2015-11-03"
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
