"""Edges of the graph that are no single foreign key: paths through join tables, ancestors, provenance and merged identifiers."""

from collections.abc import Iterator
from dataclasses import replace

from hub.graph.node_type import Edge, Hop, NodeType, Path, to_few, to_many, to_one
from hub.tables.table import Bilingual


def path_edges(nodes: dict[str, NodeType]) -> Iterator[tuple[str, Edge]]:
    """Yield (node type, edge) for the edges that no single reference states."""
    yield from _areas()
    yield from _changes()
    yield from _who_is_who()
    yield from _outcomes()
    behind, step = Hop("ticket_id", "ticket_party", "ticket_id"), Hop("edition_id", "calendar-event", "edition_id")
    yield (
        "ticket",
        to_few(
            "parties",
            Bilingual("Parties that support the pair.", "Partai yang mendukung pasangan calon ini."),
            (behind,),
        ),
    )
    yield (
        "edition",
        to_few(
            "calendar",
            Bilingual("Its steps, the earliest first.", "Tahapannya, mulai dari yang paling awal."),
            (step,),
            orders=(("starts", False),),
        ),
    )
    for kind in ("person", "party", "region", "district"):
        key = nodes[kind].key if kind != "district" else "line_id"
        merged = Hop(key, "alias", "successor")
        merged_ids = to_few(
            "aliases",
            Bilingual(
                "Identifiers that were merged into this one.", "Pengenal lain yang sudah digabungkan ke pengenal ini."
            ),
            (merged,),
        )
        yield kind, replace(merged_ids, texts="alias")
    for name, node in nodes.items():
        if node.is_node:
            yield (
                name,
                to_few(
                    "sources",
                    Bilingual(
                        "Source files that state it; of a source, the file itself.",
                        "Berkas sumber yang menyatakannya; bagi sebuah sumber, berkas itu sendiri.",
                    ),
                    *_to_sources(node),
                ),
            )
        if node.is_node and name not in {"source", "finding"}:
            subject = "contest" if name == "outcome" else name
            about = Hop(node.key, "finding", "subject_key", (("subject_kind", subject),))
            yield (
                name,
                to_many(
                    "findings",
                    Bilingual(
                        "Contradictions and defects found in it.", "Pertentangan dan cacat yang ditemukan padanya."
                    ),
                    (about,),
                ),
            )
    for kind in ("candidacy", "nomination", "district"):
        yield (
            kind,
            to_few(
                "external_ids",
                Bilingual("What publishers call it.", "Pengenal yang dipakai penerbit untuknya."),
                (_external(kind, nodes[kind].key),),
            ),
        )
    standing = Hop("person_id", "candidacy", "person_id")
    in_time = (("edition_id", False),)
    yield (
        "person",
        to_few(
            "path",
            Bilingual(
                "The person's candidacies, the earliest first.", "Pencalonan orang ini, mulai dari yang paling awal."
            ),
            (standing,),
            orders=in_time,
        ),
    )
    both = (_external("person", "person_id"),), (standing, _external("candidacy", "candidacy_id"))
    yield (
        "person",
        to_few(
            "external_ids",
            Bilingual(
                "What publishers call the person, or one of the candidacies.",
                "Pengenal yang dipakai penerbit untuk orang ini, atau untuk salah satu pencalonannya.",
            ),
            *both,
        ),
    )


def _areas() -> Iterator[tuple[str, Edge]]:
    """Yield the edges between districts and regions, and along the administrative division."""
    in_district = Hop("district_id", "district_region", "district_id"), Hop("region_id", "region", "region_id")
    of_region = Hop("region_id", "district_region", "region_id"), Hop("district_id", "district", "district_id")
    yield (
        "district",
        to_many(
            "regions",
            Bilingual(
                "Regions that lie in it, whole or in part.",
                "Wilayah yang termasuk di dalamnya, seluruhnya atau sebagian.",
            ),
            in_district,
        ),
    )
    yield (
        "region",
        to_many(
            "districts",
            Bilingual(
                "Districts that the region, or a part of it, lies in.",
                "Daerah pemilihan yang memuat wilayah ini, atau sebagian darinya.",
            ),
            of_region,
        ),
    )
    contest = Hop("district_id", "contest", "district_id")
    yield (
        "district",
        to_one(
            "contest",
            Bilingual("The contest for its seats.", "Kontes untuk kursi daerah pemilihan ini."),
            (contest,),
            nullable=True,
        ),
    )
    named_alike = Hop("line_id", "district_family", "line_id")
    told = Bilingual(
        "People whose names end alike and who stand in the district in any edition: a pointer, no claim of kinship.",
        "Orang-orang dengan nama akhir yang sama yang menjadi calon di daerah pemilihan ini, pada pemilu mana pun: petunjuk, bukan klaim hubungan keluarga.",
    )
    yield "district", to_many("families", told, (named_alike,), orders=(("share", True),))
    drawn = Hop("district_id", "district_map", "district_id")
    yield (
        "district",
        to_one(
            "map",
            Bilingual("Its shape; null where none is known.", "Bentuknya; null jika tidak diketahui."),
            (drawn,),
            nullable=True,
        ),
    )
    up = Hop("parent_id", "region", "region_id", repeated=True)
    down = Hop("region_id", "region", "parent_id", repeated=True)
    nearest_first = (("level", True),)
    yield (
        "region",
        to_few(
            "ancestors",
            Bilingual(
                "All regions that it lies in, the nearest first.",
                "Semua wilayah yang melingkupinya, mulai dari yang terdekat.",
            ),
            (up,),
            orders=nearest_first,
        ),
    )
    yield (
        "region",
        to_many(
            "descendants",
            Bilingual("All regions that lie in it, at every level.", "Semua wilayah di dalamnya, pada setiap tingkat."),
            (down,),
        ),
    )


