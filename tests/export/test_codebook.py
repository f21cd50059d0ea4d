"""The codebook as the command prints it and as `/data/` gives it: every column of the release, in two languages."""

import csv
import io
from pathlib import Path

import orjson

from hub.release import current
from hub.tables import TABLES
from tests.command import hub
from tests.web.conftest import Get, get, out

__all__ = ["get", "out"]


def test_the_command_and_the_server_describe_every_column(out: Path, get: Get) -> None:
    printed = hub("codebook", out)
    rows = list(csv.DictReader(io.StringIO(printed)))
    release = current(out)
    expected = [(table.table_name(), name) for table in TABLES for name in release.columns(table)]
    assert sorted((row["table"], row["column"]) for row in rows) == sorted(expected)
    assert all(row["meaning"] and row["makna"] for row in rows)
    assert get("/data/codebook.csv").text == printed
    assert get("/data/codebook.json").json() == orjson.loads(hub("codebook", out, "--json"))
    tag = get("/data/codebook.json").headers["etag"]
    assert get("/data/codebook.json", headers={"if-none-match": tag}).status_code == 304


def test_another_form_is_not_found(get: Get) -> None:
    answer = get("/data/codebook.xlsx", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "NOT_FOUND")
