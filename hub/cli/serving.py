"""`hub demo`, `hub serve`, `hub query`, `hub sparql` and `hub dump`: serve, query or dump a release, the current one unless another is named."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import orjson
import typer

from hub.cli.building import build_release
from hub.cli.console import Folder, messages, out_folder, progress_bar
from hub.errors import UsageError
from hub.release import current
from hub.release.kept import named
from hub.resources import folder
from hub.standard_output import standard_output
from hub.workspace import read_workspace

Port = Annotated[int, typer.Option(help="Port to listen on.")]
StoreName = Literal["sqlite", "neo4j"]
Host = Annotated[str, typer.Option(help="Address to listen on.")]


def demo(*, port: Port = 8000, host: Host = "127.0.0.1") -> None:
    """Build the bundled sample and serve it."""
    out = Path.home() / ".cache" / "pemilu-hub" / "demo"
    build_release(read_workspace(folder("sample")), None, out, strict=True, accept=None)
    _serve(out, host, port, 1)


def serve(
    directory: Folder,
    *,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
    store: Annotated[
        StoreName | None, typer.Option(help="What answers GraphQL; neo4j is the server of HUB_NEO4J_URI.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="Folder of what stewards feed; default: HUB_STATE, else beside the releases.")
    ] = None,
) -> None:
    """Serve the current release: portal, GraphQL, linked data and files."""
    from hub.publication import make

    out = out_folder(directory)
    with progress_bar() as progress:
        make(out, current(out), progress)
    if store is not None:
        os.environ["HUB_STORE"] = store
    if state is not None:
        os.environ["HUB_STATE"] = str(state.resolve())
    _serve(out, host, port, workers)


def query(
    directory: Folder,
    document: Annotated[str, typer.Argument(metavar="GRAPHQL", help="The query; `-` reads it from stdin.")],
    *,
    variables: Annotated[str | None, typer.Option(help="Variables as a JSON object.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Id or number of an earlier release that is kept.")] = None,
) -> None:
    """Print the GraphQL response as JSON; exit 1 where it has errors."""
    from hub.graph.sqlite.store import open_store
    from hub.publication import ready_store
    from hub.schema.execute import execute

    given = _object(variables)
    out = out_folder(directory)
    release = named(out, as_of) if as_of else current(out)
    with progress_bar() as progress:
        store = open_store(ready_store(out, release, progress), release)
    response = execute(store, sys.stdin.read() if document == "-" else document, given)
    with standard_output() as answer:
        answer.write(response + b"\n")
    if orjson.loads(response).get("errors"):
        raise typer.Exit(1)


def sparql(
    directory: Folder,
    text: Annotated[
        str, typer.Argument(metavar="SPARQL", help="The query, a file that ends in `.rq`, or `-` for standard input.")
    ],
    *,
    form: Annotated[
        str, typer.Option("--format", help="json, csv, tsv, xml, ttl, nt, jsonld, rdf, trig or nq.")
    ] = "json",
) -> None:
    """Print the answer to a SPARQL query; the first query of a release loads its dump, which takes a while."""
    from hub.rdf.sparql.pool import ask_once
    from hub.rdf.sparql.question import Question
    from hub.rdf.sparql.store import is_made, open_store

    out = out_folder(directory)
    release = current(out)
    question = Question(_query(text), form, base_iri=release.base_iri)
    if not is_made(out, release):
        messages.print("loading the dump into a SPARQL store; this is done once per release")
    store = open_store(out, release)
    with standard_output() as answer:
        answer.write(ask_once(store, question))


def dump(
    directory: Folder,
    *,
    dump_format: Annotated[
        str,
        typer.Option(
            "--format",
            help="nq, nt, ttl, trig, jsonld or jsonl; cube-link: the cube of outcomes for viewers of LINDAS.",
        ),
    ],
    edition: Annotated[str | None, typer.Option(help="Only this edition and what it refers to.")] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; default: stdout. `.gz` and `.zst` compress.")] = None,
) -> None:
    """Write the current release as RDF."""
    from hub.rdf.cube_link import FORMAT, write_cube_link
    from hub.rdf.dump import dump as write_dump

    if dump_format == FORMAT:
        write_cube_link(current(out_folder(directory)), out, edition)
        return
    with progress_bar() as progress:
        write_dump(current(out_folder(directory)), dump_format, out, edition, progress if out else None)


def _query(text: str) -> str:
    """Return a query given as itself, as the name of a file, or as `-` for standard input. Raises UsageError for a file that is not there."""
    if text == "-":
        return sys.stdin.read()
    if not text.endswith(".rq") or "{" in text:
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"expected a file with a query, found none: {text}: {error.strerror}") from error


def _object(text: str | None) -> dict[str, object]:
    try:
        value = orjson.loads(text) if text else {}
    except orjson.JSONDecodeError as error:
        raise UsageError(f"expected --variables to be a JSON object, found {text!r}: {error}") from error
    if not isinstance(value, dict):
        raise UsageError(f"expected --variables to be a JSON object, found {text!r}")
    return value


def _serve(out: Path, host: str, port: int, workers: int) -> None:
    import uvicorn

    from hub.cli.workers import HEALTH_S, run
    from hub.settings import read_settings, unknown
    from hub.web import logs
    from hub.web.graphql_documents import read_trusted
    from hub.web.stores import Stores
    from hub.web.telemetry import Telemetry, is_configured

    settings = read_settings()
    for told in unknown():
        messages.print(told, markup=False)
    Stores(settings).close()  # wrong settings are reported once here, not by each process
    is_traced = is_configured()
    if is_traced:
        Telemetry().close()
    trusted = settings.trusted_documents
    if trusted:
        messages.print(f"answering {len(read_trusted(Path(trusted)))} trusted documents and no other query")
    _check_free(host, port)
    base = f"http://{host}:{port}"
    os.environ["HUB_OUT"] = str(out.resolve())
    messages.print(f"portal   {base}/\nGraphQL  {base}/graphql\ndumps    {base}/dumps/\nstop with Ctrl-C", markup=False)
    logs.configure(settings.log_format)
    with _counted_together(workers):
        config = uvicorn.Config(
            "hub.web.app:serving",
            factory=True,
            host=host,
            port=port,
            timeout_graceful_shutdown=5,  # else who follows a count would keep a server from ending
            timeout_worker_healthcheck=HEALTH_S,
            workers=workers,
            log_config=None,  # uvicorn's own words come out as ours do
            access_log=False,
            proxy_headers=False,  # no answer depends on who asks, or on the scheme
            # By name: a worker imports it itself.
            http="hub.web.connections:BoundedProtocol" if is_traced else "hub.web.fastpath.protocol:FastPathProtocol",
        )
        run(config)


def _check_free(host: str, port: int) -> None:
    """Raise UsageError where the address cannot be listened on, before any process is started for it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        told = f"expected to listen on {host}:{port}, found: {error.strerror or error}; give another --host or --port"
        raise UsageError(told) from error


@contextmanager
def _counted_together(workers: int) -> Iterator[None]:
    """Let several workers count into one folder, which is removed at the end, so that one scrape tells of all."""
    if workers == 1:
        yield
        return
    from hub.web.metrics import DIRECTORY

    with tempfile.TemporaryDirectory(prefix="hub-metrics-") as folder:
        os.environ[DIRECTORY] = folder
        try:
            yield
        finally:
            del os.environ[DIRECTORY]


COMMANDS = (demo, serve, query, sparql, dump)
