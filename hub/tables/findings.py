"""Findings: contradictions and defects, published with the release."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import JSON, About, Table, ref, subject


class Findings(Table):
    """One row per finding: a rule that the sources break, on what, with both figures as evidence."""

    about = About(is_node=True, listed=True, order="rule severity message evidence subject")

    finding_id = dy.String(primary_key=True, description="Key of the finding: rule and subject.")
    rule = dy.String(description="Name of the rule, such as `totals-differ`.")
    severity = dy.Enum(vocabulary.SEVERITIES, description="How much it matters.")
    subject_kind = dy.String(nullable=True, description="Kind of thing that the finding is about, such as `contest`.")
    subject_key = dy.String(nullable=True, metadata=subject("subject_kind"), description="Key of that thing.")
    message = dy.String(description="What was expected and what was found, in words.")
    evidence = dy.String(metadata=JSON, description="The figures or texts that disagree, as a JSON object.")
    source_id = dy.String(
        nullable=True, metadata=ref("sources"), description="The source file that the finding is about."
    )
    source_row = dy.Int64(nullable=True, min=0, description="Row in that file.")
