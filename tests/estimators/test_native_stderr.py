"""The C stream is one per process and pytest takes descriptor 2 too, so a child says it all."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, os, sys
from upperback.estimators.native_stderr import without_chatter
libc = ctypes.CDLL(None)
stderr = ctypes.c_void_p.in_dll(libc, "stderr")
libc.fputs.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
def say(text):
    libc.fputs(text + b"\\n", stderr)
def ours(text):
    print(text, file=sys.stderr, flush=True)
say(b"W0000 before")
with without_chatter():
    say(b"WARNING: Logging before InitGoogle() is written to STDERR")
    say(b"W0000 00:00:1795350480.1   123 graph.cc:1] chatter")
    ours("our own, at once")
    with without_chatter():
        say(b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.")
    say(b"W0000 00:00:1795350480.2   123 graph.cc:1] more chatter")
    say(b"terminate called: out of memory")
    say(b"E0000 00:00:1795350480.2   123 graph.cc:1] an error")
say(b"after")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other C libraries hide their stderr")
def test_only_known_chatter_is_dropped() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert run.stderr.splitlines() == [
        "W0000 before",
        "our own, at once",
        "terminate called: out of memory",
        "E0000 00:00:1795350480.2   123 graph.cc:1] an error",
        "after",
    ]
