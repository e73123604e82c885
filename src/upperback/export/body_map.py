"""The body map as data: outline, regions of muscles, and the names that exercises use."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

import numpy as np

from upperback.errors import UnknownMuscleError
from upperback.export.svg_shapes import Points

BodySide = Literal["front", "back"]
BODY_SIDES: tuple[BodySide, ...] = get_args(BodySide)
HEIGHT = 400.0
"""Of the figure, in the units of the map; x = 0 is its middle line."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Region:
    """A muscle as seen from one side: the shapes on one half of the body."""

    name: str
    view: BodySide
    shapes: tuple[Points, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BodyMap:
    """Half a body: its outline from crown to crotch, its regions, and their other names."""

    outline: Points
    regions: tuple[Region, ...]
    names: Mapping[str, tuple[str, ...]]

    def regions_of(self, muscle: str) -> tuple[str, ...]:
        """Return the names of the regions of a muscle; empty if it is not on the map."""
        own = {region.name for region in self.regions}
        return (muscle,) if muscle in own else self.names.get(muscle, ())

    def require(self, muscle: str) -> tuple[str, ...]:
        """Return the names of the regions of a muscle.

        Raises
        ------
        UnknownMuscleError
            If it is not on the map; the text lists the names.
        """
        found = self.regions_of(muscle)
        if not found:
            known = ", ".join(sorted({*self.names, *(region.name for region in self.regions)}))
            raise UnknownMuscleError(f"no muscle {muscle!r} on the map; expected one of: {known}")
        return found


@cache
def body_map() -> BodyMap:
    """Read the map that comes with the package."""
    file = resources.files("upperback.export") / "drawings" / "body_map.toml"
    values = tomllib.loads(file.read_text(encoding="utf-8"))
    return BodyMap(
        outline=np.array(values["outline"], float),
        regions=tuple(
            Region(
                name=row["name"],
                view=row["view"],
                shapes=tuple(np.array(shape, float) for shape in row["shapes"]),
            )
            for row in values["region"]
        ),
        names={name: tuple(regions) for name, regions in values["names"].items()},
    )


def mirrored(points: Points) -> Points:
    """Return the points on the other half of the body."""
    return points * (-1.0, 1.0)
