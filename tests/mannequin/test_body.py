import pytest

from upperback.mannequin import Body


def test_lengths_follow_stature() -> None:
    """A body twice as tall has thighs twice as long."""
    assert Body(stature_m=2.0).length("thigh_m") == pytest.approx(
        2 * Body(stature_m=1.0).length("thigh_m")
    )


def test_a_given_length_is_kept() -> None:
    """A length that is given does not depend on stature."""
    assert Body(stature_m=1.5, forearm_m=0.3).length("forearm_m") == 0.3


@pytest.mark.parametrize("name", ["stature_m", "thigh_m"])
def test_no_length_below_zero(name: str) -> None:
    """A length that is not positive is refused with its name."""
    with pytest.raises(ValueError, match=name):
        Body(**{name: 0.0})
