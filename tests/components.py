"""What some tests need and not every machine has: they skip where it is absent, and fail under CI, where `.ci/run` provides it."""

import os
import shutil
from typing import NoReturn

import pytest

CI = os.environ.get("CI") == "true"
"""Whether this is the run that has to hold: everything is there, and packages may be fetched."""


def absent(reason: str) -> NoReturn:
    """End the test for want of a component: `reason` says what was expected and what was found."""
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str) -> str:
    """Return the path of the first of these programs that is there: different systems give one program different names."""
    for name in names:
        if path := shutil.which(name):
            return path
    absent(f"expected the program {' or '.join(names)} on the PATH, found none")
