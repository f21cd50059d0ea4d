"""The root fields `availability` and `milestones`: how much of each category of data an edition has, and whether what was promised is there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from hub.catalog import action_plan, availability, grades
from hub.catalog.action_plan import Milestone, milestones_of
from hub.catalog.availability import CategoryAvailability, Held, availability_of, offices_measured
from hub.errors import BadArgument
from hub.graph import global_id, plan
from hub.graph.plan import Compare, Given, Operator, Quantifier, Related, Shape
from hub.schema import annotations
from hub.schema.computed import Ask, groups, rows, rows_count
from hub.schema.dataset_rows import DatasetRows, datasets_of
from hub.tables.vocabulary import THEMES
from hub.translation import Both


def _field(annotation: str, english: str, indonesian: str) -> Any:
    return annotations.field(annotation, Both(english, indonesian))


_STATES = {
    "PRESENT": Both("All of it is held as open data.", "Semuanya ada sebagai data terbuka."),
    "PARTIAL": Both("A part of it is held, or it is not known how much there should be.", "Hanya sebagian, atau jumlah seharusnya tidak diketahui."),
    "SCAN": Both("It is published, but not as data.", "Diterbitkan, tetapi bukan sebagai data."),
    "ABSENT": Both("No source of it is held.", "Tidak ada sumbernya di sini."),
}  # fmt: skip

_PRINCIPLES = {
    "TIMELY": Both("Every file is dated by the day that an action plan sets.", "Setiap berkas bertanggal paling lambat pada tenggat rencana aksi."),
    "GRANULAR": Both("As fine-grained as it was collected; no file shows it, so it is never known here.", "Serinci saat dikumpulkan; tidak terlihat dari berkas, jadi selalu belum diketahui di sini."),
    "FREE_ON_THE_INTERNET": Both("Every file states a web address.", "Setiap berkas menyebut alamat web."),
    "COMPLETE_AND_IN_BULK": Both("All that there should be is held.", "Semua yang seharusnya ada tersedia."),
    "ANALYZABLE": Both("Every dataset is data and no scan or page.", "Setiap kumpulan data berupa data, bukan pindaian atau halaman."),
    "NON_PROPRIETARY": Both("No format belongs to one firm's program.", "Tidak ada format milik satu perusahaan."),
    "NON_DISCRIMINATORY": Both("Open to everybody without an account; no file shows it, so it is never known here.", "Terbuka bagi semua tanpa akun; tidak terlihat dari berkas, jadi selalu belum diketahui di sini."),
    "LICENSE_FREE": Both("Every file states a known open licence.", "Setiap berkas menyebut lisensi terbuka yang dikenal."),
    "PERMANENT": Both("Every file has a persistent address.", "Setiap berkas punya alamat tetap."),
}  # fmt: skip

_MILESTONE_STATES = {
    "ON_TIME": Both("Open by the deadline.", "Terbuka paling lambat pada tenggat."),
    "LATE": Both("Open, and not known to have been by the deadline.", "Terbuka, tetapi tidak diketahui apakah sudah terbuka paling lambat pada tenggat."),
    "MISSING": Both("Not open, or no dataset that is held proves it.", "Belum terbuka, atau tidak ada kumpulan data yang membuktikannya."),
    "UNKNOWN": Both("What was promised is not known: no text at hand names it.", "Isi janjinya tidak diketahui: tidak ada teks yang menyebutnya."),
}  # fmt: skip

annotations.enum_type(
    "AvailabilityState",
    Both("How much of a category of election data is held.", "Seberapa banyak data suatu kategori yang ada."),
    {state: _STATES[state] for state in availability.STATES},
)
annotations.enum_type(
    "OpennessPrinciple",
    Both(
        "The nine principles of open election data (National Democratic Institute).",
        "Sembilan prinsip data pemilu terbuka (National Democratic Institute).",
    ),
    {principle: _PRINCIPLES[principle] for principle in grades.PRINCIPLES},
)
annotations.enum_type(
    "MilestoneState",
    Both("Whether what an action plan promises is there.", "Apakah janji rencana aksi sudah terpenuhi."),
    {state: _MILESTONE_STATES[state] for state in action_plan.STATES},
)
annotations.object_type(
    "CategoryAvailability",
    Both("How much of a category of election data is held of an edition.", "Seberapa banyak data suatu kategori yang ada untuk suatu pemilu."),
    {
        "category": _field("Theme", "One of the 16 categories of open election data (NDI).", "Satu dari 16 kategori data pemilu terbuka (NDI)."),
        "level": _field("Level | None", "Level of government of the data; null where they are of no one level.", "Tingkat pemerintahan data ini; null jika tidak terikat satu tingkat."),
        "state": _field("AvailabilityState", "How much is held.", "Seberapa banyak yang ada."),
        "share": _field("float | None", "Part of what there should be, from 0 to 1; null where no decision states how much that is.", "Bagian dari yang seharusnya ada, dari 0 sampai 1; null jika jumlah seharusnya tidak diketahui."),
        "held_count": _field("Long | None", "Units held: contests with complete votes, districts with a map, parties.", "Satuan yang ada: kontes dengan suara lengkap, dapil dengan peta, partai."),
        "expected_count": _field("Long | None", "Units that there should be by decision of the commission.", "Satuan yang seharusnya ada menurut keputusan KPU."),
        "datasets": _field("list[Dataset]", "Datasets of the category about this edition.", "Kumpulan data kategori ini tentang pemilu ini."),
        "owed_by": _field("str | None", "Who owes what is missing; null where nothing is.", "Siapa yang harus melengkapinya; null jika tidak ada yang kurang."),
        "reason": _field("str | None", "Why it is not all there, in words; null where it is.", "Uraian alasan tidak semuanya ada; null jika semuanya ada."),
        "stars": _field("int | None", "Stars of five that are proven, by the scheme of 5-star open data: 0 unless every file states a known open licence; the fifth is not checked; null where no dataset is published.", "Bintang dari lima yang terbukti, menurut skema data terbuka bintang lima: 0 kecuali setiap berkas menyebut lisensi terbuka yang dikenal; bintang kelima tidak diperiksa; null jika tidak ada kumpulan data yang diterbitkan."),
        "stars_of_format": _field("int | None", "Stars that the formats would have under an open licence; null where no dataset is published.", "Bintang menurut formatnya jika lisensinya terbuka; null jika tidak ada kumpulan data yang diterbitkan."),
        "principles_met": _field("list[OpennessPrinciple]", "Principles that every published dataset meets.", "Prinsip yang dipenuhi semua kumpulan data yang diterbitkan."),
        "principles_not_met": _field("list[OpennessPrinciple]", "Principles that are not met.", "Prinsip yang tidak dipenuhi."),
        "principles_not_known": _field("list[OpennessPrinciple]", "Principles that nothing held here decides.", "Prinsip yang tidak dapat dipastikan dari yang ada di sini."),
        "grade_reason": _field("str | None", "Why principles are not met or not known, in words; null where no dataset is published.", "Uraian alasan prinsip tidak dipenuhi atau belum diketahui; null jika tidak ada kumpulan data yang diterbitkan."),
    },
)  # fmt: skip
annotations.object_type(
    "Milestone",
    Both("A promise of a national action plan on open election data.", "Satu janji rencana aksi nasional tentang data pemilu terbuka."),
    {
        "key": _field("str", "Short name of the promise.", "Nama pendek janji ini."),
        "plan": _field("str", "Years of the action plan.", "Tahun rencana aksi."),
        "plan_url": _field("str", "Where the commitment of the plan is published.", "Alamat komitmen rencana aksi itu."),
        "is_named": _field("bool", "Whether a text at hand names what is promised; false for a success criterion of which only the number is known: nothing is said of whether it is kept.", "Apakah teks yang ada di sini menyebut isi janji ini; false untuk kriteria keberhasilan yang hanya diketahui jumlahnya: tidak dikatakan apakah janji itu dipenuhi."),
        "measure": _field("str", "What is promised, in Indonesian.", "Apa yang dijanjikan, dalam bahasa Indonesia."),
        "measure_en": _field("str", "What is promised, in English.", "Apa yang dijanjikan, dalam bahasa Inggris."),
        "deadline": _field("Date", "By when; the last day of the plan where it names none.", "Tenggatnya; hari terakhir rencana aksi jika tidak disebut."),
        "is_deadline_stated": _field("bool", "Whether the plan names this day.", "Apakah rencana aksi menyebut hari ini."),
        "responsible": _field("str", "Who is to do it.", "Siapa yang bertanggung jawab."),
        "state": _field("MilestoneState", "Whether the promise is kept.", "Apakah janji sudah terpenuhi."),
        "evidence": _field("list[Dataset]", "Datasets that prove it, or would if they were open.", "Kumpulan data yang membuktikannya, atau akan membuktikannya jika terbuka."),
        "reason": _field("str | None", "Why it is late or missing, in words.", "Uraian alasan terlambat atau belum ada."),
    },
)  # fmt: skip

AVAILABILITY_ROOT = annotations.field(
    "list[CategoryAvailability]",
    Both(
        "How much of each category of election data is held of an edition, and who owes the rest.",
        "Seberapa banyak data tiap kategori yang ada untuk suatu pemilu, dan siapa yang harus melengkapinya.",
    ),
    {"edition": ("ID", Both("Key of the edition.", "Kunci pemilu."))},
)
MILESTONES_ROOT = annotations.field(
    "list[Milestone]",
    Both(
        "What the national action plans promise of election data, with deadlines and what proves it.",
        "Janji rencana aksi nasional tentang data pemilu, dengan tenggat dan buktinya.",
    ),
)


class AvailabilityQuestion(DatasetRows):
    """One use of `availability`."""

    dataset_field = "datasets"
    values: Mapping[str, Callable[[CategoryAvailability], Any]] = {
        "category": lambda row: row.category,
        "level": lambda row: row.level,
        "state": lambda row: row.state,
        "share": lambda row: row.share,
        "heldCount": lambda row: row.held_count,
        "expectedCount": lambda row: row.expected_count,
        "owedBy": lambda row: row.owed_by,
        "reason": lambda row: row.reason,
        "stars": lambda row: row.grade and row.grade.stars,
        "starsOfFormat": lambda row: row.grade and row.grade.stars_of_format,
        "principlesMet": lambda row: row.grade.met if row.grade else (),
        "principlesNotMet": lambda row: row.grade.not_met if row.grade else (),
        "principlesNotKnown": lambda row: row.grade.not_known if row.grade else (),
        "gradeReason": lambda row: row.grade and row.grade.reason,
    }

    def answer(self, ask: Ask) -> bytes:
        """Return the rows of the edition as JSON. Raises BadArgument for one that the release does not hold."""
        key = global_id.key_of("edition", str(self.arguments["edition"]))
        made = availability_in(ask, key, is_graded=True)
        if made is None:
            raise BadArgument(f"expected the key of an edition, such as 2024, found {key!r}")
        return self.listed([(row, row.dataset_keys) for row in made], ask)


def availability_in(
    ask: Ask,
    edition: str,
    categories: Iterable[str] = THEMES,
    offices: frozenset[str] | None = None,
    *,
    is_graded: bool = False,
) -> list[CategoryAvailability] | None:
    """Return the rows of an edition for some categories; None for a key that no edition of the release has. Raises what the store raises.

    With `offices`, contests of these alone are counted. Source files are looked at, one more query, where rows are to be graded as well.
    """
    about = Shape("edition", (("kind", plan.Column("kind")), ("year", plan.Column("year"))))
    of_edition = Compare("edition_id", Operator.EQ, Given(edition))
    found = rows(ask, "edition", (of_edition,), about)
    if not found:
        return None
    kind, year = found[0]["kind"], found[0]["year"]
    datasets = datasets_of(ask, of_edition)
    of_series = Compare("series", Operator.IN, Given([row["key"] for row in datasets]))
    files = groups(ask, "source", (of_series,), _FILES) if is_graded and datasets else []
    wanted = frozenset(categories)
    held = _held(ask, kind, of_edition, datasets, categories=wanted, offices=offices)
    return [
        row for row in availability_of(kind, year, held, datasets, files, offices=offices) if row.category in wanted
    ]


class MilestonesQuestion(DatasetRows):
    """One use of `milestones`."""

    dataset_field = "evidence"
    values: Mapping[str, Callable[[Milestone], Any]] = {
        "key": lambda row: row.promise.id,
        "plan": lambda row: row.promise.plan,
        "planUrl": lambda row: row.promise.plan_url,
        "isNamed": lambda row: row.promise.is_named,
        "measure": lambda row: row.promise.measure,
        "measureEn": lambda row: row.promise.measure_en,
        "deadline": lambda row: row.promise.deadline,
        "isDeadlineStated": lambda row: row.promise.deadline_is_stated,
        "responsible": lambda row: row.promise.responsible,
        "state": lambda row: row.state,
        "reason": lambda row: row.reason,
    }

    def answer(self, ask: Ask) -> bytes:
        """Return every milestone as JSON."""
        dates: dict[str, str] = {}
        for row in groups(ask, "source", (plan.Not(plan.IsNull("retrieved")),), ("series", "retrieved")):
            dates[row["series"]] = min(row["retrieved"], dates.get(row["series"], row["retrieved"]))
        made = milestones_of(datasets_of(ask), dates)
        return self.listed([(row, row.evidence_keys) for row in made], ask)


_FILES = ("series", "licence", "url", "retrieved", "state")
"""What source files are graded by."""

NODES = {
    "LEGAL_FRAMEWORK": "legal-basis",
    "EMB_PROCESSES": "calendar-event",
    "PARTY_REGISTRATION": "nomination",
    "CAMPAIGN_FINANCE": "finance-report",
    "VOTER_REGISTRATION": "voters",
    "VOTER_LISTS": "voters",
    "POLLING_STATIONS": "polling-station",
    "COMPLAINTS_AND_DISPUTES": "dispute",
}
"""The nodes of the categories that have a table of their own and no level."""


def _held(
    ask: Ask,
    kind: str,
    of_edition: plan.Condition,
    datasets: Sequence[Mapping[str, Any]],
    *,
    categories: frozenset[str],
    offices: frozenset[str] | None,
) -> dict[tuple[str, str | None], Held]:
    """Return what an edition holds, by category and level. A public record is of the category of its dataset."""
    found: dict[tuple[str, str | None], Held] = {}
    for category in THEMES:
        if category in availability.MEASURED_BY_LEVEL or category not in categories:
            continue
        series = [row["key"] for row in datasets if row["theme"] == category]
        of_series = Compare("series", Operator.IN, Given(series))
        count = _counted(ask, category, of_edition)
        records = rows_count(ask, "public-record", of_edition, of_series) if series else 0
        if category in NODES or records:
            expected = _stations_count(ask, of_edition) if category == "POLLING_STATIONS" else None
            found[category, None] = Held(count + records, count + records, records, expected)
    for level in availability.LEVEL_OFFICES[kind]:
        for category in categories & availability.MEASURED_BY_LEVEL.keys():
            measured = offices_measured(kind, category, level, offices)
            of_offices = Compare("office", Operator.IN, Given(list(measured)))
            if measured:
                found[category, level] = _of_level(ask, category, (of_edition, of_offices))
    return found


def _counted(ask: Ask, category: str, of_edition: plan.Condition) -> int:
    """Return the rows of the table of a category; 0 for one without. Registered voters are those whose list is not told apart."""
    if category not in NODES:
        return 0
    registered = Compare("list_kind", Operator.EQ, Given("REGISTERED"))
    further = {"VOTER_REGISTRATION": (registered,), "VOTER_LISTS": (plan.Not(registered),)}
    return rows_count(ask, NODES[category], of_edition, *further.get(category, ()))


def _stations_count(ask: Ask, of_edition: plan.Condition) -> int | None:
    """Return the polling stations of an edition, as the count of its president states them; None where no count does."""
    conditions = (
        Compare("office", Operator.EQ, Given("PRESIDENT")),
        Compare("unit", Operator.EQ, Given("POLLING_STATION")),
    )
    shape = Shape("outcome", (("count", plan.Column("expected_count")),))
    stated = [row["count"] for row in rows(ask, "outcome", (of_edition, *conditions), shape) if row["count"]]
    return max(stated, default=None)


def _of_level(ask: Ask, category: str, conditions: tuple[plan.Condition, ...]) -> Held:
    if category == "ELECTION_RESULTS":
        complete = rows_count(ask, "outcome", *conditions, Compare("is_complete", Operator.EQ, Given(value=True)))
        begun = rows_count(ask, "outcome", *conditions, plan.Not(plan.IsNull("valid_votes_count")))
        return Held(complete, begun)
    if category == "ELECTORAL_BOUNDARIES":
        mapped = rows_count(ask, "district", *conditions, Related("map", Quantifier.SOME, plan.All()))
        return Held(mapped, mapped)
    standing = rows_count(ask, "contest", *conditions, Related("candidacies", Quantifier.SOME, plan.All()))
    return Held(standing, standing)
