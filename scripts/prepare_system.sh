#!/usr/bin/env bash
# Check the tools and install the system libraries that set-up needs.
# Usage: scripts/prepare_system.sh PYTHON [PROGRAM...]   (each PROGRAM named as its Debian package)
set -euo pipefail

python=$1
programs=("${@:2}")

# What the wheels load but do not carry: the library, and the Debian package that has it.
libraries=(
    "libEGL.so.1:libegl1"              # libmediapipe.so
    "libGLESv2.so.2:libgles2"          # libmediapipe.so
    "libGL.so.1:libgl1"                # cv2, which mediapipe imports
    "libgthread-2.0.so.0:libglib2.0-0" # cv2
)

fail() {
    echo "upperback: $*" >&2
    exit 1
}

check_python() {
    command -v "$python" >/dev/null ||
        fail "Python 3.11 or newer is needed, '$python' is not there; on Debian: apt-get install python3 (or name another: make PYTHON=python3.12 ...)"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python 3.11 or newer is needed, '$python' is $("$python" -c 'import platform; print(platform.python_version())'); name a newer one: make PYTHON=python3.12 ..."
}

check_node() {
    local hint="it fetches the weights of the pose model; see https://nodejs.org"
    command -v node >/dev/null || fail "Node 20 or newer is needed, 'node' is not there; $hint"
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' ||
        fail "Node 20 or newer is needed, 'node' is $(node --version); $hint"
    command -v npm >/dev/null || fail "npm is needed (it comes with Node), 'npm' is not there; $hint"
}

loads() {
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

has_program() {
    case $1 in
        # Debian keeps PostgreSQL's programs off the path.
        postgresql) command -v initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb" ;;
        *) command -v "$1" ;;
    esac >/dev/null
}

missing_packages() {
    local entry
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    for entry in "${programs[@]}"; do
        has_program "$entry" || echo "$entry"
    done
    [ "$(uname -s)" = Linux ] || return 0 # elsewhere the wheels need nothing more
    for entry in "${libraries[@]}"; do
        loads "${entry%%:*}" || echo "${entry#*:}"
    done
}

install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || fail "system packages are missing; install them, then run make again: sudo apt-get install $*"
        as_root=(sudo -n)
    fi
    echo "upperback: installing system packages: $*"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

check_python
check_node
packages=$(missing_packages | tr '\n' ' ')
if [ -n "$packages" ]; then
    command -v apt-get >/dev/null ||
        fail "system packages are missing; install what your system calls these (Debian's names), then run make again: $packages"
    # shellcheck disable=SC2086 # a list of names
    install_packages $packages
fi
