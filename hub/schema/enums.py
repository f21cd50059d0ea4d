"""The GraphQL enums: the closed lists of the tables, spelled as the tables spell them.

Descriptions of values come from the ontology where it defines the list, from the table of offices, or from here.
"""

from collections.abc import Mapping
from typing import NamedTuple

from hub.schema import annotations
from hub.schema.descriptions import Told
from hub.tables import offices, vocabulary
from hub.translation import Both, closed_list

_OFFICES = {office: Both(f"{english}.", f"{indonesian}.") for _, office, indonesian, english, _ in offices.ROWS}

_CAREER_STEPS = {
    "UP": "To an office of a higher level of government.",
    "SAME": "To an office of the same level of government.",
    "DOWN": "To an office of a lower level of government.",
}

_THEMES = {
    "LEGAL_FRAMEWORK": "Laws and regulations that elections are held under.",
    "ELECTORAL_BOUNDARIES": "Electoral districts: their boundaries and seats.",
    "EMB_ADMINISTRATION": "How the electoral management body is appointed, staffed and paid for.",
    "EMB_PROCESSES": "Decisions, meetings and procedures of the electoral management body.",
    "ELECTION_SECURITY": "Security of voters, candidates, staff and materials.",
    "PARTY_REGISTRATION": "Registration of political parties.",
    "BALLOT_QUALIFICATION": "Candidates and parties that qualify for the ballot.",
    "ELECTION_CAMPAIGNS": "Campaigns: rules, events and media.",
    "CAMPAIGN_FINANCE": "Money of campaigns: what was given and what was spent.",
    "VOTER_REGISTRATION": "Registration of voters.",
    "VOTER_LISTS": "Lists of voters, and how many stand on them.",
    "VOTER_EDUCATION": "Education of voters.",
    "POLLING_STATIONS": "Polling stations: where they are, and for whom.",
    "ELECTION_RESULTS": "Votes counted, and who is elected.",
    "E_VOTING_AND_COUNTING": "Electronic voting and counting.",
    "COMPLAINTS_AND_DISPUTES": "Complaints, disputes and how they are resolved.",
}

_SYSTEMS = {
    "DAPIL": "Electoral districts and their seats.",
    "PENCALONAN": "Nomination of candidates.",
    "LOGISTIK": "Ballots, ballot boxes and other supplies.",
    "PARTAI_POLITIK": "Registration and verification of political parties.",
    "PARTISIPASI_DAN_SOSIALISASI": "Participation and education of voters.",
    "PENGHITUNGAN_DAN_PENETAPAN_SUARA": "Counting of votes, recapitulation, and results as certified.",
    "DAFTAR_PEMILIH": "Lists of voters.",
    "SDM": "Staff of the commission.",
    "PHPU": "Disputes over results before the Constitutional Court.",
    "SIDAKAM": "Campaign finance.",
    "WILAYAH": "Codes of regions, of the Ministry of Home Affairs.",
}


_OUTCOME_STATUSES = {
    "UNOFFICIAL_PARTIAL": Both(
        "Not certified, and not of every unit: the count goes on.",
        "Belum disahkan dan belum dari setiap satuan: penghitungan masih berjalan.",
    ),
    "UNOFFICIAL_COMPLETE": Both("Of every unit, and not certified.", "Dari setiap satuan, tetapi belum disahkan."),
    "CERTIFIED": Both("Certified by the commission.", "Disahkan komisi."),
    "CORRECTED": Both("Certified, and corrected afterwards.", "Disahkan, lalu dikoreksi."),
    "RECOUNTED": Both("Counted again.", "Dihitung ulang."),
    "SAMPLE": Both(
        "Only figures of some areas are held here: nothing can be said of the whole.",
        "Hanya angka sebagian wilayah yang ada di sini: keseluruhannya tidak dapat dikatakan.",
    ),
}

