from pathlib import Path

import pytest

from hub.errors import MissingSource, SourceError, UnknownLoader, WorkspaceError
from hub.reading import read_sources
from hub.workspace import read_workspace

GOOD = """
[hub]
title = "A small edition"

[[editions]]
id = "2024"
name = "Pemilu 2024"

[[sources]]
id = "parties"
loader = "hub-table"
path = "nominations.csv"
edition = "2024"
title = "Parties"
publisher = "KPU"
"""


def pin(office: str) -> str:
    return (
        f'\n[[outcomes]]\nedition = "2024"\noffice = "{office}"\nseries = "parties"\nreason = "a reason long enough"\n'
    )


def workspace(folder: Path, text: str) -> Path:
    (folder / "hub.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_workspace_is_read(tmp_path: Path) -> None:
    read = read_workspace(workspace(tmp_path, GOOD))
    assert read.hub.base_iri == "https://w3id.org/pemilu/"
    assert [edition.year for edition in read.editions] == [2024]
    assert read.default_out == tmp_path / ".hub"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "field required"),
        ("[hub", "expected TOML"),
        (GOOD.replace('title = "A small edition"', 'title = "x"\ncolour = "red"'), "hub.colour"),
        (GOOD.replace('edition = "2024"', 'edition = "2042"'), "names the edition '2042'"),
        (GOOD + GOOD[GOOD.index("[[sources]]") :], "found 'parties' twice"),
        (GOOD.replace('id = "2024"', 'id = "last year"'), "last year"),
        *(
            (GOOD + f"retrieved = {day!r}\n", "sources.0.retrieved")
            for day in ("3 Mei 2024", "2024-13", "2024-02-30", "2024-5-3")
        ),
        (GOOD + pin("dpr"), "outcomes.0.office"),
        (GOOD + pin("DPR") + pin("DPR"), "expected one series for DPR in 2024, found a second"),
        (GOOD.replace("[[sources]]", "[sources]"), "expected a list of tables, [[sources]], found [sources]"),
        (GOOD.replace("[[editions]]", "[editions]"), "expected a list of tables, [[editions]], found [editions]"),
        *(
            (GOOD.replace("[hub]", f"[hub]\nbase_iri = {iri!r}"), "hub.base_iri")
            for iri in (
                "https://ex ample.org/",
                "https://contoh.org/{x}/",
                "https://contoh.org",
                "contoh.org/",
                "https:///",
            )
        ),
    ],
)
def test_a_wrong_hub_toml_is_one_clear_sentence(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(WorkspaceError, match=r"hub\.toml") as raised:
        read_workspace(workspace(tmp_path, wrong))
    assert said in str(raised.value)
    assert "\n" not in str(raised.value).strip()
    assert raised.value.exit_code == 3


@pytest.mark.parametrize("path", ["/etc/x*", "a/../**b"])
def test_a_path_that_no_folder_has_is_one_clear_sentence(tmp_path: Path, path: str) -> None:
    read = read_workspace(workspace(tmp_path, GOOD.replace('path = "nominations.csv"', f'path = "{path}"')))
    with pytest.raises(WorkspaceError, match="found"):
        list(read.files(read.sources[0], tmp_path))


def test_no_workspace_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="found no such file"):
        read_workspace(tmp_path)


def test_a_hub_toml_that_cannot_be_read_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "hub.toml").mkdir()
    with pytest.raises(WorkspaceError, match="expected a workspace that can be read"):
        read_workspace(tmp_path)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        (GOOD, MissingSource, "expected a file at 'nominations.csv'"),
        (GOOD.replace("hub-table", "crystal_ball"), UnknownLoader, "found 'crystal_ball'"),
    ],
)
def test_a_source_that_cannot_be_had_stops_the_build(
    tmp_path: Path, text: str, error: type[SourceError], said: str
) -> None:
    read = read_workspace(workspace(tmp_path, text))
    with pytest.raises(error, match=said):
        read_sources(read, tmp_path, strict=False, progress=lambda *_: None)
