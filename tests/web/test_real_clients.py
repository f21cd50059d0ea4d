"""Clients as people have them, against a server that listens: Java's HttpClient, OpenRefine, curl over HTTP/2, graphql-codegen, Comunica, ldes-client."""

import json
import subprocess
from pathlib import Path

import pytest

from hub.rdf.changes import changes
from hub.release import current
from tests.components import jars, npm_packages, program
from tests.web.conftest import Get

CLIENTS = Path(__file__).parent / "clients"


@pytest.fixture(scope="session")
def client_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder `clients` with its packages."""
    return npm_packages(CLIENTS, "HUB_NODE_CLIENTS", tmp_path_factory.mktemp("clients"))


def printed(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_java(address: str, out: Path) -> None:
    """The client offers an upgrade with each request, bodies included: the upgrade is ignored, the body is not."""
    program("javac")
    ready, parties, editions = printed(program("java"), str(CLIENTS / "Ask.java"), address).splitlines()
    assert ready == f"200 HTTP_1_1 ready {current(out).id}"
    assert parties.startswith('200 HTTP_1_1 {"data":{"parties":{"totalCount":')
    assert editions.startswith('200 HTTP_1_1 {"data":{"editions":{"totalCount":')


def test_openrefine(address: str, get: Get) -> None:
    """Its own classes ask for matches of names and for a column of what matched."""
    query = '{"query":"{ parties(where: {abbreviation: {eq: \\"MLT\\"}}) { nodes { key name abbreviation } } }"}'
    asked = get("/graphql", "POST", content=query, headers={"content-type": "application/json"}).json()
    parties = asked["data"]["parties"]["nodes"]
    assert len(parties) == 1
    names = [*(party["name"] for party in parties), "nobody of this name whatever"]
    program_file = str(CLIENTS / "Refine.java")
    told = printed(program("java"), "-cp", jars(CLIENTS / "openrefine-pom.xml"), program_file, f"{address}/reconcile", "party", "abbreviation", *names)  # fmt: skip
    expected = [f"Matched\tparty/{party['key']}\t{party['name']}\t[[{party['abbreviation']}]]" for party in parties]
    assert told.splitlines() == [*expected, "None\t-\t-\t-"]


@pytest.mark.parametrize("version", ["--http1.1", "--http2"])
def test_curl(version: str, address: str, get: Get) -> None:
    query = '{"query":"{ parties { totalCount } }"}'
    asked = ["--silent", "--show-error", "--fail", version, "--header", "content-type: application/json"]
    answer = printed(program("curl"), *asked, "--data", query, f"{address}/graphql")
    assert json.loads(answer) == get("/graphql", "POST", json=json.loads(query)).json()
    compressed = printed(
        program("curl"), "--silent", "--fail", version, "--compressed", f"{address}/doc/edition/2042.nt"
    )
    assert compressed == get("/doc/edition/2042.nt").text


@pytest.mark.parametrize("node", ["", "node_modules/.bin/node"], ids=["of the system", "22"])
def test_graphql_codegen(client_folder: Path, node: str, address: str) -> None:
    """With the Node of the system, 20 or newer, and with Node 22, which the package `node` brings."""
    if node:
        assert printed(str(client_folder / node), "--version").startswith("v22.")
    types = printed(str(client_folder / node) if node else program("node"), "codegen.mjs", address, cwd=client_folder)
    assert "export type Candidacy = " in types
    assert "export type Query = " in types


def test_comunica(client_folder: Path, address: str, get: Get) -> None:
    query = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <http://parliament.uk/ontologies/election/Candidacy> }"
    asked = get("/graphql", "POST", json={"query": "{ candidacies { totalCount } }"}).json()
    (row,) = printed(program("node"), "comunica.mjs", address, query, cwd=client_folder).splitlines()
    assert json.loads(row) == {"n": str(asked["data"]["candidacies"]["totalCount"])}


def test_ldes_client(client_folder: Path, address: str, out: Path) -> None:
    """It replicates the stream of changes, and ends, without time stamps."""
    told = printed(program("node"), "node_modules/.bin/ldes-client", f"{address}/ldes", "--no-shape", cwd=client_folder)
    versions = [line for line in told.splitlines() if "isVersionOf" in line]
    assert len(set(versions)) == len(versions) == changes(None, current(out)).collect().height
