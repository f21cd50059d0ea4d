"""Commands of the hub in processes forked from one that has imported the hub and made its schema, and done nothing else: a turn takes two seconds less."""

import asyncio
import contextlib
import io
import multiprocessing
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from hub.schema.schema import executable

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    ["hub.cli.main", "hub.publication", "hub.pipeline", "hub.web.app", "scripts.strain.forks"]
)

executable()

NOBODY = 65534


def outcome(*arguments: object, most_bytes: int = 0, as_nobody: bool = False) -> tuple[int, str]:
    """Run a command of the hub, and return its exit code and what it said.

    `most_bytes`: no file may grow beyond, as on a disk that is full. `as_nobody`: without the rights of root.
    """
    given = [str(each) for each in arguments]
    return _received(_said, given, most_bytes, as_nobody=as_nobody)


def answers(out: Path, paths: tuple[str, ...]) -> list[tuple[int, bytes]]:
    """Return status and body of what a server over a folder answers to some paths; 0 where it cannot begin."""
    return _received(_answered, out, paths)


def begin(*arguments: object) -> ForkServerProcess:
    """Begin a command of the hub, silent, and return the process. `serve DIR PATH ...` asks a server in it for some paths."""
    process = _forks.Process(target=_silently, args=([str(each) for each in arguments],))
    process.start()
    return process


def _received(target: Callable[..., None], *given: object, **named: object) -> Any:
    """Return what a function sends from a process of its own. Raises RuntimeError where it ends without a word."""
    receiving, sending = _forks.Pipe(duplex=False)
    process = _forks.Process(target=target, args=(sending, *given), kwargs=named)
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        raise RuntimeError(f"expected a word from a process, found that it ended: {given}") from None
    finally:
        process.join()


def _said(sending: Connection, arguments: list[str], most_bytes: int, *, as_nobody: bool) -> None:
    if most_bytes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    if as_nobody and os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said):
        code = _run(arguments)
    sending.send((code, said.getvalue()))


def _run(arguments: list[str]) -> int:
    from hub.cli import main  # noqa: PLC0415  in the fork alone

    sys.argv = ["hub", *arguments]
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except Exception:  # noqa: BLE001  what a person would see is for who asked to judge
        traceback.print_exc()
        return -1
    return 0


def _answered(sending: Connection, out: Path, paths: tuple[str, ...]) -> None:
    sending.send(_asked(out, paths))


def _asked(out: Path, paths: tuple[str, ...]) -> list[tuple[int, bytes]]:
    import httpx  # noqa: PLC0415  in the fork alone

    from hub.web.app import app  # noqa: PLC0415  in the fork alone

    transport = httpx.ASGITransport(app(out), raise_app_exceptions=False)

    async def ask() -> list[tuple[int, bytes]]:
        async with httpx.AsyncClient(transport=transport, base_url="http://strained.example") as client:
            answers = [await client.get(path) for path in paths]
        return [(answer.status_code, answer.content) for answer in answers]

    return asyncio.run(ask())


def _silently(arguments: list[str]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    if arguments[0] == "serve":
        _asked(Path(arguments[1]), tuple(arguments[2:]))
    else:
        sys.exit(_run(arguments))
