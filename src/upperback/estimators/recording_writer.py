"""Save pose frames as a recording while they come, without holding them in memory."""

import gzip
import shutil
import tempfile
import zipfile
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from upperback.errors import ExportError, RecordingError
from upperback.estimators.recording import CROP, CROP_PX, CROP_RECT, CROP_SIZE, SILHOUETTE, VERSION
from upperback.motion.pose import PoseFrame, Silhouette

_WHOLE_PICTURE = (0.0, 0.0, 1.0, 1.0)


class _Column:
    """One key of the recording, spooled frame by frame to a compressed temporary file."""

    def __init__(self, dtype: str, shape: tuple[int, ...]) -> None:
        self._dtype, self.shape = np.dtype(dtype), shape
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the column
        self._gzip = gzip.GzipFile(fileobj=self._spool, mode="wb", compresslevel=1)

    def add(self, values: NDArray[Any] | float) -> None:
        self._gzip.write(np.ascontiguousarray(values, dtype=self._dtype).tobytes())

    def copy_to(self, member: IO[bytes], n_frames: int) -> None:
        self._gzip.close()
        self._spool.seek(0)
        header = {
            "descr": npy.dtype_to_descr(self._dtype),
            "fortran_order": False,
            "shape": (n_frames, *self.shape),
        }
        npy.write_array_header_1_0(member, header)
        with gzip.GzipFile(fileobj=self._spool, mode="rb") as spooled:
            shutil.copyfileobj(spooled, member, 1 << 20)

    def close(self) -> None:
        self._gzip.close()
        self._spool.close()


class RecordingWriter:
    """A recording being written; use it in a ``with``.

    Memory does not grow with the length: frames wait in temporary files, where a
    silhouette takes a few kilobytes. The file appears under its name only when it
    is complete.
    """

    def __init__(self, path: Path | str, *, model: str) -> None:
        self._path = Path(path)
        self._model = model
        self._size_px: tuple[int, int] | None = None
        self._n_frames = 0
        self._columns = {
            "time_s": _Column("<f8", ()),
            "image": _Column("<f4", (33, 3)),
            "world": _Column("<f4", (33, 3)),
            "visibility": _Column("<f4", (33,)),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._save()
        finally:
            for column in self._columns.values():
                column.close()

    def discard(self) -> None:
        """Forget the frames; no file appears."""
        for column in self._columns.values():
            column.close()

    def add(self, pose: PoseFrame) -> None:
        """Add one pose frame."""
        self._size_px = self._size_px or pose.size_px
        if pose.size_px != self._size_px:
            raise RecordingError(
                f"{self._path}: expected pictures of {self._size_px} as at the start, "
                f"got {pose.size_px} at {pose.time_s:.3f} s; a recording holds one size"
            )
        self._columns["time_s"].add(pose.time_s)
        self._columns["image"].add(pose.image)
        self._columns["world"].add(pose.world)
        self._columns["visibility"].add(pose.visibility)
        self._add_silhouette(pose)
        self._n_frames += 1

    def _add_silhouette(self, pose: PoseFrame) -> None:
        """Add the silhouette; where there is none, an empty one keeps the frames in step.

        The first one says whether they show the whole picture or parts of it.
        """
        if CROP in self._columns:
            self._add_crop(pose.silhouette)
            return
        column = self._columns.get(SILHOUETTE)
        if column is None and pose.silhouette and pose.silhouette.rect != _WHOLE_PICTURE:
            self._begin_crops()
            self._add_crop(pose.silhouette)
            return
        if pose.silhouette is None:
            if column is not None:
                column.add(np.zeros(column.shape, np.uint8))
            return
        mask = pose.silhouette.mask
        if column is None:
            column = self._columns[SILHOUETTE] = _Column("|u1", mask.shape)
            for _ in range(self._n_frames):
                column.add(np.zeros(mask.shape, np.uint8))
        if mask.shape != column.shape or pose.silhouette.rect != _WHOLE_PICTURE:
            raise RecordingError(
                f"{self._path}: expected silhouettes of the whole picture, {column.shape} pixels, "
                f"got {mask.shape} over {pose.silhouette.rect} at {pose.time_s:.3f} s"
            )
        column.add(mask)

    def _begin_crops(self) -> None:
        self._columns[CROP] = _Column("|u1", (CROP_PX, CROP_PX))
        self._columns[CROP_SIZE] = _Column("<u2", (2,))
        self._columns[CROP_RECT] = _Column("<f8", (4,))
        for _ in range(self._n_frames):
            self._add_crop(None)

    def _add_crop(self, silhouette: Silhouette | None) -> None:
        """Add a silhouette of a part of the picture, in the corner of a square that fits all."""
        square = np.zeros((CROP_PX, CROP_PX), np.uint8)
        height, width = (0, 0) if silhouette is None else silhouette.mask.shape
        if max(height, width) > CROP_PX:
            raise RecordingError(
                f"{self._path}: expected silhouettes of at most {CROP_PX} pixels a side, "
                f"got {width} x {height}"
            )
        if silhouette is not None:
            square[:height, :width] = silhouette.mask
        self._columns[CROP].add(square)
        self._columns[CROP_SIZE].add(np.array((height, width)))
        rect = (0.0, 0.0, 0.0, 0.0) if silhouette is None else silhouette.rect
        self._columns[CROP_RECT].add(np.array(rect))

    def _save(self) -> None:
        if self._size_px is None:
            raise RecordingError(f"{self._path}: expected at least one pose frame, got none")
        unfinished = self._path.with_name(f".{self._path.name}.part")
        try:
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
                self._write(file, self._size_px)
            unfinished.replace(self._path)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise ExportError(
                f"{self._path}: the recording cannot be written ({error.strerror}); "
                "check that the folder exists, may be written and has room"
            ) from error

    def _write(self, file: zipfile.ZipFile, size_px: tuple[int, int]) -> None:
        single = {
            "version": np.array(VERSION),
            "size_px": np.array(size_px),
            "model": np.array(self._model),
        }
        for key, value in single.items():
            with file.open(f"{key}.npy", "w") as member:
                npy.write_array(member, value, allow_pickle=False)
        for key, column in self._columns.items():
            with file.open(f"{key}.npy", "w", force_zip64=True) as member:
                column.copy_to(member, self._n_frames)
