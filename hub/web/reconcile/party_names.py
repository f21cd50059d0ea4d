"""Names and abbreviations of parties as the press and the parties themselves write them, in addition to those on the lists of the KPU."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from hub.graph.folding import fold


def further(names: list[str]) -> tuple[str, ...]:
    """Return what a party of these names is called as well; empty where no group of `party_names.toml` has one of them.

    Names are compared without case, punctuation and the words `Partai` and `Fraksi`. A group belongs to a party as soon as one name is the same.
    """
    known = {_plain(name) for name in names}
    return tuple(name for group in _groups() if known & {_plain(each) for each in group} for name in group)


@cache
def _groups() -> list[list[str]]:
    text = files("hub.web.reconcile").joinpath("party_names.toml").read_text(encoding="utf-8")
    return [group["names"] for group in tomllib.loads(text)["party"]]


def _plain(name: str) -> str:
    return "".join(word for word in re.findall(r"[a-z0-9]+", fold(name)) if word not in {"partai", "fraksi"})
