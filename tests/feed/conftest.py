import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from hub.feed import accounts
from hub.feed.database import SQLITE
from hub.feed.state import Place, State, create, state_folder
from scripts.strain.workspace import write_workspace
from tests.command import hub
from tests.components import postgres
from tests.feed.bureau import PEOPLE, Bureau


@pytest.fixture(scope="session")
def first_bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small workspace with its release, and a feed with everybody in it, nobody with a password; no test writes to it."""
    folder = write_workspace(tmp_path_factory.mktemp("bureau") / "bureau")
    hub("build", folder)
    out = folder / ".hub"
    add_people(create(state_folder(out), Place(folder, folder, out)))
    return folder


def add_people(state: State) -> None:
    for name, roles in PEOPLE.items():
        accounts.add(state, name, None, "test")
        for role, dataset in roles:
            accounts.grant(state, name, role, [dataset], "test")


ON_BOTH = {"accounts", "database", "log"}
"""Files of tests that run on both databases; with HUB_BOTH=1 all do that need a bureau."""

IS_LONG = os.environ.get("HUB_BOTH") == "1"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    is_chosen = IS_LONG or metafunc.module.__name__.rpartition(".test_")[2] in ON_BOTH
    if "database" in metafunc.fixturenames and is_chosen:
        metafunc.parametrize("database", ["sqlite", "postgres"], indirect=True)


NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Yield the address of a PostgreSQL whose database `people` holds the state of a feed with everybody in it."""
    with tempfile.TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another user where this one is root
        with postgres(Path(folder) / "server") as address:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("CREATE DATABASE people")
            first = Path(folder) / "first"
            add_people(create(first / "feed", Place(first, first, first / "out"), database=named(address, "people")))
            yield address


def named(address: str, name: str) -> str:
    """Return the address of a database of the server."""
    return address.replace("/postgres?", f"/{name}?")


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Return the address of a database of its own with everybody in it; none for a file of SQLite."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return ""
    address, name = request.getfixturevalue("server"), f"bureau{next(NUMBERS)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE people")
    return named(address, name)


@pytest.fixture
def bureau(first_bureau: Path, tmp_path: Path, database: str) -> Bureau:
    """Return a bureau of its own."""
    folder = tmp_path / "bureau"
    shutil.copytree(first_bureau, folder)
    out = folder / ".hub"
    if database:
        for path in state_folder(out).glob(f"{SQLITE}*"):
            path.unlink()
    return Bureau(folder, create(state_folder(out), Place(folder, folder, out), database=database))


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have passwords hashed by argon2 with less work than a server's."""
    monkeypatch.setattr("hub.feed.passwords.COST", {"rounds": 1, "memory_kib": 64, "threads": 1})
