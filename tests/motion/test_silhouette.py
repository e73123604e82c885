"""The curve of the back, read from silhouettes whose curve is known."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upperback.errors import InvalidPoseError
from upperback.motion.pose import FloatArray, Silhouette
from upperback.motion.silhouette import (
    LOWER_BACK,
    RAY_POSITIONS,
    UPPER_BACK,
    arc_deg,
    contour_points,
    curvature,
    dorsal_heights,
)

WIDTH, HEIGHT = 320, 240
SIZE_PX = (640, 480)


@dataclass(frozen=True, kw_only=True)
class Trunk:
    """A trunk whose back is an arc of a circle through both ends, standing upright.

    ``k`` is the height of the arc over its chord (shoulder to hip), + round;
    ``facing`` +1 looks to the right, so its back is on the left.
    """

    k: float
    facing: int = 1
    length_px: float = 200.0
    depth: float = 0.25
    turn_deg: float = 0.0
    bump_px: float = 0.0

    @property
    def shoulder_px(self) -> FloatArray:
        return self._placed(np.array([0.0, -0.5]))

    @property
    def hip_px(self) -> FloatArray:
        return self._placed(np.array([0.0, 0.5]))

    def _placed(self, own: FloatArray) -> FloatArray:
        """From trunk lengths (y from shoulder to hip) to pixels of the picture."""
        turn = np.radians(self.turn_deg)
        matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        return np.array([320.0, 240.0]) + self.length_px * (matrix @ own)

    def back(self, along: FloatArray) -> FloatArray:
        """How far the back lies behind the line shoulder-hip, at shares of it (0..1)."""
        sagitta = np.abs(self.k)
        offset = along - 0.5
        if sagitta < 1e-9:
            return np.full_like(along, self.depth)
        radius = 1.0 / (8.0 * sagitta) + sagitta / 2.0
        rise = np.sqrt(np.maximum(radius**2 - offset**2, 0.0)) - (radius - sagitta)
        return self.depth + np.sign(self.k) * rise

    def silhouette(self) -> Silhouette:
        """Draw the trunk: soft at the edge like a pose model's mask."""
        x, y = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
        centre = np.stack([x, y], axis=-1) * (SIZE_PX[0] / WIDTH) - [320.0, 240.0]
        turn = np.radians(-self.turn_deg)
        matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        own = centre @ matrix.T / self.length_px
        behind, along = -self.facing * own[..., 0], own[..., 1] + 0.5
        edge = self.back(along) + self.bump_px / self.length_px * (np.abs(along - 0.3) < 0.04)
        inside = np.minimum(edge - behind, behind + self.depth) * self.length_px / 2.0
        inside = np.minimum(inside, np.minimum(along + 0.3, 1.3 - along) * self.length_px / 2.0)
        return Silhouette(mask=np.rint(np.clip(127.5 + inside * 85.0, 0, 255)).astype(np.uint8))

    def heights(self) -> FloatArray:
        return dorsal_heights(
            self.silhouette(),
            self.shoulder_px,
            self.hip_px,
            size_px=SIZE_PX,
            facing=self.facing,
        )

    @property
    def true_k(self) -> float:
        """Curvature of the stretch that the rays look at, by the arc itself."""
        ends = np.array([RAY_POSITIONS[0], RAY_POSITIONS[-1]])
        chord = float(ends[1] - ends[0])
        middle = self.back(np.array([ends.mean()]))[0] - self.back(ends).mean()
        return float(middle / chord)


@pytest.mark.parametrize("facing", [1, -1], ids=["looking right", "looking left"])
@pytest.mark.parametrize("k", [-0.12, -0.05, 0.0, 0.05, 0.12, 0.18])
def test_the_curve_of_an_arc_is_found(k: float, facing: int) -> None:
    """Within 0.01 of the truth: positive for a round back, negative for a hollow one."""
    trunk = Trunk(k=k, facing=facing)
    assert curvature(trunk.heights()) == pytest.approx(trunk.true_k, abs=0.01)


