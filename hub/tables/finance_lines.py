"""Finance lines: the contributions in a finance report."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import LARGE, About, Sourced, With, ref


class FinanceLines(Sourced):
    """One row per contribution: who gave what kind of thing, worth how much."""

    about = About(is_node=True, listed=True, edition=With(("report_id",)))

    line_id = dy.String(primary_key=True, description="Key of the line: report, donor kind, kind, and number.")
    report_id = dy.String(metadata=ref("finance_reports", back="lines"), description="The report.")
    donor_kind = dy.Enum(
        vocabulary.DONOR_KINDS, description="Who gave: the candidate, the party, a person, a group, a company."
    )
    donor_name = dy.String(nullable=True, description="Name of a donor that is a party, a group or a company.")
    kind = dy.Enum(vocabulary.FINANCE_KINDS, description="Cash, goods, or services.")
    amount_idr = dy.Int64(
        nullable=True, metadata=LARGE, description="Worth in rupiah; null where the report gives none."
    )
    unit = dy.String(nullable=True, description="What the goods or services are, as stated.")
