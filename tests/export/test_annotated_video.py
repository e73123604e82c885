from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from export.analyses import TEXTS, a_finding, a_measure, a_pose, a_rep, a_set
from upperback.coach.events import (
    CueGiven,
    Event,
    FindingMade,
    Notice,
    Progress,
    RepCounted,
    SetEnded,
    SetStarted,
)
from upperback.coach.report import Measure
from upperback.export.annotated_video import Annotator
from upperback.motion.pose import PoseFrame, no_person
from upperback.services.ports import VideoFrame

ROW = "seated_row"
SIZES = [
    pytest.param((640, 480), id="landscape"),
    pytest.param((360, 640), id="portrait"),
    pytest.param((64, 48), id="tiny"),
    pytest.param((1, 1), id="one pixel"),
]
STARTED = SetStarted(time_s=1.0, exercise=ROW)


def pulling(share: float = 0.5) -> Progress:
    return Progress(time_s=1.0, exercise=ROW, phase="pull", share=share, readings={})


SAFETY_CUE = CueGiven(
    time_s=1.0, exercise=ROW, check="jerky", severity="safety", text="Slow on the way back."
)


def a_frame(time_s: float = 1.0, size_px: tuple[int, int] = (640, 480)) -> VideoFrame:
    """A grey picture."""
    return VideoFrame(time_s=time_s, rgb=np.full((size_px[1], size_px[0], 3), 128, np.uint8))


def annotated(
    events: Sequence[Event] = (),
    *,
    annotator: Annotator | None = None,
    time_s: float = 1.0,
    readings: dict[str, Measure] | None = None,
    pose: PoseFrame | None = None,
) -> NDArray[np.uint8]:
    """Annotate one grey frame, with nobody in it unless a pose is given."""
    return (annotator or Annotator(TEXTS)).annotate(
        a_frame(time_s), pose or no_person(time_s, (640, 480)), events, readings or {}
    )


