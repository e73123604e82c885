#!/usr/bin/env bash
# Rebuild requirements/*.lock: every package pinned, with the hashes of all platforms, for
# Python 3.11 and newer, and no index address. Needs a network.
# Usage: scripts/lock.sh [--upgrade]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=build/lock-tools
[ -x "$tools/bin/uv" ] || {
    "${PYTHON:-python3}" -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv
}

compile() {
    # --no-config and the cleared variables keep this machine's own indexes out of the lock.
    env -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_DEFAULT_INDEX -u UV_FIND_LINKS \
        "$tools/bin/uv" --no-config pip compile --quiet \
        --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"
}

compile "$@" pyproject.toml --output-file requirements/runtime.lock
compile "$@" pyproject.toml --group pyproject.toml:dev \
    --constraint requirements/runtime.lock --output-file requirements/dev.lock
