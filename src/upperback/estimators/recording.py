"""Saved pose frames: what a recording file must hold (DESIGN 5), checked in full when loaded.

A recording is an ``.npz``: a zip of NumPy arrays, one frame after the other along
the first axis. Every header is checked before any data is read, so that a damaged
or hostile file costs no memory.
"""

import lzma
import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from upperback.errors import RecordingError
from upperback.motion.landmarks import N_LANDMARKS

VERSION = 1
SILHOUETTE = "silhouette"
# Silhouettes of parts of the picture, as the live page sends them: each in the upper left corner
# of a square, with its height and width, and where in the picture it lies.
CROP, CROP_SIZE, CROP_RECT = "crop", "crop_size", "crop_rect"
CROP_PX = 256
_T = "T"  # stands for the number of frames, the same in all keys
_SHAPES: dict[str, tuple[int | str, ...]] = {
    "time_s": (_T,),
    "image": (_T, N_LANDMARKS, 3),
    "world": (_T, N_LANDMARKS, 3),
    "visibility": (_T, N_LANDMARKS),
    "size_px": (2,),
}
_CROP_SHAPES: dict[str, tuple[int | str, ...]] = {
    CROP: (_T, CROP_PX, CROP_PX),
    CROP_SIZE: (_T, 2),
    CROP_RECT: (_T, 4),
}
# What zipfile, zlib, lzma and NumPy's header parser raise on damaged bytes.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tokenize.TokenError,
    EOFError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """The arrays of a recording; silhouettes stay in the file until they are read.

    Attributes
    ----------
    time_s
        Shape ``(T,)``, seconds; finite, but it may repeat or run backward.
    image, world
        Shape ``(T, 33, 3)``; NaN = not seen.
    visibility
        Shape ``(T, 33)``, 0 to 1.
    silhouette_size
        Height and width of the silhouettes, or None if there are none.
    crop_sizes, crop_rects
        Of silhouettes that show parts of the picture: shape ``(T, 2)``, height and width, 0 where
        there is none; and ``(T, 4)``, left, top, right, bottom. None if they show all of it.
    """

    path: Path
    time_s: NDArray[np.float64]
    image: NDArray[np.float64]
    world: NDArray[np.float64]
    visibility: NDArray[np.float64]
    size_px: tuple[int, int]
    model: str
    silhouette_size: tuple[int, int] | None
    crop_sizes: NDArray[np.int64] | None = None
    crop_rects: NDArray[np.float64] | None = None

    def silhouettes(self) -> Iterator[NDArray[np.uint8]]:
        """Yield the silhouette of each frame, shape ``(h, w)``; none if there are none."""
        if self.silhouette_size is None:
            return
        n_bytes = self.silhouette_size[0] * self.silhouette_size[1]
        key = SILHOUETTE if self.crop_sizes is None else CROP
        try:
            with zipfile.ZipFile(self.path) as file, file.open(f"{key}.npy") as member:
                _read_header(member)
                for _ in self.time_s:
                    mask = np.frombuffer(member.read(n_bytes), np.uint8)
                    yield mask.reshape(self.silhouette_size)
        except _DAMAGE as error:
            raise _damaged(self.path, error) from error


def is_recording(path: Path | str) -> bool:
    """Whether ``path`` is named as a recording rather than as a video."""
    return Path(path).suffix.lower() == ".npz"


def load_recording(path: Path | str) -> Recording:
    """Load and check a recording; what breaks the contract raises a RecordingError."""
    path = Path(path)
    if not path.is_file():
        kind = "a directory" if path.is_dir() else "nothing"
        raise RecordingError(f"{path}: expected a recording (.npz), found {kind}; check the path")
    try:
        with zipfile.ZipFile(path) as file:
            return _load(path, file)
    except _DAMAGE as error:
        if isinstance(error, RecordingError):
            raise
        raise _damaged(path, error) from error


def _load(path: Path, file: zipfile.ZipFile) -> Recording:
    _check_version(path, file)
    has_crops = f"{CROP}.npy" in file.namelist()
    n_frames = _checked_length(path, file, _SHAPES | (_CROP_SHAPES if has_crops else {}))
    time_s = _numbers(path, file, "time_s")
    if not np.isfinite(time_s).all():
        first = int(np.flatnonzero(~np.isfinite(time_s))[0])
        raise RecordingError(
            f"{path}: time_s: expected finite seconds, got {time_s[first]} at frame {first}"
        )
    return Recording(
        path=path,
        time_s=time_s,
        image=_seen(_numbers(path, file, "image")),
        world=_seen(_numbers(path, file, "world")),
        visibility=np.clip(np.nan_to_num(_numbers(path, file, "visibility")), 0.0, 1.0),
        size_px=_size_px(path, file),
        model=_text(path, file, "model"),
        silhouette_size=(CROP_PX, CROP_PX) if has_crops else _silhouette_size(path, file, n_frames),
        crop_sizes=_crop_sizes(path, file) if has_crops else None,
        crop_rects=_crop_rects(path, file) if has_crops else None,
    )


def _checked_length(
    path: Path, file: zipfile.ZipFile, shapes: dict[str, tuple[int | str, ...]]
) -> int:
    """Return how many frames there are, the same in all keys."""
    sizes = {key: _checked_shape(path, file, key, shape) for key, shape in shapes.items()}
    n_frames = sizes["time_s"][0]
    if not n_frames:
        raise RecordingError(f"{path}: expected at least one frame, got none; record it again")
    for key, shape in sizes.items():
        if shapes[key][0] == _T and shape[0] != n_frames:
            raise RecordingError(
                f"{path}: {key}: expected {n_frames} frames, as many as time_s, got {shape[0]}"
            )
    return n_frames


