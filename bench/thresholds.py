"""Form checks against good and faulty reps: is each threshold where it should be?

    .venv/bin/python bench/thresholds.py [--write] [seated_row ...]

Probes (probes.py) tell the value that every alternative of every check compared on every rep.
docs/thresholds.md is written from that: per check the values of good and faulty reps on the clips
of known truth and on the mannequin, false alarms, misses and margins; then the stated errors of
the measures, and what each part of the thoracic rotation and of the back's outline is worth.
"""

import argparse
import itertools
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from matching import Seen
from probes import seen_by_probes
from recordings import (
    CLIPS,
    EMPTY_CLIPS,
    ROOT,
    Watched,
    clips,
    scenes,
)
from threshold_pictures import draw, picture_of, save_small
from threshold_sections import (
    check_section,
    count_section,
    coverage_section,
    rotation_section,
    spine_section,
)
from threshold_values import alternatives

from upperback.exercises import Exercise, builtin_exercises

PAGE = ROOT / "docs" / "thresholds.md"

HEAD = f"""\
# Thresholds

Written by `bench/thresholds.py --write`: what every form check compares, on reps that are good and
on reps that have its fault. *Clips* are rendered videos of known truth, seen by the real model.
*Mannequin* is `upperback.mannequin`: four bodies before five cameras at 15 to 30 frames a second,
with jitter and squashed depth, each fault clear. It has no clothes and, but for hips drawn after
the shoulders where these turn (as MediaPipe draws them), none of the systematic errors of a pose
model, so where the two disagree the clips are right; the mannequin shows the checks that no clip
has.

Cells show least .. **median** .. greatest (reps). The margin says how far the nearest value (but
for one rep in twenty, clips and mannequin together) stays on its own side of the limit, in expected
errors of the signal (0.1 s, 0.1 of the own range): below 0 it is beyond, below 1 within reach of
noise. A rep with another fault is neither good nor faulty; how often a check speaks there stands
under *beside other faults*; there, too, stand truly brisk reps of clips before the checks of tempo.
Reps that are kept as partial reps are not judged. A rep that one alternative of a check finds may
lie far from the limit of the other. The limits were set looking at these clips, so no false alarms
on them prove little; the mannequin was not looked at. Left out, because they are broken renders
that show nobody: {", ".join(sorted(EMPTY_CLIPS))}.
"""


def page(exercises: Sequence[Exercise], seen: Sequence[Seen]) -> str:
    """Return the text of docs/thresholds.md."""
    sections = [check_section(exercise, seen) for exercise in exercises]
    others = (count_section, coverage_section, rotation_section, spine_section)
    more = [section(seen) for section in others]
    return "\n".join([HEAD, *itertools.chain.from_iterable([*sections, *more])])


def main() -> None:
    """Watch everything, print the page; with --write, write it and the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("exercises", nargs="*", help="names (default: all)")
    parser.add_argument("--clips", type=Path, default=CLIPS, help="folder of clips with truth")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--write", action="store_true", help="write docs/thresholds.md")
    options = parser.parse_args()
    known = builtin_exercises()
    exercises = [known[name] for name in options.exercises or known]
    watched: list[Watched] = [*clips(options.clips)]
    watched += [scene for exercise in exercises for scene in scenes(exercise.name)]
    with ProcessPoolExecutor(options.jobs) as pool:
        seen = []
        for each in pool.map(seen_by_probes, watched):
            seen.append(each)
            print(f"\r{len(seen)} of {len(watched)}", end="", file=sys.stderr, flush=True)
    text = page(exercises, seen)
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
        for exercise in exercises:
            found = alternatives(exercise, seen)
            save_small(draw(found), PAGE.parent / "images" / picture_of(exercise))


if __name__ == "__main__":
    main()
