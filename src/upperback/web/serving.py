"""Running the server: listen, say where, serve until stopped, and close what is open."""

import asyncio
import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import gethostname, socket
from uuid import uuid4

import uvicorn
from starlette.types import ASGIApp

from upperback import wiring
from upperback.errors import LiveError, ModelFileError
from upperback.exercises.definition import Exercise
from upperback.export.camera_drawing import camera_svg
from upperback.export.muscle_map import exercise_muscles, muscles_svg
from upperback.services.live_plan import Today, Wishes, plan_of_today
from upperback.services.live_sessions import LiveSessions
from upperback.services.planned_today import planned_today
from upperback.services.session_pages import Removals
from upperback.web.access import OneTimeCode
from upperback.web.addresses import is_loopback, lan_addresses, listen
from upperback.web.app import create_app
from upperback.web.certificate import certificate_for, fingerprint_of
from upperback.web.files import HERE, PoseModelFile, pose_model_file
from upperback.web.hub import Hub
from upperback.web.live_protocol import LiveProtocol
from upperback.web.setup import LOCAL_HOSTS, SampleClip, Setup
from upperback.web.training_desk import TrainingDesk
from upperback.wiring.clock import wall_clock
from upperback.wiring.journal import Training, open_training

DEFAULT_PORT = 8765
_SAMPLES = HERE / "samples"
# A frame with its silhouette is 66 kB; what is far larger is not even read to its end.
_WS_MAX_BYTES = 1_000_000
_GIVE_WAY_S = 0.0005
_EVERYWHERE = "0.0.0.0"  # noqa: S104 - what --lan asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to listen; with ``lan`` other machines may come in, by HTTPS and a code."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    lan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the server is: on this machine, and in the network (None without).

    Whom a browser in the network meets there is told by the certificate's fingerprint.
    """

    here: str
    network: str | None
    fingerprint: str | None
    port_was_taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who tells the person: where the server is, and each new code."""

    ready: Callable[[Addresses], None]
    code: Callable[[str], None]


def serve(place: Place, reporter: Reporter, *, journal: str | Path | None = None) -> None:
    """Serve until a signal stops it."""
    if not place.lan and not is_loopback(place.host):
        raise LiveError(
            f"{place.host}: expected an address of this machine, such as 127.0.0.1; "
            "with --lan other machines may come in, by HTTPS and a code"
        )
    stated = str(journal) if journal is not None else None
    with (
        open_training(stated) as training,
        wiring.live_sessions_of(training.journal) as sessions,
        asyncio.Runner(loop_factory=_loop_factory()) as runner,
    ):
        runner.run(_serve(place, reporter, sessions, desk_of(training)))


def desk_of(training: Training) -> TrainingDesk:
    """Return what the pages of programme and progress work with on this machine."""
    return TrainingDesk(
        training=training,
        removals=Removals(training.journal, _new_id),
        now=wall_clock,
        new_id=_new_id,
    )


def setup_for(
    sessions: LiveSessions,
    *,
    hosts: frozenset[str],
    code: OneTimeCode | None,
    desk: TrainingDesk | None = None,
) -> Setup:
    """Return what the application is made of on this machine.

    Without a desk nobody plans: sessions begin with the exercises' own doses.
    """
    return Setup(
        sessions=sessions,
        plan=_planner(sessions, desk),
        desk=desk,
        camera_svg=camera_svg,
        muscles_svg=_muscles_svg,
        model=_model(),
        samples=_samples(sessions),
        hosts=hosts,
        code=code,
    )


def _planner(sessions: LiveSessions, desk: TrainingDesk | None) -> Callable[[Wishes], Today]:
    if desk is None:
        return lambda wishes: plan_of_today(sessions.exercises, wishes)
    planning = desk.training.planning
    return lambda wishes: planned_today(planning, sessions.exercises, wishes, desk.now())


