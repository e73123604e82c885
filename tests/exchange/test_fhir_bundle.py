"""The journal as a FHIR bundle: valid, without a name, and every number with its error."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings

from exchange.journals import MONDAY, a_pain_entry, a_session, a_set, entry_lists
from upperback.exchange.fhir_bundle import fhir_bundle
from upperback.services.exporting import JournalEntry
from upperback.training.records import Load, LoggedMeasure

STAMPED = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
ENTRIES: list[JournalEntry] = [
    a_session(),
    a_pain_entry(moment="next_morning", value=3, worse=False, exercise="seated_row"),
]


def text(entries: Iterable[JournalEntry], person_id: str = "anna") -> str:
    return "".join(fhir_bundle(entries, person_id=person_id, stamped_at=STAMPED))


def resources(entries: Iterable[JournalEntry], **which: str) -> list[dict[str, Any]]:
    """Return the resources; only those with this code, if one is given."""
    found = [entry["resource"] for entry in json.loads(text(entries))["entry"]]
    if "code" not in which:
        return found
    coded = [each for each in found if "code" in each]
    return [each for each in coded if each["code"]["coding"][0]["code"] == which["code"]]


def parts(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {part["code"]["coding"][0]["code"]: part for part in resource["component"]}


def test_the_bundle_is_valid() -> None:
    bundle = Bundle.model_validate_json(text(ENTRIES))
    assert bundle.type == "collection"


@settings(max_examples=20)
@given(entry_lists())
def test_any_journal_gives_a_valid_bundle(entries: list[JournalEntry]) -> None:
    Bundle.model_validate_json(text(entries))


def test_every_reference_leads_to_a_resource_of_the_bundle() -> None:
    document = json.loads(text(ENTRIES))
    urls = [entry["fullUrl"] for entry in document["entry"]]
    referred = {part for part in text(ENTRIES).split('"') if part.startswith("urn:uuid:")}
    assert referred <= set(urls)
    assert len(urls) == len(set(urls))


def test_the_patient_has_no_name() -> None:
    (patient,) = [each for each in resources(ENTRIES) if each["resourceType"] == "Patient"]
    assert set(patient) == {"resourceType", "id"}


def test_the_same_journal_gives_the_same_ids_and_another_person_others() -> None:
    assert text(ENTRIES) == text(ENTRIES)
    mine = {each["id"] for each in resources(ENTRIES)}
    theirs = {entry["resource"]["id"] for entry in json.loads(text(ENTRIES, "ben"))["entry"]}
    assert mine & theirs == set()


def test_a_session_is_a_panel_of_the_physical_activity_guide() -> None:
    (panel,) = resources(ENTRIES, code="PAPanel")
    (duration,) = resources(ENTRIES, code="55411-3")
    assert panel["effectivePeriod"]["start"] == "2026-03-02T18:30:00.000+01:00"
    assert duration["valueQuantity"]["value"] == 9.0
    assert duration["valueQuantity"]["code"] == "min"
    # The activity, its duration and one set.
    assert len(panel["hasMember"]) == 3
    assert len(resources(ENTRIES, code="73985-4")) == 1


def test_a_session_that_was_not_ended_is_preliminary() -> None:
    (panel,) = resources([a_session(ended_at=None)], code="PAPanel")
    assert panel["status"] == "preliminary"
    assert "end" not in panel["effectivePeriod"]
    assert resources([a_session(ended_at=None)], code="55411-3") == []


def test_a_set_has_reps_load_and_effort() -> None:
    (logged_set,) = resources(ENTRIES, code="exercise-set")
    found = parts(logged_set)
    assert logged_set["valueQuantity"]["value"] == 2
    assert found["clean-reps"]["valueQuantity"]["value"] == 1
    assert found["band-step"]["valueInteger"] == 2
    assert found["reps-in-reserve"]["valueInteger"] == 3
    assert found["exercise"]["valueCodeableConcept"]["text"] == "Seated row"
    heavy = a_session(sets=(a_set(load=Load(kind="dumbbell", mass_kg=1.5)),))
    (logged_set,) = resources([heavy], code="exercise-set")
    assert parts(logged_set)["dumbbell-mass"]["valueQuantity"]["value"] == 1.5


def test_an_angle_has_its_error_method_device_and_passport() -> None:
    (angle,) = resources(ENTRIES, code="elbow_flexion_deg")
    assert angle["valueQuantity"] == {
        "value": 98.5,
        "unit": "degrees",
        "system": "http://unitsofmeasure.org",
        "code": "deg",
    }
    assert parts(angle)["error-90"]["valueQuantity"]["value"] == 10.0
    assert "MediaPipe" in angle["method"]["text"]
    assert "view: side_left" in angle["note"][0]["text"]
    (device,) = [each for each in resources(ENTRIES) if each["resourceType"] == "Device"]
    assert angle["device"]["reference"] == f"urn:uuid:{device['id']}"
    assert device["modelNumber"] == "full"


@pytest.mark.parametrize(
    ("side", "name", "code"),
    [
        ("left", "rotation_deg", "7771000"),
        ("both", "arm_elevation_right_deg", "24028007"),
        ("both", "spine_arc_deg", None),
    ],
)
def test_the_side_is_the_persons_own(side: str, name: str, code: str | None) -> None:
    measure = LoggedMeasure(value=52.0, error=9.0, unit="deg")
    session = a_session(sets=(a_set(side=side, measures={name: measure}),))
    (angle,) = resources([session], code=name)
    site = angle.get("bodySite", {"coding": [{"code": None}]})
    assert site["coding"][0]["code"] == code


def test_only_angles_are_range_of_motion() -> None:
    measure = LoggedMeasure(value=0.1, error=0.02, unit="")
    session = a_session(sets=(a_set(measures={"back_curvature": measure}),))
    assert resources([session], code="back_curvature") == []


def test_pain_is_a_number_from_0_to_10() -> None:
    said, stated = resources(ENTRIES, code="72514-3")
    assert (said["valueInteger"], stated["valueInteger"]) == (1, 3)
    assert parts(said)["pain-moment"]["valueString"] == "during"
    assert parts(stated)["pain-worse"]["valueBoolean"] is False
    assert stated["effectiveDateTime"] == MONDAY.isoformat(timespec="milliseconds")


def test_an_empty_journal_is_a_valid_bundle_too() -> None:
    bundle = Bundle.model_validate_json(text([]))
    assert bundle.entry is not None
    assert len(bundle.entry) == 1
