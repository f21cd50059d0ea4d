"""The files of `cypher/`: each says what it takes and gives, the server accepts it, and together they cover every table."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import dataframely as dy
import orjson
import pytest

from hub.errors import HubError
from hub.graph.derived import DERIVED
from hub.graph.model import MODEL
from hub.graph.neo4j import cypher
from hub.graph.neo4j.cypher import Statement, statement, statements
from hub.graph.neo4j.elements import TYPES, relationships
from hub.graph.neo4j.layout import DENSE, column_of, properties, property_name
from hub.graph.neo4j.patterns import label, row_relationship
from hub.graph.neo4j.rows import loads
from hub.graph.neo4j.schema import schema
from hub.graph.neo4j.server import Neo4j
from hub.resources import folder
from hub.tables import TABLES
from hub.tables.table import WITHHELD, Table, ref
from tests.components import absent, program

TEMPLATES = [item for room in ("schema", "load") for item in statements(room)]
ASKED = [item for room in ("release", "read") for item in statements(room)]
FILLED = [*schema(), *(each.statement for each in loads())]
ALL = [*ASKED, *FILLED]

LANGUAGE_SUPPORT = "2.0.0-next.38"

APART = {
    "register",
    "provenance",
    "region_parents",
    "region_lineage",
    "district_regions",
}
"""Tables whose rows are no nodes: the register is for builds, the others are relationships."""


def named(item: Statement) -> str:
    return item.name


def test_every_file_stands_in_a_known_room() -> None:
    files = {
        path.relative_to(folder("cypher")).with_suffix("").as_posix() for path in folder("cypher").rglob("*.cypher")
    }
    assert files == {item.name for item in [*TEMPLATES, *ASKED]}
    assert len(files) <= 30


def test_every_place_of_a_template_is_filled() -> None:
    assert [item.name for item in FILLED if re.search(r"<[a-z]", item.text)] == []
    assert all(re.search(r"<[a-z]", item.text) for item in TEMPLATES)
    names = [item.name for item in FILLED]
    assert len(set(names)) == len(names) > 200


def test_a_filled_template_reads_as_it_would_by_hand() -> None:
    texts = {each.pattern + each.table.table_name(): each.statement.text for each in loads()}
    assert texts["(:Person)persons"] == (
        "UNWIND $rows AS row\nMERGE (n:Person {release: $release, key: row.key})\nSET n += row.properties"
    )
    assert texts["(:Person)-[:STANDS_AS]->(:Candidacy)candidacies"] == (
        "UNWIND $rows AS row\n"
        "MATCH (a:Person {release: $release, key: row.person})\n"
        "MATCH (b:Candidacy {release: $release, key: row.key})\n"
        "MERGE (a)-[r:STANDS_AS]->(b)"
    )
    assert texts["(:District)-[:COVERS]->(:Region)district_regions"] == (
        "UNWIND $rows AS row\n"
        "MATCH (a:District {release: $release, key: row.district})\n"
        "MATCH (b:Region {release: $release, key: row.region})\n"
        "MERGE (a)-[r:COVERS {part: row.part}]->(b)\n"
        "SET r += row.properties, r.source = row.source"
    )


def test_types_that_are_named_belong_to_references_that_are_there() -> None:
    tables = {table.table_name(): table for table in (*TABLES, *DERIVED)}
    assert [named for named in TYPES if named[1] not in tables[named[0]].references()] == []


def test_relationships_between_two_labels_differ_in_type() -> None:
    """Else walking one would also walk the other."""
    patterns = [found.pattern for found in relationships()]
    assert [pattern for pattern, times in Counter(patterns).items() if times > 1] == []


@pytest.mark.parametrize("item", [*TEMPLATES, *ASKED], ids=named)
def test_the_header_names_the_parameters_of_the_text(item: Statement) -> None:
    assert set(re.findall(r"\$(\w+)", item.text)) == set(item.parameters)
    assert item.summary
    assert ";" not in item.text


@pytest.mark.parametrize("item", ASKED, ids=named)
def test_the_header_names_the_columns_that_come_back(item: Statement) -> None:
    returned = re.split(r"\bRETURN\b", item.text)[-1] if "RETURN" in item.text else ""
    names = re.findall(r"\bAS (\w+)", returned)
    told = re.findall(r"(?:^|; )(\w+)", item.header["Columns"])
    assert names == ([] if told == ["none"] else told)


def test_every_question_is_told_of_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "neo4j.md").read_text(encoding="utf-8")
    assert [item.name for item in statements("read") if f"{item.name.removeprefix('read/')}" not in page] == []


def test_files_that_are_used_by_a_room_of_the_code_are_named_in_it() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(cypher.__file__).parent.glob("*.py"))
    assert [item.name for item in statements("release") if f'"{item.name}"' not in code] == []


@pytest.mark.parametrize("item", ASKED, ids=named)
def test_the_server_accepts_it(neo4j_uri: str, item: Statement) -> None:
    with Neo4j(neo4j_uri, "neo4j", "") as server:
        values = dict.fromkeys(item.parameters)
        if item.text.startswith("SHOW"):
            server.run(item, values)
        else:
            server.run(Statement(item.name, "", item.header, f"EXPLAIN {item.text}"), values)


@pytest.fixture(scope="session")
def language_support() -> Path:
    """Return a folder in which node finds Neo4j's own parser of Cypher, fetched once."""
    npm = program("npm")
    program("node")
    room = Path.home() / ".cache" / "pemilu-hub" / f"cypher-language-support-{LANGUAGE_SUPPORT}"
    if (room / "node_modules").is_dir():
        return room
    room.mkdir(parents=True, exist_ok=True)
    (room / "package.json").write_text('{"private": true, "type": "commonjs"}')
    package = f"@neo4j-cypher/language-support@{LANGUAGE_SUPPORT}"
    done = subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund", package],
        cwd=room,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        shutil.rmtree(room)
        absent(f"expected npm to install {package}, found: {done.stderr.strip()[:200]}")
    return room