def _changes() -> Iterator[tuple[str, Edge]]:
    """Yield the edges between regions through the changes of the administrative division."""
    gave, took = (Hop("region_id", "region_lineage", side) for side in ("region_id", "successor_id"))
    earlier, later = (Hop(side, "region", "region_id") for side in ("region_id", "successor_id"))
    in_time = (("year", False),)
    told = Bilingual(
        "Changes in which it gave or took over a part, the earliest first.",
        "Perubahan ketika wilayah ini menyerahkan atau mengambil alih suatu bagian, mulai dari yang paling awal.",
    )
    yield "region", to_few("lineage", told, (gave,), (took,), orders=in_time)
    yield (
        "region",
        to_few(
            "predecessors",
            Bilingual(
                "Regions of which it took over a part.", "Wilayah yang sebagiannya diambil alih oleh wilayah ini."
            ),
            (took, earlier),
        ),
    )
    yield (
        "region",
        to_few(
            "successors",
            Bilingual("Regions that took over a part of it.", "Wilayah yang mengambil alih sebagian wilayah ini."),
            (gave, later),
        ),
    )
    yield from _party_changes()
    part = Hop("region_id", "region_parent", "region_id")
    told = Bilingual(
        "What it was part of, and in which years, the earliest first.",
        "Wilayah induknya beserta tahunnya, mulai dari yang paling awal.",
    )
    yield "region", to_few("parents", told, (part,), orders=(("valid_from", False),))


def _party_changes() -> Iterator[tuple[str, Edge]]:
    about, out_of = (Hop("party_id", "party_event", side) for side in ("party_id", "from_party_id"))
    before, after = (Hop(side, "party", "party_id") for side in ("from_party_id", "party_id"))
    told = Bilingual(
        "What happened to it, the earliest first; also where another party took it up or split off from it.",
        "Peristiwa yang dialaminya, mulai dari yang paling awal; juga ketika partai lain mengambil alihnya atau memisahkan diri darinya.",
    )
    yield "party", to_few("events", told, (about,), (out_of,), orders=(("date", False),))
    yield (
        "party",
        to_few(
            "predecessors",
            Bilingual(
                "Other parties that it took up or split off from.",
                "Partai lain yang diambil alihnya atau asal pemisahannya.",
            ),
            (about, before),
        ),
    )
    yield (
        "party",
        to_few(
            "successors",
            Bilingual(
                "Other parties that took it up or split off from it.",
                "Partai lain yang mengambil alihnya atau memisahkan diri darinya.",
            ),
            (out_of, after),
        ),
    )


def _who_is_who() -> Iterator[tuple[str, Edge]]:
    """Yield the edges to the evidence for who is who: pairs have two ends, and a person is at either of them."""
    standing = Hop("person_id", "candidacy", "person_id")
    told = {
        "link": (
            Bilingual(
                "Pairs with other candidacies that are linked, wait for review, or were judged.",
                "Pasangan pencalonan ini dengan pencalonan lain yang ditautkan, menunggu peninjauan, atau sudah diputuskan.",
            ),
            Bilingual(
                "Pairs with other candidacies that are linked, wait for review, or were judged, for each candidacy.",
                "Pasangan setiap pencalonannya dengan pencalonan lain yang ditautkan, menunggu peninjauan, atau sudah diputuskan.",
            ),
        ),
        "judgement": (
            Bilingual(
                "What somebody decided of it and another candidacy.",
                "Keputusan seseorang tentang pencalonan ini dan pencalonan lain.",
            ),
            Bilingual(
                "What somebody decided of it and another candidacy, for each candidacy.",
                "Keputusan seseorang tentang setiap pencalonannya dan pencalonan lain.",
            ),
        ),
    }
    for name, (of_candidacy, of_person) in told.items():
        ends = tuple(Hop("candidacy_id", name, side) for side in ("left_id", "right_id"))
        yield "candidacy", to_many(f"{name}s", of_candidacy, *((end,) for end in ends))
        yield "person", to_many(f"{name}s", of_person, *((standing, end) for end in ends))


def _outcomes() -> Iterator[tuple[str, Edge]]:
    """Yield the edges between contests, their outcomes and who won."""
    answered = Hop("contest_id", "outcome", "contest_id")
    told = Bilingual(
        "The official answer: votes, winners and seats, or why they are not known.",
        "Jawaban resmi: suara, pemenang, dan kursi, atau mengapa tidak diketahui.",
    )
    yield "contest", to_one("outcome", told, (answered,), nullable=True)
    won = Hop("outcome_id", "outcome_winner", "outcome_id"), Hop("candidacy_id", "candidacy", "candidacy_id")
    elected = Bilingual("Who is elected; both of a pair.", "Siapa yang terpilih; keduanya dari satu pasangan.")
    yield "outcome", to_few("winners", elected, won)


def _external(kind: str, key: str) -> Hop:
    return Hop(key, "external_id", "key", (("kind", kind),))


def _to_sources(node: NodeType) -> Iterator[Path]:
    """Yield the paths from a node to its sources: its own source column, its provenance, for persons their candidacies'."""
    end = Hop("source_id", "source", "source_id")
    if "source_id" in node.columns:
        yield (end,)
    yield Hop(node.key, "provenance", "key", (("kind", node.name),)), end
    if node.name == "person":
        standing = Hop("person_id", "candidacy", "person_id")
        yield standing, end
        yield standing, Hop("candidacy_id", "provenance", "key", (("kind", "candidacy"),)), end
