#!/usr/bin/env bash
# polars 2.1.0 with pandas 3.1.1 (PyPI): a closed list of values without an order becomes an ordered one on its way through Parquet.
#
# Behaviour: polars writes a column of type Enum as a dictionary that is marked as ordered, and pandas takes the mark: `FEMALE < MALE` is True, `min()` and
# `sort_values()` work where a plain category raises a TypeError. Statistical software that treats ordered factors differently
# (polynomial contrasts) gives other coefficients. Write nominal columns as text.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 pandas==3.1.1 pyarrow==23.0.1
cd "$folder"
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
import pandas
import polars

print("polars", version("polars"), "pandas", version("pandas"))
polars.DataFrame({"gender": polars.Series(["MALE", "FEMALE"], dtype=polars.Enum(["FEMALE", "MALE"]))}).write_parquet("t.parquet")
gender = pandas.read_parquet("t.parquet")["gender"]
print("ordered:", gender.cat.ordered, "- least:", gender.min(), "- less than MALE:", list(gender < "MALE"))
try:
    print(pandas.Series(["MALE", "FEMALE"], dtype="category").min())
except TypeError:
    print("a category that pandas makes itself: TypeError")
P
)
expected='polars 2.1.0 pandas 3.1.1
ordered: True - least: FEMALE - less than MALE: [False, True]
a category that pandas makes itself: TypeError'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
