"""The journal as one FHIR R4 Bundle (4.0.1), written resource by resource.

Only elements that are the same in R4 and R4B are used, so it is valid as both.
It carries no name, no birth date and no identifier from elsewhere.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from upperback.exchange.fhir_observations import (
    Person,
    device,
    pain_observation,
    session_observations,
)
from upperback.exchange.fhir_parts import Resource, moment, resource_id
from upperback.services.exporting import JournalEntry
from upperback.training.records import PainEntry, TrainingSession


def fhir_bundle(
    entries: Iterable[JournalEntry], *, person_id: str, stamped_at: datetime
) -> Iterator[str]:
    """Yield the text of a bundle, one resource a line.

    Parameters
    ----------
    entries
        What to tell; documents and tracks are passed over.
    person_id
        A random text kept with the journal: the same gives the same ids, so that a
        second export updates the first; two people need two.
    stamped_at
        When it is made, aware.

    Yields
    ------
    str
        Together one JSON object, a Bundle of type "collection".
    """
    head = {
        "resourceType": "Bundle",
        "id": resource_id(person_id, "bundle"),
        "type": "collection",
        "timestamp": moment(stamped_at),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "entry": [\n'
    separator = ""
    for resource in _resources(entries, person_id):
        entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        yield separator + json.dumps(entry, ensure_ascii=False, allow_nan=False)
        separator = ",\n"
    yield "\n]}\n"


def _resources(entries: Iterable[JournalEntry], person_id: str) -> Iterator[Resource]:
    patient = {"resourceType": "Patient", "id": resource_id(person_id, "patient")}
    person = Person(person_id=person_id, patient=patient)
    yield patient
    models: set[str] = set()
    for entry in entries:
        if isinstance(entry, TrainingSession):
            for model in _models(entry):
                if model not in models:
                    models.add(model)
                    yield device(person, model)
            yield from session_observations(person, entry)
        elif isinstance(entry, PainEntry):
            yield pain_observation(person, entry)


def _models(session: TrainingSession) -> Iterator[str]:
    return (each.model for each in session.sets if each.model is not None)
