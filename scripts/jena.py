"""Apache Jena from Maven Central: its jars, fetched once into a cache, and the validation of a dump: `python -m scripts.jena BUILT`.

Java 17 has to be there, and Maven the first time. The validation holds the graph of a release in memory: 8 GB for one of all published files.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hub.rdf.dump import dump
from hub.rdf.ontology import ontology_text
from hub.release import current

_HERE = Path(__file__).parent
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pemilu-hub"


def java(source: Path, *arguments: str) -> list[str]:
    """Return the command that runs a Java source file with the jars of Jena."""
    return ["java", "-Xmx8g", "-cp", f"{_jars()}/*", str(source), *arguments]


def _jars() -> Path:
    pom = _HERE / "jena-pom.xml"
    version = pom.read_text(encoding="utf-8").partition("<version>")[2].partition("<")[0]
    folder = _CACHE / f"jena-{version}"
    if not folder.is_dir():
        _CACHE.mkdir(parents=True, exist_ok=True)
        fetched = Path(tempfile.mkdtemp(prefix=".fetching-", dir=_CACHE))
        copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fetched}"]
        subprocess.run([shutil.which("mvn") or "mvn", "-q", "-B", "-f", str(pom), *copy], check=True)  # noqa: S603
        fetched.rename(folder)
    return folder


def validate(built: Path) -> int:
    """Hold the dump of the current release against the shapes of the ontology, print what violates them, and return 1 where anything does."""
    release = current(built)
    with tempfile.TemporaryDirectory() as place:
        shapes, data = Path(place) / "shapes.ttl", Path(place) / "dump.nt"
        shapes.write_text(ontology_text("shapes.ttl", release.base_iri), encoding="utf-8")
        dump(release, "nt", data)
        return subprocess.run(java(_HERE / "Shapes.java", str(shapes), str(data)), check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(validate(Path(sys.argv[1])))
