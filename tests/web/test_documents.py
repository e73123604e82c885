"""What the server sends is what the golden files say, which the page's tests read too."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from upperback.coach.placement import Placement
from upperback.coach.report import Finding, Measure, PartialRep, Rep
from upperback.coach.session_steps import Step, TrainingState
from upperback.services.live_desk import Answer
from upperback.services.live_messages import (
    Counted,
    Found,
    HandUp,
    Message,
    Moved,
    NotCounted,
    Noticed,
    Placed,
    Said,
    StateChanged,
)
from upperback.training.records import Load, LoggedRep, LoggedSet, Prescription
from upperback.web.documents import answer_document, as_json, message_document, told_json

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "live"
START = datetime.fromisoformat("2026-11-22T15:00:00+01:00")
ARC = Measure(value=52.1, error=6.0, unit="deg")


def golden(name: str) -> Any:
    return json.loads(GOLDEN.joinpath(f"down_{name}.json").read_text("utf-8"))


def a_logged_rep(index: int, **more: Any) -> LoggedRep:
    fields: dict[str, Any] = {"start_s": 1.0, "peak_s": 2.0, "end_s": 3.0, "score": 100}
    return LoggedRep(index=index, **(fields | more))


def the_state() -> TrainingState:
    reasons = ("Gentle first: it warms the back up.",)
    plan: list[Prescription] = [
        Prescription(exercise="cat_cow", sets=1, reps=8, rest_s=30.0, reasons=reasons),
        Prescription(
            exercise="thoracic_rotation", side="right", sets=1, reps=6, hold_s=2.0, rest_s=15.0
        ),
        Prescription(
            exercise="seated_row", sets=2, reps=10, hold_s=1.0, load=Load(kind="band", band_step=2)
        ),
        Prescription(
            exercise="reverse_fly",
            sets=2,
            reps=10,
            hold_s=1.0,
            load=Load(kind="dumbbell", mass_kg=1.5),
        ),
    ]
    steps = tuple(Step(prescription=each) for each in plan)
    state = TrainingState(
        id="5f0c7a52-8f0e-4c1b-9a53-0d9a3a2f7c11",
        kind="short",
        started_at=START,
        steps=steps,
        stage="counting",
        current=LoggedSet(
            id="0b6b0c7e-2a64-4f5e-b1f9-5a0d3b6c1e22",
            exercise="cat_cow",
            started_at=START,
            reps=(
                a_logged_rep(1),
                a_logged_rep(2, counted=False, reason="short_range", score=None),
                a_logged_rep(3, findings=("too_fast",), score=92),
                a_logged_rep(4, counted=False, reason="struck"),
            ),
        ),
    )
    return state.with_status("now", {0})


MESSAGES: dict[str, Message] = {
    "state": StateChanged(state=the_state()),
    "placement": Placed(
        placement=Placement(
            ok=False,
            code="wrong_view",
            text="Turn the mat so that one side faces the camera.",
            view="front",
        )
    ),
    "placement_ok": Placed(
        placement=Placement(
            ok=True, code="ready", text="I can see all of you.", view="side_left", held_s=1.2
        )
    ),
    "progress": Moved(
        phase="cat",
        share=0.62,
        breath="out",
        hold_s=0.0,
        readings={
            "spine_arc_deg": Measure(value=41.3, error=6.0, unit="deg"),
            "head_pitch_range_deg": Measure(value=float("nan"), error=5.0, unit="deg"),
        },
    ),
    "rep": Counted(
        count=2,
        index=3,
        rep=Rep(
            index=2,
            side="both",
            start_s=9.1,
            peak_s=10.4,
            end_s=13.25,
            tempo={"cat_s": 1.9, "cow_s": 2.25},
            measures={"spine_arc_deg": ARC},
            findings=("too_fast",),
            score=92,
        ),
    ),
    "partial_rep": NotCounted(
        partial_rep=PartialRep(
            side="both", start_s=6.2, peak_s=7.0, end_s=7.9, reason="short_range"
        ),
        text="Not a full one; a little further.",
    ),
    "finding": Found(
        finding=Finding(
            check="too_fast",
            severity="note",
            rep=3,
            start_s=9.1,
            end_s=13.25,
            value=1.9,
            limit=2.0,
            unit="s",
            cue="Slower, with your breath.",
        )
    ),
    "cue": Said(check="too_fast", severity="note", text="Slower, with your breath."),
    "cue_praise": Said(check=None, severity=None, text="Good, slow now."),
    "notice": Noticed(
        code="nobody",
        text="I can't see you. Step back until your whole body is in the picture.",
    ),
    "gesture": HandUp(held_s=1.2),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_are_written_as_the_golden_files_say(name: str) -> None:
    assert json.loads(as_json(message_document(MESSAGES[name]))) == golden(name)


@pytest.mark.parametrize("breath", ["in", "out", None])
def test_progress_is_the_same_by_hand(breath: Any) -> None:
    moved = MESSAGES["progress"]
    assert isinstance(moved, Moved)
    changed = replace(moved, breath=breath, share=-1.2345, hold_s=0.126)
    (written,) = told_json([changed])
    assert json.loads(written) == message_document(changed)


def test_answers_are_written_as_the_golden_files_say() -> None:
    assert answer_document("c3", Answer(ok=True)) == golden("done")
    text = golden("done_refused")["error"]["text"]
    assert answer_document("c4", Answer(ok=False, text=text)) == golden("done_refused")
