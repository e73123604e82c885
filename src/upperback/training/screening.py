"""Twelve questions before the first training, and what the answers change.

The questions are domain.md 11 in our own words; they follow the idea of a first page of
questions [S68] and are no diagnosis. A yes leads to a doctor or physiotherapist first and
may remove or swap single exercises; which, and why, stands in the exercise files.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

ScreeningAction = Literal["remove", "swap"]
SCREENING_ACTIONS: tuple[ScreeningAction, ...] = get_args(ScreeningAction)
# domain.md 11: asked again every 3 months, or after an illness.
ASK_AGAIN_AFTER = timedelta(days=91)
NOT_A_MEDICAL_DEVICE = (
    "upperback is a coach, not a medical device: it does not diagnose and does not treat."
)
ASK_FIRST = (
    "Please ask your doctor or physiotherapist first. "
    "You can still use the gentle mobility part if they agree."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the screening, to be answered with yes or no.

    Attributes
    ----------
    key
        Its name in stored answers and exercise files; never changes.
    text
        As it is shown.
    asks_first
        Whether a yes means: ask a doctor or physiotherapist first.
    """

    key: str
    text: str
    asks_first: bool = True


# domain.md 11, in its order and words.
QUESTIONS: tuple[Question, ...] = (
    Question(
        key="heart",
        text="Has a health professional told you that you have a heart problem or high blood "
        "pressure that is not under control?",
    ),
    Question(
        key="chest_pain",
        text="Do you get chest pain, or unusual breathlessness, at rest or when you move about?",
    ),
    Question(
        key="fainting",
        text="In the last year have you fainted, or lost balance because of dizziness?",
    ),
    Question(
        key="illness",
        text="Do you have any other long-term illness, or take regular medicine for one, that "
        "limits exercise?",
    ),
    Question(
        key="joints",
        text="Do you have bone, joint or muscle trouble that exercise has made worse, or an "
        "operation or injury in the last 3 months (spine, ribs, shoulder, arm, abdomen, eye)?",
    ),
    Question(
        key="osteoporosis",
        text="Have you been told you have osteoporosis, or broken a bone from a small fall?",
    ),
    Question(
        key="supervision",
        text="Has anyone told you to exercise only with medical supervision?",
    ),
    Question(key="pregnancy", text="Are you pregnant, or within 3 months after birth?"),
    Question(
        key="nerves",
        text="Numbness, tingling or weakness in arms or legs, or pain that wakes you every night?",
    ),
    Question(key="latex", text="Do you have a latex allergy?", asks_first=False),
    Question(key="shoulder", text="Has your shoulder ever come out of its joint?"),
    Question(key="age", text="Are you under 18, or over 70 and new to exercise?"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A list of signs and what to do when one of them shows (domain.md 11c)."""

    key: str
    title: str
    advice: str
    signs: tuple[str, ...]


RED_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(
        key="emergency",
        title="Stop now and call your local emergency number",
        advice="Do not train. Call for help now.",
        signs=(
            "chest pain or pressure, or pain that spreads to arm or jaw",
            "breathlessness at rest",
            "fainting",
            "sudden severe headache",
            "a drooping face, trouble speaking or a weak arm",
            "sudden severe tearing pain between the shoulder blades",
        ),
    ),
    RedFlag(
        key="same_day",
        title="Stop and get medical advice today",
        advice="Do not train until a doctor has looked at it.",
        signs=(
            "new weakness or clumsiness of a hand or the legs",
            "unsteady walking",
            "numbness between the legs, or new trouble with bladder or bowel",
            "tingling in both arms",
            "pain after a fall or a crash, or with osteoporosis or long use of steroids",
            "fever or feeling unwell together with pain in the spine",
            "a recent infection, or drugs into a vein",
            "a history of cancer with new constant pain at night",
            "weight loss that you cannot explain",
        ),
    ),
    RedFlag(
        key="pause",
        title="Pause the session",
        advice="Rest. Go on only when it is gone; if it comes back, stop for today.",
        signs=(
            "dizziness",
            "nausea",
            "tingling in the hand",
            "sharp pain",
            "a band with a nick or a tear",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRule:
    """What a yes to a question does to one exercise; stands in the exercise's file.

    ``instead`` says how it is done then; empty where it is removed. ``why`` is one
    sentence, fit to be shown.
    """

    question: str
    does: ScreeningAction
    instead: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An exercise that the answers remove or swap, how it is done instead, and why."""

    exercise: str
    does: ScreeningAction
    instead: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningResult:
    """What the answers mean.

    Attributes
    ----------
    ask_first
        Whether a doctor or physiotherapist should be asked first.
    because
        The questions answered with yes that say so.
    advice
        What is shown then; empty otherwise.
    changes
        Exercises that are removed or swapped: removed ones first, one change each.
    needs_latex_free_band
        Whether bands must be free of latex.
    unanswered
        Keys of questions without an answer. A skipped question is not a no.
    """

    ask_first: bool
    because: tuple[str, ...]
    advice: str
    changes: tuple[Change, ...]
    needs_latex_free_band: bool
    unanswered: tuple[str, ...]

    def change(self, exercise: str) -> Change | None:
        """Return what changes for an exercise; None if nothing does."""
        return next((each for each in self.changes if each.exercise == exercise), None)


def screen(
    answers: Mapping[str, bool], rules: Mapping[str, Sequence[ScreeningRule]]
) -> ScreeningResult:
    """Return what the answers mean for the person and for each exercise.

    Parameters
    ----------
    answers
        Key of a question to yes (True) or no; may be incomplete or empty.
    rules
        Name of an exercise to the rules of its file, the more important first.

    Returns
    -------
    ScreeningResult

    Examples
    --------
    >>> rule = ScreeningRule(question="shoulder", does="remove", instead="", why="It may slip.")
    >>> result = screen({"shoulder": True}, {"wall_angel": (rule,)})
    >>> result.ask_first, result.change("wall_angel").does
    (True, 'remove')
    >>> screen({}, {"wall_angel": (rule,)}).changes
    ()
    """
    yes = {question.key for question in QUESTIONS if answers.get(question.key, False)}
    because = tuple(each.key for each in QUESTIONS if each.key in yes and each.asks_first)
    found = (_change(exercise, of_file, yes) for exercise, of_file in rules.items())
    changes = sorted((each for each in found if each is not None), key=lambda each: each.does)
    return ScreeningResult(
        ask_first=bool(because),
        because=because,
        advice=ASK_FIRST if because else "",
        changes=tuple(changes),
        needs_latex_free_band="latex" in yes,
        unanswered=tuple(each.key for each in QUESTIONS if each.key not in answers),
    )


def is_due(screened_on: date | None, today: date) -> bool:
    """Whether the questions should be asked (again).

    Parameters
    ----------
    screened_on
        When they were answered last; None for never.
    today
        The person's date.

    Examples
    --------
    >>> is_due(None, date(2026, 5, 4)), is_due(date(2026, 5, 1), date(2026, 5, 4))
    (True, False)
    """
    return screened_on is None or today - screened_on >= ASK_AGAIN_AFTER


def _change(exercise: str, rules: Sequence[ScreeningRule], yes: Collection[str]) -> Change | None:
    """Return the strictest change: removing wins over swapping."""
    hit = sorted((rule for rule in rules if rule.question in yes), key=lambda rule: rule.does)
    if not hit:
        return None
    strictest = hit[0].does
    same = [rule for rule in hit if rule.does == strictest]
    return Change(
        exercise=exercise,
        does=strictest,
        instead="; ".join(dict.fromkeys(rule.instead for rule in same if rule.instead)),
        why=" ".join(dict.fromkeys(rule.why for rule in same)),
    )
