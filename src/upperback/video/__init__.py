"""Videos in and out: frames upright, square and on their own clock (adapter over PyAV)."""

from upperback.video.pictures import pictures_at
from upperback.video.reader import VideoReader
from upperback.video.writer import VideoWriter

__all__ = ["VideoReader", "VideoWriter", "pictures_at"]
