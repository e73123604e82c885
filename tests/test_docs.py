"""The documentation is true: its commands run, its links lead somewhere, it leaves nothing out."""

import doctest
import importlib.util
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import upperback
from upperback.errors import ModelFileError
from upperback.estimators import find_model
from upperback.exercises import loader
from upperback.export.analysis_json import analysis_schema
from upperback.wiring import save_recording

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
# Written by the benches, which take long; a clone may be without them.
FROM_BENCHES = {"benchmarks.md", "thresholds.md"}


def _load_refresh() -> Any:
    spec = importlib.util.spec_from_file_location("refresh", DOCS / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


refresh = _load_refresh()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of the sample video, made by the real pose model."""
    try:
        find_model(environment={})
    except ModelFileError as error:
        pytest.skip(f"needs the pose model: {error}")
    path = tmp_path_factory.mktemp("sample") / "sample.npz"
    save_recording(ROOT / refresh.SAMPLE, path)
    return path


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the recording that most examples use."""
    path = tmp_path_factory.mktemp("rows") / "row.npz"
    refresh.record_rows(path)
    return path


@pytest.fixture
def page(request: pytest.FixtureRequest) -> str:
    """Return the text of a page."""
    path: Path = request.param
    return path.read_text(encoding="utf-8")


@pytest.fixture
def page_on_stage(page: str, request: pytest.FixtureRequest, rows: Path, tmp_path: Path) -> Any:
    """Stand in the folder that the examples of a page use."""
    recorded = request.getfixturevalue("sample") if refresh.needs_model(page) else None
    with refresh.on_stage(page, tmp_path, rows=rows, sample=recorded):
        yield page


def each_page(*, that_has: str = "") -> pytest.MarkDecorator:
    """Run a test for each page, or for each that has blocks of a kind."""
    pages = [path for path in PAGES if not that_has or that_has in path.read_text("utf-8")]
    return pytest.mark.parametrize("page", pages, ids=[p.stem for p in pages], indirect=True)


def words(text: str) -> str:
    """Numbers and spaces aside: thresholds may move without making a page wrong."""
    return " ".join(re.sub(r"\d+(\.\d+)?", "0", text).split())


@each_page(that_has="```console")
def test_commands_print_what_the_page_says(page_on_stage: str) -> None:
    new = refresh.refreshed(page_on_stage)
    assert words(new) == words(page_on_stage), "run docs/refresh.py and read the difference"


@each_page(that_has="```pycon\n")
def test_python_examples_work(page_on_stage: str) -> None:
    examples = "".join(refresh.blocks(page_on_stage, "pycon"))
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    test = doctest.DocTestParser().get_doctest(examples, {}, "page", None, None)
    said: list[str] = []
    assert runner.run(test, out=said.append).failed == 0, "".join(said)


@each_page(that_has="```python")
def test_python_programs_run(page_on_stage: str, capsys: pytest.CaptureFixture[str]) -> None:
    for program in refresh.blocks(page_on_stage, "python"):
        recorded = refresh.SAMPLE.replace(".mp4", ".npz")
        exec(compile(program.replace(refresh.SAMPLE, recorded), "page", "exec"), {})
        assert capsys.readouterr().out != ""


@each_page()
def test_links_lead_to_files_and_headings(page: str, request: pytest.FixtureRequest) -> None:
    folder = ROOT if page.startswith("# upperback\n") else DOCS
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)[^)]*\)", page)
    broken = [t for t in targets if not (folder / t).exists() and Path(t).name not in FROM_BENCHES]
    assert broken == []


@each_page()
def test_lines_are_no_longer_than_110_outside_blocks_and_tables(page: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    lines = [line for line in prose.splitlines() if not line.startswith(("|", "!"))]
    assert [line for line in lines if len(line) > 110] == []


def test_every_page_is_linked_from_the_readme() -> None:
    readme = PAGES[0].read_text(encoding="utf-8")
    missing = [path.name for path in PAGES[1:] if f"(docs/{path.name})" not in readme]
    assert set(missing) <= {"thresholds.md"}


def test_every_exercise_file_in_the_pages_is_valid() -> None:
    found = [
        upperback.parse_exercise(text, file=path.name)
        for path in PAGES
        for text in refresh.blocks(path.read_text(encoding="utf-8"), "toml")
    ]
    assert [exercise.name for exercise in found] == ["chair_row"]


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in _keys(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in _keys(inner)}
    return set()


def test_every_key_of_an_exercise_file_is_explained() -> None:
    page = (DOCS / "exercise-files.md").read_text(encoding="utf-8")
    reference = page.split("## Every key")[1]
    files = (Path(loader.__file__).parent / "builtin").glob("*.toml")
    used = {key for file in files for key in _keys(tomllib.loads(file.read_text("utf-8")))}
    explained = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", reference))))
    assert used - explained == set()


def test_every_key_of_a_recording_is_explained(rows: Path) -> None:
    page = (DOCS / "recordings.md").read_text(encoding="utf-8")
    assert [key for key in np.load(rows) if f"| `{key}` |" not in page] == []


def _properties(schema: Any) -> set[str]:
    found = {key for key in schema.get("properties", {}) if key != "schema"}
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    for each in inner:
        found |= _properties(each)
        found |= _properties(each.get("items", {}))
    return found


def test_every_key_of_the_json_is_explained() -> None:
    page = (DOCS / "analysis-json.md").read_text(encoding="utf-8").split("## Example")[0]
    missing = {key for key in _properties(analysis_schema()) if f"`{key}`" not in page}
    # The moments are named together.
    assert missing <= {"peak_s", "start_s", "end_s"}


def test_the_json_example_fits_the_schema() -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="needs jsonschema, which is not installed"
    )
    page = (DOCS / "analysis-json.md").read_text(encoding="utf-8")
    (block,) = refresh.blocks(page, "console")
    jsonschema.Draft202012Validator(analysis_schema()).validate(json.loads(block.split("\n", 1)[1]))


def test_the_pictures_are_small() -> None:
    pictures = list((DOCS / "images").iterdir())
    assert pictures != []
    assert sum(picture.stat().st_size for picture in pictures) < 300_000