_OUTCOME_BASES = {
    "STATED": Both("A total as a source states it.", "Jumlah seperti dinyatakan sumber."),
    "SUM_OF_PARTS": Both(
        "The sum of parts that are complete by law: all provinces and the votes from abroad, or all votes of a list.",
        "Jumlah bagian yang lengkap menurut undang-undang: semua provinsi dan suara luar negeri, atau semua suara satu daftar.",
    ),
}

_UNKNOWN_REASONS = {
    "NO_FIGURES": Both(
        "No source that is held here states votes of the contest.",
        "Tidak ada sumber di sini yang menyatakan suara kontes ini.",
    ),
    "PARTS_ONLY": Both("Only figures of some areas are held here.", "Hanya angka sebagian wilayah yang ada di sini."),
}

_AREA_UNKNOWN_REASONS = {
    "NO_FIGURES": Both(
        "No source that is held here states figures of the area.",
        "Tidak ada sumber di sini yang menyatakan angka wilayah ini.",
    ),
    "PARTS_ONLY": Both(
        "Figures of some parts are held here, and not of all.",
        "Hanya angka sebagian wilayahnya yang ada di sini, tidak semuanya.",
    ),
    "CONTRADICTED": Both(
        "A finding contradicts the only figure that is held here; the table of voters or turnout has it as stated.",
        "Sebuah temuan membantah satu-satunya angka yang ada di sini; angka itu ada dalam tabel pemilih atau partisipasi seperti dinyatakan.",
    ),
}

_INCUMBENT_REASONS = {
    "NO_MEMBERS": Both(
        "Who sat in the term before is not held here: neither members nor winners of that edition.",
        "Siapa yang menjabat pada masa sebelumnya tidak ada di sini: baik anggota maupun pemenang pemilu itu.",
    ),
    "NOT_FOUND": Both(
        "Who sat in the term before is held, and the person was not found among them; that may be missed under another name.",
        "Siapa yang menjabat pada masa sebelumnya diketahui, tetapi orang ini tidak ditemukan di antaranya; mungkin terlewat karena namanya lain.",
    ),
}

_OUTCOME_GRAINS = {
    "CHOICES": Both("Votes of candidates or pairs.", "Suara calon atau pasangan calon."),
    "PARTY_ONLY": Both("Votes for a party without naming a candidate.", "Suara untuk partai tanpa menyebut calon."),
    "LISTS": Both("Votes of a party's list altogether.", "Seluruh suara daftar satu partai."),
}

_PASSED_OVER = {
    "PINNED_OTHER": Both(
        "The workspace chose another series, and says why.", "Ruang kerja memilih seri lain, dengan alasannya."
    ),
    "FEWER_OPTIONS": Both(
        "It states votes of fewer choices than another series.",
        "Menyatakan suara lebih sedikit pilihan daripada seri lain.",
    ),
    "LESSER_STATUS": Both(
        "Another series has figures of a better status.", "Seri lain memiliki angka dengan status lebih baik."
    ),
    "SUM_BESIDE_STATED": Both(
        "It is a sum, and another series states the total.", "Ini jumlah, sedangkan seri lain menyatakan totalnya."
    ),
    "LATER_IN_ORDER": Both(
        "Another series of the same standing comes first in the workspace.",
        "Seri lain yang setara lebih dahulu dalam ruang kerja.",
    ),
}

