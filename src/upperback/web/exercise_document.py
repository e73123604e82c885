"""An exercise as the page shows it."""

from upperback.coach.back_outline import needs_silhouette
from upperback.exercises.definition import Exercise, FormCheck, Phase
from upperback.motion.signals import SIGNALS
from upperback.web.documents import Document


def exercise_document(exercise: Exercise, *, demo: str | None) -> Document:
    """Return an exercise with all that a page says of it; ``demo`` is an address."""
    camera = exercise.camera
    return {
        "name": exercise.name,
        "title": exercise.title,
        "summary": exercise.summary,
        "equipment": list(exercise.equipment),
        "setup": list(exercise.setup),
        "camera": {
            "place": camera.place,
            "height_m": list(camera.height_m),
            "distance_m": list(camera.distance_m),
            "in_sight": list(camera.in_sight),
            "advice": camera.advice,
            "views": [
                {"name": view.name, "suitability": view.suitability, "advice": view.advice}
                for view in camera.views
            ],
        },
        "phases": [_phase(phase) for phase in exercise.phases],
        "muscles": {kind: list(names) for kind, names in exercise.muscles.items()},
        "breathing": exercise.breathing,
        "easier": list(exercise.easier),
        "harder": list(exercise.harder),
        "ask_first": list(exercise.ask_first),
        "checks": [_check(check) for check in exercise.checks],
        "measures": [_measure(rule.name, rule.label, rule.signals) for rule in exercise.measures],
        "sides": exercise.sides,
        "sources": list(exercise.sources),
        "demo": demo,
        "silhouette": needs_silhouette(exercise),
    }


def _phase(phase: Phase) -> Document:
    return {
        "name": phase.name,
        "part": phase.part,
        "label": phase.label,
        "breath": phase.breath,
        "seconds": list(phase.seconds),
    }


def _check(check: FormCheck) -> Document:
    return {
        "name": check.name,
        "severity": check.severity,
        "label": check.label,
        "cue": check.cue,
        "praise": check.praise,
        "why": check.why,
    }


def _measure(name: str, label: str, signals: tuple[str, ...]) -> Document:
    return {"name": name, "label": label, "unit": SIGNALS[signals[0]].unit}
