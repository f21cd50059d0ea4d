from pathlib import Path

import pytest

from tests.web.conftest import Get, caller


@pytest.fixture(scope="session")
def sample(sample_out: Path) -> Get:
    return caller(sample_out)