_RECORD_KINDS = {
    "LEGAL_DOCUMENT": Both("A law, regulation or decision.", "Undang-undang, peraturan, atau keputusan."),
    "BUDGET": Both("Money for the election, granted and spent.", "Uang untuk pemilu, yang disetujui dan dibelanjakan."),
    "AD_HOC_BODY": Both("Bodies set up for one election.", "Badan yang dibentuk untuk satu pemilu."),
    "OFFICE": Both("An office of the commission.", "Kantor komisi."),
    "INCIDENT": Both("An incident that bears on security.", "Kejadian yang menyangkut keamanan."),
    "COMPLAINT": Both("A report of an alleged violation.", "Laporan dugaan pelanggaran."),
    "DISPUTE": Both("A dispute over candidacies.", "Sengketa pencalonan."),
    "CAMPAIGN_EVENT": Both("An event of a campaign.", "Acara kampanye."),
    "PLEDGE": Both("A promise made in a campaign.", "Janji dalam kampanye."),
    "PROGRAMME": Both("The programme of a party.", "Program partai."),
    "QUESTION": Both("A question on the rules, with its answer.", "Pertanyaan tentang aturan, dengan jawabannya."),
    "OBSERVER": Both("An organisation that observes the election.", "Lembaga pemantau pemilu."),
    "CAMPAIGN_FUND": Both(
        "Money that a candidate or pair received for a campaign.",
        "Dana kampanye yang diterima calon atau pasangan calon.",
    ),
}

_PARTY_AREAS = {
    "NATION": Both("The whole nation, with the votes from abroad.", "Seluruh negara, termasuk suara dari luar negeri."),
    "PROVINCE": Both("A province: all its districts.", "Satu provinsi: semua daerah pemilihannya."),
    "DISTRICT": Both("An electoral district.", "Satu daerah pemilihan."),
}


class _Closed(NamedTuple):
    """A closed list, what it is a list of, and what its values mean: by value, or as a closed list of the ontology."""

    values: tuple[str, ...]
    description: Told
    meanings: str | Mapping[str, Told]


