import shutil
from pathlib import Path

import pytest

from hub.feed import accounts
from hub.feed.state import Place, create, state_folder
from scripts.strain.workspace import write_workspace
from tests.command import hub
from tests.feed.bureau import PEOPLE, Bureau


@pytest.fixture(scope="session")
def first_bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small workspace with its release, and a feed with everybody in it, nobody with a password; no test writes to it."""
    folder = write_workspace(tmp_path_factory.mktemp("bureau") / "bureau")
    hub("build", folder)
    out = folder / ".hub"
    state = create(state_folder(out), Place(folder, folder, out))
    for name, roles in PEOPLE.items():
        accounts.add(state, name, None, "test")
        for role, dataset in roles:
            accounts.grant(state, name, role, [dataset], "test")
    return folder


@pytest.fixture
def bureau(first_bureau: Path, tmp_path: Path) -> Bureau:
    """Return a bureau of its own."""
    folder = tmp_path / "bureau"
    shutil.copytree(first_bureau, folder)
    out = folder / ".hub"
    return Bureau(folder, create(state_folder(out), Place(folder, folder, out)))


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have passwords hashed by argon2 with less work than a server's."""
    monkeypatch.setattr("hub.feed.passwords.COST", {"rounds": 1, "memory_kib": 64, "threads": 1})
