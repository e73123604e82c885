"""A recording for OpenSim: joint angles (.mot) and landmarks (.trc), line by line.

Both have a row for each step of a steady rate, as OpenSim asks for, and Unix line ends.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from upperback.errors import ExportError
from upperback.exchange.even_tables import EvenTable, even_table
from upperback.exchange.joint_angles import AngleTable
from upperback.motion.landmarks import Landmark
from upperback.motion.pose import PoseFrame

# Less visible landmarks are guesses of the model; the coach does not use them either.
MIN_VISIBILITY = 0.5
# MediaPipe: x right in the picture, y down, z away from the camera. OpenSim: y up. Half a turn
# about x keeps the axes right-handed: x right in the picture, y up, z towards the camera.
_TO_OPENSIM = np.array([1.0, -1.0, -1.0])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MarkerTable:
    """Landmarks at a steady rate, in metres from the middle of the hips, y up.

    Attributes
    ----------
    names
        The landmarks, in lower case, three columns of the table each.
    left_out
        Landmarks that are not there, and why.
    """

    names: tuple[str, ...]
    table: EvenTable
    left_out: Mapping[str, str]


def mot_lines(angles: AngleTable, *, name: str) -> Iterator[str]:
    """Yield the lines of a .mot file; the header explains every column."""
    yield f"{_one_line(name)}\n"
    yield "version=1\n"
    yield f"nRows={len(angles.table.time_s)}\n"
    yield f"nColumns={1 + len(angles.signals)}\n"
    yield "inDegrees=yes\n"
    yield "\n"
    yield f"Measured by upperback from one camera, view {angles.view}.\n"
    yield f"One-sided angles are those of the person's {angles.near} side.\n"
    for row in angles.signals:
        yield (
            f"{row.name}: {row.label}; zero is {row.zero}; plus is {row.positive}; "
            f"error {row.expected_error:.0f} degrees\n"
        )
    for left_out, reason in angles.left_out.items():
        yield f"{left_out}: left out, {reason}\n"
    yield "endheader\n"
    yield "\t".join(["time", *(row.name for row in angles.signals)]) + "\n"
    for time_s, values in zip(angles.table.time_s, angles.table.values, strict=True):
        yield "\t".join([f"{time_s:.6f}", *(f"{value:.4f}" for value in values)]) + "\n"


def marker_table(
    frames: Iterable[PoseFrame], *, min_visibility: float = MIN_VISIBILITY
) -> MarkerTable:
    """Bring the world landmarks to one rate, from the first frame with a person to the last.

    Parameters
    ----------
    frames
        Frames of a recording.
    min_visibility
        Landmarks less visible than this count as not seen; 0 takes every guess.

    Returns
    -------
    MarkerTable

    Raises
    ------
    ExportError
        If nobody was seen in two frames or more.
    """
    times_s, points = [], []
    for frame in frames:
        seen = np.where((frame.visibility >= min_visibility)[:, None], frame.world, np.nan)
        times_s.append(frame.time_s)
        points.append((seen * _TO_OPENSIM).ravel())
    if not times_s:
        raise ExportError("expected a recording with frames, got none")
    time_s, values = np.array(times_s), np.array(points)
    (with_person,) = np.nonzero(np.isfinite(values).any(axis=1))
    if len(with_person) < 2:
        raise ExportError("expected a person in at least two frames, got nobody")
    part = slice(with_person[0], with_person[-1] + 1)
    return _markers(even_table(time_s[part], values[part]))


def _markers(table: EvenTable) -> MarkerTable:
    seen = np.isfinite(table.values[:, ::3]).any(axis=0)
    names = np.array([landmark.name.lower() for landmark in Landmark])
    values = table.values[:, np.repeat(seen, 3)]
    return MarkerTable(
        names=tuple(names[seen].tolist()),
        table=EvenTable(rate_hz=table.rate_hz, time_s=table.time_s, values=values),
        left_out=dict.fromkeys(names[~seen].tolist(), "not seen well enough in any frame"),
    )


def trc_lines(markers: MarkerTable, *, name: str) -> Iterator[str]:
    """Yield the lines of a .trc file; where a landmark was not seen it says NaN.

    OpenSim 4 reads NaN as missing. It reads an empty cell so too, but not at the end of a row.
    """
    table, n_markers = markers.table, len(markers.names)
    n_rows, rate = len(table.time_s), f"{table.rate_hz:.4f}"
    yield f"PathFileType\t4\t(X/Y/Z)\t{_one_line(name)}\n"
    yield (
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\t"
        "OrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
    )
    yield f"{rate}\t{rate}\t{n_rows}\t{n_markers}\tm\t{rate}\t1\t{n_rows}\n"
    yield "Frame#\tTime\t" + "\t\t\t".join(markers.names) + "\t\t\n"
    axes = (f"{axis}{index}" for index in range(1, n_markers + 1) for axis in "XYZ")
    yield "\t\t" + "\t".join(axes) + "\n"
    yield "\n"
    for index, (time_s, values) in enumerate(zip(table.time_s, table.values, strict=True), 1):
        cells = ("NaN" if np.isnan(value) else f"{value:.6f}" for value in values)
        yield "\t".join([str(index), f"{time_s:.6f}", *cells]) + "\n"


def _one_line(name: str) -> str:
    return " ".join(name.split()) or "upperback"
