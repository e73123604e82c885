import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upperback.mannequin.posture import PARAMETERS, as_row, mirrored


@given(st.lists(st.floats(-180, 180), min_size=len(PARAMETERS), max_size=len(PARAMETERS)))
def test_a_mirror_of_a_mirror_is_the_posture(values: list[float]) -> None:
    """Mirroring twice gives the posture back."""
    row = np.array(values)
    np.testing.assert_array_equal(mirrored(mirrored(row)), row)


def test_an_unknown_parameter_is_refused() -> None:
    """A posture that names no parameter is refused with the name."""
    with pytest.raises(KeyError, match="tail_deg"):
        as_row({"tail_deg": 3.0})
