"""Commands with an id: however often one arrives, and by which way, it is done once."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from upperback.coach.session_commands import Command
from upperback.errors import LiveError
from upperback.services.live import LiveSession
from upperback.services.live_messages import Message

# A page repeats what it has no answer to; nobody taps this often within one connection.
_REMEMBERED = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether a command was done; why not, in plain words."""

    ok: bool
    text: str | None = None


class CommandDesk:
    """Takes the commands of one live session.

    Parameters
    ----------
    session
        Does them.
    done
        Ids of commands that were done before the server died.
    """

    def __init__(self, session: LiveSession, done: Iterable[str] = ()) -> None:
        self.session = session
        self._answers = OrderedDict((each, Answer(ok=True)) for each in done)

    def do(self, command_id: str, command: Command) -> tuple[Answer, list[Message]]:
        """Do a command unless that was done; return the answer and what the page is told."""
        known = self._answers.get(command_id)
        if known is not None:
            return known, []
        told: list[Message] = []
        try:
            told = self.session.command(command, command_id)
            answer = Answer(ok=True)
        except LiveError as error:
            answer = Answer(ok=False, text=str(error))
        self._answers[command_id] = answer
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
        return answer, told
