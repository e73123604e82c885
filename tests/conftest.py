"""What all tests share: how hypothesis searches, and where the team's clips lie."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"

# The default run gives the same verdict every time; HYPOTHESIS_PROFILE=search looks further.
# No deadline: the time of one example says nothing on a busy machine.
settings.register_profile("same-every-time", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same-every-time"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of clips and photographs with known truth, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the clips with known truth in ../shared, which is not here")
    return SHARED
