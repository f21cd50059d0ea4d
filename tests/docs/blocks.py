"""Reads the fenced blocks of a Markdown page, and the commands with their output in the `console` ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(?P<mark>`{3,})(?P<language>[a-z]*)[^\n]*\n(?P<body>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what it holds, and the line of the page on which it begins."""

    page: Path
    line: int
    language: str
    body: str


@dataclass(frozen=True)
class Command:
    """A command as a reader would type it, and what the page says that it prints; `...` stands for any text."""

    line: str
    output: str


def blocks(page: Path, language: str | None = None) -> Iterator[Block]:
    """Yield the fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        if language in {None, found["language"]}:
            yield Block(page, text.count("\n", 0, found.start()) + 1, found["language"], found["body"])


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a `console` block. A command begins with `$ ` and goes on in lines that begin with `> `."""
    line, output = "", ""
    for text in block.body.splitlines(keepends=True):
        if text.startswith("$ "):
            if line:
                yield Command(line, output)
            line, output = text[2:].rstrip("\n"), ""
        elif text.startswith("> ") and not output:
            line += "\n" + text[2:].rstrip("\n")
        else:
            output += text
    if line:
        yield Command(line, output)
