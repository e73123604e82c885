import json
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest

from export.analyses import (
    PASSPORT,
    a_finding,
    a_measure,
    a_rep,
    a_set,
    an_analysis,
    diagonal_set,
    empty_analysis,
    rich_set,
)
from upperback.coach.report import NotMeasured, PartialRep, ViewReport
from upperback.export.analysis_json import (
    analyses_json,
    analysis_document,
    analysis_json,
    analysis_schema,
)
from upperback.services.analysis import Analysis

NAN, INFINITY = float("nan"), float("inf")

GOLDEN: dict[str, Any] = {
    "schema": "upperback.analysis/1",
    "source": {
        "path": "clips/row.mp4",
        "duration_s": 25.0,
        "frames": 600,
        "fps": 24.0,
        "width": 640,
        "height": 480,
    },
    "pose": {"model": "full", "frames_with_person": 598, "complete": True},
    "sets": [
        {
            "exercise": {"name": "seated_row", "recognised": True, "confidence": 0.97},
            "start_s": 1.2,
            "end_s": 24.0,
            "view": {"name": "side_left", "yaw_deg": 84.0, "suitable": True, "advice": None},
            "reps": [
                {
                    "index": 1,
                    "side": "both",
                    "start_s": 2.0,
                    "peak_s": 3.25,
                    "end_s": 5.0,
                    "tempo": {"pull_s": 1.0, "hold_s": 0.5, "return_s": 1.5},
                    "measures": {"elbow_flexion_deg": {"value": 97.1, "error": 5.0}},
                    "findings": ["trunk_swing"],
                    "score": 82,
                }
            ],
            "partial_reps": [
                {
                    "side": "both",
                    "start_s": 9.0,
                    "peak_s": 9.6,
                    "end_s": 10.2,
                    "reason": "short_range",
                }
            ],
            "findings": [
                {
                    "check": "trunk_swing",
                    "severity": "effectiveness",
                    "rep": 1,
                    "start_s": 2.5,
                    "end_s": 3.25,
                    "value": 31.0,
                    "limit": 20.0,
                    "unit": "deg",
                    "cue": "Sit tall and still.",
                }
            ],
            "measures": {
                "elbow_flexion_deg": {
                    "value": 99.0,
                    "error": 5.0,
                    "unit": "deg",
                    "passport": {
                        "view": "side_left",
                        "yaw_deg": 84.0,
                        "visible_share": 0.971,
                        "n_frames": 455,
                        "model": "full",
                        "rules": "seated_row/1",
                    },
                }
            },
            "not_measured": [
                {
                    "signal": "upper_arm_abduction_deg",
                    "reason": "needs a front view",
                    "advice": "Film from the front.",
                }
            ],
        }
    ],
    "notices": ["the last second could not be read"],
}


def one_of_everything() -> Analysis:
    """A set with one rep, partial rep, finding, measure and missing signal."""
    report = a_set(
        reps=(a_rep(findings=("trunk_swing",), score=82),),
        partial_reps=(
            PartialRep(side="both", start_s=9.0, peak_s=9.6, end_s=10.2, reason="short_range"),
        ),
        findings=(a_finding(),),
        not_measured=(
            NotMeasured(
                signal="upper_arm_abduction_deg",
                reason="needs a front view",
                advice="Film from the front.",
            ),
        ),
    )
    return an_analysis(report, notices=("the last second could not be read",))


def full_of_nan() -> Analysis:
    """A set in which every number that may be missing is missing."""
    nothing = a_measure(NAN, INFINITY, passport=replace(PASSPORT, yaw_deg=NAN, visible_share=NAN))
    half = a_measure(90.0, NAN, passport=replace(PASSPORT, yaw_deg=None))
    report = a_set(
        confidence=NAN,
        view=ViewReport(name="unknown", yaw_deg=NAN, suitable=False, advice=None),
        reps=(
            a_rep(peak_s=NAN, tempo={"pull_s": NAN}, measures={"a_deg": nothing, "b_deg": half}),
        ),
        findings=(a_finding(value=NAN, limit=-INFINITY),),
        measures={"a_deg": nothing, "b_deg": half},
    )
    analysis = an_analysis(report)
    return replace(analysis, source=replace(analysis.source, fps=NAN, duration_s=INFINITY))


def test_document_is_the_contract_key_by_key_in_order() -> None:
    """The document equals the golden one, and its keys come in the order of DESIGN 5."""
    document = analysis_document(one_of_everything())
    assert document == GOLDEN
    assert json.dumps(document) == json.dumps(GOLDEN)