def test_the_language_support_finds_no_mistake(language_support: Path) -> None:
    """Of statements that differ in names alone it reads one: the server is given each of them."""
    script = """
    const { lintCypherQuery } = require('@neo4j-cypher/language-support');
    const files = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
    const told = {};
    for (const [name, text] of Object.entries(files)) {
      const parameters = Object.fromEntries([...text.matchAll(/\\$(\\w+)/g)].map((found) => [found[1], null]));
      const linted = lintCypherQuery(text, { parameters });
      told[name] = linted.diagnostics.filter((found) => found.severity === 1).map((found) => found.message);
    }
    console.log(JSON.stringify(told));
    """
    of_a_shape = {re.sub(r"\w*[a-z]\w*|[A-Z]+_[A-Z_]+", "x", item.text): item for item in reversed(ALL)}
    files = {item.name: item.text for item in of_a_shape.values()} | {"a mistake": "MATCH (n RETURN n"}
    done = subprocess.run(
        ["node", "-e", script], cwd=language_support, input=orjson.dumps(files), capture_output=True, check=True
    )
    told = orjson.loads(done.stdout)
    assert told.pop("a mistake") != []
    assert {name: errors for name, errors in told.items() if errors} == {}
    assert len(told) == len(of_a_shape) >= len(ASKED)


@pytest.mark.parametrize("table", [*TABLES, *DERIVED], ids=lambda table: table.table_name())
def test_every_public_column_of_every_table_is_in_the_graph(table: type[Table]) -> None:
    """A column is a property of a node, or it is in the row of a relationship: a new reference without a file fails here.

    Tables of the release alone are not loaded.
    """
    name = table.table_name()
    if not table.about.in_graph:
        return
    files = [each for each in loads() if each.table is table]
    carried = {column for each in files for column in each.fields.values()}
    if any(each.carries_properties for each in files):
        carried |= set(properties(table))
    carried |= {each.only[0] for each in files if each.only}
    binary = {column for column, held in table.columns().items() if isinstance(held, dy.Binary)}
    assert set(table.public_columns()) - carried - binary == set()
    assert [file.pattern for file in files if file.is_of_nodes] != [] or name in APART


def test_every_row_type_of_the_model_is_found_in_the_graph() -> None:
    """Also those that a release does not hold but a store makes from it. Provenance is told by kind, each a relationship of its own."""
    assert [name for name, node in MODEL.items() if not (label(node) or row_relationship(node))] == ["provenance"]


class Gardens(Table):
    """A table with everything that a new column may be."""

    garden_id = dy.String(primary_key=True)
    edition_id = dy.String(metadata=ref("editions"))
    party_id = dy.String(metadata=ref("parties"))
    flowers_count = dy.Int64()
    owner_name = dy.String(metadata=WITHHELD)
    outline = dy.Binary()


def test_a_new_column_is_a_property_without_a_word_of_code() -> None:
    assert [property_name(Gardens, name) for name in properties(Gardens)] == ["edition", "flowersCount"]
    assert property_name(Gardens, "garden_id") == "key"
    assert property_name(Gardens, "party_id") == "party"
    assert column_of(Gardens, "flowersCount") == "flowers_count"
    with pytest.raises(HubError, match="ownerName"):
        column_of(Gardens, "ownerName")


def test_references_to_few_rows_are_properties() -> None:
    assert DENSE == ("editions", "offices")
    for table in TABLES:
        for column, (target, _) in table.references().items():
            if column in table.public_columns() and table.table_name() not in APART:
                assert (column in properties(table)) == (
                    target in DENSE
                    or (column in table.primary_key() and len(table.primary_key()) > 1 and column in properties(table))
                )


def test_a_file_without_a_whole_header_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half.cypher").write_text("// Half a header.\n// Parameters: none\nRETURN 1")
    monkeypatch.setattr(cypher, "folder", lambda _name: tmp_path)
    statement.cache_clear()
    with pytest.raises(HubError, match="found no Columns, Order, Used by"):
        statement("half")
    with pytest.raises(HubError, match=r"expected the Cypher file cypher/gone\.cypher, found none"):
        statement("gone")
    statement.cache_clear()
