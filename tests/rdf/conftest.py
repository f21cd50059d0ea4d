from pathlib import Path

import pytest

from hub.release import Release
from tests.mini import write_mini


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The invented election of 2042; no test writes to it."""
    return write_mini(tmp_path_factory.mktemp("mini"))


@pytest.fixture
def dumped(tmp_path: Path) -> Path:
    return tmp_path / "dump"
