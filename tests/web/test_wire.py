"""Messages as bytes and text: golden files that the page's tests read too, and what is refused."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upperback.errors import LiveError
from upperback.motion.pose import PoseFrame
from upperback.web.frame_codec import MAX_FRAME_BYTES, MalformedError, decode_frame, encode_frame
from upperback.web.wire import CommandMessage, Hello, Ping, decode_control

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "live"
FRAMES = sorted(GOLDEN.glob("frame_*.bin"))
UP = sorted(GOLDEN.glob("up_*.json"))
PLAIN = GOLDEN.joinpath("frame_plain.bin").read_bytes()
OUTLINED = GOLDEN.joinpath("frame_silhouette.bin").read_bytes()


def as_array(rows: Any) -> "np.ndarray[Any, np.dtype[np.float64]]":
    return np.array(rows, dtype=float)


def document_of(file: Path) -> Any:
    return json.loads(file.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("file", FRAMES, ids=lambda file: file.stem)
def test_golden_frames_say_what_their_documents_say(file: Path) -> None:
    known, message = document_of(file), decode_frame(file.read_bytes())
    frame = message.frame
    assert message.sequence == known["sequence"]
    assert frame.time_s == known["time_s"]
    assert list(frame.size_px) == known["size_px"]
    for name in ("image", "world", "visibility"):
        np.testing.assert_array_equal(getattr(frame, name), as_array(known[name]))
    outline = known["silhouette"]
    assert (frame.silhouette is None) == (outline is None)
    if frame.silhouette is not None:
        assert list(frame.silhouette.rect) == outline["rect"]
        assert frame.silhouette.mask.shape == (outline["height"], outline["width"])
        assert frame.silhouette.mask.ravel().tolist() == outline["mask"]


@pytest.mark.parametrize("file", FRAMES, ids=lambda file: file.stem)
def test_golden_frames_come_back_byte_by_byte(file: Path) -> None:
    message = decode_frame(file.read_bytes())
    assert encode_frame(message.frame, sequence=message.sequence) == file.read_bytes()


def test_the_golden_frame_with_nobody_has_no_person() -> None:
    assert not decode_frame(GOLDEN.joinpath("frame_nobody.bin").read_bytes()).frame.has_person


@pytest.mark.parametrize("file", UP, ids=lambda file: file.stem)
def test_golden_control_messages_are_taken(file: Path) -> None:
    message = decode_control(file.read_text("utf-8"))
    assert isinstance(message, Hello | CommandMessage | Ping)
    if isinstance(message, CommandMessage):
        assert type(message.to_command()).__name__.lower() == message.command.replace("_", "")


def changed(message: bytes, at: int, new: bytes) -> bytes:
    return message[:at] + new + message[at + len(new) :]


@pytest.mark.parametrize(
    ("message", "what"),
    [
        (b"", "at least 944 bytes, got 0"),
        (PLAIN[:-1], "at least 944"),
        (PLAIN + b"x", "expected 944 bytes, got 945"),
        (changed(PLAIN, 0, b"\x02"), "version 1, got 2"),
        (changed(PLAIN, 1, b"\x02"), "flags of 0 or 1"),
        (changed(PLAIN, 2, b"\x01"), "flags of 0 or 1"),
        (changed(PLAIN, 1, b"\x01"), "with a silhouette: expected at least 964"),
        (changed(PLAIN, 8, np.float64(np.nan).tobytes()), "time of 0 s or more, got nan"),
        (changed(PLAIN, 8, np.float64(-1.0).tobytes()), "time of 0 s or more"),
        (changed(PLAIN, 8, np.float64(np.inf).tobytes()), "time of 0 s or more"),
        (changed(PLAIN, 808, np.float32(1.5).tobytes()), "visibilities of 0 to 1"),
        (changed(PLAIN, 808, np.float32(np.nan).tobytes()), "visibilities of 0 to 1"),
        (changed(PLAIN, 940, b"\x00\x00"), "picture size"),
        (changed(OUTLINED, 944, np.float32(0.9).tobytes()), "left < right"),
        (changed(OUTLINED, 944, np.float32(np.nan).tobytes()), "left < right"),
        (changed(OUTLINED, 960, b"\x00\x00"), "1 to 256 pixels"),
        (changed(OUTLINED, 960, b"\x01\x01"), "1 to 256 pixels"),
        (changed(OUTLINED, 960, b"\x05\x00"), "of 5 x 3: expected 979 bytes, got 976"),
    ],
)
def test_a_frame_that_is_not_exactly_one_is_refused_in_plain_words(
    message: bytes, what: str
) -> None:
    with pytest.raises(MalformedError, match=what):
        decode_frame(message)


def test_numbers_beyond_reason_count_as_unseen() -> None:
    frame = decode_frame(changed(PLAIN, 16, np.float32(np.inf).tobytes())).frame
    assert np.isnan(frame.image[0, 0])
    frame = decode_frame(changed(PLAIN, 16, np.float32(3e38).tobytes())).frame
    assert np.isnan(frame.image[0, 0])


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_frame_or_refused(message: bytes) -> None:
    _decode_or_refuse(message)


@given(
    st.sampled_from([PLAIN, OUTLINED]),
    st.lists(st.tuples(st.integers(0, 975), st.integers(0, 255)), max_size=8),
)
def test_any_change_of_a_frame_is_a_frame_or_refused(
    message: bytes, edits: list[tuple[int, int]]
) -> None:
    content = bytearray(message)
    for at, value in edits:
        content[at % len(content)] = value
    _decode_or_refuse(bytes(content))


def _decode_or_refuse(message: bytes) -> None:
    try:
        frame = decode_frame(message).frame
    except LiveError:
        return
    assert isinstance(frame, PoseFrame)
    assert len(message) <= MAX_FRAME_BYTES
    known = frame.image[np.isfinite(frame.image)]
    assert (np.abs(known) <= 100.0).all()


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=10,
    )
)
def test_any_json_is_a_message_or_refused(document: Any) -> None:
    _read_or_refuse(json.dumps(document))


@given(st.sampled_from(UP), st.text(max_size=8), st.none() | st.integers() | st.text(max_size=70))
def test_any_change_of_a_message_is_a_message_or_refused(file: Path, key: str, value: Any) -> None:
    document = document_of(file)
    _read_or_refuse(json.dumps(document | {key or "command": value}))


@given(st.text(max_size=100))
def test_any_text_is_a_message_or_refused(text: str) -> None:
    _read_or_refuse(text)


def _read_or_refuse(text: str) -> None:
    reason = ""
    try:
        message = decode_control(text)
        if isinstance(message, CommandMessage):
            message.to_command()
    except LiveError as error:
        reason = str(error)
    assert len(reason) < 500


@pytest.mark.parametrize("name", ["strike_rep", "by_camera", "more_rest"])
def test_a_command_without_its_field_is_refused(name: str) -> None:
    message = decode_control(json.dumps({"type": "command", "id": "1", "command": name}))
    assert isinstance(message, CommandMessage)
    with pytest.raises(MalformedError, match=f"{name}: expected the field"):
        message.to_command()
