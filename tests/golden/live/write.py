"""Write the golden messages of the live protocol; pytest and vitest read them.

Run it after a wanted change of docs/live-protocol.md: ``python tests/golden/live/write.py``.
Every number of a frame is a fraction that float32 holds exactly.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from upperback.motion.pose import PoseFrame, Silhouette, no_person
from upperback.web.frame_codec import encode_frame

HERE = Path(__file__).resolve().parent


def a_frame(*, silhouette: Silhouette | None) -> PoseFrame:
    """Return a frame whose numbers tell where they stand; landmark 5 was not seen."""
    grid = np.arange(99.0).reshape(33, 3)
    image, world = grid / 128.0, (grid - 49.0) / 64.0
    image[5] = world[5] = np.nan
    return PoseFrame(
        time_s=12.5,
        image=image,
        world=world,
        visibility=np.arange(33.0) / 32.0,
        size_px=(640, 480),
        silhouette=silhouette,
    )


def frames() -> dict[str, tuple[int, PoseFrame]]:
    """Return the golden frames with their sequence numbers."""
    mask = np.arange(0, 240, 20, dtype=np.uint8).reshape(3, 4)
    outline = Silhouette(mask=mask, rect=(0.25, 0.125, 0.75, 0.875))
    return {
        "frame_plain": (7, a_frame(silhouette=None)),
        "frame_silhouette": (8, a_frame(silhouette=outline)),
        "frame_nobody": (9, no_person(13.0, (1280, 720))),
    }


def frame_document(sequence: int, frame: PoseFrame) -> dict[str, Any]:
    """Return a frame as plain JSON: null for NaN, the mask row by row."""
    outline = frame.silhouette
    return {
        "sequence": sequence,
        "time_s": frame.time_s,
        "image": _plain(frame.image),
        "world": _plain(frame.world),
        "visibility": _plain(frame.visibility),
        "size_px": list(frame.size_px),
        "silhouette": None
        if outline is None
        else {
            "rect": list(outline.rect),
            "width": outline.mask.shape[1],
            "height": outline.mask.shape[0],
            "mask": outline.mask.ravel().tolist(),
        },
    }


def _plain(array: np.ndarray[Any, Any]) -> Any:
    if array.ndim > 1:
        return [_plain(row) for row in array]
    return [None if np.isnan(each) else float(each) for each in array]


_STEPS = [
    {
        "index": 0, "exercise": "cat_cow", "side": "both", "set": 1, "sets": 1, "reps": 8,
        "hold_s": 0.0, "rest_s": 30.0, "load": {"kind": "none"},
        "reasons": ["Gentle first: it warms the back up."], "status": "now",
    },
    {
        "index": 1, "exercise": "thoracic_rotation", "side": "right", "set": 1, "sets": 1,
        "reps": 6, "hold_s": 2.0, "rest_s": 15.0, "load": {"kind": "none"}, "reasons": [],
        "status": "todo",
    },
    {
        "index": 2, "exercise": "seated_row", "side": "both", "set": 1, "sets": 2, "reps": 10,
        "hold_s": 1.0, "rest_s": 60.0, "load": {"kind": "band", "band_step": 2}, "reasons": [],
        "status": "todo",
    },
    {
        "index": 3, "exercise": "reverse_fly", "side": "both", "set": 1, "sets": 2, "reps": 10,
        "hold_s": 1.0, "rest_s": 60.0, "load": {"kind": "dumbbell", "mass_kg": 1.5},
        "reasons": [], "status": "todo",
    },
]  # fmt: skip
_REPS = [
    {"index": 1, "side": "both", "counted": True, "reason": None, "findings": [], "score": 100},
    {"index": 2, "side": "both", "counted": False, "reason": "short_range", "findings": [],
     "score": None},
    {"index": 3, "side": "both", "counted": True, "reason": None, "findings": ["too_fast"],
     "score": 92},
    {"index": 4, "side": "both", "counted": False, "reason": "struck", "findings": [],
     "score": 100},
]  # fmt: skip
_STATE = {
    "id": "5f0c7a52-8f0e-4c1b-9a53-0d9a3a2f7c11", "kind": "short",
    "started_at": "2026-11-22T15:00:00+01:00", "stage": "counting", "by_camera": True,
    "paused_from": None, "steps": _STEPS, "step": 0,
    "set": {"id": "0b6b0c7e-2a64-4f5e-b1f9-5a0d3b6c1e22", "count": 2, "clean": 1, "reps": _REPS},
    "rest_ends_at": None, "message": None,
}  # fmt: skip
_DONE_FIRST = [_STEPS[0] | {"status": "done"}, *_STEPS[1:]]

UP: dict[str, dict[str, Any]] = {
    "hello": {"type": "hello", "protocol": 2, "session": _STATE["id"],
              "model": "pose_landmarker_full-2f5b43a1"},
    "command_ready": {"type": "command", "id": "c1", "command": "ready"},
    "command_begin": {"type": "command", "id": "c2", "command": "begin"},
    "command_pause": {"type": "command", "id": "c3", "command": "pause"},
    "command_go_on": {"type": "command", "id": "c4", "command": "go_on"},
    "command_end_set": {"type": "command", "id": "c5", "command": "end_set"},
    "command_rate": {"type": "command", "id": "c6", "command": "rate", "effort_rir": 3,
                     "pain": 0},
    "command_rate_alarming": {"type": "command", "id": "c7", "command": "rate",
                              "effort_rir": None, "pain": 7, "is_alarming": True},
    "command_next": {"type": "command", "id": "c8", "command": "next"},
    "command_back": {"type": "command", "id": "c9", "command": "back"},
    "command_tap_rep": {"type": "command", "id": "c10", "command": "tap_rep", "side": "right"},
    "command_strike_rep": {"type": "command", "id": "c11", "command": "strike_rep", "index": 4},
    "command_by_camera": {"type": "command", "id": "c12", "command": "by_camera",
                          "value": False},
    "command_stop": {"type": "command", "id": "c13", "command": "stop"},
    "command_stop_red_flag": {"type": "command", "id": "c14", "command": "stop",
                              "reason": "red_flag"},
    "ping": {"type": "ping", "id": "p1"},
}  # fmt: skip
DOWN: dict[str, dict[str, Any]] = {
    "welcome": {"type": "welcome", "protocol": 2, "version": "0.1.0", "state": _STATE,
                "frames": {"max_hz": 30, "silhouette": True, "in_flight": 2}},
    "state": {"type": "state", "state": _STATE},
    "state_resting": {"type": "state", "state": _STATE | {
        "stage": "resting", "steps": _DONE_FIRST, "set": None,
        "rest_ends_at": "2026-11-22T15:04:30+01:00",
        "message": "Next: side-lying thoracic rotation, right side."}},
    "state_paused": {"type": "state", "state": _STATE | {
        "stage": "paused", "paused_from": "counting",
        "message": "Paused, because I can't see you. I go on when you are back."}},
    "ack": {"type": "ack", "sequence": 7, "silhouette": False},
    "placement": {"type": "placement", "ok": False, "code": "wrong_view",
                  "text": "Turn the mat so that one side faces the camera.", "view": "front",
                  "held_s": 0.0, "needs_s": 2.0},
    "placement_ok": {"type": "placement", "ok": True, "code": "ready",
                     "text": "I can see all of you.", "view": "side_left", "held_s": 1.2,
                     "needs_s": 2.0},
    "progress": {"type": "progress", "phase": "cat", "share": 0.62, "breath": "out",
                 "hold_s": 0.0, "readings": {
                     "spine_arc_deg": {"value": 41.3, "error": 6.0, "unit": "deg"}}},
    "rep": {"type": "rep", "count": 2, "rep": {
        "index": 3, "side": "both", "start_s": 9.1, "peak_s": 10.4, "end_s": 13.25,
        "tempo": {"cat_s": 1.9, "cow_s": 2.25},
        "measures": {"spine_arc_deg": {"value": 52.1, "error": 6.0}},
        "findings": ["too_fast"], "score": 92}},
    "partial_rep": {"type": "partial_rep", "reason": "short_range",
                    "text": "Not a full one; a little further.", "partial_rep": {
                        "side": "both", "start_s": 6.2, "peak_s": 7.0, "end_s": 7.9,
                        "reason": "short_range"}},
    "finding": {"type": "finding", "finding": {
        "check": "too_fast", "severity": "note", "rep": 3, "start_s": 9.1, "end_s": 13.25,
        "value": 1.9, "limit": 2.0, "unit": "s", "cue": "Slower, with your breath."}},
    "cue": {"type": "cue", "check": "too_fast", "severity": "note",
            "text": "Slower, with your breath."},
    "cue_praise": {"type": "cue", "check": None, "severity": None, "text": "Good, slow now."},
    "notice": {"type": "notice", "code": "nobody",
               "text": "I can't see you. Step back until your whole body is in the picture."},
    "gesture": {"type": "gesture", "name": "raised_hand", "held_s": 1.2, "needs_s": 2.0},
    "done": {"type": "done", "id": "c3", "ok": True, "error": None},
    "done_refused": {"type": "done", "id": "c4", "ok": False, "error": {
        "code": "not_now", "text": "go_on: expected a paused session, got one that is counting"}},
    "pong": {"type": "pong", "id": "p1"},
    "error": {"type": "error", "code": "malformed",
              "text": "frame: expected at least 944 bytes, got 3"},
}  # fmt: skip


def main() -> None:
    """Write all files."""
    for name, (sequence, frame) in frames().items():
        HERE.joinpath(f"{name}.bin").write_bytes(encode_frame(frame, sequence=sequence))
        _write(name, frame_document(sequence, frame))
    for direction, messages in (("up", UP), ("down", DOWN)):
        for name, message in messages.items():
            _write(f"{direction}_{name}", message)


def _write(name: str, document: dict[str, Any]) -> None:
    text = json.dumps(document, indent=1, ensure_ascii=False)
    HERE.joinpath(f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
