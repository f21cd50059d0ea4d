import pytest

from tests.groups import group_of


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("tests/neo4j/contract/test_where.py::test_every_operator[persons]", "neo4j-contract"),
        ("tests/neo4j/test_load.py::test_a", "neo4j"),
        ("tests/indonesia/test_books.py::test_b", "indonesia"),
        ("tests/docs/test_docs.py::test_c[README.md]", "docs"),
        ("tests/rdf/test_dump.py::test_d", "tests/rdf/test_dump.py::test_d"),
    ],
)
def test_tests_that_share_a_build_or_a_server_are_of_one_group(
    name: str, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUB_NEO4J_URI", raising=False)
    assert group_of(name) == group


def test_a_server_that_is_given_is_asked_by_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_NEO4J_URI", "bolt://127.0.0.1:1")
    assert (
        group_of("tests/neo4j/contract/test_where.py::test_a")
        == group_of("tests/neo4j/test_load.py::test_b")
        == "neo4j"
    )
