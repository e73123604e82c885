"""Every fault is past the limit that domain.md gives for it, and a good rep is not."""

from collections.abc import Callable

import pytest

from upperback.mannequin import FAULTS, MOTIONS, Performance, RepPlan, RepTruth, perform

Value = Callable[[RepTruth], float]


def at_peak(name: str) -> Value:
    return lambda rep: rep.angles[name]


def change(name: str) -> Value:
    return lambda rep: rep.angles[name] - rep.start_angles[name]


def in_rep(name: str) -> Value:
    return lambda rep: rep.ranges[name]


def out_s(rep: RepTruth) -> float:
    return rep.peak_s - rep.start_s


def spine_arc(rep: RepTruth) -> float:
    return rep.measures["spine_arc_deg"]


def thoracic_arc(rep: RepTruth) -> float:
    return rep.angles["thoracic_flexion_deg"] - rep.second_angles["thoracic_flexion_deg"]


def cow_head(rep: RepTruth) -> float:
    return rep.second_angles["head_pitch_deg"] - rep.start_angles["head_pitch_deg"]


def arms_apart(rep: RepTruth) -> float:
    return abs(rep.angles["arm_elevation_left_deg"] - rep.angles["arm_elevation_right_deg"])


# (exercise, fault, what, limit, whether the fault lies above it)
LIMITS: list[tuple[str, str, Value, float, bool]] = [
    ("seated_row", "feet_slipping", change("ankle_left_deg"), 15, True),
    ("seated_row", "jerky", out_s, 1.0, False),
    ("seated_row", "trunk_swing", in_rep("trunk_inclination_deg"), 25, True),
    ("seated_row", "slumped", at_peak("spine_flexion_deg"), 30, True),
    ("seated_row", "elbows_wide", at_peak("arm_abduction_left_deg"), 40, True),
    ("seated_row", "pulled_too_far", at_peak("arm_to_trunk_left_deg"), -40, False),
    ("seated_row", "short_range", at_peak("elbow_flexion_left_deg"), 70, False),
    ("cat_cow", "head_only", spine_arc, 20, False),
    ("cat_cow", "low_back_only", thoracic_arc, 10, False),
    ("cat_cow", "rocking", in_rep("arm_elevation_left_deg"), 15, True),
    ("cat_cow", "elbows_bent", at_peak("elbow_flexion_left_deg"), 30, True),
    ("cat_cow", "too_fast", out_s, 1.5, False),
    ("cat_cow", "head_thrown_back", cow_head, 60, True),
    ("cat_cow", "short_range", spine_arc, 40, False),
    ("reverse_fly", "rounded_back", at_peak("spine_flexion_deg"), 30, True),
    ("reverse_fly", "standing_up", in_rep("trunk_inclination_deg"), 15, True),
    ("reverse_fly", "swinging", out_s, 1.0, False),
    ("reverse_fly", "too_high", at_peak("arm_elevation_left_deg"), 105, True),
    ("reverse_fly", "short_range", at_peak("arm_elevation_left_deg"), 70, False),
    ("reverse_fly", "elbows_bent", at_peak("elbow_flexion_left_deg"), 50, True),
    ("reverse_fly", "uneven", arms_apart, 15, True),
    ("thoracic_rotation", "pelvis_rolls", at_peak("pelvis_rotation_deg"), 12, True),
    ("thoracic_rotation", "arm_only", at_peak("rotation_deg"), 20, False),
    ("thoracic_rotation", "too_fast", out_s, 2.0, False),
    ("thoracic_rotation", "forced", at_peak("arm_sweep_right_deg"), 170, True),
    ("thoracic_rotation", "gaze_not_following", change("gaze_rotation_deg"), 25, False),
    ("thoracic_rotation", "arm_drifts", at_peak("arm_trunk_axis_right_deg"), 60, False),
    ("thoracic_rotation", "elbow_bent", at_peak("elbow_flexion_right_deg"), 40, True),
    ("thoracic_rotation", "short_range", at_peak("rotation_deg"), 40, False),
    ("wall_angel", "back_arches", at_peak("spine_flexion_deg"), -15, False),
    ("wall_angel", "elbows_off_wall", at_peak("arm_sweep_left_deg"), 75, False),
    ("wall_angel", "elbows_off_wall", at_peak("elbow_before_shoulder_left"), 0.11, True),
    ("wall_angel", "wrists_off_wall", at_peak("wrist_before_shoulder_left"), 0.13, True),
    ("wall_angel", "head_forward", change("ear_before_shoulder_left"), 0.08, True),
    ("wall_angel", "too_fast", out_s, 1.5, False),
    ("wall_angel", "uneven", arms_apart, 15, True),
    ("wall_angel", "short_range", at_peak("arm_elevation_left_deg"), 120, False),
]
IDS = [f"{exercise} {fault}" for exercise, fault, *_ in LIMITS]


def rep_of(exercise: str, *faults: str, severity: float = 1.0) -> RepTruth:
    plan = RepPlan(faults=frozenset(faults), severity=severity)
    return perform(Performance(exercise=exercise, reps=(plan,), fps=2)).truth.reps[0]


@pytest.mark.parametrize(("exercise", "fault", "value", "limit", "above"), LIMITS, ids=IDS)
def test_a_fault_is_past_its_limit(
    exercise: str, fault: str, value: Value, limit: float, above: bool
) -> None:
    """With the fault the value is past the limit, without it is not."""
    faulty, good = value(rep_of(exercise, fault)), value(rep_of(exercise))
    assert (faulty > limit) is above
    assert (good > limit) is not above


@pytest.mark.parametrize(
    ("exercise", "moment"),
    [
        ("seated_row", "angles"),
        ("cat_cow", "second_angles"),
        ("reverse_fly", "angles"),
        ("wall_angel", "start_angles"),
    ],
)
def test_a_shrug_brings_shoulders_to_ears(exercise: str, moment: str) -> None:
    """A shrug shortens the way from shoulder to ear by more than a fifth."""
    shrugged, good = (
        getattr(rep, moment)["ear_over_shoulder_left"]
        for rep in (rep_of(exercise, "shrug"), rep_of(exercise))
    )
    assert shrugged < 0.8 * good


@pytest.mark.parametrize("exercise", MOTIONS)
def test_a_fault_without_severity_is_no_fault(exercise: str) -> None:
    """At severity 0 the postures are those of a good rep."""
    postural = [name for name, fault in FAULTS[exercise].items() if fault.max_amplitude > 1]
    mild = rep_of(exercise, *postural, severity=0.0)
    assert mild.angles == pytest.approx(dict(rep_of(exercise).angles))


@pytest.mark.parametrize("exercise", MOTIONS)
def test_short_range_never_lengthens_a_short_rep(exercise: str) -> None:
    """A rep that is shorter than short already stays as it is."""
    plan = RepPlan(amplitude=0.3, faults=frozenset({"short_range"}))
    rep = perform(Performance(exercise=exercise, reps=(plan,), fps=2)).truth.reps[0]
    assert rep.amplitude == 0.3
