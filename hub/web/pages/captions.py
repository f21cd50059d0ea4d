"""Everyday wording, in both languages, for the codes of finding rules and for the parts of a finding's subject."""

from hub.web.texts import text_

RULES = {
    "amount-far-outside": text_("An amount is far outside all others"),
    "ballots-differ": text_("Valid and invalid votes do not add up to the voters who came"),
    "birth-date-unreadable": text_("A birth date cannot be read"),
    "birth-facts-differ": text_("One person is stated with different births"),
    "birth-impossible": text_("A year of birth cannot be right"),
    "broken-source": text_("A file cannot be read"),
    "bytes-not-utf-8": text_("A file has bytes that are no text"),
    "candidacy-not-listed": text_("A candidate is on one list and missing from another"),
    "candidate-not-linked": text_("A report is of somebody who is not on the list of candidates"),
    "candidate-of-several": text_("A report may be of several candidates"),
    "cell-not-readable": text_("A cell cannot be read"),
    "cells-empty": text_("Cells are empty that should hold a value"),
    "code-of-several-regions": text_("A code stands for several places"),
    "columns-slipped": text_("Columns have slipped against their rows"),
    "derived-rows-left-out": text_("Rows that the hub derives are left out"),
    "district-code-missing": text_("A district has no code"),
    "district-without-map": text_("A district has no shape"),
    "elected-differ": text_("Those declared elected are not those that the votes elect"),
    "elected-against-votes": text_("Those declared elected are not those that the votes elect"),
    "elected-count-differs": text_("More or fewer people were elected than there are seats"),
    "elected-differs": text_("Sources differ on who was elected"),
    "elected-tied": text_("Equal votes leave open who is elected"),
    "fact-set-aside": text_("A statement is not taken"),
    "figure-twice": text_("A figure is stated twice"),
    "figures-differ": text_("Sources state different figures"),
    "figures-without-region": text_("Figures name no place that is known"),
    "footnotes": text_("Cells bear the mark of a footnote"),
    "identity-conflict": text_("Two people may have been taken for one"),
    "judgement-contradicted": text_("Judgements about a person contradict each other"),
    "judgement-waits": text_("A judgement waits for something that is not there"),
    "kemendagri-code-repeated": text_("A code of the Ministry of Home Affairs stands for several places"),
    "left-out-by-mapping": text_("Rows are left out as the description of the file says"),
    "letter-lost": text_("A letter of a name is lost"),
    "level-differs": text_("Sources differ on what kind of place it is"),
    "mapped-as": text_("How a file was read"),
    "member-twice": text_("A member is listed twice"),
    "no-kemendagri-code": text_("A place has no code of the Ministry of Home Affairs"),
    "no-partner": text_("A code has no entry in its table"),
    "number-of-another": text_("A ballot number is that of another candidate"),
    "numbering-gap": text_("Numbers of a list have a gap"),
    "parent-differs": text_("A figure of a place is not the sum of its parts"),
    "part-over-whole": text_("A part has as many voters as the whole that it lies in, or more"),
    "party-event-unknown": text_("An event names a party that is not known"),
    "place-of-two-people": text_("Two people have one place on a list"),
    "province-differs": text_("Sources differ on the province"),
    "rank-differs": text_("A rank is not that of the votes"),
    "region-outside-province": text_("A place lies outside its province"),
    "remark-in-name": text_("A name has a remark behind it"),
    "seats-differ": text_("A list has another number of seats than the law gives it"),
    "seats-of-another-office": text_("The number of seats is that of another office"),
    "seats-tied": text_("Equal votes leave open who gets a seat"),
    "share-differs": text_("A share is not that of the votes"),
    "sources-differ": text_("Sources differ"),
    "stands-several-times": text_("Somebody stands several times"),
    "stated-twice": text_("One source states two different things"),
    "statements-unexplained": text_("Rows are not accounted for"),
    "totals-differ": text_("A total is not the sum of its parts"),
    "unknown-parent": text_("A place lies in one that is not known"),
    "unknown-replaces": text_("A member replaces one who is not known"),
    "voted-over-registered": text_("More people voted than are registered"),
    "voters-abroad": text_("Voters abroad are counted in another way"),
    "votes-differ": text_("Votes of all options do not add up to the valid votes"),
    "votes-missing": text_("Votes of somebody who stands are missing"),
    "votes-over-limit": text_("More votes than a polling station can have"),
    "zeros-lost": text_("Zeros at the end of numbers are lost"),
}

REASONS = (
    text_("same name, run together or apart"), text_("same name, a word abbreviated"), text_("same name in another spelling"),
    text_("same name"), text_("names alike but for a few letters"), text_("one name has words more than the other"),
    text_("names share words, and each has another"), text_("names differ"), text_("a rare name"), text_("a common name"),
    text_("an initial more"), text_("same birth date"), text_("birth dates nearly the same"), text_("birth dates differ"),
    text_("same birth place"), text_("genders differ"), text_("same district"), text_("same province"), text_("other province"),
    text_("same residence"), text_("residence nearby"), text_("residence elsewhere"), text_("same party"), text_("other party"),
    text_("several titles shared"), text_("each bears a title that the other lacks"), text_("others of that edition are as like"),
)  # fmt: skip
"""Reasons as the matching says them (`hub.identity.reasons`), for the catalogue."""

SUBJECTS = {
    "candidacy": text_("Candidacy"), "contest": text_("Contest"), "dataset": text_("Dataset"), "district": text_("District"),
    "edition": text_("Election"), "finance-report": text_("Campaign finance report"), "nomination": text_("Party in an election"),
    "party": text_("Party"), "person": text_("Person"), "polling-station": text_("Polling station"), "region": text_("Place"),
    "result": text_("Figure of votes"), "source": text_("Source file"), "ticket": text_("Pair of candidates"), "turnout": text_("Turnout"),
    "voters": text_("Number of voters"),
}  # fmt: skip
"""Types of things as findings name them -> what they are called."""

