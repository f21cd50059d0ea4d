"""The example clients, each run as its page says, print what the hub says; and the models of the Python one are those of the schema."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from hub.schema.schema import sdl
from tests.components import CI, absent, program
from tests.web.conftest import Get

CLIENTS = Path(__file__).parents[2] / "examples" / "clients"
DISTRICT = "2042/dpr/8101"
QUERY = """query($district: String!) { candidacies(where: {district: {eq: $district}}, orderBy: [{votesCount: DESC}]) {
    nodes { nameOnBallot votesCount party { abbreviation } } } }"""

PAGE = "2"
"""Rows of a page: the district has more, so a client has to turn pages."""

Row = tuple[str, str, str]


@pytest.fixture(scope="session")
def client_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a Python with what the client needs: HUB_CLIENT_PYTHON, or made where CI=true allows the network.

    It has an environment of its own: gql and ariadne-codegen ask for an older graphql-core than the hub.
    """
    given = os.environ.get("HUB_CLIENT_PYTHON")
    if given:
        return given
    if not CI:
        absent("expected HUB_CLIENT_PYTHON to name a Python with examples/clients/python/requirements.txt, or CI=true")
    folder = tmp_path_factory.mktemp("client") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    needed = ["install", "--quiet", "--disable-pip-version-check", "-r", str(CLIENTS / "python" / "requirements.txt")]
    subprocess.run([str(folder / "bin" / "pip"), *needed], check=True)
    return str(folder / "bin" / "python")


@pytest.fixture(scope="session")
def expected(get: Get) -> list[Row]:
    nodes = get("/graphql", "POST", json={"query": QUERY, "variables": {"district": DISTRICT}}).json()["data"][
        "candidacies"
    ]["nodes"]
    assert len(nodes) > 3
    return [row(node) for node in nodes]


def row(node: dict[str, Any]) -> Row:
    votes, party = node["votesCount"], node["party"] or {}
    return ("not reported" if votes is None else str(votes), node["nameOnBallot"], party.get("abbreviation") or "-")


def printed(*asked: str) -> str:
    ran = subprocess.run(asked, capture_output=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


def lines(rows: list[Row]) -> str:
    return "".join("\t".join(each) + "\n" for each in rows)


def test_python(client_python: str, address: str, expected: list[Row]) -> None:
    script = str(CLIENTS / "python" / "votes.py")
    assert printed(client_python, "-W", "error", script, f"{address}/graphql", DISTRICT, PAGE) == lines(expected)


def test_javascript(address: str, expected: list[Row]) -> None:
    script = str(CLIENTS / "javascript" / "votes.mjs")
    for _ in range(2):  # the second time the hub knows the query by its hash
        assert printed(program("node"), script, f"{address}/graphql", DISTRICT, PAGE) == lines(expected)


def test_r(address: str, expected: list[Row]) -> None:
    script = str(CLIENTS / "r" / "votes.R")
    assert printed(program("Rscript"), script, f"{address}/graphql", DISTRICT, PAGE) == lines(expected)


def test_curl(address: str, expected: list[Row]) -> None:
    program("curl")
    script, rows, cursor = str(CLIENTS / "curl" / "votes.sh"), [], ""
    while True:
        page = orjson.loads(printed(script, f"{address}/graphql", DISTRICT, PAGE, cursor))["data"]["candidacies"]
        rows += [row(node) for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        cursor = page["pageInfo"]["endCursor"]
    assert rows == expected


def test_the_models_are_those_of_the_schema(client_python: str, tmp_path: Path) -> None:
    for name in ("queries.graphql", "ariadne-codegen.toml"):
        shutil.copy(CLIENTS / "python" / name, tmp_path)
    (tmp_path / "schema.graphql").write_text(sdl(), encoding="utf-8")
    codegen = [str(Path(client_python).with_name("ariadne-codegen")), "--config", "ariadne-codegen.toml"]
    subprocess.run(codegen, cwd=tmp_path, check=True, capture_output=True)
    for made in sorted((tmp_path / "models").glob("*.py")):
        committed = CLIENTS / "python" / "models" / made.name
        assert committed.read_text(encoding="utf-8") == made.read_text(encoding="utf-8"), made.name
