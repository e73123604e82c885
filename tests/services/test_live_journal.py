"""Writing to the journal on a thread of its own."""

from contextlib import closing
from typing import Any

from services.live_fakes import Clock, MemoryJournal, SlowJournal
from upperback.services.live_journal import QueuedWriter


def put(number: int, *, name: str | None = None) -> Any:
    return lambda to: to.put_document(name or f"{number}", {"n": number})


def test_writes_that_came_meanwhile_go_together() -> None:
    journal: Any = SlowJournal()
    with closing(QueuedWriter(journal)) as writer:
        writings = [writer.submit([put(number)]) for number in range(50)]
        assert not any(writing.done() for writing in writings)
        journal.may_write.set()
        writer.flush()
        assert all(writing.done() for writing in writings)
    assert journal.documents["49"] == {"n": 49}
    assert journal.n_waits <= 2


def test_other_work_keeps_its_turn_among_the_writes() -> None:
    journal: Any = SlowJournal()
    seen: list[int] = []
    with closing(QueuedWriter(journal)) as writer:
        for number in range(5):
            writer.submit([put(number)])
            writer.work(lambda: seen.append(len(journal.documents)))
        journal.may_write.set()
    assert seen == [1, 2, 3, 4, 5]


def test_one_bad_write_among_many_leaves_the_others_in() -> None:
    journal: Any = SlowJournal()
    with closing(QueuedWriter(journal)) as writer:
        for number in range(3):
            writer.submit([put(number)])
        bad = writer.submit([put(3), lambda to: to.end_session("none", Clock().now())])
        writer.submit([put(4)])
        journal.may_write.set()
        writer.flush()
        assert bad.done()
        assert "none" in str(writer.trouble)
    assert set(journal.documents) == {"0", "1", "2", "4"}


def test_the_writers_thread_keeps_the_order_and_writes_all() -> None:
    journal: Any = MemoryJournal()
    writer = QueuedWriter(journal)
    for number in range(200):
        writer.submit([put(number, name="last")])
    writer.close()
    assert journal.document("last") == {"n": 199}


def test_what_the_journal_cannot_hold_does_not_hold_up_the_rest() -> None:
    journal: Any = MemoryJournal()
    writer = QueuedWriter(journal)
    writer.submit([lambda to: to.end_session("none", Clock().now())])
    writer.flush()
    assert str(writer.trouble) != "None"
    writer.submit([lambda to: to.put_document("next", {})])
    writer.flush()
    assert writer.trouble is None
    assert journal.document("next") == {}
    writer.close()
