"""The container files say what they promise: no root, nothing to write but the data, health checks, limits, no password."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    content: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return content["services"]


@pytest.fixture(scope="module")
def stages() -> list[list[str]]:
    """Return the instructions of each stage of the Dockerfile, lines that continue joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    starts = [number for number, line in enumerate(lines) if line.startswith("FROM ")]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _megabytes(size: str) -> int:
    return int(size[:-1]) * {"m": 1, "g": 1024}[size[-1]]


def _validated(path: Path) -> "subprocess.CompletedProcess[str]":
    """Compare a file with the schema that Compose publishes of its files."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_compose_accepts_the_file(tmp_path: Path) -> None:
    path = ROOT / "docker-compose.yml"
    done = _validated(path)
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = tmp_path / path.name
    wrong.write_text(
        path.read_text(encoding="utf-8").replace("start_period: 60s", "start_period: true"), encoding="utf-8"
    )
    assert _validated(wrong).returncode == 1


def test_volumes_are_declared_and_used(services: dict[str, Any]) -> None:
    content: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    used = [volume.partition(":")[0] for service in services.values() for volume in service["volumes"]]
    assert sorted(content["volumes"]) == sorted(used)


def test_the_hub_can_write_nothing_but_its_data(services: dict[str, Any]) -> None:
    hub = services["hub"]
    assert hub["read_only"] is True
    assert hub["cap_drop"] == ["ALL"]
    assert hub["user"] not in {"0", "root"}
    assert [volume.partition(":")[2] for volume in hub["volumes"]] == ["/data"]


def test_the_hub_knows_every_setting_that_is_given(services: dict[str, Any]) -> None:
    known = {f"HUB_{name.upper()}" for name in Settings.model_fields}
    assert {"HUB_STORE", "HUB_NEO4J_URI", "HUB_NEO4J_PASSWORD"} <= set(services["hub"]["environment"]) <= known


def test_every_service_has_a_health_check_and_a_limit(services: dict[str, Any]) -> None:
    assert set(services) == {"hub", "neo4j"}
    for service in services.values():
        assert service["healthcheck"]["test"][0] == "CMD"
        assert service["mem_limit"]
    assert any("/readyz" in part for part in services["hub"]["healthcheck"]["test"])


def test_ports_are_open_to_this_machine_alone(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_neo4j_is_a_profile_with_its_data_kept_and_no_password_of_ours(services: dict[str, Any]) -> None:
    neo4j = services["neo4j"]
    assert neo4j["image"] == "neo4j:5.26-community"
    assert neo4j["profiles"] == ["neo4j"]
    assert "/data" in [volume.partition(":")[2] for volume in neo4j["volumes"]]
    assert neo4j["environment"]["NEO4J_AUTH"] == "neo4j/${NEO4J_PASSWORD:-}"
    sizes = [neo4j["environment"][f"NEO4J_server_memory_{what}"] for what in ("heap_max__size", "pagecache_size")]
    assert sum(map(_megabytes, sizes)) < _megabytes(neo4j["mem_limit"])


def test_the_image_runs_as_a_user_without_rights(stages: list[list[str]]) -> None:
    graphiql, build, run = stages
    assert graphiql[0] == "FROM node:22-slim AS graphiql"
    assert build[0] == "FROM python:3.13-slim AS build"
    assert run[0] == "FROM python:3.13-slim"
    users = [line.split()[1] for line in run if line.startswith("USER ")]
    assert users == ["10001"]
    assert run.index("USER 10001") < next(place for place, line in enumerate(run) if line.startswith("CMD "))
    assert any("--require-hashes" in line for line in build)


def _copied(stages: list[list[str]]) -> set[str]:
    """Return what is copied from here, not from one stage to another."""
    lines = [line.split() for stage in stages for line in stage if line.startswith("COPY ")]
    return {name for words in lines if not words[1].startswith("--from") for name in words[1:-1]}


def test_the_image_has_graphiql_built_as_make_does(stages: list[list[str]]) -> None:
    graphiql, build, _ = stages
    assert any("npm run --silent build -- /bundle/graphiql" in line for line in graphiql)
    assert build.index("COPY --from=graphiql /bundle hub/web/bundle") > build.index("COPY hub hub")
    assert "npm run --silent build -- ../../$(GRAPHIQL)" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_what_the_image_copies_is_there_and_sent_to_the_builder(stages: list[list[str]]) -> None:
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    copied = _copied(stages)
    assert copied == sent
    assert [name for name in sorted(copied) if not (ROOT / name).exists()] == []


def test_what_the_package_needs_is_copied(stages: list[list[str]]) -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    included = re.findall(r'^(\w+) = "hub/_packaged/', pyproject, flags=re.MULTILINE)
    copied = _copied(stages)
    assert included
    assert set(included) <= copied


def test_images_are_pinned_to_the_digests_of_a_registry(tmp_path: Path) -> None:
    """By a `docker` that answers as buildx does, with the name as digest: there is no registry in a test. To pin again replaces the digest."""
    for name in ("Makefile", "Dockerfile", "docker-compose.yml"):
        shutil.copy(ROOT / name, tmp_path)
    docker = tmp_path / "docker"
    docker.write_text("#!/bin/sh\nprintf '%s' \"sha256:$(printf '%s' \"$4$TURN\" | sha256sum | cut -d ' ' -f 1)\"\n")
    docker.chmod(0o755)
    before = {name: (tmp_path / name).read_text(encoding="utf-8") for name in ("Dockerfile", "docker-compose.yml")}
    digest = re.compile(r"@sha256:[0-9a-f]{64}")
    found = []
    for turn in ("1", "2"):
        environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "TURN": turn}
        subprocess.run(["make", "pin-images"], cwd=tmp_path, env=environment, check=True, capture_output=True)
        texts = {name: (tmp_path / name).read_text(encoding="utf-8") for name in before}
        assert {name: digest.sub("", text) for name, text in texts.items()} == before
        found.append([digest.findall(text) for text in texts.values()])
    assert [len(each) for each in found[0]] == [3, 1]
    assert found[0] != found[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "Dockerfile",
        "Makefile",
        "docker",
        "docker-compose.yml",
    ]
