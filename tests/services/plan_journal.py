"""A journal in memory, as far as planning and progress need one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from upperback.training.records import PainEntry, TrainingSession
from upperback.training.summaries import DaySummary, summarise_days


@dataclass
class PlanJournal:
    """Documents go through JSON, as they do in the real one."""

    kept: list[TrainingSession] = field(default_factory=list)
    entries: list[PainEntry] = field(default_factory=list)
    documents: dict[str, str] = field(default_factory=dict)
    n_writes: int = 0

    def document(self, name: str) -> Mapping[str, object] | None:
        content: Mapping[str, object] | None = json.loads(self.documents.get(name, "null"))
        return content

    def put_document(self, name: str, content: Mapping[str, object]) -> None:
        self.n_writes += 1
        self.documents[name] = json.dumps(content, allow_nan=False)

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        first, last = since or date.min, until or date.max
        yield from (each for each in self.kept if first <= each.started_at.date() <= last)

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        return summarise_days(self.sessions(since=since, until=until))

    def put_pain(self, entry: PainEntry) -> None:
        self.entries.append(entry)

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        return [entry for entry in self.entries if entry.at.date() >= (since or date.min)]
