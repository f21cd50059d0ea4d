"""A tour of all surfaces of a server, and the memory that it holds: `python -m scripts.strain.tour BUILT` (`make tour BUILT=DIR`) prints it.

Exit 1 where an address is not answered, or the server holds more than half of what it held at first, 1.36 GB. It makes the files that a server makes below its folder.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import httpx

from hub.release import current
from hub.tables.candidacies import Candidacies
from scripts.strain.server import served

MOST_MB = 680.0

QUERIES = (
    "{ persons { totalCount } results(first: 1000) { nodes { key votesCount } } }",
    '{ search(text: "irmawan") { totalCount nodes { __typename } } }',
    "{ candidacies(first: 200, orderBy: [{votesCount: DESC}]) { totalCount nodes { key person { name candidacies { totalCount } } } } }",
    "{ outcomes(first: 500) { totalCount nodes { key contest { name } } } }",
)
PATHS = (
    "/", "/cari?q=irmawan", "/wilayah", "/partai", "/pindah", "/bandingkan", "/keterbukaan", "/rencana-aksi", "/temuan", "/rilis", "/rilis.atom", "/tentang", "/recap",
    "/quality", "/sitemap.xml", "/def/", "/catalog", "/catalog.ttl", "/.well-known/void", "/ldes", "/graphql/schema.graphql", "/reconcile", "/reconcile/suggest/entity?prefix=irma",
    "/data/", "/data/codebook", "/data/csv-metadata.json", "/data/parties.csv", "/data/candidacies.csv", "/data/results.csv", "/data/results.parquet",
    "/data/query.ndjson?query={persons{nodes{name}}}", "/data/query.csv?query={candidacies{nodes{key person{name}}}}", "/dumps/", "/dumps/pemilu.nq.gz",
    "/dumps/pemilu.ttl.gz", "/sparql?query=SELECT (COUNT(*) AS ?n) { ?s a ?type }", "/metrics", "/readyz",
)  # fmt: skip
BATCH = {
    "queries": json.dumps({f"q{number}": {"query": f"Irmawan {number}", "type": "person"} for number in range(20)})
}


def resident_mb(pid: int, what: str = "VmRSS") -> float:
    """Return the memory that a process holds, files that are mapped into it included; with VmHWM the most it ever held."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def children(pid: int) -> list[int]:
    """Return the processes that a process started: the one that answers SPARQL."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]


def tour(address: str, things: list[str]) -> list[str]:
    """Ask everything of the server at an address, and return in words what was not answered."""
    told = []
    forms = [f"/doc/{thing}{ending}" for thing in things for ending in ("", ".ttl", ".jsonld", ".nt")]
    with httpx.Client(base_url=address, timeout=600, follow_redirects=True) as client:
        asked = [("GET", path, {}) for path in (*PATHS, *forms)]
        asked += [("POST", "/graphql", {"json": {"query": query}}) for query in QUERIES]
        for method, path, more in [*asked, ("POST", "/reconcile", {"data": BATCH})]:
            with client.stream(method, path, **more) as answer:
                size = sum(len(part) for part in answer.iter_raw())
                if answer.status_code != 200 or not size:
                    told.append(f"{method} {path}: {answer.status_code}")
    return told


def main() -> None:
    """Serve a release that was built, and tour it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", type=Path)
    given = parser.parse_args()
    keys = current(given.built).scan(Candidacies).head(20).collect().rows(named=True)
    things = [f"candidacy/{row['candidacy_id']}" for row in keys] + [f"person/{row['person_id']}" for row in keys]
    with tempfile.TemporaryDirectory() as folder, served(given.built, Path(folder) / "log") as server:
        pid = server.process.pid
        at_first = resident_mb(pid)
        problems = tour(server.address, things)
        found = {
            "at_first_mb": at_first,
            "after_mb": resident_mb(pid),
            "most_mb": resident_mb(pid, "VmHWM"),
            "sparql_mb": sum(map(resident_mb, children(pid))),
        }
    print(json.dumps({name: round(value) for name, value in found.items()}))
    if found["after_mb"] > MOST_MB:
        problems.append(f"expected at most {MOST_MB:g} MB to be held, found {found['after_mb']:.0f}")
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
