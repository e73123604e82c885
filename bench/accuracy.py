"""Accuracy on clips with known truth: runs the scorer of the clips when it is there.

`make bench-accuracy` analyses every clip of ``../shared/bench/dev`` (kept in build/, so that
only a change of the package or the clip costs time again), prints the table and the summary.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from page import write_section

ROOT = Path(__file__).resolve().parent.parent
Scores = dict[str, Any]
SCORER = ROOT.parent / "shared" / "bench" / "score.py"


def source_fingerprint() -> str:
    """Return a short hash of everything that could change an analysis."""
    digest = hashlib.sha256()
    for file in sorted((ROOT / "src").rglob("*")):
        if file.suffix in {".py", ".toml", ".task"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def as_markdown(scores: Scores) -> str:
    """Write the scores as the section of docs/benchmarks.md."""
    summary, clips = scores["summary"], scores["clips"]
    lines = [
        f"`make bench-accuracy`, {len(clips)} clips of rendered people with known truth:",
        "",
        "| | |",
        "|---|---|",
        f"| clips with the exact count | {summary['exact_count']} of {summary['clips']} |",
        f"| missed reps, false reps | {summary['missed']}, {summary['false']} |",
        f"| wrong side, wrong exercise | {summary['wrong_side']}, {summary['wrong_exercise']} |",
        f"| findings | F1 {summary['finding_f1']} (tp {summary['tp']}, fp {summary['fp']}, "
        f"fn {summary['fn']}) |",
        f"| safety false alarms | {summary['safety_false_alarms']} |",
        f"| share of measures inside their stated error | {summary['error_covered']} |",
        f"| arc of the back, rank correlation | {summary['spine_rank_correlation']} |",
        "",
        "| measure | median absolute error |",
        "|---|---:|",
        *(f"| {name} | {value}° |" for name, value in summary["median_error_deg"].items()),
    ]
    inexact = [clip for clip in clips if clip.get("failed") or clip["missed"] or clip["false"]]
    if inexact:
        lines += ["", "Not exact:", ""]
        lines += [f"- {clip['clip']}: {_what(clip)}" for clip in inexact]
    return "\n".join(lines)


def _what(clip: dict[str, Any]) -> str:
    if clip.get("failed"):
        return str(clip["failed"])
    return f"{clip['true']} reps, {clip['missed']} missed, {clip['false']} false"


def main() -> int:
    """Run the scorer; its exit code is ours."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", nargs="*", type=Path, help="clips (default: all)")
    parser.add_argument("--json", type=Path, help="also write the scores here")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md too")
    options = parser.parse_args()
    if not SCORER.is_file():
        print(f"skipped: no scorer at {SCORER.relative_to(ROOT.parent)}", file=sys.stderr)
        return 0
    cache = ROOT / "build" / "accuracy" / source_fingerprint()
    cache.mkdir(parents=True, exist_ok=True)
    scores = options.json or cache / "scores.json"
    command = [sys.executable, str(SCORER), "--cached", str(cache), "--json", str(scores)]
    command += ["--cmd", str(Path(sys.executable).with_name("upperback"))]
    code = subprocess.run([*command, *map(str, options.clips)], check=False).returncode
    if options.write:
        found = json.loads(scores.read_text(encoding="utf-8"))
        write_section("accuracy", "Accuracy", as_markdown(found))
    return code


if __name__ == "__main__":
    sys.exit(main())