class CoachServer(uvicorn.Server):
    """Closes the live sockets itself, with the protocol's code; signals are somebody else's."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Close the live sockets, then everything else."""
        await self._hub.close_all()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone: two servers may run side by side."""
        yield


def server_config(app: ASGIApp, *, lifespan: bool, certificate: Path | None) -> uvicorn.Config:
    """Return how uvicorn serves the application."""
    return uvicorn.Config(
        app,
        lifespan="on" if lifespan else "off",
        ws=LiveProtocol,
        ws_max_size=_WS_MAX_BYTES,
        # Frames do not compress, and deflating them takes longer than the engine.
        ws_per_message_deflate=False,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        ssl_certfile=certificate,
        ssl_keyfile=certificate,
    )


async def _serve(
    place: Place, reporter: Reporter, sessions: LiveSessions, desk: TrainingDesk
) -> None:
    networks = lan_addresses() if place.lan else ()
    hosts = LOCAL_HOSTS | {place.host, *networks}
    code: OneTimeCode | None = None
    if place.lan:
        hosts |= {gethostname(), f"{gethostname()}.local"}
        code = OneTimeCode(now_s=time.monotonic, announce=reporter.code)
    app = create_app(setup_for(sessions, desk=desk, hosts=hosts, code=code))
    here = listen(place.host if is_loopback(place.host) else "127.0.0.1", place.port)
    servers = [(CoachServer(server_config(app, lifespan=True, certificate=None), _hub(app)), here)]
    network: str | None = None
    fingerprint: str | None = None
    if place.lan:
        there = listen(_EVERYWHERE, here.getsockname()[1] + 1)
        certificate = _certificate(hosts)
        fingerprint = fingerprint_of(certificate)
        config = server_config(app, lifespan=False, certificate=certificate)
        servers.append((CoachServer(config, _hub(app)), there))
        if networks:
            network = f"https://{networks[0]}:{there.getsockname()[1]}/"
    port = here.getsockname()[1]
    addresses = Addresses(
        here=f"http://{here.getsockname()[0]}:{port}/",
        network=network,
        fingerprint=fingerprint,
        port_was_taken=place.port not in (0, port),
    )
    settle()
    _stop_on_signals([server for server, _ in servers])
    reporter.ready(addresses)
    await asyncio.gather(*(server.serve(sockets=[each]) for server, each in servers))


def settle() -> None:
    """Keep the event loop from waiting: for the garbage collector, and for the journal's thread."""
    # Going through all that was loaded takes 0.1 s.
    gc.collect()
    gc.freeze()
    # A thread that computes gives way after this long; 5 ms would be a frame's whole time.
    sys.setswitchinterval(_GIVE_WAY_S)


def _stop_on_signals(servers: list[CoachServer]) -> None:
    def stop() -> None:
        for server in servers:
            # Asked twice, nobody waits for slow clients.
            server.force_exit = server.should_exit
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(each, stop)
        except NotImplementedError:
            signal.signal(each, lambda *_: loop.call_soon_threadsafe(stop))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop where there is one: it is twice as quick with sockets."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _hub(app: ASGIApp) -> Hub:
    hub: Hub = app.state.coach.hub  # type: ignore[attr-defined]
    return hub


def _certificate(hosts: frozenset[str]) -> Path:
    from platformdirs import user_data_path

    return certificate_for(hosts, user_data_path("upperback"))


def _new_id() -> str:
    return str(uuid4())


def _muscles_svg(exercise: Exercise) -> str:
    return muscles_svg(exercise_muscles(exercise), title=f"Muscles: {exercise.title}")


def _model() -> PoseModelFile | None:
    try:
        return pose_model_file(*wiring.pose_model())
    except ModelFileError:
        return None


def _samples(sessions: LiveSessions) -> tuple[SampleClip, ...]:
    files = {file.stem: file for file in _SAMPLES.glob("*.mp4")}
    return tuple(
        SampleClip(name=name, title=exercise.title, exercise=name, path=files[name])
        for name, exercise in sessions.exercises.items()
        if name in files
    )
