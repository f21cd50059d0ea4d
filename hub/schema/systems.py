"""The root field `systems`: the commission's ten information systems, what each is said to hold, and what is held here."""

from collections.abc import Callable, Mapping
from typing import Any

from hub.catalog import systems
from hub.catalog.systems import System, systems_of
from hub.schema import annotations
from hub.schema.computed import Ask
from hub.schema.dataset_rows import DatasetRows, datasets_of
from hub.translation import Both

_PHASES = {
    "SCAN": Both("Published as scans or as pages laid out for print.", "Diterbitkan sebagai pindaian atau halaman untuk dicetak."),
    "WORKBOOK": Both("Published as office files, such as workbooks.", "Diterbitkan sebagai berkas perkantoran, misalnya lembar kerja."),
    "OPEN": Both("Published as open data.", "Diterbitkan sebagai data terbuka."),
}  # fmt: skip


def _field(annotation: str, english: str, indonesian: str) -> Any:
    return annotations.field(annotation, Both(english, indonesian))


annotations.enum_type(
    "OpeningPhase",
    Both("How far the opening of a system's data has come.", "Sejauh mana pembukaan data suatu sistem."),
    {phase: _PHASES[phase] for phase in systems.PHASES},
)
annotations.object_type(
    "SystemInventory",
    Both("What an information system of the commission is said to hold, and what is held here of it.", "Isi suatu sistem informasi KPU menurut hitungan, dan yang ada di sini."),
    {
        "system": _field("System", "The system.", "Sistemnya."),
        "owner": _field("str", "Whose system it is.", "Pemilik sistem."),
        "datasets_stated_count": _field("int | None", "Datasets that the system is said to hold, as counted in the year of `statedIn`; null where it was not counted.", "Jumlah kumpulan data yang disebut ada dalam sistem ini, menurut hitungan tahun `statedIn`; null jika tidak dihitung."),
        "stated_in": _field("int", "Year of that count.", "Tahun penghitungan itu."),
        "held_count": _field("int", "Datasets of which rows are held here, a series of files for each election: no part of the number stated.", "Jumlah kumpulan data yang barisnya ada di sini, satu seri berkas untuk tiap pemilu: bukan bagian dari jumlah hitungan itu."),
        "scan_count": _field("int", "Datasets known here that are published as scans or pages.", "Kumpulan data yang dikenal di sini dan diterbitkan sebagai pindaian atau halaman."),
        "workbook_count": _field("int", "Datasets held here from office files.", "Kumpulan data yang ada di sini dari berkas perkantoran."),
        "open_count": _field("int", "Datasets held here from open formats.", "Kumpulan data yang ada di sini dari format terbuka."),
        "missing_count": _field("int", "Datasets that are wanted and published in no form.", "Kumpulan data yang dibutuhkan dan tidak diterbitkan dalam bentuk apa pun."),
        "phase": _field("OpeningPhase | None", "The earliest phase that a dataset known here is in; null where none is known.", "Tahap paling awal dari kumpulan data yang dikenal di sini; null jika tidak ada yang dikenal."),
        "due_date": _field("Date | None", "By when its data are to be open, by the action plan; null where it sets no day.", "Tenggat pembukaan datanya menurut rencana aksi; null jika tidak ditetapkan."),
        "is_due_date_stated": _field("bool", "Whether the plan names this day; false where it is the plan's last.", "Apakah rencana aksi menyebut hari ini; false jika itu hari terakhirnya."),
        "reason": _field("str | None", "Why number or day is not known, in words; null where both are.", "Uraian alasan jumlah atau tenggat tidak diketahui; null jika keduanya diketahui."),
        "datasets": _field("list[Dataset]", "Datasets of the system that are known here.", "Kumpulan data sistem ini yang dikenal di sini."),
    },
)  # fmt: skip

ROOT = annotations.field(
    "list[SystemInventory]",
    Both(
        "The commission's ten information systems, what each is said to hold, and how much of it is held here in which phase.",
        "Sepuluh sistem informasi KPU, jumlah kumpulan data yang disebut dimilikinya, dan yang ada di sini pada tahap mana.",
    ),
)


class SystemsQuestion(DatasetRows):
    """One use of `systems`."""

    dataset_field = "datasets"
    values: Mapping[str, Callable[[System], Any]] = {
        "system": lambda row: row.id,
        "owner": lambda row: row.owner,
        "datasetsStatedCount": lambda row: row.stated_count,
        "statedIn": lambda row: row.stated_in,
        "heldCount": lambda row: row.held_count,
        "scanCount": lambda row: row.counts["SCAN"],
        "workbookCount": lambda row: row.counts["WORKBOOK"],
        "openCount": lambda row: row.counts["OPEN"],
        "missingCount": lambda row: row.missing_count,
        "phase": lambda row: row.phase,
        "dueDate": lambda row: row.due,
        "isDueDateStated": lambda row: row.is_due_stated,
        "reason": lambda row: row.reason,
    }

    def answer(self, ask: Ask) -> bytes:
        """Return every system as JSON."""
        return self.listed([(row, row.dataset_keys) for row in systems_of(datasets_of(ask))], ask)
