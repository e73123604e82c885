"""Angles and landmarks for OpenSim: what its readers insist on, and the right numbers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders import a_set_of
from upperback.errors import ExportError
from upperback.estimators import RecordingWriter, Replay
from upperback.exchange.even_tables import even_table
from upperback.exchange.joint_angles import AngleTable, joint_angles
from upperback.exchange.opensim import marker_table, mot_lines, trc_lines
from upperback.motion.landmarks import Landmark
from upperback.motion.pose import FloatArray, PoseFrame, no_person

WRIST = Landmark.LEFT_WRIST


@pytest.fixture(scope="module")
def frames() -> Sequence[PoseFrame]:
    return a_set_of(2).frames


def angles_of(frames: Sequence[PoseFrame]) -> AngleTable:
    return joint_angles(lambda: frames)


def read_mot(lines: Sequence[str]) -> tuple[dict[str, str], list[str], FloatArray]:
    """Read as OpenSim's DelimFileAdapter does: key=value lines, endheader, labels, rows."""
    end = lines.index("endheader\n")
    keys = dict(line.strip().split("=", 1) for line in lines[:end] if "=" in line)
    rows = np.array([[float(cell) for cell in line.split("\t")] for line in lines[end + 2 :]])
    return keys, lines[end + 1].rstrip("\n").split("\t"), rows


def read_trc(lines: Sequence[str]) -> tuple[dict[str, str], list[str], FloatArray]:
    """Read as OpenSim's TRCFileAdapter does, with what it insists on."""
    assert lines[0].split("\t")[0] == "PathFileType"
    keys = dict(zip(lines[1].split(), lines[2].split(), strict=True))
    frame, time, *names = [label for label in lines[3].rstrip("\n").split("\t") if label]
    assert (frame, time) == ("Frame#", "Time")
    axes = [label for label in lines[4].rstrip("\n").split("\t") if label]
    assert axes == [f"{axis}{index + 1}" for index in range(len(names)) for axis in "XYZ"]
    assert lines[5] == "\n"
    rows = np.array([[float(cell) for cell in line.split("\t")] for line in lines[6:]])
    assert rows.shape == (int(keys["NumFrames"]), 2 + 3 * int(keys["NumMarkers"]))
    return keys, names, rows


def hide(frames: Sequence[PoseFrame], landmark: Landmark, start: int, stop: int) -> list[PoseFrame]:
    hidden = list(frames)
    for index in range(start, stop):
        visibility = frames[index].visibility.copy()
        visibility[landmark] = 0.0
        hidden[index] = replace(frames[index], visibility=visibility)
    return hidden


def test_the_mot_header_counts_rows_and_columns(frames: Sequence[PoseFrame]) -> None:
    keys, labels, rows = read_mot(list(mot_lines(angles_of(frames), name="row")))
    assert keys == {
        "version": "1",
        "nRows": str(len(frames)),
        "nColumns": str(len(labels)),
        "inDegrees": "yes",
    }
    assert rows.shape == (len(frames), len(labels))
    assert labels[0] == "time"
    assert np.isfinite(rows).all()


def test_the_mot_says_what_every_column_means(frames: Sequence[PoseFrame]) -> None:
    angles = angles_of(frames)
    text = "".join(mot_lines(angles, name="row"))
    assert "view side_left" in text
    assert "the person's left side" in text
    assert "elbow_flexion_deg: Elbow bend; zero is straight arm; plus is bent; error 10" in text
    assert "rotation_deg: left out, needs the view foot diagonal" in text
    assert "spine_arc_deg: left out, needs a silhouette of the body" in text


def test_the_elbow_bends_as_the_mannequin_did(frames: Sequence[PoseFrame]) -> None:
    _, labels, rows = read_mot(list(mot_lines(angles_of(frames), name="row")))
    elbow = rows[:, labels.index("elbow_flexion_deg")]
    assert elbow[0] == pytest.approx(10.0, abs=5.0)
    (first, *_) = a_set_of(2).truth.reps
    assert elbow.max() == pytest.approx(first.angles["elbow_flexion_left_deg"], abs=10.0)


def test_a_turn_is_measured_from_the_first_second() -> None:
    turning = a_set_of(1, exercise="thoracic_rotation").frames
    angles = angles_of(turning)
    column = [row.name for row in angles.signals].index("rotation_deg")
    assert angles.view == "foot_diagonal"
    assert abs(angles.table.values[0, column]) < 5.0
    assert angles.table.values[:, column].max() > 30.0


def test_a_moment_of_hiding_is_bridged(frames: Sequence[PoseFrame]) -> None:
    whole, bridged = angles_of(frames), angles_of(hide(frames, WRIST, 80, 82))
    assert bridged.signals == whole.signals
    assert bridged.table.values == pytest.approx(whole.table.values, abs=8.0)


