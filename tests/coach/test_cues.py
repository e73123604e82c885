"""Which one sentence is said after a rep, and when a warning comes at once."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_exercise
from upperback.coach.checks import score
from upperback.coach.cues import CueChooser
from upperback.coach.events import CueGiven
from upperback.coach.safety_watch import SafetyWatch

ROW = an_exercise()
NAMES = [check.name for check in ROW.checks]
SAFETY = {check.name for check in ROW.checks if check.severity == "safety"}
NAN = float("nan")


def cues_after(*reps: str) -> list[str | None]:
    """Say which check each rep's cue is about; "praise" for praise. A rep is its faults."""
    chooser = CueChooser(ROW)
    given_ = [chooser.after_rep(float(i), tuple(rep.split())) for i, rep in enumerate(reps)]
    return [None if cue is None else cue.check or "praise" for cue in given_]


# --- after a rep ------------------------------------------------------------------------


def test_good_reps_are_left_in_peace() -> None:
    """Nothing wrong, nothing said."""
    assert cues_after("", "", "", "") == [None] * 4


@pytest.mark.parametrize("name", sorted(set(NAMES) - SAFETY))
def test_a_fault_speaks_when_it_comes_back(name: str) -> None:
    """Once may be chance: in 2 of the last 3 reps it is said."""
    assert cues_after(name) == [None]
    assert cues_after(name, name) == [None, name]
    assert cues_after(name, "", name) == [None, None, name]
    assert cues_after(name, "", "", name) == [None] * 4


@pytest.mark.parametrize("name", sorted(SAFETY))
def test_a_safety_fault_speaks_at_once(name: str) -> None:
    """The first time."""
    assert cues_after(name) == [name]


def test_safety_comes_first() -> None:
    """Of several faults the dangerous one is said, whatever the order of the findings."""
    assert cues_after("shrug", "shrug feet_slipping") == [None, "feet_slipping"]
    assert cues_after("shrug", "jerky shrug trunk_swing") == [None, "jerky"]


def test_effectiveness_comes_before_a_note() -> None:
    """What makes the exercise work is said before what would be nice."""
    assert cues_after("short_range shrug", "short_range shrug")[1] == "shrug"


def test_the_same_cue_backs_off() -> None:
    """A fault in every rep is said at most every third rep, a dangerous one too."""
    assert cues_after(*["shrug"] * 8) == [None, "shrug", None, None, "shrug", None, None, "shrug"]
    assert cues_after(*["jerky"] * 7) == ["jerky", None, None, "jerky", None, None, "jerky"]


def test_while_one_cue_backs_off_another_may_speak() -> None:
    """Two faults take turns."""
    both = "shrug trunk_swing"
    assert cues_after(both, both, both) == [None, "trunk_swing", "shrug"]


def test_a_fault_that_clears_is_praised_once() -> None:
    """Two clean reps after the cue: the check's own praise; then silence."""
    said = cues_after("shrug", "shrug", "", "", "", "")
    assert said == [None, "shrug", None, "praise", None, None]


def test_praise_is_that_of_the_fault_that_cleared() -> None:
    """In the words of the file, for no check."""
    chooser = CueChooser(ROW)
    spoken = [chooser.after_rep(float(i), b) for i, b in enumerate([("jerky",), (), ()])]
    praise = spoken[-1]
    assert praise is not None
    assert (praise.text, praise.check, praise.severity) == (ROW.check("jerky").praise, None, None)


def test_what_was_never_said_is_not_praised() -> None:
    """A fault in one rep alone came and went without a word."""
    assert cues_after("shrug", "", "", "") == [None] * 4


def test_after_praise_the_fault_may_be_spoken_of_anew() -> None:
    """Clearing ends the back-off."""
    assert cues_after("jerky", "", "", "jerky") == ["jerky", None, "praise", "jerky"]


def test_a_warning_in_mid_rep_is_not_repeated_at_its_end() -> None:
    """What was said a second ago is not said again."""
    chooser = CueChooser(ROW)
    chooser.said_now("feet_slipping")
    assert chooser.after_rep(1.0, ("feet_slipping",)) is None


