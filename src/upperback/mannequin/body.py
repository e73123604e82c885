"""How long the mannequin's segments are.

Lengths between joint centres default to shares of stature after de Leva (1996),
Adjustments to Zatsiorsky-Seluyanov's segment inertia parameters, J Biomech 29,
men of 1.741 m, because a pose model marks joint centres too. (The older table of
Drillis and Contini in Winter's Biomechanics measures the upper arm from the
acromion and gives 0.186 instead of 0.162.)
"""

from dataclasses import dataclass

_SHARES = {
    "shoulder_width_m": 0.215,  # the rendered bodies of bench/dev have 0.21
    "hip_width_m": 0.120,  # bench/dev 0.12
    "trunk_m": 0.296,
    "neck_m": 0.105,  # to the ear, a little below the eye's 0.936 (Winter figure 4.1)
    "upper_arm_m": 0.162,
    "forearm_m": 0.154,
    "hand_m": 0.108,
    "thigh_m": 0.243,
    "shank_m": 0.249,
    "foot_m": 0.148,
    "ankle_height_m": 0.039,  # Winter figure 4.1
    "trunk_depth_m": 0.120,  # sagittal, from the outlines of bench/dev
    "head_m": 0.130,  # chin 0.870 to crown (Winter figure 4.1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Segment lengths of one person.

    Attributes
    ----------
    stature_m
        Standing height; positive. Lengths left at None follow from it.
    shoulder_width_m, hip_width_m
        Between the joint centres.
    trunk_m
        Middle of the hips to middle of the shoulders, along a straight spine.
    neck_m
        Middle of the shoulders to the middle of the ears.
    upper_arm_m, forearm_m, hand_m, thigh_m, shank_m, foot_m
        Between joint centres; the hand to the finger tips, the foot heel to toe.
    ankle_height_m
        Ankle joint above the sole.
    trunk_depth_m
        Front to back thickness of the trunk, the same all along the spine.
    head_m
        Chin to crown.

    Examples
    --------
    >>> round(Body(stature_m=2.0).length("upper_arm_m"), 3)
    0.324
    >>> Body(upper_arm_m=0.3).length("upper_arm_m")
    0.3
    """

    stature_m: float = 1.75
    shoulder_width_m: float | None = None
    hip_width_m: float | None = None
    trunk_m: float | None = None
    neck_m: float | None = None
    upper_arm_m: float | None = None
    forearm_m: float | None = None
    hand_m: float | None = None
    thigh_m: float | None = None
    shank_m: float | None = None
    foot_m: float | None = None
    ankle_height_m: float | None = None
    trunk_depth_m: float | None = None
    head_m: float | None = None

    def __post_init__(self) -> None:
        for name in ("stature_m", *_SHARES):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ValueError(f"{name}: expected a positive length, got {value}")

    def length(self, name: str) -> float:
        """Length of one segment.

        Parameters
        ----------
        name
            An attribute of this class, such as ``"upper_arm_m"``.

        Returns
        -------
        float
            Metres: the length given, else the usual share of stature.

        Raises
        ------
        KeyError
            If there is no such segment.
        """
        share = _SHARES[name]
        given = getattr(self, name)
        return float(share * self.stature_m if given is None else given)
