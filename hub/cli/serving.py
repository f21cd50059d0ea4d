"""`hub demo`, `hub serve`, `hub query` and `hub dump`: answers from the current release."""

import os
import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer

from hub.cli.building import build_release
from hub.cli.console import Folder, messages, out_folder
from hub.errors import UsageError
from hub.release import current
from hub.resources import folder
from hub.workspace import read_workspace

Port = Annotated[int, typer.Option(help="Port to listen on.")]
Host = Annotated[str, typer.Option(help="Address to listen on.")]


def demo(*, port: Port = 8000, host: Host = "127.0.0.1") -> None:
    """Build the bundled sample and serve it."""
    out = Path.home() / ".cache" / "pemilu-hub" / "demo"
    build_release(read_workspace(folder("sample")), None, out, strict=True)
    _serve(out, host, port, 1)


def serve(
    directory: Folder,
    *,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
) -> None:
    """Serve the current release: portal, GraphQL, linked data and files."""
    out = out_folder(directory)
    current(out)
    _serve(out, host, port, workers)


def query(
    directory: Folder,
    document: Annotated[str, typer.Argument(metavar="GRAPHQL", help="The query; `-` reads it from stdin.")],
    *,
    variables: Annotated[str | None, typer.Option(help="Variables as a JSON object.")] = None,
) -> None:
    """Print the whole GraphQL response as JSON; exit 1 where it has errors."""
    from hub.graph.sqlite import open_store
    from hub.publication import store_path
    from hub.schema.execute import execute

    out = out_folder(directory)
    release = current(out)
    store = open_store(store_path(out, release), release)
    response = execute(store, sys.stdin.read() if document == "-" else document, _object(variables))
    sys.stdout.write(response.decode() + "\n")
    if orjson.loads(response).get("errors"):
        raise typer.Exit(1)


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

    base = f"http://{host}:{port}"
    os.environ["HUB_OUT"] = str(out.resolve())
    messages.print(f"portal   {base}/\nGraphQL  {base}/graphql\ndumps    {base}/dumps/\nstop with Ctrl-C", markup=False)
    uvicorn.run("hub.web.app:serving", factory=True, host=host, port=port, workers=workers, log_level="warning")


COMMANDS = (demo, serve, query)
