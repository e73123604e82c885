"""How well the arc of the back can be ranked at all: `bench/spine.py --write`.

Most cat-cow reps of the clips truly have nearly the same range, so their rank
correlation asks for more than degrees can give. Beside the rank correlation over reps
stand what the true joints in the picture would reach, what errors of a given size
would leave of it, and how well the arc follows the spine from frame to frame.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from page import write_section
from recordings import CLIPS, Clip, clips
from scipy.stats import pearsonr, spearmanr

from upperback.coach.engine import CoachEngine
from upperback.coach.events import SetEnded
from upperback.coach.report import SetReport
from upperback.exercises import builtin_exercises
from upperback.motion.pose import FloatArray

# From the pelvis upwards; the outline of the back spans the same bones.
_SPINE = ("spine05", "spine04", "spine03", "spine02", "spine01")
_ERRORS = (0.01, 0.0125, 0.015, 0.02, 0.03, 0.05)
_N_DRAWS = 2000
# Reps of a true range above this are full ones; the others have a fault of range.
_FULL_DEG = 60.0


def sets_of(clip: Clip) -> list[SetReport]:
    """Return the sets of cat-cow that the engine finds in a clip."""
    engine = CoachEngine([builtin_exercises()["cat_cow"]], model_name="bench")
    events = [event for frame in clip.frames() for event in engine.push(frame)]
    ended = [*events, *engine.finish()]
    return [event.report for event in ended if isinstance(event, SetEnded) and event.report.reps]


def true_reps(clip: Clip) -> list[tuple[float, float, float]]:
    """Return start, end and true range of spinal flexion of each cat-cow rep."""
    return [
        (rep["start"], rep["end"], rep["angles"]["spine_flexion"]["range"])
        for rep in clip.truth["reps"]
        if rep["exercise"] == "cat_cow"
    ]


def arcs_of_reps(clip: Clip, reports: list[SetReport]) -> Iterator[tuple[str, float, float]]:
    """Yield clip, measured arc and true range of each counted rep."""
    for start_s, end_s, true in true_reps(clip):
        for rep in (rep for report in reports for rep in report.reps):
            if start_s <= rep.peak_s <= end_s and "spine_arc_deg" in rep.measures:
                yield clip.name, rep.measures["spine_arc_deg"].value, true


def arcs_of_joints(clip: Clip) -> Iterator[tuple[float, float]]:
    """Yield the bend of the true spine joints in the picture, and the true range, of each rep."""
    truth = np.load(CLIPS / f"{clip.name}.npz")
    names = list(truth["joint_names"])
    joints = truth["joints2d"][:, [names.index(name) for name in _SPINE]]
    low, high = joints[:, 0] - joints[:, 1], joints[:, 3] - joints[:, 4]
    angles = [np.arctan2(bone[:, 1], bone[:, 0]) for bone in (low, high)]
    bend = np.degrees(np.unwrap(angles[0] - angles[1]))
    for start_s, end_s, true in true_reps(clip):
        yield float(np.ptp(bend[(truth["time"] >= start_s) & (truth["time"] <= end_s)])), true


def frames_of(clip: Clip, reports: list[SetReport]) -> tuple[FloatArray, FloatArray]:
    """Arc and true flexion of each frame within reps, the arc from its own middle over the set."""
    truth = np.load(CLIPS / f"{clip.name}.npz")
    flexion = truth["angles"][:, list(truth["angle_names"]).index("spine_flexion")]
    arcs, trues = [], []
    for traces in (report.traces for report in reports if report.traces is not None):
        arc, time_s = traces.values["spine_arc_deg"], traces.time_s
        reps = true_reps(clip)
        inside = np.any([(time_s >= start) & (time_s <= end) for start, end, _ in reps], axis=0)
        seen = inside & np.isfinite(arc)
        arcs.append(arc[seen] - np.median(arc[seen]))
        trues.append(np.interp(time_s[seen], truth["time"], flexion))
    return np.concatenate(arcs), np.concatenate(trues)


def gain_spread(arcs: list[tuple[str, float, float]]) -> tuple[float, float]:
    """Spread of measured over true range: within sets and between them, of full reps."""
    full = [(name, np.log(arc / true)) for name, arc, true in arcs if true > _FULL_DEG]
    sets = {name: np.array([gain for other, gain in full if other == name]) for name, _ in full}
    several = [gains for gains in sets.values() if gains.size > 1]
    spare = sum(gains.size - 1 for gains in several)
    within = np.sqrt(sum(((gains - gains.mean()) ** 2).sum() for gains in several) / spare)
    return float(within), float(np.std([gains.mean() for gains in sets.values()]))


def left_by(error: float, true: FloatArray) -> tuple[float, float]:
    """Rank correlation that a relative error leaves: its median, and how often 0.9 is reached."""
    random = np.random.default_rng(0)
    seen = true * (1.0 + error * random.standard_normal((_N_DRAWS, true.size)))
    rhos = np.array([spearmanr(row, true).statistic for row in seen])
    return float(np.median(rhos)), float(np.mean(rhos >= 0.9))


def as_markdown(watched: list[Clip]) -> str:
    """Write the section of docs/benchmarks.md."""
    found = {clip.name: sets_of(clip) for clip in watched}
    arcs = [row for clip in watched for row in arcs_of_reps(clip, found[clip.name])]
    read, true = (np.array([row[column] for row in arcs]) for column in (1, 2))
    of_joints = np.array([row for clip in watched for row in arcs_of_joints(clip)]).T
    full = np.sort(true[true > _FULL_DEG])
    within, between = gain_spread(arcs)
    lines = [
        f"`bench/spine.py`, {len(arcs)} cat-cow reps of {len(watched)} clips. {full.size} of them",
        f"truly lie within {full[0]:.1f} to {full[-1]:.1f} degrees.",
        "",
        "| arc of the back against true spinal flexion | rank correlation | linear |",
        "|---|--:|--:|",
        _agreement("range of each rep", read, true),
        _agreement("the same, of the true spine joints in the picture", *of_joints),
        _of_frames([frames_of(clip, found[clip.name]) for clip in watched]),
        "",
        f"The measured range over the true one spreads by {within:.1%} from rep to rep of a set",
        f"and by {between:.1%} from person to person. What a relative error leaves of a perfect",
        "rank correlation over these reps:",
        "",
        "| error | rank correlation | chance of 0.9 |",
        "|--:|--:|--:|",
    ]
    return "\n".join([*lines, *_left_rows(true)])


def _of_frames(frames: list[tuple[FloatArray, FloatArray]]) -> str:
    ranks = [float(spearmanr(*each).statistic) for each in frames]
    arc, flexion = (np.concatenate(each) for each in zip(*frames, strict=True))
    name = f"frame by frame ({min(ranks):.2f} to {max(ranks):.2f} in each clip)"
    return _agreement(name, arc, flexion)


def _agreement(name: str, read: FloatArray, true: FloatArray) -> str:
    ranks, linear = spearmanr(read, true).statistic, pearsonr(read, true).statistic
    return f"| {name} | {ranks:.2f} | {linear:.2f} |"


def _left_rows(true: FloatArray) -> Iterator[str]:
    for error in _ERRORS:
        rho, chance = left_by(error, true)
        yield f"| {error:.2%} | {rho:.2f} | {chance:.0%} |"


def main() -> None:
    """Print the section; with --write, write docs/benchmarks.md too."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md too")
    options = parser.parse_args()
    text = as_markdown([clip for clip in clips() if true_reps(clip)])
    print(text)
    if options.write:
        write_section("spine", "Arc of the back", text)


if __name__ == "__main__":
    main()
