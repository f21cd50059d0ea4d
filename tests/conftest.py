"""Fixtures that more than one room's tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a busy machine is no defect of what is tested

PUBLISHED = Path(__file__).parents[2] / "shared" / "data"
"""Folder of the files as the commission published them; it stands beside the repository, never in it."""


@pytest.fixture(scope="session")
def published_data() -> Path:
    """Return the folder of published files. Skips where it is absent, but fails under CI, where it must be there."""
    if not PUBLISHED.is_dir():
        reason = f"expected the published files at {PUBLISHED}, found no such folder"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return PUBLISHED
