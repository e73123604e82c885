"""What holds for every exercise that comes with the package (DESIGN 5)."""

from collections.abc import Iterator
from itertools import chain

import pytest

from builders import BUILTIN, an_exercise
from upperback.coach.checks import usable_conditions
from upperback.exercises import Exercise, builtin_exercises
from upperback.exercises.definition import Condition
from upperback.mannequin import FAULTS, MOTIONS
from upperback.motion.signals import SIGNALS

CHECKS = {
    "seated_row": "feet_slipping jerky trunk_swing slumped elbows_wide shrug pulled_too_far "
    "short_range",
    "cat_cow": "head_only low_back_only rocking elbows_bent too_fast head_thrown_back shrug "
    "short_range",
    "reverse_fly": "rounded_back standing_up swinging too_high short_range elbows_bent shrug "
    "uneven",
    "thoracic_rotation": "pelvis_rolls arm_only too_fast forced gaze_not_following arm_drifts "
    "elbow_bent short_range",
    "wall_angel": "back_arches wrists_off_wall elbows_off_wall head_forward shrug too_fast uneven "
    "short_range",
}
MEASURES = {
    "seated_row": "elbow_flexion_deg trunk_swing_deg",
    "cat_cow": "spine_arc_deg head_pitch_range_deg",
    "reverse_fly": "arm_elevation_left_deg arm_elevation_right_deg trunk_inclination_deg",
    "thoracic_rotation": "rotation_deg shoulder_line_rotation_deg pelvis_rotation_deg",
    "wall_angel": "arm_elevation_left_deg arm_elevation_right_deg",
}
PRESENT = sorted(
    file.name.removesuffix(".toml") for file in BUILTIN.iterdir() if file.name.endswith(".toml")
)
every_exercise = pytest.mark.parametrize("name", PRESENT)


def conditions(exercise: Exercise) -> Iterator[Condition]:
    for check in exercise.checks:
        for condition in check.when:
            yield condition
            yield from condition.also


def test_all_files_are_read_by_name() -> None:
    """`builtin_exercises` holds each file under its name, in order."""
    assert list(builtin_exercises()) == PRESENT


@every_exercise
def test_the_file_is_named_like_the_exercise(name: str) -> None:
    """And its rules carry the name and a version."""
    exercise = an_exercise(name)
    assert exercise.name == name
    assert exercise.rules.startswith(f"{name}/")


@every_exercise
def test_the_checks_have_the_names_of_the_contract(name: str) -> None:
    """DESIGN 5, exactly; the mannequin can make each of these faults."""
    checks = {check.name for check in an_exercise(name).checks}
    assert checks == set(CHECKS[name].split())


@every_exercise
def test_the_measures_have_the_names_of_the_contract(name: str) -> None:
    """DESIGN 5, exactly, each with the unit that its name says."""
    measures = {rule.name: rule for rule in an_exercise(name).measures}
    assert set(measures) == set(MEASURES[name].split())
    assert all(SIGNALS[each].unit == "deg" for rule in measures.values() for each in rule.signals)


@every_exercise
def test_names_are_given_once(name: str) -> None:
    """No check, phase or measure hides another."""
    exercise = an_exercise(name)
    for names in (
        [check.name for check in exercise.checks],
        [phase.name for phase in exercise.phases],
        [phase.part for phase in exercise.phases],
        [rule.name for rule in exercise.measures],
        [view.name for view in exercise.camera.views],
    ):
        assert len(set(names)) == len(names)


@every_exercise
def test_each_check_can_be_judged_somewhere(name: str) -> None:
    """In a view that the file lists, with a silhouette, every check has a usable condition."""
    exercise = an_exercise(name)
    views = [view.name for view in exercise.camera.views]
    blind = [
        check.name
        for check in exercise.checks
        if not any(usable_conditions(check, view, has_silhouette=True) for view in views)
    ]
    assert blind == []


@every_exercise
def test_each_measure_can_be_taken_somewhere(name: str) -> None:
    """In a best or good view."""
    exercise = an_exercise(name)
    views = {v.name for v in exercise.camera.views if v.suitability in ("best", "good")}
    for rule in exercise.measures:
        assert any(SIGNALS[name].views & views for name in rule.signals), rule.name


@every_exercise
def test_reps_are_counted_in_every_view_that_is_listed(name: str) -> None:
    """A view of which the file says at least "counts" has a rep signal."""
    exercise = an_exercise(name)
    counted = chain.from_iterable(row.views for row in exercise.rep_signals)
    assert {view.name for view in exercise.camera.views} <= set(counted)


@every_exercise
def test_views_that_only_count_say_how_to_get_a_better_one(name: str) -> None:
    """Advice for each."""
    exercise = an_exercise(name)
    assert all(view.advice for view in exercise.camera.views if view.suitability == "counts")
    assert exercise.camera.views[0].suitability == "best"


@every_exercise
def test_cues_are_short_enough_to_be_heard(name: str) -> None:
    """A cue is at most 12 words a sentence and two sentences; praise is one sentence."""
    for check in an_exercise(name).checks:
        sentences = [part for part in check.cue.replace("?", ".").split(".") if part.strip()]
        assert len(sentences) <= 2, check.cue
        assert max(len(sentence.split()) for sentence in sentences) <= 12, check.cue
        assert check.praise.rstrip(".").count(".") == 0, check.praise


@every_exercise
def test_each_exercise_has_an_easier_and_a_harder_form(name: str) -> None:
    """And muscles, doses for two levels, warnings and sources."""
    exercise = an_exercise(name)
    assert {dose.level for dose in exercise.doses} >= {"beginner", "intermediate"}
    for listed in (
        exercise.easier,
        exercise.harder,
        exercise.ask_first,
        exercise.sources,
        exercise.setup,
        exercise.camera.in_sight,
        exercise.muscles["main"],
        exercise.muscles["helping"],
    ):
        assert listed
        assert all(text.strip() for text in listed)


@every_exercise
def test_ratios_are_taken_of_what_has_a_size(name: str) -> None:
    """A ratio to the start makes no sense for an angle that may be nought there."""
    ratios = {c.of for c in conditions(an_exercise(name)) if c.against == "start_ratio"}
    assert all(SIGNALS[of].unit == "trunk lengths" for of in ratios)


def test_the_mannequin_knows_what_the_contract_names() -> None:
    """Each exercise of DESIGN 5 can be performed, and nearly all of its faults made."""
    assert set(MOTIONS) == set(CHECKS)
    for name, checks in CHECKS.items():
        assert set(FAULTS[name]) <= set(checks.split())
