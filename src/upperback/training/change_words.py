"""What a test shows so far, in one sentence that never calls noise a change."""

from upperback.training.series import TestSeries


def change_words(series: TestSeries) -> str:
    """Return what a test shows so far, in one sentence, fit to be shown.

    Examples
    --------
    >>> from datetime import date
    >>> from upperback.training.baseline import TestResult
    >>> from upperback.training.noise import Change, Noise
    >>> noise = Noise(typical_error=3.2, real_change=9.0, n_pairs=1)
    >>> series = TestSeries(
    ...     exercise="x",
    ...     label="Rotation",
    ...     side="left",
    ...     unit="deg",
    ...     points=(),
    ...     start=40.0,
    ...     now=52.0,
    ...     noise=noise,
    ...     change=Change(kind="better", difference=12.0),
    ...     best=None,
    ... )
    >>> change_words(series)
    '12° more than at the start: a real change, beyond ±9°.'
    """
    if series.change is None:
        return "Too few days yet to compare."
    band = amount_words(series.noise.real_change, series.unit)
    if series.change.kind == "within_noise":
        whose = "your own noise" if series.noise.is_own else "the usual noise"
        return f"No real change: within {whose} of ±{band}."
    way = "more" if series.change.kind == "better" else "less"
    size = amount_words(abs(series.change.difference), series.unit)
    return f"{size} {way} than at the start: a real change, beyond ±{band}."


def amount_words(value: float, unit: str) -> str:
    """Return a number with its unit: "12°", "3 reps", "0.05".

    Examples
    --------
    >>> amount_words(11.6, "deg"), amount_words(3.0, "reps"), amount_words(0.051, "")
    ('12°', '3 reps', '0.05')
    """
    if unit == "":
        return f"{value:.2f}"
    return f"{value:.0f}°" if unit == "deg" else f"{value:.0f} {unit}"
