"""WebSocket frames are cut as they come, and plain ones read as the library reads them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from upperback.web.whole_frames import WholeFrames, binary_payload, text_frame

SIZES = st.sampled_from([0, 1, 125, 126, 127, 1000, 65535, 65536, 70000])


def masked(payload: bytes, opcode: Opcode = Opcode.BINARY, *, fin: bool = True) -> bytes:
    """Return what a page sends."""
    return Frame(opcode, payload, fin=fin).serialize(mask=True, extensions=[])


@given(sizes=st.lists(SIZES, max_size=4), cuts=st.lists(st.integers(0, 300_000), max_size=6))
def test_however_the_bytes_come_the_frames_are_the_same(sizes: list[int], cuts: list[int]) -> None:
    sent = [masked(bytes(index % 251 for index in range(size))) for size in sizes]
    stream = b"".join(sent)
    places = sorted({0, len(stream), *(cut % (len(stream) + 1) for cut in cuts)})
    frames = WholeFrames(100_000)
    assert [f for a, b in pairwise(places) for f in frames.cut(stream[a:b])] == sent


@given(size=SIZES)
def test_a_binary_message_is_read_as_it_was_sent(size: int) -> None:
    payload = bytes(index % 251 for index in range(size))
    assert binary_payload(masked(payload)) == payload


def test_what_is_no_plain_binary_message_is_left_to_the_library() -> None:
    assert binary_payload(masked(b"{}", Opcode.TEXT)) is None
    assert binary_payload(masked(b"part", fin=False)) is None
    assert (
        binary_payload(Frame(Opcode.BINARY, b"bare").serialize(mask=False, extensions=[])) is None
    )


def test_a_frame_that_is_too_long_is_given_out_by_its_head() -> None:
    head = masked(bytes(70_000))[:14]
    assert WholeFrames(1000).cut(head) == [head]
    assert binary_payload(head) is None


@given(size=SIZES)
def test_texts_are_written_as_the_library_writes_them(size: int) -> None:
    text = "ä" * (size // 2)
    expected = Frame(Opcode.TEXT, text.encode()).serialize(mask=False, extensions=[])
    assert text_frame(text) == expected