def _crop_sizes(path: Path, file: zipfile.ZipFile) -> NDArray[np.int64]:
    sizes = _numbers(path, file, CROP_SIZE)
    if not ((sizes >= 0) & (sizes <= CROP_PX)).all():
        raise RecordingError(f"{path}: {CROP_SIZE}: expected 0 to {CROP_PX} pixels a side")
    return sizes.astype(np.int64)


def _crop_rects(path: Path, file: zipfile.ZipFile) -> NDArray[np.float64]:
    rects = _numbers(path, file, CROP_RECT)
    if not np.isfinite(rects).all():
        raise RecordingError(f"{path}: {CROP_RECT}: expected finite shares of the picture")
    return rects


def _check_version(path: Path, file: zipfile.ZipFile) -> None:
    shape, _ = _header(path, file, "version")
    version = _array(path, file, "version")
    if shape != () or version.dtype.kind not in "iuf" or version != VERSION:
        raise RecordingError(
            f"{path}: version: expected {VERSION}, got {version.ravel()[:3].tolist()}; "
            "a newer upperback may have written it: update, or record it again"
        )


def _checked_shape(
    path: Path, file: zipfile.ZipFile, key: str, expected: tuple[int | str, ...]
) -> tuple[int, ...]:
    shape, dtype = _header(path, file, key)
    fits = len(shape) == len(expected) and all(
        want in (_T, got) for want, got in zip(expected, shape, strict=True)
    )
    if not fits or dtype.kind not in "iuf":
        wanted = "(" + ", ".join(map(str, expected)) + ("," if len(expected) == 1 else "") + ")"
        raise RecordingError(
            f"{path}: {key}: expected numbers of shape {wanted}, got {dtype} of shape {shape}"
        )
    return shape


def _silhouette_size(path: Path, file: zipfile.ZipFile, n_frames: int) -> tuple[int, int] | None:
    if f"{SILHOUETTE}.npy" not in file.namelist():
        return None
    shape, dtype = _header(path, file, SILHOUETTE)
    if len(shape) != 3 or shape[0] != n_frames or 0 in shape or dtype != np.uint8:
        raise RecordingError(
            f"{path}: silhouette: expected uint8 of shape ({n_frames}, h, w), "
            f"got {dtype} of shape {shape}"
        )
    return shape[1], shape[2]


def _size_px(path: Path, file: zipfile.ZipFile) -> tuple[int, int]:
    size = _numbers(path, file, "size_px")
    if not (np.isfinite(size).all() and (size >= 1).all()):
        raise RecordingError(
            f"{path}: size_px: expected a width and height of at least 1, got {size.tolist()}"
        )
    return int(size[0]), int(size[1])


def _text(path: Path, file: zipfile.ZipFile, key: str) -> str:
    shape, dtype = _header(path, file, key)
    if shape != () or dtype.kind != "U":
        raise RecordingError(f"{path}: {key}: expected a text, got {dtype} of shape {shape}")
    return str(_array(path, file, key))


def _seen(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points with infinities as NaN: not seen."""
    return np.where(np.isfinite(points), points, np.nan)


def _numbers(path: Path, file: zipfile.ZipFile, key: str) -> NDArray[np.float64]:
    return np.asarray(_array(path, file, key), dtype=np.float64)


def _array(path: Path, file: zipfile.ZipFile, key: str) -> NDArray[Any]:
    _header(path, file, key)
    with file.open(f"{key}.npy") as member:
        array: NDArray[Any] = npy.read_array(member, allow_pickle=False)
    return array


def _header(path: Path, file: zipfile.ZipFile, key: str) -> tuple[tuple[int, ...], np.dtype[Any]]:
    """Return shape and type of a key, after checking that its data is as long as they say."""
    try:
        entry = file.getinfo(f"{key}.npy")
    except KeyError as error:
        found = ", ".join(sorted(name.removesuffix(".npy") for name in file.namelist()[:20]))
        raise RecordingError(
            f"{path}: {key}: expected in the recording, got only {found}"
        ) from error
    with file.open(entry) as member:
        shape, dtype, start = _read_header(member)
    if dtype.hasobject:
        raise RecordingError(f"{path}: {key}: expected plain numbers or text, got {dtype}s")
    n_bytes = start + int(np.prod(shape, dtype=object)) * dtype.itemsize
    if entry.file_size != n_bytes:
        raise RecordingError(
            f"{path}: {key}: expected {n_bytes} bytes for {dtype} of shape {shape}, "
            f"got {entry.file_size}; record it again"
        )
    return shape, dtype


def _read_header(member: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any], int]:
    version = npy.read_magic(member)
    if version not in {(1, 0), (2, 0)}:
        raise ValueError(f"unknown array format {version}")
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, fortran_order, dtype = read(member)
    if fortran_order and len(shape) > 1:
        raise ValueError("arrays are expected in C order")
    return shape, dtype, member.tell()


def _damaged(path: Path, error: Exception) -> RecordingError:
    return RecordingError(
        f"{path}: expected a recording (.npz of upperback), got a file that is none or is "
        f"damaged ({error}); save it again with 'upperback pose VIDEO -o FILE.npz'"
    )
