"""The public names: few, there, documented."""

import inspect
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import upperback

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
TYPES = [name for name in upperback.__all__ if inspect.isclass(getattr(upperback, name))]
FUNCTIONS = [name for name in upperback.__all__ if inspect.isfunction(getattr(upperback, name))]


def test_there_are_at_most_twenty() -> None:
    assert 0 < len(upperback.__all__) <= 20
    assert len(set(upperback.__all__)) == len(upperback.__all__)


@pytest.mark.parametrize("name", upperback.__all__)
def test_each_can_be_had_and_is_no_module(name: str) -> None:
    assert not isinstance(getattr(upperback, name), ModuleType)


@pytest.mark.parametrize("name", [*TYPES, *FUNCTIONS])
def test_each_has_a_docstring_of_its_own(name: str) -> None:
    text = vars(getattr(upperback, name)).get("__doc__") or getattr(upperback, name).__doc__
    assert len(text.splitlines()[0]) > 10
    assert not text.startswith(f"{name}(")  # what a dataclass writes by itself


@pytest.mark.parametrize("name", upperback.__all__)
def test_each_is_on_the_page_about_python(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8").split("## Names")[1]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_is_annotated(name: str) -> None:
    signature = inspect.signature(getattr(upperback, name))
    assert signature.return_annotation is not inspect.Signature.empty
    empty = inspect.Parameter.empty
    assert [p.name for p in signature.parameters.values() if p.annotation is empty] == []


def test_dir_lists_them() -> None:
    assert dir(upperback) == sorted(upperback.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'upperback' has no attribute 'analyse'"):
        _ = upperback.analyse


def test_star_import_works_in_a_fresh_interpreter() -> None:
    probe = "from upperback import *; print(analyze.__name__, UpperbackError.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "analyze UpperbackError\n"


def test_the_package_is_typed() -> None:
    assert (Path(upperback.__file__).parent / "py.typed").exists()
