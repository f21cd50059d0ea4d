"""Jena TDB2 in a Java process of its own, with the triples of a release, to which queries are put one after the other."""

import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from scripts.jena import java


class Tdb2:
    """A store of TDB2 in a folder, loaded from files of RDF if the folder is not there yet."""

    def __init__(self, folder: Path, *files: Path) -> None:
        loaded = () if folder.is_dir() else files
        folder.mkdir(parents=True, exist_ok=True)
        command = java(Path(__file__).with_name("Tdb2.java"), str(folder), *map(str, loaded))
        self._java = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  our own program
        self._to, self._from = cast("IO[bytes]", self._java.stdin), cast("IO[bytes]", self._java.stdout)
        if self._line() != b"ready":
            raise RuntimeError("expected TDB2 to be ready; see what Java says above")
        self._files = tempfile.TemporaryDirectory()

    def ask(self, query: str) -> tuple[float, float, bytes]:
        """Return the milliseconds that an answer took, elapsed and of the processor, and the answer: JSON of a table, N-Triples of a graph."""
        asked, answered = Path(self._files.name) / "query.rq", Path(self._files.name) / "answer"
        asked.write_text(query, encoding="utf-8")
        self._to.write(f"{asked}\t{answered}\n".encode())
        self._to.flush()
        elapsed, used = (int(number) / 1e6 for number in self._line().split())
        return elapsed, used, answered.read_bytes()

    def _line(self) -> bytes:
        return self._from.readline().strip()

    def __enter__(self) -> "Tdb2":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._java.terminate()
        self._java.wait()
        self._files.cleanup()
