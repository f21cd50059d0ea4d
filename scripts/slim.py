"""Makes an environment that only serves smaller: `python scripts/slim.py ENVIRONMENT` (the Dockerfile runs it) prints its megabytes before and after.

Takes away what no answer needs: symbols of compiled modules, locales other than the hub's two, tests of libraries, sources in C, colours of languages. What a linker has patched after the
build (`*.libs`) is left as it is: to strip it may break it.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LOCALES = ("id", "en")
_UNUSED = ("apsw/sqlite_extra_binaries", "numpy/f2py", "numpy/distutils")
_LEXERS = ("__init__", "_mapping", "python", "special")
"""Languages that a trace of an error is coloured with."""
_LARGE_BYTES = 400_000


def slim(environment: Path) -> None:
    """Remove what is not needed. Raises RuntimeError where the program strip (binutils) is missing."""
    (packages,) = environment.glob("lib/python3*/site-packages")
    for path in [*_superfluous(packages)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    strip = shutil.which("strip")
    if strip is None:
        raise RuntimeError("expected the program strip on the path, found none; install binutils")
    for module in packages.rglob("*.so"):
        if module.stat().st_size > _LARGE_BYTES and not module.parent.name.endswith(".libs"):
            subprocess.run([strip, "--strip-unneeded", str(module)], check=True)  # noqa: S603  a file of ours


def _superfluous(packages: Path) -> Iterator[Path]:
    for locale in packages.glob("babel/locale-data/*.dat"):
        if locale.stem.partition("_")[0] not in {*LOCALES, "root"}:
            yield locale
    yield from (path for path in packages.rglob("tests") if path.is_dir() and path.parent != packages)
    for lexer in packages.glob("pygments/lexers/*.py"):
        if lexer.stem not in _LEXERS:
            yield lexer
            yield from lexer.parent.glob(f"__pycache__/{lexer.stem}.*.pyc")
    yield from (packages / name for name in _UNUSED if (packages / name).is_dir())
    for pattern in ("*.c", "*.pyx", "*.pyi", "*.h"):
        yield from packages.rglob(pattern)


def megabytes(folder: Path) -> int:
    """Return the size of a folder, as `du -sm` tells it."""
    return -(-sum(path.lstat().st_blocks * 512 for path in folder.rglob("*")) // (1 << 20))


def main() -> None:
    """Slim the environment that is named."""
    environment = Path(sys.argv[1])
    before = megabytes(environment)
    slim(environment)
    print(f"{environment}: {before} MB, {megabytes(environment)} MB without what no answer needs")


if __name__ == "__main__":
    main()
