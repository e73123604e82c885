"""The words of an exercise that reports need; wiring fills them from the exercise files."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckText:
    """How a form check reads in plain words.

    Attributes
    ----------
    label
        What was seen, as a short noun: ``"trunk swing"``.
    cue
        What the coach says.
    goal
        What to do instead, fit to follow "Main thing to work on:", such as
        ``"keep your trunk still"``; without it the label and the cue are shown.
    explanation
        Why it matters, in a sentence or two.
    signal
        The signal in whose plot the finding is shaded; None shades every plot.
    """

    label: str
    cue: str = ""
    goal: str | None = None
    explanation: str | None = None
    signal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """A limit drawn as a dashed line, in the unit of the signal."""

    value: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalText:
    """How a signal reads in plain words; ``unit`` as in the SIGNALS table (``"deg"``)."""

    label: str
    unit: str
    limits: tuple[LimitLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseText:
    """The words of one exercise; signals are plotted in the order given here.

    A measure without words of its own in ``measures`` reads like its signal.
    """

    title: str
    measures: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, CheckText] = field(default_factory=dict)
    signals: Mapping[str, SignalText] = field(default_factory=dict)

    def check(self, name: str) -> CheckText:
        """Return the words of a form check; of an unknown one, its name as words."""
        return self.checks.get(name) or CheckText(label=words(name))

    def measure(self, name: str) -> str:
        """Return the label of a measure; of an unknown one, that of the signal it is named for."""
        return self.measures.get(name) or self.signal(name).label

    def signal(self, name: str) -> SignalText:
        """Return the words of a signal; of an unknown one, its name as words."""
        return self.signals.get(name) or _signal_from_name(name)


ExerciseTexts = Mapping[str, ExerciseText]
"""Exercise name to its words."""

# Longest first: "_deg_s" also ends in "_s".
_UNIT_SUFFIXES = ("deg_s", "deg", "kg", "hz", "px", "m", "n", "s")


def text_of(texts: ExerciseTexts, exercise: str) -> ExerciseText:
    """Return the words of an exercise; of an unknown one, its name as words."""
    return texts.get(exercise) or ExerciseText(title=sentence_start(words(exercise)))


def words(name: str) -> str:
    """Turn a name into words: ``pulled_too_far`` into ``pulled too far``."""
    return name.replace("_", " ").strip()


def sentence_start(text: str) -> str:
    """Capitalise the first letter and nothing else."""
    return text[:1].upper() + text[1:]


def _signal_from_name(name: str) -> SignalText:
    for suffix in _UNIT_SUFFIXES:
        if name.endswith("_" + suffix):
            return SignalText(label=words(name.removesuffix(suffix)), unit=suffix)
    return SignalText(label=words(name), unit="")
