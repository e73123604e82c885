"""The tuning harness: probes tell what the engine compared, and the sums over them are right."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from matching import Seen, SeenRep, watch
from probes import is_broken, probed, seen_by_probes
from recordings import Scene, TrueRep, scenes
from threshold_pictures import draw
from threshold_sections import check_section, errors_of
from threshold_values import Alternative, Point, alternatives, verdicts

from builders import an_exercise
from upperback.coach.report import Measure
from upperback.exercises.definition import FormCheck
from upperback.mannequin import Performance, RepPlan
from upperback.motion.signals import SIGNALS

ROW = an_exercise("seated_row")
SWING = replace(ROW.check("trunk_swing"), when=ROW.check("trunk_swing").when[:1])
LIMIT = SWING.when[0].limit


def a_scene(*faults: str) -> Scene:
    """A good row and one with faults."""
    plans = (RepPlan(), RepPlan(faults=frozenset(faults)))
    return Scene(name="seated_row", performance=Performance(reps=plans, fps=15.0))


def a_seen(*reps: tuple[float, str | None]) -> Seen:
    """Rows with this much swing, and a fault or none."""
    return Seen(
        name="rows",
        source="clips",
        reps=tuple(
            SeenRep(
                true=a_true_rep(fault),
                fate="counted",
                view="side_left",
                values={"trunk_swing/0/0": value},
            )
            for value, fault in reps
        ),
        n_false=0,
    )


def a_true_rep(*faults: str | None, tolerated: frozenset[str] = frozenset()) -> TrueRep:
    return TrueRep(
        exercise="seated_row",
        side="both",
        start_s=0.0,
        peak_s=1.0,
        end_s=2.0,
        faults=frozenset(fault for fault in faults if fault),
        tolerated=tolerated,
        measures={"elbow_flexion_deg": 100.0},
    )


def an_alternative(check: FormCheck, good: Sequence[float], faulty: Sequence[float]) -> Alternative:
    points = [
        Point(
            source="clips",
            name="",
            view="side_left",
            kind=kind,
            value=value,
            is_live=True,
            is_broken=check.when[0].is_broken_by(value),
        )
        for kind, values in (("good", good), ("faulty", faulty))
        for value in values
    ]
    return Alternative(check=check, index=0, points=tuple(points))


def test_probes_see_good_reps_too() -> None:
    """Every signal check that the side view can judge has a value on the good rep."""
    good, _ = seen_by_probes(a_scene()).reps
    assert {"trunk_swing/0/0", "shrug/0/0", "pulled_too_far/0/1"} <= set(good.values)


@pytest.mark.parametrize("fault", ["trunk_swing", "shrug", "pulled_too_far"])
def test_probes_agree_with_the_engine(fault: str) -> None:
    """What the probed values break is what the exercise itself finds."""
    scene = a_scene(fault)
    probes, plain = seen_by_probes(scene), watch(scene, [ROW])
    broken = [
        {
            check.name
            for check in ROW.checks
            for i in range(len(check.when))
            if is_broken(check, i, rep.values)
        }
        for rep in probes.reps
    ]
    assert broken == [set(rep.values) for rep in plain.reps]
    assert fault in broken[1]


def test_parts_leave_the_table_of_signals() -> None:
    """The parts of the estimates are signals for the bench only."""
    before = dict(SIGNALS)
    seen_by_probes(a_scene())
    assert before == SIGNALS


def test_probes_keep_the_exercise() -> None:
    """Only what is judged and measured changes, not how reps are counted."""
    assert probed(ROW).rep_signals == ROW.rep_signals


@pytest.mark.parametrize(
    ("rep", "kind"),
    [
        (a_true_rep(), "good"),
        (a_true_rep("trunk_swing"), "faulty"),
        (a_true_rep("shrug"), "other"),
        (a_true_rep(tolerated=frozenset({"trunk_swing"})), "other"),
    ],
    ids=["good", "this fault", "another fault", "may be found"],
)
def test_what_a_check_should_say(rep: TrueRep, kind: str) -> None:
    assert rep.kind("trunk_swing") == kind


def test_false_alarms_and_misses() -> None:
    """A good rep beyond the limit is a false alarm, a faulty one within it a miss."""
    seen = a_seen(
        (LIMIT + 1, None), (LIMIT - 1, None), (LIMIT - 1, "trunk_swing"), (LIMIT + 1, "shrug")
    )
    said = verdicts(ROW, SWING, [seen], "clips")
    assert (said.good, said.faulty, said.other) == ((True, False), (False,), (True,))
    assert said.missed_in == ("side_left",)


def test_margins_are_in_expected_errors() -> None:
    """Positive on the right side of the limit, whichever way it counts."""
    error = SIGNALS["trunk_inclination_deg"].expected_error
    found = an_alternative(SWING, good=[LIMIT - 2 * error], faulty=[LIMIT + error, LIMIT + 9])
    assert found.margin("good") == pytest.approx(2.0)
    assert found.margin("faulty") == pytest.approx(1.0)
    below = replace(SWING, when=(replace(SWING.when[0], above=None, below=LIMIT),))
    assert an_alternative(below, good=[LIMIT - error], faulty=[]).margin("good") < 0


def test_errors_are_against_the_truth() -> None:
    """By measure and view: how far off, and what was stated."""
    measures = {"elbow_flexion_deg": Measure(value=96.0, error=5.0, unit="deg")}
    (rep,) = a_seen((0.0, None)).reps
    seen = Seen(name="", source="clips", reps=(replace(rep, measures=measures),), n_false=0)
    assert errors_of([seen]) == {("elbow_flexion_deg", "side_left"): [(4.0, 5.0)]}


def test_a_lost_rep_is_wrong_but_a_short_one_may_stay_partial() -> None:
    lost = SeenRep(true=a_true_rep(), fate="partial: too_slow")
    short = SeenRep(true=a_true_rep("short_range"), fate="partial: short_range")
    assert Seen(name="", source="clips", reps=(short,), n_false=0).wrong == []
    assert Seen(name="", source="clips", reps=(lost, short), n_false=1).wrong == [
        "partial: too_slow",
        "counted, but none",
    ]


def test_the_section_and_picture_of_an_exercise() -> None:
    """One strip for each alternative, one line for each check."""
    seen = [a_seen((LIMIT + 1, None), (LIMIT + 5, "trunk_swing"))]
    lines = list(check_section(ROW, seen))
    assert sum(line.startswith("| `trunk_swing` |") for line in lines) == 1
    found = alternatives(ROW, seen)
    assert len(draw(found).axes) == len(found) == sum(len(check.when) for check in ROW.checks)


def test_each_fault_is_acted_before_each_camera() -> None:
    """Nine plans of the row, five cameras; the truth of a scene needs no frames."""
    acted = scenes("seated_row")
    assert len({scene.name for scene in acted}) == len(acted) == 45
    assert next(rep.faults for rep in acted[-1].reps()) == frozenset()