@given(k=st.floats(-0.12, 0.18), length_px=st.floats(90.0, 250.0), turn_deg=st.floats(-180, 180))
@settings(max_examples=25)
def test_size_and_turn_of_the_picture_do_not_matter(
    k: float, length_px: float, turn_deg: float
) -> None:
    """Near or far, upright or on all fours, the curve is the same within 0.02."""
    trunk = Trunk(k=k, length_px=length_px, turn_deg=turn_deg)
    assert curvature(trunk.heights()) == pytest.approx(trunk.true_k, abs=0.02)


def test_a_mask_of_part_of_the_picture_is_as_good() -> None:
    """A crop with its rectangle gives the curve that the whole mask gives."""
    trunk = Trunk(k=0.1)
    whole = trunk.silhouette()
    crop = Silhouette(
        mask=np.ascontiguousarray(whole.mask[24:216, 80:240]), rect=(0.25, 0.1, 0.75, 0.9)
    )
    assert crop.mask.shape == (192, 160)
    heights = dorsal_heights(crop, trunk.shoulder_px, trunk.hip_px, size_px=SIZE_PX, facing=1)
    assert curvature(heights) == pytest.approx(float(curvature(trunk.heights())), abs=1e-3)


def test_the_mirror_image_has_the_same_curve() -> None:
    """Mask flipped, facing turned round: nothing else changes."""
    trunk = Trunk(k=0.1, turn_deg=20.0)
    flipped = np.ascontiguousarray(trunk.silhouette().mask[:, ::-1])
    shoulder, hip = (
        [SIZE_PX[0], 0] + point * [-1, 1] for point in (trunk.shoulder_px, trunk.hip_px)
    )
    mirrored = dorsal_heights(
        Silhouette(mask=flipped), shoulder, hip, size_px=SIZE_PX, facing=-trunk.facing
    )
    np.testing.assert_allclose(mirrored, trunk.heights(), atol=1e-6)


def test_an_arm_over_the_outline_is_left_out() -> None:
    """A bump that leaps out of the back is not taken for the back."""
    smooth, bumpy = Trunk(k=0.06), Trunk(k=0.06, bump_px=60.0)
    heights = bumpy.heights()
    assert np.isnan(heights).any()
    assert curvature(heights) == pytest.approx(float(curvature(smooth.heights())), abs=0.01)


@pytest.mark.parametrize("unseen", ["shoulder", "hip"])
def test_without_shoulder_or_hip_nothing_is_known(unseen: str) -> None:
    """An unseen landmark gives NaN, not a guess."""
    trunk = Trunk(k=0.1)
    points = {"shoulder": trunk.shoulder_px, "hip": trunk.hip_px}
    points[unseen] = np.full(2, np.nan)
    heights = dorsal_heights(
        trunk.silhouette(), points["shoulder"], points["hip"], size_px=SIZE_PX, facing=1
    )
    assert np.isnan(heights).all()


def test_a_trunk_without_length_gives_nothing() -> None:
    """Shoulder and hip on one spot: no line, no rays."""
    spot = np.array([320.0, 240.0])
    heights = dorsal_heights(Trunk(k=0.1).silhouette(), spot, spot, size_px=SIZE_PX, facing=1)
    assert np.isnan(heights).all()


@pytest.mark.parametrize("value", [0, 255], ids=["nobody", "everybody"])
def test_a_mask_without_an_edge_gives_nothing(value: int) -> None:
    """All empty or all full: no ray finds an end of the body."""
    blank = Silhouette(mask=np.full((60, 80), value, np.uint8))
    trunk = Trunk(k=0.0)
    heights = dorsal_heights(blank, trunk.shoulder_px, trunk.hip_px, size_px=SIZE_PX, facing=1)
    assert np.isnan(heights).all()


@pytest.mark.parametrize("shift_px", [-5000.0, 1e9], ids=["far left", "absurdly far"])
def test_landmarks_outside_the_picture_give_nothing(shift_px: float) -> None:
    """A body that the mask does not show has no outline."""
    trunk = Trunk(k=0.1)
    shoulder, hip = trunk.shoulder_px + shift_px, trunk.hip_px + shift_px
    heights = dorsal_heights(trunk.silhouette(), shoulder, hip, size_px=SIZE_PX, facing=1)
    assert np.isnan(heights).all()


