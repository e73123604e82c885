"""What the command line does before it works: as little as possible."""

import subprocess
import sys

import pytest

HEAVY = ["mediapipe", "cv2", "av", "matplotlib", "scipy", "numpy", "PIL", "jinja2"]

PROBE = """
import sys
from upperback.cli import main
try:
    main({arguments!r})
except SystemExit as left:
    code = left.code
print(code, *(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["analyze", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    probe = PROBE.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stderr.strip() == "0"


def test_importing_the_package_loads_nothing_heavy() -> None:
    probe = f"import sys, upperback; print(*(n for n in {HEAVY!r} if n in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == ""
