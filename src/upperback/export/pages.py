"""The HTML templates, loaded once each."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from upperback.export.texts import sentence_start


@cache
def template(name: str) -> Template:
    """Return a template of this package, such as ``"report.html.j2"``; it escapes what it shows."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("upperback.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sentence_start"] = sentence_start
    return environment