def test_upper_and_lower_back_are_told_apart() -> None:
    """A back that is round above and hollow below says so."""
    along = RAY_POSITIONS
    heights = 0.25 + 0.05 * np.sin(2.0 * np.pi * (along - 0.1) / 0.95)
    assert curvature(heights, UPPER_BACK) > 0.05
    assert curvature(heights, LOWER_BACK) < -0.05


def test_a_parabola_is_read_exactly() -> None:
    """Heights of a parabola give its own height over chord, wherever its line lies."""
    chord = RAY_POSITIONS[-1] - RAY_POSITIONS[0]
    share = (RAY_POSITIONS - RAY_POSITIONS[0]) / chord
    heights = 0.3 - 0.2 * share + 0.08 * chord * 4.0 * (share - share**2)
    assert curvature(heights) == pytest.approx(0.08, abs=1e-9)


@given(unknown=st.sets(st.integers(0, 32), max_size=16))
def test_unknown_points_do_not_move_the_curve(unknown: set[int]) -> None:
    """Up to half of the points may be unknown; a clean arc is still read."""
    along = (RAY_POSITIONS - RAY_POSITIONS[0]) / (RAY_POSITIONS[-1] - RAY_POSITIONS[0])
    heights = 0.2 + 0.1 * (along - along**2)
    holey = heights.copy()
    holey[list(unknown)] = np.nan
    assert curvature(holey) == pytest.approx(float(curvature(heights)), abs=1e-6)


def test_too_few_points_give_no_curve() -> None:
    """With fewer than half of the points there is no number."""
    heights = np.full(33, 0.2)
    heights[:17] = np.nan
    assert np.isnan(curvature(heights))


def test_a_track_is_its_frames() -> None:
    """Leading axes: each row of heights gives its own curve."""
    rows = np.stack([Trunk(k=k).heights() for k in (-0.1, 0.0, 0.1)]).reshape(3, 1, 33)
    one_by_one = [[float(curvature(row[0]))] for row in rows]
    np.testing.assert_allclose(curvature(rows), one_by_one, atol=1e-12)


@pytest.mark.parametrize("shape", [(32,), (33, 2), ()], ids=["short", "points", "a number"])
def test_heights_of_another_shape_are_refused(shape: tuple[int, ...]) -> None:
    """The last axis holds the 33 heights."""
    with pytest.raises(InvalidPoseError, match="dorsal heights: expected shape"):
        curvature(np.zeros(shape))


@pytest.mark.parametrize(
    ("k", "degrees"),
    [(0.022, 10.0), (0.044, 20.0), (0.088, 40.0), (0.134, 60.0), (0.18, 80.0), (0.0, 0.0)],
)
def test_arc_angles_are_those_of_the_table(k: float, degrees: float) -> None:
    """domain.md 2.4, step 4, within 1 deg of its rounding; the sign goes through."""
    assert arc_deg(np.array(k)) == pytest.approx(degrees, abs=1.0)
    assert arc_deg(np.array(-k)) == pytest.approx(-degrees, abs=1.0)


def test_the_outline_for_drawing_lies_on_the_back() -> None:
    """Known points come back as pixels behind the trunk; unknown ones are left out."""
    trunk = Trunk(k=0.1)
    heights = trunk.heights()
    heights[3] = np.nan
    points = contour_points(heights, trunk.shoulder_px, trunk.hip_px, facing=1)
    assert points.shape == (32, 2)
    expected = 320.0 - trunk.length_px * trunk.back(np.delete(RAY_POSITIONS, 3))
    np.testing.assert_allclose(points[:, 0], expected, atol=2.0)


def test_facing_the_wrong_way_sees_the_chest() -> None:
    """The side is taken as told: with the other facing it is the flat front that is read."""
    trunk = Trunk(k=0.15)
    turned = replace(trunk, facing=-1)
    heights = dorsal_heights(
        trunk.silhouette(), turned.shoulder_px, turned.hip_px, size_px=SIZE_PX, facing=-1
    )
    assert curvature(heights) == pytest.approx(0.0, abs=0.01)
