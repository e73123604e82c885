"""Several performances one after the other, as in one long video."""

from dataclasses import replace

import numpy as np

from upperback.mannequin.performance import Performed, RepTruth, Truth


def joined(*parts: Performed, gap_s: float = 0.04) -> Performed:
    """Performances one after the other.

    Give all parts the same camera if they shall look like one video.

    Parameters
    ----------
    *parts
        At least one, each with at least one frame.
    gap_s
        Seconds between the last frame of a part and the first of the next.

    Returns
    -------
    Performed
        Frames and truth with the time running on from the first part.
    """
    later_s = 0.0
    shifted: list[Performed] = []
    for part in parts:
        offset_s = later_s - float(part.truth.time_s[0])
        shifted.append(_shifted(part, offset_s if shifted else 0.0))
        later_s = shifted[-1].frames[-1].time_s + gap_s
    truths = [part.truth for part in shifted]
    return Performed(
        frames=tuple(frame for part in shifted for frame in part.frames),
        truth=Truth(
            time_s=np.concatenate([truth.time_s for truth in truths]),
            progress=np.concatenate([truth.progress for truth in truths]),
            angles={
                name: np.concatenate([truth.angles[name] for truth in truths])
                for name in truths[0].angles
            },
            joints_m=np.concatenate([truth.joints_m for truth in truths]),
            pixels=np.concatenate([truth.pixels for truth in truths]),
            reps=tuple(rep for truth in truths for rep in truth.reps),
        ),
    )


def _shifted(part: Performed, seconds: float) -> Performed:
    frames = tuple(replace(frame, time_s=frame.time_s + seconds) for frame in part.frames)
    reps = tuple(_rep_shifted(rep, seconds) for rep in part.truth.reps)
    truth = replace(part.truth, time_s=part.truth.time_s + seconds, reps=reps)
    return Performed(frames=frames, truth=truth)


def _rep_shifted(rep: RepTruth, seconds: float) -> RepTruth:
    second_s = rep.second_peak_s
    return replace(
        rep,
        start_s=rep.start_s + seconds,
        peak_s=rep.peak_s + seconds,
        end_s=rep.end_s + seconds,
        second_peak_s=None if second_s is None else second_s + seconds,
    )
