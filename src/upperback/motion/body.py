"""A body as the signals see it: points in pixels, and which side is measured."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps

from upperback.motion.geometry import length
from upperback.motion.landmarks import Landmark, Side, sided
from upperback.motion.pose import FloatArray
from upperback.motion.view import facing, trunk_axes

# Axes of the points of one moment; they are the most frequent case, and quicker to index.
_ONE = 2


# Not frozen, though nothing changes one: each frame makes two or three, and setting the fields of
# a frozen class takes three times as long.
@dataclass(kw_only=True, eq=False)
class Body:
    """Landmarks of one moment or of a whole track, ready to be measured.

    Attributes
    ----------
    points_px
        Shape ``(..., 33, 2)``, pixels, y down; NaN = not seen (well enough).
    world
        Shape ``(..., 33, 3)``, metres, y down, z away from the camera.
    near
        The side that is towards the camera; one-sided signals measure it.
        Chosen once per set: from frame to frame it could flip.
        Of a person lying on the side it is the upper side.
    dorsal_heights
        Shape ``(..., 33)`` from `silhouette.dorsal_heights`, or None if there
        is no silhouette.
    reference
        The same person at rest in the start pose, without leading axes; None
        before it is known. Signals that tell a change need it.
    axes
        The trunk's axes where they are known already; see `trunk_axes`.
    memo, comparison_memo
        What was computed of this body already, without and with the reference; see
        `once_per_body` and `once_per_comparison`.
    """

    points_px: FloatArray
    world: FloatArray
    near: Side
    dorsal_heights: FloatArray | None = None
    reference: "Body | None" = None
    axes: tuple[FloatArray, FloatArray, FloatArray] | None = field(default=None, repr=False)
    memo: dict[object, FloatArray] = field(default_factory=dict, repr=False)
    comparison_memo: dict[object, FloatArray] = field(default_factory=dict, init=False, repr=False)

    def compared_to(self, reference: "Body") -> "Body":
        """Return this body with another reference; what needs none is computed once for both."""
        return Body(
            points_px=self.points_px,
            world=self.world,
            near=self.near,
            dorsal_heights=self.dorsal_heights,
            reference=reference,
            axes=self.axes,
            memo=self.memo,
        )

    def with_back(self, dorsal_heights: FloatArray) -> "Body":
        """Return this body with the outline of its back."""
        return Body(
            points_px=self.points_px,
            world=self.world,
            near=self.near,
            dorsal_heights=dorsal_heights,
            reference=self.reference,
            axes=self.axes,
        )

    @property
    def far(self) -> Side:
        """The other side than ``near``."""
        return "right" if self.near == "left" else "left"

    @property
    def facing(self) -> int:
        """+1 where the chest lies clockwise from the direction hip to shoulder in the picture.

        So for an upright person looking right, whose right side is near.
        """
        return facing(self.near)

    @property
    def trunk_axes(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Up, left and out of the chest, three unit vectors of shape ``(..., 3)``."""
        return self.axes if self.axes is not None else self._own_axes

    @cached_property
    def _own_axes(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        return trunk_axes(self.world)

    def px(self, joint: str, side: Side | None = None) -> FloatArray:
        """Pixels of a paired joint, shape ``(..., 2)``; the near side unless said."""
        landmark = sided(joint, side or self.near)
        points = self.points_px
        return points[landmark] if points.ndim == _ONE else points[..., landmark, :]

    def metres(self, joint: str, side: Side | None = None) -> FloatArray:
        """World position of a paired joint, shape ``(..., 3)``; the near side unless said."""
        landmark = sided(joint, side or self.near)
        world = self.world
        return world[landmark] if world.ndim == _ONE else world[..., landmark, :]

    @cached_property
    def trunk_px(self) -> FloatArray:
        """Vector near hip to near shoulder, shape ``(..., 2)``."""
        return self.px("SHOULDER") - self.px("HIP")

    @cached_property
    def trunk_length_px(self) -> FloatArray:
        """Length of the near shoulder-hip line, shape ``(...)``; the unit "trunk length"."""
        return length(self.trunk_px)

    def middle_px(self, joint: str) -> FloatArray:
        """Pixels halfway between a paired joint's two sides, shape ``(..., 2)``."""
        return (self.px(joint, "left") + self.px(joint, "right")) / 2.0

    def middle_metres(self, joint: str) -> FloatArray:
        """World position halfway between a paired joint's two sides, shape ``(..., 3)``."""
        return (self.metres(joint, "left") + self.metres(joint, "right")) / 2.0

    @property
    def nose_px(self) -> FloatArray:
        """Pixels of the nose, shape ``(..., 2)``."""
        return self.points_px[..., Landmark.NOSE, :]


def once_per_body(compute: Callable[[Body], FloatArray]) -> Callable[[Body], FloatArray]:
    """Keep what a function computes of a body in the body, for signals that share it.

    Parameters
    ----------
    compute
        A pure function of a body that does not look at its reference.

    Returns
    -------
    callable
        The same function; each body is computed once.
    """

    @wraps(compute)
    def remembered(body: Body) -> FloatArray:
        if compute not in body.memo:
            body.memo[compute] = compute(body)
        return body.memo[compute]

    return remembered


def once_per_comparison(compute: Callable[[Body], FloatArray]) -> Callable[[Body], FloatArray]:
    """Keep what a function computes of a body and its reference in the body.

    Parameters
    ----------
    compute
        A pure function of a body.

    Returns
    -------
    callable
        The same function; each body is computed once for each reference.
    """

    @wraps(compute)
    def remembered(body: Body) -> FloatArray:
        if compute not in body.comparison_memo:
            body.comparison_memo[compute] = compute(body)
        return body.comparison_memo[compute]

    return remembered
