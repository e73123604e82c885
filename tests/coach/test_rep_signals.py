"""What reps are counted on is valid where it is counted on."""

import pytest

from builders import an_exercise
from coach.cases import CASES, Case
from upperback.motion.signals import SIGNALS


@pytest.mark.parametrize("case", CASES, ids=str)
def test_reps_are_counted_only_in_views_in_which_their_signal_is_valid(case: Case) -> None:
    """The exercise file and the table of signals agree."""
    for row in an_exercise(case.exercise).rep_signals:
        assert row.views <= SIGNALS[row.signal].views, row.signal
