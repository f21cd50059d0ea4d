"""What servers stand on: the release, and what is made from it when the first server asks: PostgreSQL, Neo4j, rows in files, Node programs."""

import json
import shutil
import subprocess
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import holds
from hub.publication import store_path
from hub.release import Release, current, make_current
from hub.release.kept import RELEASES
from scripts.bench_graphql import neo4j, postgres
from scripts.bench_graphql.relations import write_lines

_PEERS = Path(__file__).with_name("peers")


class Ground:
    """The current release below `out`, and a folder for what is made from it. Leaving it stops and forgets all that was made.

    Its graph store is made too, where there is none that this version of the hub reads. The data of a Neo4j is kept where
    `neo4j_home` is given, and found there the next time.
    """

    def __init__(self, out: Path, folder: Path, neo4j_home: Path | None = None) -> None:
        self.release = current(out)
        self.folder = folder
        self._neo4j_home = neo4j_home or folder / "neo4j"
        self.out = out if holds(store_path(out, self.release), self.release) else _with_store(self.release, folder)
        self._open = ExitStack()

    def __enter__(self) -> "Ground":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @cached_property
    def postgres(self) -> tuple[str, str]:
        """Address and version of a PostgreSQL server that holds the relations."""
        address = self._open.enter_context(postgres.running(self.folder / "postgres"))
        return address, postgres.fill(address, self.release)

    @cached_property
    def neo4j(self) -> neo4j.Graph:
        """A Neo4j server that holds the release, down to the level that `hub graph load` loads unless told otherwise."""
        return self._open.enter_context(neo4j.running(self._neo4j_home, self.release))

    @cached_property
    def lines(self) -> Path:
        """Folder with the relations as files of JSON lines."""
        folder = self.folder / "lines"
        folder.mkdir()
        write_lines(self.release, folder)
        return folder

    @cached_property
    def node_peers(self) -> Path:
        """Folder with the peers in JavaScript and the packages that they need, Node itself among them.

        It is kept between runs in the user's cache, and made again where the lock file is another one.
        """
        folder = Path.home() / ".cache" / "pemilu-hub" / "bench-peers"
        lock = (_PEERS / "package-lock.json").read_bytes()
        installed = folder / "installed-lock.json"
        folder.mkdir(parents=True, exist_ok=True)
        for path in [*_PEERS.glob("*.mjs"), *_PEERS.glob("package*.json")]:
            shutil.copy(path, folder)
        if not installed.is_file() or installed.read_bytes() != lock:
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)  # noqa: S607  npm on the path
            installed.write_bytes(lock)
        return folder

    def node_version(self, *packages: str) -> str:
        """Return the versions of Node and of packages as installed."""
        folder = self.node_peers / "node_modules"
        found = [json.loads((folder / name / "package.json").read_bytes()) for name in ("node", *packages)]
        return ", ".join(f"{told['name']} {told['version']}" for told in found)

    def node(self, program: str, port: int, *arguments: str) -> list[str]:
        """Return the command that runs a peer in JavaScript."""
        folder = self.node_peers
        return [str(folder / "node_modules" / ".bin" / "node"), str(folder / program), str(port), *arguments]


def _with_store(release: Release, folder: Path) -> Path:
    """Return a folder that holds a release, as it is, and a store that was made from it now."""
    out = folder / "out"
    (out / RELEASES).mkdir(parents=True)
    (out / RELEASES / release.id).symlink_to(release.folder.resolve())
    build_store(release, store_path(out, release))
    make_current(out, release)
    return out
