"""Sessions, sets, measured angles and pain as FHIR R4 Observations."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from upperback.exchange.fhir_parts import (
    Resource,
    activity_categories,
    activity_panel,
    body_side,
    category,
    loinc,
    moment,
    ours,
    period,
    quantity,
    reference,
    resource_id,
)
from upperback.training.baseline import is_only_looks
from upperback.training.records import LoggedMeasure, LoggedSet, PainEntry, TrainingSession

_PAIN = loinc("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
_ACTIVITY = loinc("73985-4", "Exercise activity")
_DURATION = loinc("55411-3", "Exercise duration")
_METHOD = "Pose estimation from one camera (MediaPipe BlazePose), without markers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom it is about: an id that means nothing elsewhere, and the FHIR Patient."""

    person_id: str
    patient: Resource

    def observation(self, *names: str, status: str = "final") -> Resource:
        """Return the beginning of an observation; its id follows from the names."""
        return {
            "resourceType": "Observation",
            "id": resource_id(self.person_id, *names),
            "status": status,
            "subject": reference(self.patient),
        }


def session_observations(person: Person, session: TrainingSession) -> Iterator[Resource]:
    """Yield a session: what belongs to it, then the panel that names it all.

    Looks at standing are no physical activity: only their angles are told.
    """
    if is_only_looks(session):
        for logged_set in session.sets:
            yield from _angles(person, logged_set)
        return
    members: list[Resource] = []
    for member in (_activity(person, session), *_duration(person, session)):
        yield member
        members.append(member)
    for logged_set in session.sets:
        for resource in _set_observations(person, logged_set):
            yield resource
            if resource["code"]["coding"][0]["code"] == "exercise-set":
                members.append(resource)
    status = "final" if session.ended_at else "preliminary"
    yield person.observation("session", session.id, status=status) | {
        "category": activity_categories(),
        "code": activity_panel(),
        "effectivePeriod": period(session.started_at, session.ended_at),
        "hasMember": [reference(member) for member in members],
        **_note(session.note),
    }


def pain_observation(person: Person, entry: PainEntry) -> Resource:
    """Return pain as the person stated it, 0 to 10."""
    parts = [_part("pain-moment", "When it was stated", valueString=entry.moment)]
    if entry.exercise is not None:
        parts.append(_exercise(entry.exercise))
    if entry.worse is not None:
        parts.append(_part("pain-worse", "Worse than usual", valueBoolean=entry.worse))
    if entry.is_alarming:
        parts.append(_part("pain-alarming", "Sharp, new or spreading", valueBoolean=True))
    return person.observation("pain", entry.id) | {
        "category": category("survey"),
        "code": _PAIN,
        "effectiveDateTime": moment(entry.at),
        "valueInteger": entry.value,
        "component": parts,
    }


def device(person: Person, model: str) -> Resource:
    """Return the program and pose model that measured."""
    return {
        "resourceType": "Device",
        "id": resource_id(person.person_id, "device", model),
        "deviceName": [{"name": "upperback", "type": "user-friendly-name"}],
        "modelNumber": model,
        "type": {"text": "Exercise coach with pose estimation from a camera"},
    }


def _activity(person: Person, session: TrainingSession) -> Resource:
    return person.observation("activity", session.id) | {
        "category": activity_categories(),
        "code": _ACTIVITY,
        "effectivePeriod": period(session.started_at, session.ended_at),
        "valueCodeableConcept": {"text": f"Upper back training, {session.kind}"},
    }


def _duration(person: Person, session: TrainingSession) -> Iterator[Resource]:
    if session.ended_at is None:
        return
    minutes = round((session.ended_at - session.started_at).total_seconds() / 60.0, 2)
    yield person.observation("duration", session.id) | {
        "category": activity_categories(),
        "code": _DURATION,
        "effectivePeriod": period(session.started_at, session.ended_at),
        "valueQuantity": quantity(minutes, "min", "min"),
    }


