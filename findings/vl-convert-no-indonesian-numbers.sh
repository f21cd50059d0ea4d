#!/usr/bin/env bash
# vl-convert-python 1.9.0.post1 (PyPI): charts for Indonesian readers are written with English numbers, and asking for Indonesian is an error.
#
# Behaviour: vl-convert draws Vega-Lite charts outside a browser and knows the locales of d3 by name. d3 has none for Indonesian, so `id-ID` is
# refused for numbers and for dates; left out, 1234567.5 is written 1,234,567.5, which Indonesian readers take for another number. A dictionary is
# accepted in place of a name: give decimal "," and thousands "." (and the names of days and months) yourself, or borrow de-DE for numbers.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check vl-convert-python==1.9.0.post1
seen=$("$folder/venv/bin/python" - <<'P'
import re
from importlib.metadata import version
import vl_convert

print("vl-convert-python", version("vl-convert-python"))
chart = {"data": {"values": [{"votes": 1234567.5}]}, "mark": "text",
         "encoding": {"text": {"field": "votes", "type": "quantitative", "format": ",.1f"}}}
own = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}
for name, locale in (("none", None), ("id-ID", "id-ID"), ("a dictionary", own)):
    try:
        svg = vl_convert.vegalite_to_svg(chart, format_locale=locale)
        print(f"{name}: {re.search(r'>([0-9.,]+)</text>', svg).group(1)}")
    except ValueError as error:
        print(f"{name}: ValueError: {str(error).splitlines()[0]}")
try:
    vl_convert.get_time_format_locale("id-ID")
except ValueError as error:
    print(f"dates: ValueError: {str(error).splitlines()[0]}")
P
)
expected='vl-convert-python 1.9.0.post1
none: 1,234,567.5
id-ID: ValueError: Invalid format_locale name: id-ID
a dictionary: 1.234.567,5
dates: ValueError: Invalid time format locale name: id-ID'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
