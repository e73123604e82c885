"""What a decision on the next dose rests on, and the verdict of one rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from upperback.training.bouts import Bout
from upperback.training.pain import Morning, concerns, morning_after
from upperback.training.profile import Profile
from upperback.training.records import Load, PainEntry, Prescription
from upperback.training.routine import LevelDose, RoutineExercise
from upperback.training.standing import Standing

# Rules that answer a time without training; each of them once for the same break.
BREAK_RULES = ("break", "restart")
# domain.md 10: an easy week takes 5 to 7 days.
DELOAD = timedelta(days=6)
# After so long with two-minute days only, these are what the person does [E].
ONLY_MINIMUM = timedelta(weeks=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that the rules may look at for one exercise.

    Attributes
    ----------
    exercise
        The exercise.
    standing
        Where the person stands; its load is one the person owns.
    profile
        The person.
    bouts
        What was done of the exercise, oldest first; the last few months suffice.
    pains
        All stated pain, oldest first (see ``pain.stated_pain``).
    now
        Aware; its date is the person's date.
    bad_days
        On how many days in a row, up to now, the person was sore or slept badly.
    """

    exercise: RoutineExercise
    standing: Standing
    profile: Profile
    bouts: Sequence[Bout]
    pains: Sequence[PainEntry]
    now: datetime
    bad_days: int = 0

    @property
    def today(self) -> date:
        """The person's date."""
        return self.now.date()

    @property
    def dose(self) -> LevelDose:
        """The dose of the person's level."""
        return self.exercise.dose(self.standing.level)

    @property
    def ladder(self) -> tuple[Load, ...]:
        """The loads the person owns, lightest first."""
        return self.profile.ladder(self.exercise)

    @property
    def past(self) -> tuple[Bout, ...]:
        """Bouts of earlier days: those of today are judged tomorrow, when the morning is known."""
        today, end = self.today, len(self.bouts)
        while end and self.bouts[end - 1].day >= today:
            end -= 1
        return tuple(self.bouts[:end])

    @property
    def judged(self) -> tuple[Bout, ...]:
        """Bouts of earlier days that say how the dose went.

        Those of an easy week do not; those of two-minute days only where there was
        nothing else for weeks.
        """
        until = self.standing.deload_until
        easy = (until - DELOAD, until) if until is not None else None
        past = [bout for bout in self.past if not (easy and easy[0] <= bout.day <= easy[1])]
        dosed = [bout for bout in past if bout.is_judged]
        if dosed and self.today - dosed[-1].day <= ONLY_MINIMUM:
            return tuple(dosed)
        return tuple(bout for bout in past if bout.is_judged or bout.kind == "minimum")

    @property
    def last(self) -> Bout | None:
        """The last bout of an earlier day."""
        return self.past[-1] if self.past else None

    @property
    def fresh(self) -> Bout | None:
        """The last bout of an earlier day, if no decision has considered it yet."""
        last = self.last
        return last if last is not None and self._is_new(last.at) else None

    @property
    def fresh_judged(self) -> Bout | None:
        """The last judged bout of an earlier day, if no decision has considered it yet."""
        last = self.judged[-1] if self.judged else None
        return last if last is not None and self._is_new(last.at) else None

    @property
    def days_off(self) -> int | None:
        """Days since the exercise was done last; None for never."""
        if self.bouts:
            return (self.today - self.bouts[-1].day).days
        decided = self.standing.decided_at
        return (self.today - decided.date()).days if decided is not None else None

    def has_decided(self, rules: Sequence[str]) -> bool:
        """Whether one of these rules was the last to decide, after the last bout."""
        decided, last = self.standing.decided_at, self.last
        is_later = decided is not None and (last is None or decided > last.at)
        return self.standing.rule in rules and is_later

    def pain_of(self, bout: Bout) -> int:
        """Highest pain stated for the exercise during or after a bout; 0 if none was."""
        return max(
            (
                entry.value
                for entry in self.pains
                if entry.at.date() == bout.day
                and entry.moment in ("during", "after")
                and concerns(entry, self.exercise.name)
            ),
            default=0,
        )

    def morning_of(self, bout: Bout) -> Morning:
        """Return how the morning after a bout was."""
        return morning_after(bout.day, self.exercise.name, self.pains)

    def has_new_morning(self, bout: Bout) -> bool:
        """Whether the bout, or an answer about the morning after it, is not considered yet."""
        decided = self.standing.decided_at
        return self._is_new(bout.at) or any(
            entry.moment == "next_morning"
            and (decided is None or entry.at > decided)
            and entry.at.date() > bout.day
            for entry in self.pains
        )

    def _is_new(self, at: datetime) -> bool:
        """Whether a bout is not considered yet: one that begins with the decision follows it."""
        decided = self.standing.decided_at
        return decided is None or at >= decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one rule says.

    Attributes
    ----------
    reason
        One sentence, fit to be shown.
    standing
        Where the person stands from now on; None where the rule is for today only.
    today
        The dose of today, where it is another one.
    variant
        How it is done today, in words.
    rests
        Whether the exercise is left out today.
    """

    reason: str
    standing: Standing | None = None
    today: Standing | None = None
    variant: str = ""
    rests: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is done of an exercise today, by which rule and why.

    Attributes
    ----------
    at
        When it was decided, aware.
    exercise
        Its name.
    rule
        Name of the rule in ``progression.RULES``.
    reason
        One sentence, fit to be shown; also the first reason of the prescription.
    prescription
        For both sides; None where the exercise rests.
    standing
        Where the person stands now.
    is_lasting
        Whether the standing was decided anew; otherwise the rule is for today only.
    """

    at: datetime
    exercise: str
    rule: str
    reason: str
    prescription: Prescription | None
    standing: Standing
    is_lasting: bool