def _set_observations(person: Person, logged_set: LoggedSet) -> Iterator[Resource]:
    """Yield the angles of a set, what was said of pain in it, and the set itself."""
    members = list(_angles(person, logged_set))
    yield from members
    if logged_set.pain is not None:
        entry = PainEntry(
            id=f"set-{logged_set.id}",
            at=logged_set.ended_at or logged_set.started_at,
            moment="during",
            value=logged_set.pain,
            exercise=logged_set.exercise,
        )
        pain = pain_observation(person, entry)
        members.append(pain)
        yield pain
    yield _set(person, logged_set, members)


def _angles(person: Person, logged_set: LoggedSet) -> Iterator[Resource]:
    for name, measure in logged_set.measures.items():
        if measure.unit == "deg" and math.isfinite(measure.value):
            yield _angle(person, logged_set, name, measure)


def _set(person: Person, logged_set: LoggedSet, members: list[Resource]) -> Resource:
    found = person.observation("set", logged_set.id) | {
        "category": activity_categories(),
        "code": ours("exercise-set", "Repetitions in a set of an exercise"),
        "effectivePeriod": period(logged_set.started_at, logged_set.ended_at),
        "valueQuantity": quantity(logged_set.n_counted, "repetitions", "{repetitions}"),
        "component": list(_set_parts(logged_set)),
        **_note(logged_set.note),
    }
    if logged_set.side != "both":
        found["bodySite"] = body_side(logged_set.side, f"{logged_set.side} side")
    if members:
        found["hasMember"] = [reference(member) for member in members]
    return found


def _set_parts(logged_set: LoggedSet) -> Iterator[Resource]:
    yield _exercise(logged_set.exercise)
    yield _part("counted-by", "Who counted", valueString=logged_set.source)
    if logged_set.source == "camera":
        clean = quantity(logged_set.n_clean, "repetitions", "{repetitions}")
        yield _part("clean-reps", "Repetitions without a form fault", valueQuantity=clean)
    load = logged_set.load
    if load.mass_kg is not None:
        mass = quantity(load.mass_kg, "kg", "kg")
        yield _part("dumbbell-mass", "Mass of the dumbbell in each hand", valueQuantity=mass)
    if load.band_step is not None:
        text = "Rung of the person's own ladder of bands, 1 is the lightest"
        yield _part("band-step", text, valueInteger=load.band_step)
    if logged_set.effort_rir is not None:
        text = "Repetitions in reserve, as stated"
        yield _part("reps-in-reserve", text, valueInteger=logged_set.effort_rir)


def _angle(person: Person, logged_set: LoggedSet, name: str, measure: LoggedMeasure) -> Resource:
    text = name.removesuffix("_deg").replace("_", " ")
    found = person.observation("measure", logged_set.id, name) | {
        "category": category("exam"),
        "code": ours(name, f"{text.capitalize()}, {logged_set.exercise.replace('_', ' ')}"),
        "effectivePeriod": period(logged_set.started_at, logged_set.ended_at),
        "valueQuantity": quantity(measure.value, "degrees", "deg"),
        "method": {"text": _METHOD},
        **_note(", ".join(f"{key}: {value}" for key, value in measure.passport.items())),
    }
    if math.isfinite(measure.error):
        error = quantity(measure.error, "degrees", "deg")
        said = "Error to expect, plus or minus: nine of ten values lie within"
        found["component"] = [_part("error-90", said, valueQuantity=error)]
    if logged_set.model is not None:
        found["device"] = reference(device(person, logged_set.model))
    for side in ("left", "right"):
        if logged_set.side == side or f"_{side}_" in name:
            found["bodySite"] = body_side(side, f"{side} side")
    return found


def _exercise(name: str) -> Resource:
    concept = ours(name, name.replace("_", " ").capitalize())
    return _part("exercise", "Exercise", valueCodeableConcept=concept)


def _part(code: str, text: str, **value: object) -> Resource:
    return {"code": ours(code, text), **value}


def _note(text: str) -> Resource:
    return {"note": [{"text": text}]} if text.strip() else {}
