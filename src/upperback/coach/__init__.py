"""The motion engine and the coach: pose frames in, events out."""

from upperback.coach.engine import CoachEngine

__all__ = ["CoachEngine"]
