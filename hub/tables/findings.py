"""Findings: contradictions and defects, published with the release."""

import hashlib

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import JSON, About, Bilingual, Table, rdf, ref, subject


class Findings(Table):
    """One row per finding: a rule that the sources break, on what, with both figures as evidence."""

    about = About(
        label=Bilingual("Finding", "Temuan"),
        rows=Bilingual("findings", "temuan"),
        indonesian="Satu baris untuk setiap temuan: aturan yang dilanggar sumber, tentang apa, dengan kedua angka sebagai bukti.",
        is_node=True,
        listed=True,
        order="rule severity message evidence subject",
    )

    finding_id = dy.String(
        primary_key=True,
        description=Bilingual("Key of the finding: rule and subject.", "Kunci temuan: aturan dan pokoknya."),
    )
    rule = dy.String(
        description=Bilingual("Name of the rule, such as `totals-differ`.", "Nama aturan, misalnya `totals-differ`.")
    )
    severity = dy.Enum(
        vocabulary.SEVERITIES, description=Bilingual("How much it matters.", "Seberapa penting temuan itu.")
    )
    subject_kind = dy.String(
        nullable=True,
        description=Bilingual(
            "Kind of thing that the finding is about, such as `contest`.",
            "Jenis hal yang menjadi pokok temuan, misalnya `contest`.",
        ),
    )
    subject_key = dy.String(
        nullable=True, metadata=subject("subject_kind"), description=Bilingual("Key of that thing.", "Kunci hal itu.")
    )
    message = dy.String(
        metadata=rdf("rdfs:comment"),
        description=Bilingual(
            "What was expected and what was found, in words.",
            "Uraian tentang apa yang diharapkan dan apa yang ditemukan.",
        ),
    )
    evidence = dy.String(
        metadata=JSON,
        description=Bilingual(
            "The figures or texts that disagree, as a JSON object.",
            "Angka atau teks yang bertentangan, sebagai objek JSON.",
        ),
    )
    source_id = dy.String(
        nullable=True,
        metadata=ref(
            "sources", told_back=Bilingual("All findings of this source.", "Semua temuan tentang berkas sumber ini.")
        )
        | rdf("prov:wasDerivedFrom"),
        description=Bilingual("The source file that the finding is about.", "Berkas sumber yang menjadi pokok temuan."),
    )
    source_row = dy.Int64(nullable=True, min=0, description=Bilingual("Row in that file.", "Baris dalam berkas itu."))


def finding_id(rule: str, *seed: object) -> str:
    """Return the id of a finding: its rule and a digest of rule and `seed`, which tell it from all others of the rule."""
    text = "\n".join(map(str, (rule, *seed)))
    return f"{rule}/{hashlib.sha256(text.encode()).hexdigest()[:12]}"
