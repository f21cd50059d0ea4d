from pathlib import Path

import pytest

from hub.publication import publish
from hub.release import Release
from tests.web.conftest import Get, caller


@pytest.fixture(scope="session")
def sample_out(sample_release: Release) -> Path:
    """Return the folder of the bundled sample, published: it has winners, three editions, and people who changed party."""
    out = sample_release.folder.parents[1]
    publish(out, sample_release, lambda *_: None)
    return out


@pytest.fixture(scope="session")
def sample(sample_out: Path) -> Get:
    return caller(sample_out)
