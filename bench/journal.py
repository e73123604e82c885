"""Ten years of daily sessions: how long the progress page takes, and what an export costs.

`make bench-journal` writes ten years (bench/ten_years.py) into SQLite, backs them up, restores
the backup into a PostgreSQL of its own, and measures on both; `--write` puts the table into
docs/benchmarks.md. Each measurement of time and memory runs in a process of its own.
"""

import argparse
import contextlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import ten_years
from page import write_section

# The tests know how to start a PostgreSQL.
sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from store.postgres import found_programs, new_database, running_postgres
from upperback.exercises import builtin_exercises
from upperback.services.exporting import journal_entries
from upperback.services.progress import ProgressMemory, show_progress
from upperback.store import back_up, open_journal, restore
from upperback.training.records import LoggedRep

SEED = 5
_REPEATS = 9
_BLOCK = 100


def milliseconds(
    act: Callable[[], object],
    repeats: int = _REPEATS,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Return the median time of an act."""
    times = []
    for _ in range(repeats):
        begin = clock()
        act()
        times.append((clock() - begin) * 1000)
    return statistics.median(times)


def write_ten_years(address: str, days: int) -> None:
    """Write block by block, as an import would."""
    everything = ten_years.sessions(SEED, days)
    with open_journal(address) as journal:
        for _ in range(0, days, _BLOCK):
            with journal.all_at_once():
                for _, session in zip(range(_BLOCK), everything, strict=False):
                    journal.put_session(session)
        with journal.all_at_once():
            for entry in ten_years.pain_entries(SEED, days):
                journal.put_pain(entry)


def progress_times(address: str) -> dict[str, float]:
    """Measure what stands between the request for the progress page and its answer."""
    exercises = tuple(builtin_exercises().values())
    now = ten_years.FIRST + timedelta(days=ten_years.DAYS)
    begin = time.perf_counter()
    with open_journal(address) as journal:
        opened = time.perf_counter()

        def show(memory: ProgressMemory | None = None) -> None:
            show_progress(journal, exercises, now, goal=4, memory=memory)

        first_processor = time.process_time()
        first = milliseconds(show, 1)
        first_processor = (time.process_time() - first_processor) * 1000
        memory = ProgressMemory()
        show(memory)
        return {
            "open": (opened - begin) * 1000,
            "first": first,
            "first_processor": first_processor,
            "progress": milliseconds(show),
            "processor": milliseconds(show, clock=time.process_time),
            "again": milliseconds(lambda: show(memory)),
            "summaries": milliseconds(journal.day_summaries),
            "best": milliseconds(lambda: journal.best_measures("seated_row", "both")),
            "year": milliseconds(
                lambda: journal.day_summaries(since=now.date() - timedelta(days=365))
            ),
        }


def rep_times(address: str) -> dict[str, float]:
    """Measure writing one rep, as it happens, into the ten years."""
    with open_journal(address) as journal:
        last = next(iter(journal.sessions(since=ten_years.FIRST.date())))
        reps = iter(range(100, 200))

        def put() -> None:
            index = next(reps)
            journal.put_rep(
                last.sets[0].id, LoggedRep(index=index, start_s=1.0, peak_s=2.0, end_s=3.0)
            )

        taken = {"rep": milliseconds(put, 50)}
        taken["set"] = milliseconds(lambda: journal.end_set(last.sets[0]))
        return taken


def export_memory(address: str) -> dict[str, float]:
    """Measure an export to the end, and how resident memory grows after its first tenth."""
    begin, n_reps, tenth_mb = time.perf_counter(), 0, 0.0
    with open_journal(address) as journal:
        for number, entry in enumerate(journal_entries(journal)):
            n_reps += sum(len(each.reps) for each in getattr(entry, "sets", ()))
            if number == ten_years.DAYS // 10:
                tenth_mb = _resident_mb()
    return {
        "seconds": time.perf_counter() - begin,
        "tenth_mb": tenth_mb,
        "end_mb": _resident_mb(),
        "reps": n_reps,
    }


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


MEASURED = {"progress": progress_times, "rep": rep_times, "export": export_memory}


def in_a_process(what: str, address: str) -> dict[str, float]:
    """Run a measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", what, address],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


@contextlib.contextmanager
def a_postgres() -> Iterator[str | None]:
    """Start a PostgreSQL as the tests do; None where there is none."""
    if found_programs() is None:
        yield None
        return
    with running_postgres(is_durable=True) as cluster:
        yield new_database(cluster, "ten_years").render_as_string(hide_password=False)


def rows(measured: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Return the table."""
    names = {
        ("progress", "progress"): "progress page, all ten years",
        ("progress", "processor"): "the same, processor time of ours",
        ("progress", "again"): "the same again, where nothing has changed",
        ("progress", "first"): "the same, the first time after opening",
        ("progress", "first_processor"): "the first time, processor time of ours",
        ("progress", "summaries"): "of which reading the day summaries",
        ("progress", "year"): "day summaries of one year",
        ("progress", "best"): "best measures of an exercise",
        ("progress", "open"): "opening the journal",
        ("rep", "rep"): "writing a rep, safe from a power cut",
        ("rep", "set"): "ending a set of 10 reps, with the day's summary",
    }
    table = ["| | " + " | ".join(measured) + " |", "|---|" + "--:|" * len(measured)]
    for (group, key), name in names.items():
        values = " | ".join(f"{each[group][key]:.1f} ms" for each in measured.values())
        table.append(f"| {name} | {values} |")
    exports = [each["export"] for each in measured.values()]
    table.append("| export of all | " + " | ".join(f"{e['seconds']:.0f} s" for e in exports) + " |")
    memory = " | ".join(f"{e['tenth_mb']:.0f}, {e['end_mb']:.0f} MB" for e in exports)
    table.append(f"| resident memory at a tenth, at the end of the export | {memory} |")
    return table


def measure(address: str) -> dict[str, dict[str, float]]:
    """Measure everything on one database."""
    return {what: in_a_process(what, address) for what in MEASURED}


def run(folder: Path, days: int) -> str:
    """Write, back up, restore and measure; return the section of the page."""
    file, backup = str(folder / "ten_years.db"), folder / "ten_years.backup"
    seconds: dict[str, float] = {}

    def timed(what: str, act: Callable[[], Any]) -> None:
        begin = time.perf_counter()
        act()
        seconds[what] = time.perf_counter() - begin
        print(f"{what}: {seconds[what]:.0f} s", file=sys.stderr)

    timed("writing", lambda: write_ten_years(file, days))
    timed("backup", lambda: back_up(file, backup))
    measured = {"SQLite": measure(file)}
    with a_postgres() as address:
        if address is not None:
            timed("restoring into PostgreSQL", lambda: restore(backup, address))
            measured["PostgreSQL"] = measure(address)
    size_mb, packed_mb = Path(file).stat().st_size / 1e6, backup.stat().st_size / 1e6
    n_reps = measured["SQLite"]["export"]["reps"]
    took = ", ".join(f"{what} {value:.0f} s" for what, value in seconds.items())
    head = (
        f"`make bench-journal`, {days} daily sessions with {n_reps:,.0f} reps, seed {SEED}, "
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores:"
    )
    tail = f"The file takes {size_mb:.0f} MB, its backup {packed_mb:.0f} MB; {took}."
    return "\n".join([head, "", *rows(measured), "", tail])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=ten_years.DAYS)
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        what, address = options.measure
        print(json.dumps(MEASURED[what](address)))
        return
    with tempfile.TemporaryDirectory() as folder:
        section = run(Path(folder), options.days)
    print(section)
    if options.write:
        write_section("journal", "Journal of ten years", section)


if __name__ == "__main__":
    main()
