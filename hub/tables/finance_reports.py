"""Finance reports: what candidates and parties declared of their campaign funds."""

import dataframely as dy

from hub.tables.table import LARGE, About, Sourced, ref


class FinanceReports(Sourced):
    """One row per reporting candidate or party, reporting period and edition."""

    about = About(is_node=True, listed=True)

    report_id = dy.String(primary_key=True, description="Key of the report: who reports, and the period.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition.")
    candidacy_id = dy.String(nullable=True, metadata=ref("candidacies"), description="The candidacy that reports.")
    nomination_id = dy.String(
        nullable=True, metadata=ref("nominations"), description="The party that reports, or the candidate's."
    )
    period = dy.Int64(min=1, description="Number of the reporting period.")
    total_idr = dy.Int64(nullable=True, metadata=LARGE, description="Sum as stated in the report, in rupiah.")
