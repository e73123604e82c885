"""The exercises as data: one TOML file each."""

from upperback.exercises.definition import Exercise
from upperback.exercises.loader import builtin_exercises, parse_exercise, pick_exercise

__all__ = ["Exercise", "builtin_exercises", "parse_exercise", "pick_exercise"]
