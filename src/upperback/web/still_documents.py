"""A look at somebody who stands still as plain values ready for JSON."""

from upperback.coach.still_watch import Stillness
from upperback.exercises.still_look import StillLook
from upperback.services.still import TakenLook
from upperback.web.documents import Document


def look_document(look: StillLook) -> Document:
    """Return what a page shows before a look."""
    camera = look.camera
    return {
        "name": look.name,
        "title": look.title,
        "purpose": look.purpose,
        "setup": list(look.setup),
        "hold_s": look.hold_s,
        "camera": {
            "place": camera.place,
            "height_m": list(camera.height_m),
            "distance_m": list(camera.distance_m),
            "advice": camera.advice,
        },
    }


def stillness_document(
    look: StillLook, seen: Stillness, taken: TakenLook | None, *, is_kept: bool
) -> Document:
    """Return what the camera sees now, and what was measured once it was held long enough."""
    return {
        "placement": {
            "code": seen.code,
            "text": seen.text,
            "view": seen.view,
            "held_s": round(seen.held_s, 2),
            "needs_s": seen.needs_s,
        },
        "look": None if taken is None else _taken(look, taken, is_kept=is_kept),
    }


def _taken(look: StillLook, taken: TakenLook, *, is_kept: bool) -> Document:
    labels = {rule.name: rule.label for rule in look.measures}
    means = {rule.name: rule.means for rule in look.measures}
    logged = taken.logged
    return {
        "measures": [
            {
                "name": name,
                "label": labels[name],
                "means": means[name],
                "value": round(each.value, 3),
                "error": round(each.error, 3),
                "unit": each.unit,
                "says": taken.says[name],
                "passport": dict(each.passport),
            }
            for name, each in logged.measures.items()
        ],
        "not_measured": [
            {
                "name": note.signal,
                "label": labels[note.signal],
                "reason": note.reason,
                "advice": note.advice,
            }
            for note in logged.not_measured
        ],
        "session": taken.session.id if is_kept else None,
    }
