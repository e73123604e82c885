"""Accuracy on clips with known truth: runs the scorer of the clips when it is there.

`make bench-accuracy` analyses every clip of ``../shared/bench/dev`` (kept in build/, so that
only a change of the package or the clip costs time again), prints the table and the summary.
"""

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCORER = ROOT.parent / "shared" / "bench" / "score.py"


def source_fingerprint() -> str:
    """Return a short hash of everything that could change an analysis."""
    digest = hashlib.sha256()
    for file in sorted((ROOT / "src").rglob("*")):
        if file.suffix in {".py", ".toml", ".task"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def main() -> int:
    """Run the scorer; its exit code is ours."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", nargs="*", type=Path, help="clips (default: all)")
    parser.add_argument("--json", type=Path, help="also write the scores here")
    options = parser.parse_args()
    if not SCORER.is_file():
        print(f"skipped: no scorer at {SCORER.relative_to(ROOT.parent)}", file=sys.stderr)
        return 0
    cache = ROOT / "build" / "accuracy" / source_fingerprint()
    command = [sys.executable, str(SCORER), "--cached", str(cache)]
    command += ["--cmd", str(Path(sys.executable).with_name("upperback"))]
    command += ["--json", str(options.json)] if options.json else []
    return subprocess.run([*command, *map(str, options.clips)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
