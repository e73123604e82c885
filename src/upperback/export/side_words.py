"""Plain words for a difference between the person's left and right side."""

from upperback.coach.side_difference import SideDifference, side_differences
from upperback.export.texts import ExerciseTexts, text_of, words
from upperback.export.wording import quantity
from upperback.services.analysis import Analysis


def side_lines(analysis: Analysis, texts: ExerciseTexts) -> list[str]:
    """Say where left and right differ by more than is usual and than the error; often nothing."""
    return [_line(each, texts) for each in side_differences(analysis.sets)]


def _line(found: SideDifference, texts: ExerciseTexts) -> str:
    title = text_of(texts, found.exercise).title
    what = words(found.measure.removesuffix(f"_{found.unit}"))
    lesser, larger = sorted((found.left, found.right), key=abs)
    side = "left" if lesser == found.left else "right"
    gap = quantity(abs(larger - lesser), found.unit)
    return (
        f"{title}: {what} was {gap} ± {quantity(found.error, found.unit)} less on your {side} side "
        f"({quantity(lesser, found.unit)} against {quantity(larger, found.unit)}). "
        "Up to a fifth is usual; this is more. Start with that side, and see whether it stays."
    )
