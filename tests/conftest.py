"""Fixtures that more than one room's tests share."""

import gc
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from hub.pipeline import build
from hub.publication import publish
from hub.release import Release
from hub.workspace import read_workspace
from tests.components import absent
from tests.groups import GroupScheduling, scheduler

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a busy machine is no defect of what is tested

os.environ.setdefault("HUB_WARM", "false")
"""No test waits for pages that it does not ask for; `tests/web/test_warming.py` does."""

ROOT = Path(__file__).parents[1]

PUBLISHED = ROOT.parent / "shared" / "data"
"""Folder of the files as the commission published them; it stands beside the repository, never in it."""


SLOW = (
    "tests/bench",
    "tests/docs",
    "tests/feed/test_in_a_browser.py",
    "tests/feed/test_killed.py",
    "tests/fetch/test_faults.py",
    "tests/indonesia",
    "tests/loaders/test_mapped_fuzz.py",
    "tests/loaders/test_published_",
    "tests/neo4j",
    "tests/release/test_damage.py",
    "tests/release/test_killed.py",
    "tests/schema/test_generated.py",
    "tests/test_extensions.py",
    "tests/test_privacy.py",
    "tests/web/pages/test_in_a_browser.py",
    "tests/web/test_clients.py",
    "tests/web/test_federation_gateway.py",
    "tests/web/test_graphiql.py",
    "tests/web/test_graphql_audit.py",
    "tests/web/test_real_clients.py",
    "tests/web/test_telemetry.py",
    "tests/web/test_workers.py",
    "tests/web/test_schemathesis.py",
)
"""What `make test-quick` leaves out: tests that start servers, browsers and other engines, or read all that was published."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the second tier of tests, by where they stand."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker("slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep what was collected and imported out of every later garbage collection: it lives to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def published_data() -> Path:
    """Return the folder of published files."""
    if not PUBLISHED.is_dir():
        absent(f"expected the published files at {PUBLISHED}, found no such folder")
    return PUBLISHED


@pytest.fixture(scope="session")
def standards() -> Path:
    """Return the folder of published schemas."""
    folder = PUBLISHED.parent / "standards"
    if not folder.is_dir():
        absent(f"expected the published schemas at {folder}, found no such folder")
    return folder


@pytest.fixture(scope="session")
def sample_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return a release of the bundled sample, without graph store and dumps."""
    workspace = read_workspace(ROOT / "sample")
    out = tmp_path_factory.mktemp("sample")
    return build(workspace, workspace.default_sources, out, previous=None, strict=True, progress=lambda *_: None)


@pytest.fixture(scope="session")
def sample_out(sample_release: Release) -> Path:
    """Return the folder of the bundled sample, published: it has winners, three editions, and people who changed party."""
    out = sample_release.folder.parents[1]
    publish(out, sample_release, lambda *_: None)
    return out


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> GroupScheduling:
    """Have the workers of pytest-xdist keep the groups of tests together."""
    return scheduler(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the counts that tests record with `record_property`, such as how many queries each store answered."""
    told: Counter[str] = Counter()
    for report in terminalreporter.stats.get("", []):
        if report.when == "teardown":  # it has what fixtures recorded when they ended
            told.update({name: count for name, count in report.user_properties if isinstance(count, int)})
    for name, count in sorted(told.items()):
        terminalreporter.write_line(f"{name}: {count:,}")