def test_an_angle_hidden_for_long_is_left_out_and_said(frames: Sequence[PoseFrame]) -> None:
    angles = angles_of(hide(frames, WRIST, 80, 95))
    assert "elbow_flexion_deg" not in {row.name for row in angles.signals}
    assert angles.left_out["elbow_flexion_deg"].startswith("not seen for 1.")
    assert "trunk_inclination_deg" in {row.name for row in angles.signals}


def test_the_longest_stretch_with_a_person_is_taken(frames: Sequence[PoseFrame]) -> None:
    gone = [
        no_person(frame.time_s, frame.size_px) if 20 <= index < 30 else frame
        for index, frame in enumerate(frames)
    ]
    angles = angles_of(gone)
    assert angles.table.time_s[0] == pytest.approx(frames[30].time_s)
    assert angles.table.time_s[-1] == pytest.approx(frames[-1].time_s)


@pytest.mark.parametrize("n_frames", [0, 5])
def test_a_recording_of_nobody_is_refused(n_frames: int) -> None:
    nobody = [no_person(index / 15.0, (640, 480)) for index in range(n_frames)]
    with pytest.raises(ExportError, match="expected a person"):
        angles_of(nobody)
    with pytest.raises(ExportError, match=r"expected a (person|recording)"):
        marker_table(nobody)


def test_a_trc_is_what_opensim_reads(frames: Sequence[PoseFrame]) -> None:
    markers = marker_table(frames, min_visibility=0.0)
    keys, names, rows = read_trc(list(trc_lines(markers, name="two\nrows.trc")))
    assert names == [landmark.name.lower() for landmark in Landmark]
    assert keys["Units"] == "m"
    assert float(keys["DataRate"]) == pytest.approx(15.0)
    assert rows[:, 0].tolist() == list(range(1, len(frames) + 1))
    assert np.diff(rows[:, 1]) == pytest.approx(1 / 15, abs=1e-5)


def test_y_points_up_and_the_hips_are_the_origin(frames: Sequence[PoseFrame]) -> None:
    markers = marker_table(frames, min_visibility=0.0)
    points = markers.table.values.reshape(len(frames), 33, 3)
    assert (points[:, Landmark.NOSE, 1] > 0.3).all()
    hips = points[:, Landmark.LEFT_HIP] + points[:, Landmark.RIGHT_HIP]
    assert hips == pytest.approx(np.zeros_like(hips), abs=1e-6)
    world = np.array([frame.world for frame in frames])
    assert points == pytest.approx(world * [1.0, -1.0, -1.0], abs=1e-6)


def test_axes_stay_right_handed(frames: Sequence[PoseFrame]) -> None:
    assert np.linalg.det(np.diag([1.0, -1.0, -1.0])) == pytest.approx(1.0)


def test_landmarks_not_seen_are_missing_or_left_out(frames: Sequence[PoseFrame]) -> None:
    hidden = hide(hide(frames, WRIST, 80, 95), Landmark.NOSE, 0, len(frames))
    markers = marker_table(hidden)
    assert "nose" in markers.left_out
    _, names, rows = read_trc(list(trc_lines(markers, name="row")))
    wrist = rows[:, 2 + 3 * names.index("left_wrist")]
    assert np.flatnonzero(np.isnan(wrist)).tolist() == list(range(80, 95))


def test_uneven_frames_become_a_steady_rate() -> None:
    steps_s = np.tile([0.03, 0.05, 0.04], 40)
    times_s = tuple(np.cumsum(steps_s).tolist())
    uneven = a_set_of(1, times_s=times_s).frames
    table = marker_table(uneven).table
    assert table.rate_hz == pytest.approx(25.0)
    assert np.diff(table.time_s) == pytest.approx(0.04)


def test_a_saved_recording_gives_the_same(frames: Sequence[PoseFrame], tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "row.npz", model="mannequin") as writer:
        for frame in frames:
            writer.add(frame)
    replay = Replay(tmp_path / "row.npz")
    saved = joint_angles(lambda: (frame for frame, _ in replay.poses()))
    assert saved.table.values == pytest.approx(angles_of(frames).table.values, abs=0.05)


def test_a_straight_line_is_drawn_between_samples_and_none_over_a_gap() -> None:
    time_s = np.array([0.0, 0.1, 0.2, 0.2, 0.15, 0.3, 0.9, 1.0])
    column = np.array([0.0, 1.0, np.nan, 7.0, 7.0, 3.0, 9.0, 10.0])
    table = even_table(time_s, column[:, None])
    assert table.rate_hz == pytest.approx(10.0)
    expected = [0, 1, 2, 3, *[np.nan] * 5, 9, 10]
    assert table.values[:, 0] == pytest.approx(np.array(expected, dtype=float), nan_ok=True)


@pytest.mark.parametrize(
    ("times_s", "said"),
    [
        ([0.0], "at least two frames"),
        ([0.0, 0.0], "at least two"),
        ([0, 1e-3, 2e-3, 1e6], "pauses"),
    ],
)
def test_times_that_are_no_recording_are_refused(times_s: list[float], said: str) -> None:
    with pytest.raises(ExportError, match=said):
        even_table(np.array(times_s, dtype=float), np.zeros((len(times_s), 1)))