@pytest.mark.parametrize(
    "analysis",
    [
        pytest.param(one_of_everything(), id="one of everything"),
        pytest.param(an_analysis(rich_set()), id="rich"),
        pytest.param(an_analysis(rich_set(), diagonal_set()), id="two sets"),
        pytest.param(empty_analysis(), id="empty"),
        pytest.param(full_of_nan(), id="full of NaN"),
    ],
)
def test_every_document_keeps_to_the_schema(analysis: Analysis) -> None:
    """The JSON text of any analysis is valid against the schema that is shipped."""
    jsonschema.validate(json.loads(analysis_json(analysis)), analysis_schema())


def test_the_schema_is_a_sound_schema() -> None:
    """The schema itself keeps to draft 2020-12."""
    jsonschema.Draft202012Validator.check_schema(analysis_schema())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"schema": "upperback.analysis/2"}, id="another version"),
        pytest.param({"extra": 1}, id="an unknown key"),
        pytest.param({"sets": []}, id="no set and no reason"),
        pytest.param({"reason": "there is one"}, id="a set and a reason"),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(change: dict[str, Any]) -> None:
    """A document that strays from the contract is not valid."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(GOLDEN | change, analysis_schema())


def test_reason_stands_at_the_top_where_there_is_no_set() -> None:
    """An empty list of sets comes with a reason."""
    document = analysis_document(empty_analysis())
    assert document["sets"] == []
    assert document["reason"] == "nobody held the start pose of an exercise"


def test_no_set_without_a_reason_still_gets_one() -> None:
    """The reason is there even if the caller gave none."""
    assert analysis_document(an_analysis())["reason"] == "no exercise was found"


def test_numbers_that_were_not_measured_are_null_or_left_out() -> None:
    """A measure without value is left out; a required number without value is null."""
    document = analysis_document(full_of_nan())
    found = document["sets"][0]
    assert document["source"]["fps"] is None
    assert found["exercise"]["confidence"] is None
    assert found["reps"][0]["peak_s"] is None
    assert found["reps"][0]["tempo"] == {}
    assert found["reps"][0]["measures"] == {"b_deg": {"value": 90.0, "error": None}}
    assert list(found["measures"]) == ["b_deg"]
    assert (found["findings"][0]["value"], found["findings"][0]["limit"]) == (None, None)


def test_text_holds_no_nan_and_no_infinity() -> None:
    """The words NaN and Infinity, which are no JSON, never appear."""
    text = analysis_json(full_of_nan())
    assert "NaN" not in text
    assert "Infinity" not in text


@pytest.mark.parametrize(
    ("unit", "written"),
    [("deg", 12.3), ("deg_s", 12.3), ("s", 12.346), ("trunk lengths", 12.346), ("", 12.346)],
)
def test_values_keep_the_digits_their_unit_deserves(unit: str, written: float) -> None:
    """Angles keep a tenth of a degree, ratios and times three digits."""
    finding = a_finding(value=12.34567, unit=unit)
    document = analysis_document(an_analysis(a_set(findings=(finding,))))
    assert document["sets"][0]["findings"][0]["value"] == written


def test_a_small_negative_number_is_not_written_as_minus_zero() -> None:
    """Rounding leaves no -0.0 behind."""
    document = analysis_document(an_analysis(a_set(findings=(a_finding(value=-0.01),))))
    assert str(document["sets"][0]["findings"][0]["value"]) == "0.0"


def test_numbers_of_numpy_become_plain_numbers() -> None:
    """A float32 from an array is written like any other number."""
    number: Any = np.float32(90.04)
    numpy_measure = replace(a_measure(), value=number)
    text = analysis_json(an_analysis(a_set(measures={"elbow_flexion_deg": numpy_measure})))
    assert json.loads(text)["sets"][0]["measures"]["elbow_flexion_deg"]["value"] == 90.0


def test_a_batch_is_one_list() -> None:
    """Several analyses are written as one JSON list, in order."""
    batch = json.loads(analyses_json([one_of_everything(), empty_analysis()]))
    assert [len(document["sets"]) for document in batch] == [1, 0]


def test_a_file_name_that_is_no_unicode_can_be_written() -> None:
    """Bytes that are no UTF-8 in a path become replacement marks."""
    text = analysis_json(an_analysis(a_set(), path="row\udcff.mp4"))
    assert json.loads(text.encode("utf-8"))["source"]["path"] == "row\ufffd.mp4"
