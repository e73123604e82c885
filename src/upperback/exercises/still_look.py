"""What a look at somebody who stands still is: no exercise, so nothing is counted or planned."""

from dataclasses import dataclass

from upperback.exercises.definition import CameraSetup, Gate, MeasuredSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """Gates that a relaxed body passes, and what to say to one that does not."""

    says: str
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StillMeasure:
    """A number kept of the look: the signal of this name.

    ``means`` says how to read it, ``advice`` what helps where it is not seen.
    """

    name: str
    label: str
    means: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StillLook:
    """One look, complete: where to stand, what must hold, what is measured.

    Attributes
    ----------
    name, title, purpose
        ``name`` is what its sets are logged under; the others are for people.
    rules
        Names this version of the thresholds; it goes into every passport.
    setup
        What to do, line by line.
    camera
        Where the camera goes.
    posture
        What tells this posture from others.
    relaxed
        What must hold besides, each with its words.
    hold_s
        How long to stand still, seconds.
    within_tl
        How far a joint may be from where the hold began, trunk lengths.
    measures
        What is measured, median over the hold.
    """

    name: str
    title: str
    purpose: str
    rules: str
    setup: tuple[str, ...]
    camera: CameraSetup
    posture: tuple[Gate, ...]
    relaxed: tuple[Relaxed, ...]
    hold_s: float
    within_tl: float
    measures: tuple[StillMeasure, ...]

    @property
    def measured_side(self) -> MeasuredSide:
        """One-sided signals look at the side towards the camera."""
        return "near"

    @property
    def start_gates(self) -> tuple[Gate, ...]:
        """None: nothing starts."""
        return ()
