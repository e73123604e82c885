from fractions import Fraction

import pytest

from upperback.video.timeline import Timeline


@pytest.mark.parametrize(
    ("stamps", "seconds"),
    [
        pytest.param([0.0, 0.5, 1.5], [0.0, 0.5, 1.5], id="as shown"),
        pytest.param([7.0, 7.5, 8.0], [0.0, 0.5, 1.0], id="from the first frame"),
        pytest.param([0.0, 0.5, 0.5, 1.0], [0.0, 0.5, 0.5, 1.0], id="repeated stays"),
        pytest.param([0.0, None, 2.0], [0.0, 1.0, 2.0], id="missing is one step on"),
        pytest.param([None, None, 9.0, 9.5], [0.0, 1.0, 2.0, 2.5], id="missing at the start"),
        pytest.param([0.0, 5.0, 1.0, 7.0], [0.0, 5.0, 6.0, 7.0], id="one stray stamp"),
        pytest.param([0.0, 5.0, 0.0, 0.5, 1.0], [0.0, 5.0, 6.0, 7.0, 7.5], id="clock anew"),
        pytest.param([0.0, 5.0, 6.5, 5.0, 7.0], [0.0, 5.0, 6.5, 7.5, 7.5], id="never backward"),
    ],
)
def test_seconds_since_the_first_frame_never_run_backward(
    stamps: list[float | None], seconds: list[float]
) -> None:
    timeline = Timeline(Fraction(1))
    told = [timeline.seconds(None if stamp is None else Fraction(stamp)) for stamp in stamps]
    assert told == seconds
