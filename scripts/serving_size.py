"""Installs what the image serves with and serves a release from it: `python -m scripts.serving_size FOLDER` (`make image-size`) prints the megabytes of each step.

The steps are the Dockerfile's. Without a FOLDER that a build wrote, the sample is built first, by the environment itself. Exit 1 where it is larger than it may be or does not serve.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from scripts.slim import megabytes, slim
from scripts.strain.server import until

ROOT = Path(__file__).parents[1]
MOST_MB = 349
"""Three fifths of what a server took on 21 November 2026: 582 MB."""


def _run(*command: object) -> None:
    subprocess.run([str(each) for each in command], check=True, cwd=ROOT)  # noqa: S603  our own


def _installed(environment: Path) -> int:
    """Install and slim, and return the megabytes."""
    _run(sys.executable, "-m", "venv", "--without-pip", environment)
    pip = (sys.executable, "-m", "pip", "--python", environment / "bin" / "python", "--disable-pip-version-check")
    install = (*pip, "install", "--quiet", "--no-cache-dir")
    _run(*install, "--require-hashes", "--requirement", ROOT / "requirements-serve.lock")
    print(f"requirements-serve.lock     {megabytes(environment)} MB")
    _run(*install, "--no-deps", ROOT)
    print(f"with the hub                {megabytes(environment)} MB")
    slim(environment)
    print(f"as the image has it         {megabytes(environment)} MB, at most {MOST_MB}")
    return megabytes(environment)


def _serves(environment: Path, out: Path) -> bool:
    """Serve a folder from the environment, which knows nothing of this checkout, and return whether it gets ready."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(environment / "bin" / "hub"), "serve", str(out), "--port", str(port)]
    server = subprocess.Popen(command, env=bare, cwd=out, stdout=subprocess.DEVNULL)  # noqa: S603  our own
    try:
        address = f"http://127.0.0.1:{port}"
        waited = until(lambda: _answers(f"{address}/readyz") or server.poll() is not None)
        if server.poll() is not None:
            return False
        print(f"ready after                 {waited:.1f} s")
        return all(
            _answers(address + path) for path in ("/", "/data/parties.csv", "/def/", "/graphql?query={__typename}")
        )
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  our own
            return bool(answer.status == 200)
    except OSError:
        return False


def main() -> None:
    """Install, measure and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "built", nargs="?", type=Path, help="folder that a build wrote; default: the sample, built first"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment, out = Path(folder) / "serving", given.built
        size = _installed(environment)
        if out is None or not (out / "current").is_file():
            out = Path(folder) / "out"
            command = [str(environment / "bin" / "hub"), "build", str(ROOT / "sample"), "--out", str(out)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own
        serves = _serves(environment, out.resolve())
    print("serves" if serves else "does not serve")
    sys.exit(size > MOST_MB or not serves)


if __name__ == "__main__":
    main()
