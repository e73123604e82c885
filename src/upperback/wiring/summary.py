"""The printable summary for a physiotherapist."""

from datetime import date, datetime

from upperback.wiring.journal import Training


def summary_page(training: Training, *, now: datetime, since: date | None = None) -> str:
    """Return the summary of a period as an HTML page; of twelve weeks where it is left out."""
    from upperback.export.summary_html import summary_html
    from upperback.services.physio_summary import physio_summary

    found = physio_summary(
        training.journal, training.planning, training.exercises, now, since=since
    )
    return summary_html(found)