_DESCRIBED = {
    "Office": _Closed(vocabulary.OFFICES, "An office that is stood for.", _OFFICES),
    "EditionKind": _Closed(
        vocabulary.EDITION_KINDS, "A general election, or one of regional heads (pilkada).", "edition-kind/"
    ),
    "Gender": _Closed(vocabulary.GENDERS, "Gender as published.", "genders"),
    "Level": _Closed(
        vocabulary.LEVELS, "Level in the administrative division, from the nation to the polling station.", "level/"
    ),
    "PartyScope": _Closed(vocabulary.PARTY_SCOPES, "National, or local to Aceh.", "scope/"),
    "Role": _Closed(vocabulary.ROLES, "Place in a pair of candidates.", "role/"),
    "ResultKind": _Closed(vocabulary.RESULT_KINDS, "What a figure counts.", "result-kind/"),
    "ResultStatus": _Closed(vocabulary.STATUSES, "Status of a figure (NIST SP 1500-100).", "status/"),
    "OutcomeStatus": _Closed(
        vocabulary.OUTCOME_STATUSES,
        Both("Status of the votes that answer for a contest.", "Status suara yang menjawab untuk suatu kontes."),
        _OUTCOME_STATUSES,
    ),
    "OutcomeBasis": _Closed(
        vocabulary.OUTCOME_BASES,
        Both("What the votes of an outcome rest on.", "Dasar suara suatu hasil akhir."),
        _OUTCOME_BASES,
    ),
    "UnknownReason": _Closed(
        vocabulary.UNKNOWN_REASONS,
        Both("Why the votes of a contest are not known.", "Mengapa suara suatu kontes tidak diketahui."),
        _UNKNOWN_REASONS,
    ),
    "AreaUnknownReason": _Closed(
        vocabulary.AREA_UNKNOWN_REASONS,
        Both(
            "Why voters or turnout of an area are not known.",
            "Mengapa jumlah pemilih atau partisipasi suatu wilayah tidak diketahui.",
        ),
        _AREA_UNKNOWN_REASONS,
    ),
    "IncumbentUnknownReason": _Closed(
        vocabulary.INCUMBENT_REASONS,
        Both(
            "Why it is not known whether somebody is an incumbent.",
            "Mengapa tidak diketahui apakah seseorang petahana.",
        ),
        _INCUMBENT_REASONS,
    ),
    "OutcomeGrain": _Closed(
        vocabulary.OUTCOME_GRAINS,
        Both("What figures of an outcome are of.", "Tentang apa angka suatu hasil akhir."),
        _OUTCOME_GRAINS,
    ),
    "PassedOver": _Closed(
        vocabulary.PASSED_OVER,
        Both("Why a series does not answer for a contest.", "Mengapa suatu seri tidak menjawab untuk kontes."),
        _PASSED_OVER,
    ),
    "RecordKind": _Closed(
        vocabulary.RECORD_KINDS,
        Both("What a public record is.", "Jenis suatu catatan publik."),
        _RECORD_KINDS,
    ),
    "PartyArea": _Closed(
        vocabulary.PARTY_AREAS,
        Both("An area that the votes of parties are told of.", "Wilayah yang suara partainya dinyatakan."),
        _PARTY_AREAS,
    ),
    "Severity": _Closed(vocabulary.SEVERITIES, "How much a finding matters.", "severity/"),
    "SourceState": _Closed(vocabulary.SOURCE_STATES, "Whether a source file could be read.", "source-state/"),
    "LinkBand": _Closed(
        vocabulary.LINK_BANDS,
        "What the model makes of two candidacies: one person, to be reviewed, or apart.",
        "link-band/",
    ),
    "Verdict": _Closed(vocabulary.VERDICTS, "What somebody decided of two candidacies.", "verdict/"),
    "LineageKind": _Closed(
        vocabulary.LINEAGE_KINDS,
        "A part became a region of its own, a region was taken up by another, or parts moved between two that both go on.",
        "lineage-kind/",
    ),
    "PartyEventKind": _Closed(
        vocabulary.PARTY_EVENTS,
        "Founded, renamed, joined by another party, split off from one, registered anew, or dissolved.",
        "party-event-kind/",
    ),
    "CareerStep": _Closed(
        vocabulary.CAREER_STEPS,
        "To an office of a higher level of government, of the same, or of a lower one.",
        _CAREER_STEPS,
    ),
    "VoterList": _Closed(
        vocabulary.VOTER_LISTS,
        "Fixed, additional, special, or additional special list of voters, or all who are registered.",
        "voter-list/",
    ),
    "FinanceKind": _Closed(vocabulary.FINANCE_KINDS, "What was given to a campaign.", "finance-kind/"),
    "DonorKind": _Closed(vocabulary.DONOR_KINDS, "Who gave to a campaign.", "donor-kind/"),
    "GeometryMethod": _Closed(
        vocabulary.GEOMETRY_METHODS, "A shape as published, or put together from regions.", "geometry-method/"
    ),
    "Availability": _Closed(
        vocabulary.AVAILABILITIES,
        "Loaded here, published but not as open data, or not published as far as is known.",
        "availability/",
    ),
    "Theme": _Closed(vocabulary.THEMES, "The 16 categories of the Open Election Data Initiative (NDI).", _THEMES),
    "System": _Closed(
        vocabulary.SYSTEMS, "A system of the commission that holds datasets, or the codes of regions.", _SYSTEMS
    ),
}


MEANINGS: Mapping[tuple[str, ...], Mapping[str, Both]] = {
    vocabulary.OUTCOME_BASES: _OUTCOME_BASES,
    vocabulary.AREA_UNKNOWN_REASONS: _AREA_UNKNOWN_REASONS,
    vocabulary.PASSED_OVER: _PASSED_OVER,
    vocabulary.OUTCOME_GRAINS: _OUTCOME_GRAINS,
    vocabulary.PARTY_AREAS: _PARTY_AREAS,
}
"""What the values of closed lists of outcomes mean, for pages that show them."""


NAME_OF: dict[tuple[str, ...], str] = {closed.values: name for name, closed in _DESCRIBED.items()}
"""Name of the GraphQL enum of a list of values. A list that is not here is plain text in GraphQL."""

for _name, (_values, _told, _meanings) in _DESCRIBED.items():
    _known: Mapping[str, Told] = closed_list(_meanings) if isinstance(_meanings, str) else _meanings
    annotations.enum_type(_name, _told, {value: _known[value] for value in _values})
