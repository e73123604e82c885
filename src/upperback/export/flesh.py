"""The mannequin's flesh as SVG: soft shapes, the far limbs paler than the near ones."""

from collections.abc import Callable, Iterable

import numpy as np

from upperback.export.scene import Scene
from upperback.export.svg_shapes import Points, circle, number, pair
from upperback.mannequin.camera import View
from upperback.mannequin.rotations import Array

OnPaper = Callable[[Array], Points]
# The outline has the trunk first, then the limbs of both sides, neck and head.
_N_LIMBS, _N_HEAD = 12, 2
_FAR, _TRUNK, _NEAR = 0.28, 0.48, 0.66


def flesh_svg(view: View, room: Scene, on_paper: OnPaper, scale: float) -> str:
    """Draw the person of a scene.

    Parameters
    ----------
    view
        How the person is seen.
    room
        Who.
    on_paper
        Turns pixels of the view into points of the drawing.
    scale
        Units of the drawing per pixel.
    """
    seen = room.seen(view)
    ends, radii = on_paper(seen.ends_px[0]), seen.radii_px[0] * scale
    away = seen.away_m[0].mean(axis=-1)
    first_limb = len(ends) - _N_LIMBS - _N_HEAD
    trunk, head = range(first_limb), range(len(ends) - _N_HEAD, len(ends))
    limbs, middle = range(first_limb, len(ends) - _N_HEAD), float(away[:first_limb].mean())
    # What is behind the lens is NaN; a camera so near is odd, but its file may say so.
    shown = [bool(np.isfinite(each).all()) for each in ends]
    groups = {
        _FAR: [i for i in limbs if away[i] > middle],
        _TRUNK: [*trunk, *head],
        _NEAR: [i for i in limbs if away[i] <= middle],
    }
    return "".join(
        f'<g fill="currentColor" opacity="{opacity}"><path d="'
        + "".join(_capsule(ends[i], radii[i]) for i in group if shown[i])
        + '"/></g>'
        for opacity, group in groups.items()
        if group
    )


def _capsule(ends: Points, radii: Iterable[float]) -> str:
    """Path round two circles: flanks, and an arc at either end."""
    (start, end), (r_start, r_end) = ends, radii
    way = end - start
    length = float(np.hypot(*way))
    if length <= abs(r_start - r_end) + 0.05:
        return circle(start if r_start >= r_end else end, max(r_start, r_end))
    along = way / length
    # Where the common tangent touches: a little off square where the radii differ.
    lean = (r_start - r_end) / length
    side = np.sqrt(1.0 - lean**2) * np.array([-along[1], along[0]])
    left, right = lean * along + side, lean * along - side
    first, last = number(r_start), number(r_end)
    return (
        f"M{pair(start + r_start * left)}L{pair(end + r_end * left)}"
        f"A{last} {last} 0 0 0 {pair(end + r_end * right)}L{pair(start + r_start * right)}"
        f"A{first} {first} 0 1 0 {pair(start + r_start * left)}Z"
    )
