"""Files that the page loads: itself, the demonstrations, the sample clips, the pose model."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from upperback.web.pages import missing_page

HERE = Path(__file__).resolve().parent
PAGE_FOLDER = HERE / "static"
DEMO_FOLDER = HERE / "media"
_YEAR = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseModelFile:
    """The pose model that pages load."""

    path: Path
    name: str
    size: int
    sha256: str

    @property
    def url(self) -> str:
        """Address that changes with the content, so that it may be kept for good."""
        return f"/model/pose_landmarker.task?v={self.sha256[:12]}"


def pose_model_file(path: Path, name: str) -> PoseModelFile:
    """Describe a pose model."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return PoseModelFile(path=path, name=name, size=len(content), sha256=digest)


def demo_url(exercise: str) -> str | None:
    """Return the address of the demonstration of an exercise; None if there is none."""
    file = f"{exercise}.mp4"
    return f"/media/{file}" if (DEMO_FOLDER / file).is_file() else None


def poster_of(clip: Path) -> Path:
    """Return where the picture of a sample clip lies, if there is one."""
    return clip.with_suffix(".webp")


def model_response(request: Request, model: PoseModelFile) -> Response:
    """Answer with the pose model, or that the page has it already."""
    etag = f'"{model.sha256}"'
    headers = {"ETag": etag, "Cache-Control": _YEAR}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(model.path, media_type="application/octet-stream", headers=headers)


class PageFiles(StaticFiles):
    """The built page; its named assets may be kept, the rest is asked for anew.

    A file that lies there compressed too, as ``NAME.gz``, is sent like that.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._folder = folder

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file, or say that the page was not built."""
        if not (self._folder / "index.html").is_file():
            return missing_page()
        name = "index.html" if path == "." else path
        takes_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if takes_gzip and self.lookup_path(f"{name}.gz")[1] is not None:
            response = await super().get_response(f"{name}.gz", scope)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Type"] = _kind_of(name)
        else:
            response = await super().get_response(path, scope)
        # Vite writes the content's hash into the names of what lies in assets.
        response.headers["Cache-Control"] = _YEAR if path.startswith("assets/") else _ASK_AGAIN
        response.headers["Vary"] = "Accept-Encoding"
        return response


def _kind_of(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
