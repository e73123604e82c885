"""The small parts that FHIR R4 resources are made of: codes, quantities, times, references.

LOINC and UCUM codes are those of the HL7 Physical Activity guide 1.0 and of LOINC itself.
What has no public code has one of ours, under a system that is marked as ours.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

Resource = dict[str, Any]

OUR_CODES = "urn:upperback:codes"
"""Our own code system, registered nowhere; docs/exchange.md lists its codes."""
_LOINC = "http://loinc.org"
_UCUM = "http://unitsofmeasure.org"
_SNOMED = "http://snomed.info/sct"
_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
_ACTIVITY_CODES = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"
_NAMESPACE = UUID("7f3e9d0c-52a1-5f4b-9c86-1a2b3c4d5e6f")
# Qualifiers "Left" and "Right" of SNOMED CT.
_SIDES = {"left": "7771000", "right": "24028007"}


def resource_id(*names: str) -> str:
    """Return an id that is the same whenever the names are."""
    return str(uuid5(_NAMESPACE, "|".join(names)))


def reference(resource: Resource) -> Resource:
    """Return a reference to a resource of the same bundle."""
    return {"reference": f"urn:uuid:{resource['id']}"}


def loinc(code: str, display: str) -> Resource:
    """Return a concept of LOINC."""
    return {"coding": [{"system": _LOINC, "code": code, "display": display}], "text": display}


def ours(code: str, text: str) -> Resource:
    """Return a concept of our own code system."""
    return {"coding": [{"system": OUR_CODES, "code": _plain(code)}], "text": _plain(text)}


def _plain(text: str) -> str:
    """Return a text as a FHIR code may be: not empty, single spaces."""
    return " ".join(text.split()) or "unnamed"


def activity_panel() -> Resource:
    """Return the code of the Physical Activity guide for what belongs to one activity."""
    coding = {"system": _ACTIVITY_CODES, "code": "PAPanel", "display": "Physical Activity Panel"}
    return {"coding": [coding]}


def activity_categories() -> list[Resource]:
    """Return the two categories that the Physical Activity guide asks for."""
    return [
        {"coding": [{"system": _CATEGORIES, "code": "activity"}]},
        {"coding": [{"system": _ACTIVITY_CODES, "code": "PhysicalActivity"}]},
    ]


def category(code: str) -> list[Resource]:
    """Return one category of FHIR's own list."""
    return [{"coding": [{"system": _CATEGORIES, "code": code}]}]


def quantity(value: float, unit: str, ucum: str) -> Resource:
    """Return a number with its unit in UCUM."""
    return {"value": value, "unit": unit, "system": _UCUM, "code": ucum}


def body_side(side: str, text: str) -> Resource:
    """Return where on the body: the side, and in words the rest."""
    coding = {"system": _SNOMED, "code": _SIDES[side], "display": side.capitalize()}
    return {"coding": [coding], "text": text}


def moment(at: datetime) -> str:
    """Return a time as FHIR writes it, whose offsets have no seconds."""
    offset = at.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="milliseconds")


def period(start: datetime, end: datetime | None) -> Resource:
    """Return a span of time; without its end where that is not known."""
    whole: Resource = {"start": moment(start)}
    return whole if end is None else whole | {"end": moment(end)}
