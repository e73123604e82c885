"""What the web application is given: built by the wiring, or by a test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from upperback.exercises.definition import Exercise
from upperback.services.live_plan import Today, Wishes
from upperback.services.live_sessions import LiveSessions
from upperback.web.access import OneTimeCode
from upperback.web.documents import Document
from upperback.web.files import PAGE_FOLDER, PoseModelFile
from upperback.web.hub import Hub
from upperback.web.live_socket import Limits
from upperback.web.training_desk import TrainingDesk

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleClip:
    """A clip to try the coach with."""

    name: str
    title: str
    exercise: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the application is made of.

    Attributes
    ----------
    sessions, plan
        The use cases.
    camera_svg, muscles_svg
        Drawings of an exercise.
    model
        The pose model that pages load.
    samples
        Clips to try the coach with.
    has_journal
        Whether anything is remembered.
    desk
        What the pages of programme and progress work with; None where there are none.
    hosts
        Names and addresses this server answers to.
    code
        The way in from the network; None where only this machine may come in.
    page_folder
        Where the built page lies.
    limits
        What a live connection may do.
    """

    sessions: LiveSessions
    plan: Callable[[Wishes], Today]
    camera_svg: Callable[[Exercise], str]
    muscles_svg: Callable[[Exercise], str]
    model: PoseModelFile | None
    samples: tuple[SampleClip, ...] = ()
    has_journal: bool = True
    desk: TrainingDesk | None = None
    hosts: frozenset[str] = LOCAL_HOSTS
    code: OneTimeCode | None = None
    page_folder: Path = PAGE_FOLDER
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coach:
    """What requests share."""

    hub: Hub
    plan: Callable[[Wishes], Today]
    camera_svg: Callable[[Exercise], str]
    muscles_svg: Callable[[Exercise], str]
    info: Document
