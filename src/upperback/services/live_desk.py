"""Commands with an id: however often one arrives, and by which way, it is done once."""

from collections import OrderedDict
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
    """Takes the commands of one live session."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def do(self, command_id: str, command: Command) -> tuple[Answer, list[Message]]:
        """Do a command unless that was done; return the answer and what the page is told."""
        known = self._answers.get(command_id)
        if known is not None:
            return known, []
        told: list[Message] = []
        try:
            told = self.session.command(command)
            answer = Answer(ok=True)
        except LiveError as error:
            answer = Answer(ok=False, text=str(error))
        self._answers[command_id] = answer
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
        return answer, told