def test_a_cue_carries_the_words_of_the_file() -> None:
    """Text, severity, exercise and time."""
    cue = CueChooser(ROW).after_rep(7.5, ("jerky",))
    expected = CueGiven(
        time_s=7.5,
        exercise="seated_row",
        check="jerky",
        severity="safety",
        text=ROW.check("jerky").cue,
    )
    assert cue == expected


@given(reps=st.lists(st.sets(st.sampled_from(NAMES)), max_size=30))
def test_what_holds_for_any_set(reps: list[set[str]]) -> None:
    """Cues name a fault of that rep, safety before others; no cue within 3 reps of itself."""
    said = cues_after(*(" ".join(sorted(rep)) for rep in reps))
    last: dict[str, int] = {}
    for i, (rep, cue) in enumerate(zip(reps, said, strict=True)):
        overdue = {name for name in rep & SAFETY if i - last.get(name, -9) >= 3}
        if cue is None or cue == "praise":
            assert not overdue
            continue
        assert cue in rep
        assert not overdue or cue in overdue
        assert i - last.get(cue, -9) >= 3 or "praise" in said[last[cue] : i]
        last[cue] = i


# --- at once ----------------------------------------------------------------------------


def a_watch() -> SafetyWatch:
    checks = {check: check.when for check in ROW.checks}
    return SafetyWatch(ROW, checks, CueChooser(ROW))


def warnings_at(
    ankles_deg: list[float], *, fps: float = 10.0, start_deg: float = 90.0
) -> list[float]:
    """Say at which seconds feet that move so are warned of."""
    safety = a_watch()
    return [
        event.time_s
        for i, ankle_deg in enumerate(ankles_deg)
        for event in safety.push(
            i / fps, {"ankle_angle_deg": ankle_deg}, {"ankle_angle_deg": start_deg}
        )
    ]


def test_slipping_feet_are_warned_of_at_once() -> None:
    """After the half second that the file asks for, not at the end of the rep."""
    assert warnings_at([90.0] * 10 + [135.0] * 20) == [pytest.approx(1.5, abs=0.11)]


def test_a_twitch_is_not_warned_of() -> None:
    """Shorter than half a second, over and over."""
    assert warnings_at(([135.0] * 4 + [90.0] * 3) * 10) == []


def test_a_warning_is_not_repeated_all_the_time() -> None:
    """At most every 8 s while the fault lasts."""
    times_s = warnings_at([135.0] * 200)
    assert len(times_s) == 3
    assert min(b - a for a, b in pairwise(times_s)) >= 8.0


def test_feet_that_point_from_the_start_are_measured_against_themselves() -> None:
    """The limit is a change from the person's own start pose."""
    assert warnings_at([135.0] * 30, start_deg=125.0) == []


@pytest.mark.parametrize(("ankle", "start"), [(NAN, 90.0), (135.0, NAN)], ids=["now", "then"])
def test_unseen_feet_are_not_warned_of(ankle: float, start: float) -> None:
    """What was not seen is not blamed."""
    assert warnings_at([ankle] * 30, start_deg=start) == []


# --- the score --------------------------------------------------------------------------


def test_a_clean_rep_has_full_marks() -> None:
    """100."""
    assert score(ROW, ()) == 100


def test_one_danger_weighs_more_than_two_weaknesses() -> None:
    """Safety counts most, a note least."""
    danger, weak, note = (score(ROW, names) for names in (("jerky",), ("shrug",), ("short_range",)))
    assert danger < score(ROW, ("shrug", "trunk_swing")) < weak < note < 100


@given(broken=st.sets(st.sampled_from(NAMES)), more=st.sampled_from(NAMES))
def test_another_finding_never_raises_the_score(broken: set[str], more: str) -> None:
    """From 0 to 100, falling."""
    fewer, all_ = score(ROW, tuple(broken)), score(ROW, tuple(broken | {more}))
    assert 0 <= all_ <= fewer <= 100
