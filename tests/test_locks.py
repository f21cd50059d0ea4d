"""The lock files are up to date: every dependency of pyproject.toml is locked, with hashes, and a server gets the same versions."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
EVERYTHING, SERVER, IMAGE = "requirements.lock", "requirements-run.lock", "requirements-serve.lock"

BUILD_ONLY = {"pyogrio", "pyproj", "python-calamine", "pypdf"}
"""What reads sources and answers nobody."""


def locked(name: str) -> dict[str, set[str]]:
    """Return package -> versions; several where they depend on the platform."""
    versions: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line.removesuffix("\\").strip())
            versions.setdefault(canonicalize_name(requirement.name), set()).add(str(requirement.specifier)[2:])
    return versions


def declared() -> tuple[list[Requirement], list[Requirement]]:
    """Return what a server needs, and what developers need besides."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, dev = pyproject["project"]["dependencies"], pyproject["dependency-groups"]["dev"]
    return [Requirement(text) for text in runtime], [Requirement(text) for text in dev]


def test_everything_declared_is_locked_to_a_version_that_it_allows() -> None:
    versions = locked(EVERYTHING)
    runtime, dev = declared()
    wrong = [
        f"{requirement}: locked to {sorted(found) or 'nothing'}; run `make lock`"
        for requirement in runtime + dev
        for found in [versions.get(canonicalize_name(requirement.name), set())]
        if not found or not all(requirement.specifier.contains(version) for version in found)
    ]
    assert wrong == []


def test_a_server_gets_what_it_declares_in_the_versions_that_are_tested() -> None:
    server, everything = locked(SERVER), locked(EVERYTHING)
    assert {canonicalize_name(requirement.name) for requirement in declared()[0]} <= set(server)
    assert {name: versions for name, versions in server.items() if everything.get(name) != versions} == {}
    assert not {"pytest", "mypy", "ruff"} & set(server)


def test_an_image_gets_what_a_server_gets_but_what_only_builds_need() -> None:
    assert locked(IMAGE) == {name: versions for name, versions in locked(SERVER).items() if name not in BUILD_ONLY}


@pytest.mark.parametrize("name", [EVERYTHING, SERVER, IMAGE])
def test_every_version_has_a_hash_and_no_registry_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    pinned = [line for line in entries if line and not line.startswith((" ", "#"))]
    assert pinned
    assert [line for line in pinned if "--hash=sha256:" not in line] == []
    assert "index-url" not in text
    assert "://" not in text