THEMES = {
    "LEGAL_FRAMEWORK": text_("Legal framework"), "ELECTORAL_BOUNDARIES": text_("Electoral boundaries"),
    "EMB_ADMINISTRATION": text_("Administration of the commission"), "EMB_PROCESSES": text_("Work of the commission"),
    "ELECTION_SECURITY": text_("Election security"), "PARTY_REGISTRATION": text_("Party registration"),
    "BALLOT_QUALIFICATION": text_("Candidates on the ballot"), "ELECTION_CAMPAIGNS": text_("Election campaigns"),
    "CAMPAIGN_FINANCE": text_("Campaign finance"), "VOTER_REGISTRATION": text_("Voter registration"),
    "VOTER_LISTS": text_("Voter lists"), "VOTER_EDUCATION": text_("Voter education"),
    "POLLING_STATIONS": text_("Polling stations"), "ELECTION_RESULTS": text_("Election results"),
    "E_VOTING_AND_COUNTING": text_("Electronic voting and counting"),
    "COMPLAINTS_AND_DISPUTES": text_("Complaints and disputes"),
}  # fmt: skip
"""The sixteen categories of open election data."""

SYSTEMS = {
    "DAPIL": text_("Districts (Dapil)"), "PENCALONAN": text_("Candidates (Silon)"), "LOGISTIK": text_("Logistics (Silog)"),
    "PARTAI_POLITIK": text_("Parties (Sipol)"), "PARTISIPASI_DAN_SOSIALISASI": text_("Participation and information (Siparmas)"),
    "PENGHITUNGAN_DAN_PENETAPAN_SUARA": text_("Counting and results (Sirekap, Situng)"),
    "DAFTAR_PEMILIH": text_("Voter lists (Sidalih)"), "SDM": text_("Staff"), "PHPU": text_("Disputes about results (PHPU)"),
    "SIDAKAM": text_("Campaign finance (Sidakam)"), "WILAYAH": text_("Regions (Wilayah)"),
}  # fmt: skip
"""The systems of the commission that datasets come from."""


def rule(name: str) -> str:
    """Return what a rule is called, its own words where it has no other name."""
    return RULES.get(name, name.replace("-", " "))


VARIANTS = {
    "crowd": text_("Count of volunteers"),
    "rekap": text_("Recapitulation of the commission"),
    "psu": text_("Repeat vote"),
    "susulan": text_("Later vote"),
    "lanjutan": text_("Continued vote"),
}
"""Ends of the names of series whose source states several counts -> what each count is called."""


def variant(series: str) -> str | None:
    """Return what a count is called where its source states several; None for the count that bears the source's own name."""
    return VARIANTS.get(series.rpartition("-")[2])


def subject(kind: str | None) -> str:
    """Return what a type of thing is called."""
    return SUBJECTS.get(kind or "", (kind or "").replace("-", " "))


MILESTONES = {
    "ON_TIME": text_("on time"),
    "LATE": text_("open, not proven in time"),
    "MISSING": text_("not there"),
    "UNKNOWN": text_("not known"),
}
"""States of promises of an action plan -> what they are called."""

PHASES = {
    "SCAN": text_("scans or pages for print"),
    "WORKBOOK": text_("office files"),
    "OPEN": text_("open data"),
}
"""How far the opening of a system's data has come -> what it is called."""

REACHED = {
    "scan": text_("Scan registered"),
    "workbook": text_("Workbook fed"),
    "open": text_("Open data published"),
}
"""Phase that a dataset has reached on a day -> what it is called."""

STATES = {
    "PRESENT": text_("all of it"),
    "PARTIAL": text_("a part"),
    "SCAN": text_("only scans or pages"),
    "ABSENT": text_("nothing"),
}
"""How much of a category of data is held -> what it is called."""

PRINCIPLES = {
    "TIMELY": text_("in time"), "GRANULAR": text_("in detail"), "FREE_ON_THE_INTERNET": text_("free on the web"),
    "COMPLETE_AND_IN_BULK": text_("complete"), "ANALYZABLE": text_("data, not scans"), "NON_PROPRIETARY": text_("open format"),
    "NON_DISCRIMINATORY": text_("for everybody"), "LICENSE_FREE": text_("free to reuse"), "PERMANENT": text_("lasting address"),
}  # fmt: skip
"""The nine principles of open election data -> what they are called in a list."""

UNITS = {
    "ELECTORAL_BOUNDARIES": text_("districts with a map"), "BALLOT_QUALIFICATION": text_("contests with candidates"),
    "ELECTION_RESULTS": text_("contests with complete votes"), "LEGAL_FRAMEWORK": text_("public records"),
    "EMB_PROCESSES": text_("stages of the calendar"), "PARTY_REGISTRATION": text_("parties"),
    "CAMPAIGN_FINANCE": text_("finance reports"), "VOTER_LISTS": text_("totals of voters"),
    "POLLING_STATIONS": text_("polling stations"), "COMPLAINTS_AND_DISPUTES": text_("public records"),
    "EMB_ADMINISTRATION": text_("public records"), "ELECTION_SECURITY": text_("public records"),
    "ELECTION_CAMPAIGNS": text_("public records"), "VOTER_EDUCATION": text_("public records"),
    "VOTER_REGISTRATION": text_("contests with their registered voters"),
}  # fmt: skip
"""What is counted of a category of data -> what it is called."""
