"""docs/benchmarks.md: each bench writes its own section and leaves the others alone."""

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def write_section(name: str, heading: str, body: str) -> None:
    """Replace a section of the page, or add it at the end."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    before, found, rest = page.partition(begin)
    after = rest.partition(end)[2].lstrip("\n") if found else ""
    block = f"{begin}\n\n## {heading}\n\n{body}\n\n{end}\n"
    tail = f"\n{after}" if after else ""
    PAGE.write_text(f"{before.rstrip()}\n\n{block}{tail}", encoding="utf-8")
