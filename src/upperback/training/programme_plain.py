"""The programme as plain JSON values and back, for the journal's small documents."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from upperback.errors import InvalidRecordError
from upperback.training.records import Load
from upperback.training.standing import PastDecision, Programme, Standing

FORMAT = 1


def programme_to_plain(programme: Programme) -> dict[str, object]:
    """Return a programme as plain JSON values.

    Examples
    --------
    >>> programme_from_plain(programme_to_plain(Programme())) == Programme()
    True
    """
    return {
        "format": FORMAT,
        "standings": [_standing_to_plain(each) for each in programme.standings.values()],
        "decisions": [
            {
                "at": each.at.isoformat(),
                "exercise": each.exercise,
                "rule": each.rule,
                "reason": each.reason,
            }
            for each in programme.decisions
        ],
        "sore_days": [day.isoformat() for day in programme.sore_days],
    }


def programme_from_plain(plain: Mapping[str, Any]) -> Programme:
    """Return the programme that plain JSON values say.

    Raises
    ------
    InvalidRecordError
        If they are not what :func:`programme_to_plain` wrote.
    """
    if plain.get("format") != FORMAT:
        raise InvalidRecordError(
            f"programme: format: expected {FORMAT}, got {plain.get('format')!r}"
        )
    try:
        standings = [_standing_from_plain(each) for each in plain["standings"]]
        return Programme(
            standings={each.exercise: each for each in standings},
            decisions=tuple(
                PastDecision(**{**each, "at": datetime.fromisoformat(each["at"])})
                for each in plain["decisions"]
            ),
            sore_days=tuple(date.fromisoformat(day) for day in plain["sore_days"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRecordError(f"programme: expected what was saved, got {error}") from error


def _standing_to_plain(standing: Standing) -> dict[str, object]:
    plain: dict[str, object] = {row.name: getattr(standing, row.name) for row in fields(standing)}
    decided, deload = standing.decided_at, standing.deload_until
    return plain | {
        "level_since": standing.level_since.isoformat(),
        "load": {row.name: getattr(standing.load, row.name) for row in fields(Load)},
        "targets_deg": dict(standing.targets_deg),
        "decided_at": None if decided is None else decided.isoformat(),
        "deload_until": None if deload is None else deload.isoformat(),
    }


def _standing_from_plain(plain: Mapping[str, Any]) -> Standing:
    decided, deload = plain["decided_at"], plain["deload_until"]
    read = {
        "level_since": date.fromisoformat(plain["level_since"]),
        "load": Load(**plain["load"]),
        "decided_at": None if decided is None else datetime.fromisoformat(decided),
        "deload_until": None if deload is None else date.fromisoformat(deload),
    }
    return Standing(**{**plain, **read})
