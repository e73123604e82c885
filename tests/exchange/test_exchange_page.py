"""The page on files names everything that is in them."""

import re
from pathlib import Path
from typing import Any

import pytest

from exchange.journals import a_pain_entry, a_session, a_set
from upperback.exchange.app_formats import FORMATS
from upperback.exchange.csv_tables import TABLES
from upperback.exchange.fhir_bundle import fhir_bundle
from upperback.exchange.fhir_parts import OUR_CODES
from upperback.exchange.journal_json import journal_schema
from upperback.services.exporting import JournalEntry
from upperback.training.records import Load

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exchange.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def explained(page: str) -> set[str]:
    return set(re.findall(r"[\w.-]+", " ".join(re.findall(r"`([^`\n]+)`", page))))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained(page: str, table: str) -> None:
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{table}` |")]
    assert set(TABLES[table]) - set(re.findall(r"`(\w+)`", row)) == set()


def test_every_key_of_the_json_is_explained(page: str) -> None:
    definitions: dict[str, Any] = journal_schema()["$defs"]
    keys = {key for each in definitions.values() for key in each.get("properties", {})}
    assert keys - explained(page) == set()


def test_every_code_of_our_own_is_explained(page: str) -> None:
    dumbbell = a_set("set-2", load=Load(kind="dumbbell", mass_kg=1.0))
    pain = a_pain_entry(worse=True, is_alarming=True, exercise="cat_cow")
    entries: list[JournalEntry] = [a_session(sets=(a_set(), dumbbell)), pain]
    at = a_session().started_at
    text = "".join(fhir_bundle(entries, person_id="anna", stamped_at=at))
    codes = set(re.findall(rf'"{OUR_CODES}", "code": "([\w-]+)"', text))
    assert {code for code in codes if "-" in code} - explained(page) == set()


def test_every_app_is_told_by_the_columns_on_the_page(page: str) -> None:
    for each in FORMATS:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {each.name.title()} |")]
        assert [column for column in each.columns if f"`{column}`" not in row] == []