def differs(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> bool:
    return bool((a != b).any())


@pytest.mark.parametrize("size_px", SIZES)
def test_the_picture_keeps_its_shape_and_is_drawn_upon(size_px: tuple[int, int]) -> None:
    """Any size of picture comes back in the same shape, with something drawn."""
    frame = a_frame(size_px=size_px)
    rgb = Annotator(TEXTS).annotate(frame, a_pose(), [STARTED, pulling(), SAFETY_CUE])
    assert rgb.shape == frame.rgb.shape
    assert rgb.dtype == np.uint8
    assert differs(rgb, frame.rgb)


def test_the_frame_itself_is_left_alone() -> None:
    """The caller's picture is not changed."""
    frame = a_frame()
    Annotator(TEXTS).annotate(frame, a_pose(), [STARTED, SAFETY_CUE])
    assert (frame.rgb == 128).all()


def test_nobody_and_nothing_said_leaves_the_picture_as_it_is() -> None:
    """Without a person and without events there is nothing to draw."""
    assert (annotated() == 128).all()


def test_with_nobody_in_the_picture_the_count_stays() -> None:
    """The panels do not need a person."""
    assert differs(annotated([STARTED]), annotated())


def test_the_skeleton_is_drawn_where_the_body_is() -> None:
    """Bones are bright at the near arm, and nothing is drawn far from the body."""
    rgb = annotated(pose=a_pose())
    forearm = rgb[275:300, 340:390, 0]
    assert (forearm.max(axis=0) == 255).all()
    assert (rgb[:, 500:] == 128).all()


def test_limbs_that_are_hardly_seen_are_not_drawn() -> None:
    """A visibility close to nothing draws nothing."""
    pose = a_pose()
    hidden = PoseFrame(
        time_s=1.0,
        image=pose.image,
        world=pose.world,
        visibility=np.full(33, 0.05),
        size_px=pose.size_px,
    )
    assert (annotated(pose=hidden) == 128).all()


@pytest.mark.parametrize("place", [1e9, -1e9, float("inf")], ids=["far", "far back", "infinite"])
def test_nonsense_landmarks_do_no_harm(place: float) -> None:
    """A landmark in the next town is not drawn."""
    pose = a_pose()
    image = pose.image.copy()
    image[13, :2] = place
    wild = PoseFrame(
        time_s=1.0,
        image=image,
        world=pose.world,
        visibility=pose.visibility,
        size_px=pose.size_px,
    )
    assert differs(annotated(pose=wild), annotated())


def test_each_rep_changes_the_number() -> None:
    """One rep more, another number in the corner."""
    annotator = Annotator(TEXTS)
    before = annotated([STARTED], annotator=annotator)
    counted = RepCounted(time_s=2.0, exercise=ROW, rep=a_rep(measures={}))
    after = annotated([counted], annotator=annotator)
    assert differs(before[:120, :120], after[:120, :120])


def test_a_new_set_starts_at_zero() -> None:
    """The count belongs to the set."""
    annotator = Annotator(TEXTS)
    first = annotated([STARTED], annotator=annotator)
    counted = RepCounted(time_s=2.0, exercise=ROW, rep=a_rep())
    annotated([counted], annotator=annotator)
    assert not differs(first, annotated([STARTED], annotator=annotator))


def test_the_gauge_follows_the_range() -> None:
    """A larger share of the range fills more of the gauge."""
    gauges = [annotated([pulling(share)])[:, -40:, 0] for share in (0.0, 0.5, 1.4)]
    teal = [int((gauge == 94).sum()) for gauge in gauges]
    assert teal == sorted(teal)
    assert teal[0] < teal[1] < teal[2]


def test_a_cue_is_shown_for_three_seconds() -> None:
    """The cue is there, still there, and gone."""
    annotator, quiet = Annotator(TEXTS), annotated([STARTED])
    at_once = annotated([STARTED, SAFETY_CUE], annotator=annotator)
    later = annotated(annotator=annotator, time_s=3.9)
    gone = annotated(annotator=annotator, time_s=4.0)
    assert differs(at_once, quiet)
    assert not differs(at_once, later)
    assert not differs(gone, quiet)


def test_safety_has_a_colour_of_its_own() -> None:
    """A safety cue lies on red, another cue does not."""
    other = CueGiven(
        time_s=1.0, exercise=ROW, check="trunk_swing", severity="effectiveness", text="Sit tall."
    )

    def redness(event: Event) -> int:
        rgb = annotated([event]).astype(int)
        return int((rgb[..., 0] - rgb[..., 2] > 120).sum())

    assert redness(SAFETY_CUE) > 20 * redness(other)


def test_safety_is_not_talked_over() -> None:
    """While a safety cue is shown, praise waits."""
    praise = CueGiven(time_s=1.5, exercise=ROW, check=None, severity=None, text="Good.")
    annotator = Annotator(TEXTS)
    safety = annotated([SAFETY_CUE], annotator=annotator)
    assert not differs(safety, annotated([praise], annotator=annotator, time_s=1.5))


def test_a_finding_a_notice_and_the_end_of_a_set_are_shown() -> None:
    """Each of these events changes the picture."""
    quiet = annotated([STARTED])
    finding = FindingMade(time_s=1.0, exercise=ROW, finding=a_finding())
    notice = Notice(time_s=1.0, code="view", text="Turn to the side.")
    ended = SetEnded(time_s=1.0, report=a_set())
    assert all(differs(annotated([STARTED, event]), quiet) for event in (finding, notice, ended))


def test_the_angle_is_drawn_only_where_it_is_valid() -> None:
    """A reading draws its arc and number; one without value does not."""
    plain = annotated([STARTED], pose=a_pose())
    valid = annotated([STARTED], pose=a_pose(), readings={"elbow_flexion_deg": a_measure()})
    missing = annotated(
        [STARTED], pose=a_pose(), readings={"elbow_flexion_deg": a_measure(float("nan"))}
    )
    assert differs(valid[250:340, 330:460], plain[250:340, 330:460])
    assert not differs(missing, plain)


def test_pictures_that_are_views_of_others_are_accepted() -> None:
    """A flipped, non-contiguous picture is drawn upon like any other."""
    flipped = VideoFrame(time_s=1.0, rgb=a_frame().rgb[:, ::-1])
    rgb = Annotator(TEXTS).annotate(flipped, a_pose(), [STARTED])
    assert rgb.shape == (480, 640, 3)
