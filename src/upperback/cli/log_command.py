"""`upperback log`: what its words mean: showing, logging by hand or from a video, forgetting."""

from dataclasses import dataclass
from pathlib import Path

from upperback.cli.log_list import remove as forget
from upperback.cli.log_list import show_log
from upperback.cli.log_told import ToldWords, log_told
from upperback.cli.log_video import log_video, looks_like_a_file
from upperback.cli.values import wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was typed; None where it was not."""

    reps: str | None
    load: str | None
    side: str | None
    effort: int | None
    pain: int | None
    at: str | None
    note: str
    yes: bool

    def first_of_a_set(self) -> str | None:
        """Return the first option that says something of a set."""
        said = {
            "--reps": self.reps,
            "--side": self.side,
            "--effort": self.effort,
            "--pain": self.pain,
            "--note": self.note or None,
        }
        return next((name for name, value in said.items() if value is not None), None)


def log_anything(
    place: str | None,
    what: str | None,
    words: Words,
    *,
    remove: list[str] | None,
    n_sessions: int,
    verbose: bool,
) -> None:
    """Do what the words of the command mean."""
    odd = words.first_of_a_set()
    if remove:
        forget(place, remove, yes=words.yes, verbose=verbose)
    elif what is None:
        if odd is not None:
            raise wrong(odd, "the name of an exercise before it", None)
        show_log(place, n_sessions=n_sessions, verbose=verbose)
    elif looks_like_a_file(what):
        if odd is not None:
            raise wrong(odd, "it with an exercise logged by hand, not with a video", what)
        log_video(place, Path(what), load=words.load, at=words.at, yes=words.yes, verbose=verbose)
    else:
        told = ToldWords(
            exercise=what,
            reps=words.reps,
            load=words.load,
            side=words.side,
            effort=words.effort,
            pain=words.pain,
            at=words.at,
            note=words.note,
        )
        log_told(place, told, verbose=verbose)
