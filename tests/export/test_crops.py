from dataclasses import replace

import numpy as np

from export.analyses import a_peak, body_px
from upperback.export.crops import Box, crop_box, free_corners, jpeg_of


def test_a_crop_holds_the_body_with_some_air() -> None:
    """All landmarks lie inside, none at the edge."""
    box, points = crop_box([a_peak(1.0)], (640, 480)), body_px()
    assert np.nanmin(points[:, 0]) > box.left + 10
    assert np.nanmax(points[:, 1]) < box.top + box.height - 10


def test_a_crop_never_leaves_the_picture() -> None:
    """A body that fills or leaves the picture is shown in the whole picture."""
    huge = replace(a_peak(1.0), points_px=body_px() * 3 - 200)
    assert crop_box([huge], (640, 480)) == Box(left=0.0, top=0.0, width=640.0, height=480.0)


def test_the_number_goes_into_the_emptiest_corner() -> None:
    """The person fills the right; the number goes to the far left."""
    box = Box(left=0.0, top=0.0, width=420.0, height=400.0)
    assert free_corners(body_px(), box)[0] == "top left"


def test_no_picture_near_the_peak_gives_none() -> None:
    """Without pictures there is no JPEG."""
    assert jpeg_of(a_peak(1.0), {}, Box(left=0, top=0, width=10, height=10), (640, 480)) is None
