"""The closed lists of values that columns use; spelled as the GraphQL enums spell them."""

OFFICES = ("PRESIDENT", "DPR", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY", "GOVERNOR", "REGENT", "MAYOR")

EDITION_KINDS = ("GENERAL", "REGIONAL")

GENDERS = ("FEMALE", "MALE")

LEVELS = ("NATION", "PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION", "OVERSEAS")
"""Nation, provinsi, kabupaten/kota, kecamatan, desa/kelurahan, TPS; OVERSEAS is a foreign mission (luar negeri)."""

CODE_SCHEMES = ("kemendagri", "kpu", "bps")

PARTY_SCOPES = ("NATIONAL", "LOCAL")

ROLES = ("HEAD", "DEPUTY")

RESULT_KINDS = ("CANDIDATE", "PARTY_ONLY", "PARTY_TOTAL", "TICKET")
"""Votes for a person, for a party without naming a person, for a party's list altogether, for a pair."""

STATUSES = ("UNOFFICIAL_PARTIAL", "UNOFFICIAL_COMPLETE", "CERTIFIED", "CORRECTED", "RECOUNTED")
"""Result status values of NIST SP 1500-100."""

LIST_VERSIONS = ("PROVISIONAL", "FINAL", "CORRECTED")
"""Of a list of candidates: provisional (DCS), final (DCT), or the final list corrected."""

CANDIDACY_EVENTS = (
    "REGISTERED", "REPLACED", "WITHDRAWN", "DIED", "STRUCK_OFF", "ELECTED", "SEATED", "REPLACED_IN_OFFICE",
)  # fmt: skip
"""What becomes of a candidacy; who is replaced in office held a seat that somebody else took over."""

SEVERITIES = ("ERROR", "WARNING", "INFO")

SOURCE_STATES = ("READ", "BROKEN")

REGISTER_KINDS = (
    "person", "party", "district-line", "region", "edition", "district", "contest", "nomination", "ticket", "candidacy", "membership",
    "polling-station", "result", "turnout", "voters", "source", "office", "judgement", "link", "outcome", "party-outcome",
    "voter-outcome", "turnout-outcome", "finance-report", "finance-line", "calendar-event", "legal-basis", "dispute", "public-record",
    "dataset", "finding", "dropped-statement",
)  # fmt: skip
"""Kinds of identifiers that are minted; then those of keys built from facts, which the register has once they are withdrawn."""

REGISTER_STATES = ("ACTIVE", "MERGED", "SPLIT", "WITHDRAWN")

LINK_BANDS = ("LINKED", "REVIEW", "APART")
"""What the model makes of two candidacies: one person, to be looked at, two people."""

VERDICTS = ("SAME", "DIFFERENT", "UNSURE")
"""What somebody decided of two candidacies."""

LINEAGE_KINDS = ("SPLIT", "MERGE", "TRANSFER")
"""A part became a region of its own; a region was taken up by another; parts moved between two that both go on."""

PARTY_EVENTS = ("FOUNDED", "RENAMED", "MERGED", "SPLIT", "RE_REGISTERED", "DISSOLVED")
"""What happens to a party. MERGED: another party was taken up; SPLIT: leaders of another party founded it."""

WEIGHTS = ("POPULATION", "AREA", "REGIONS")
"""What the share of one district in another is measured by, the best first."""

CAREER_STEPS = ("UP", "SAME", "DOWN")
"""From one candidacy to a later one: to an office of a higher level of government, of the same, or of a lower one."""

VOTER_LISTS = ("DPT", "DPTB", "DPK", "DPKTB", "REGISTERED")
"""Fixed list, additional list, special list, additional special list of voters; all registered voters, on whichever list."""

FINANCE_KINDS = ("CASH", "GOODS", "SERVICES")

DONOR_KINDS = ("CANDIDATE", "PARTY", "INDIVIDUAL", "GROUP", "COMPANY")

GEOMETRY_METHODS = ("PUBLISHED", "DISSOLVED")
"""A map of the district as published, or the regions of the district put together."""

RECORD_KINDS = (
    "LEGAL_DOCUMENT",
    "BUDGET",
    "AD_HOC_BODY",
    "OFFICE",
    "INCIDENT",
    "COMPLAINT",
    "DISPUTE",
    "CAMPAIGN_EVENT",
    "PLEDGE",
    "PROGRAMME",
    "QUESTION",
    "OBSERVER",
    "CAMPAIGN_FUND",
)
"""What is published about elections besides candidates, districts and counts."""

AVAILABILITIES = ("OPEN", "NOT_OPEN", "MISSING")
"""Loaded here; published but not as open data, such as a scan; not published, as far as is known."""

THEMES = (
    "LEGAL_FRAMEWORK",
    "ELECTORAL_BOUNDARIES",
    "EMB_ADMINISTRATION",
    "EMB_PROCESSES",
    "ELECTION_SECURITY",
    "PARTY_REGISTRATION",
    "BALLOT_QUALIFICATION",
    "ELECTION_CAMPAIGNS",
    "CAMPAIGN_FINANCE",
    "VOTER_REGISTRATION",
    "VOTER_LISTS",
    "VOTER_EDUCATION",
    "POLLING_STATIONS",
    "ELECTION_RESULTS",
    "E_VOTING_AND_COUNTING",
    "COMPLAINTS_AND_DISPUTES",
)
"""The 16 categories of the Open Election Data Initiative (NDI)."""

SYSTEMS = (
    "DAPIL",
    "PENCALONAN",
    "LOGISTIK",
    "PARTAI_POLITIK",
    "PARTISIPASI_DAN_SOSIALISASI",
    "PENGHITUNGAN_DAN_PENETAPAN_SUARA",
    "DAFTAR_PEMILIH",
    "SDM",
    "PHPU",
    "SIDAKAM",
    "WILAYAH",
)
"""The commission's systems that hold datasets, and WILAYAH for the ministry's codes of regions."""

OUTCOME_STATUSES = (*STATUSES, "SAMPLE")
"""Status of an outcome: that of the figures which answer, or SAMPLE where only figures of some areas are held."""

OUTCOME_BASES = ("STATED", "SUM_OF_PARTS")
"""A total as a source states it; the sum of parts that are complete by law."""

UNKNOWN_REASONS = ("NO_FIGURES", "PARTS_ONLY")
"""Why the votes of a contest are not known: no source held states any; only figures of some areas are held."""

AREA_UNKNOWN_REASONS = (*UNKNOWN_REASONS, "CONTRADICTED")
"""Why voters or turnout of an area are not known: as above, or a finding contradicts the only figure."""

INCUMBENT_REASONS = ("NO_MEMBERS", "NOT_FOUND")
"""Why it is not known whether somebody is an incumbent: who sat before is not held, or the person was not found among them."""

OUTCOME_GRAINS = ("CHOICES", "PARTY_ONLY", "LISTS")
"""What figures are of: candidates or pairs, parties alone, lists altogether."""

PASSED_OVER = ("PINNED_OTHER", "FEWER_OPTIONS", "LESSER_STATUS", "SUM_BESIDE_STATED", "LATER_IN_ORDER")
"""Why a series does not answer for a contest, as compared with the one that does."""

PARTY_AREAS = ("NATION", "PROVINCE", "DISTRICT")
"""Levels of area for which the votes of parties are reported."""

OUTCOME_QUANTITIES = (
    "VOTES",
    "PARTY_ONLY_VOTES",
    "SEATS",
    "SEATS_STATED",
    "VALID_VOTES",
    "INVALID_VOTES",
    "REGISTERED",
    "VOTED",
    "MARGIN",
)
"""What the figures of outcomes count."""

SCHEMES = {
    EDITION_KINDS: "edition-kind",
    GENDERS: "genders",
    LEVELS: "level",
    PARTY_SCOPES: "scope",
    ROLES: "role",
    RESULT_KINDS: "result-kind",
    STATUSES: "status",
    OUTCOME_STATUSES: "status",
    SEVERITIES: "severity",
    SOURCE_STATES: "source-state",
    REGISTER_STATES: "register-state",
    LINK_BANDS: "link-band",
    VERDICTS: "verdict",
    LINEAGE_KINDS: "lineage-kind",
    PARTY_EVENTS: "party-event-kind",
    VOTER_LISTS: "voter-list",
    FINANCE_KINDS: "finance-kind",
    DONOR_KINDS: "donor-kind",
    GEOMETRY_METHODS: "geometry-method",
    AVAILABILITIES: "availability",
    OUTCOME_QUANTITIES: "quantity",
}
"""Lists whose values are concepts of the ontology, `def/level/VILLAGE`; values of the others are plain texts in RDF."""

ORDERED = frozenset({LEVELS, SEVERITIES, LINK_BANDS})
"""Lists that go from one end to the other; the order of the others says nothing, and files for statistics have them as text."""

CONCEPTS_OF_OTHERS = {"FEMALE": "schema:Female", "MALE": "schema:Male"}
"""Values that a vocabulary of others has a concept for."""
