#!/bin/sh
# Makes this machine able to run and test the kiosk: system packages, then .venv from the lock.
# Says one sentence and stops when it cannot. A second run only compares and takes about a second.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
stamp=$venv/.prepared

stop() {
    echo "setup: $*" >&2
    exit 1
}

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Prints the first choice of every requirement of packages.debian.txt that has no choice installed.
missing_packages() {
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' packages.debian.txt | while IFS= read -r requirement; do
        met=no
        for choice in $(echo "$requirement" | tr '|' ' '); do
            if installed "$choice"; then met=yes; fi
        done
        [ "$met" = yes ] || echo "$requirement"
    done
}

# The first choice this release of Debian offers, for each requirement read.
offered_packages() {
    while IFS= read -r requirement; do
        chosen=
        for choice in $(echo "$requirement" | tr '|' ' '); do
            if [ -z "$chosen" ] && apt-cache show "$choice" >/dev/null 2>&1; then chosen=$choice; fi
        done
        echo "${chosen:-${requirement%% *}}"
    done
}

one_line() {
    tr '\n' ' ' | sed 's/ *$//'
}

prepare_packages() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        [ "$(uname -s)" = Linux ] && [ -z "${SKIP_PACKAGES:-}" ] || return 0
        stop "this is not a Debian system, so install what packages.debian.txt names with your own" \
            "package manager, then run: make setup SKIP_PACKAGES=1"
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        [ -z "${SKIP_PACKAGES:-}" ] || return 0
        first=$(echo "$missing" | sed 's/ .*//' | one_line)
        stop "these Debian packages are missing: $first; install them with:" \
            "sudo apt-get install --no-install-recommends $first"
    fi
    echo "setup: installing Debian packages: $(echo "$missing" | one_line)"
    log=$(mktemp)
    if ! {
        apt-get update && wanted=$(echo "$missing" | offered_packages | one_line) &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $wanted
    } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        stop "apt-get could not install these packages: $(echo "$missing" | one_line)"
    fi
    rm -f "$log"
}

# The first interpreter that every locked package has wheels for.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
            >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
}

# What the environment was made from; when none of it changed there is nothing to do.
recipe() {
    pwd
    "$python" -V
    cat requirements.txt pyproject.toml
}

prepare_environment() {
    python=$(find_python)
    [ -n "$python" ] || stop "Python 3.11 to 3.14 with venv is needed and was not found" \
        "(on Debian: apt-get install python3 python3-venv)"
    mkdir -p build
    recipe >build/recipe
    if "$venv/bin/python" -c '' 2>/dev/null && cmp -s build/recipe "$stamp"; then return 0; fi
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 ||
        { [ -f "$stamp" ] && [ "$(head -n 2 "$stamp")" != "$(head -n 2 build/recipe)" ]; }; then
        "$python" -m venv --clear "$venv" || stop "the Python environment $venv could not be made"
    fi
    rm -f "$stamp"
    echo "setup: installing the locked Python packages into $venv (the first time takes minutes)"
    pip="$venv/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet"
    $pip install --retries 8 --only-binary :all: --require-hashes -r requirements.txt ||
        stop "the Python packages of requirements.txt could not be installed; nothing else was changed," \
            "so check the network and run make setup again"
    $pip install --no-deps --no-build-isolation --no-index -e . ||
        stop "this project could not be installed into $venv"
    cp build/recipe "$stamp"
}

# The upload programs of other people that tests and benchmarks speak with; the kiosk needs none.
prepare_peers() {
    peers=tests/peers
    cmp -s "$peers/package-lock.json" "$peers/node_modules/.prepared" && return 0
    if ! command -v npm >/dev/null 2>&1; then
        echo "setup: npm was not found; tests against other upload programs will be skipped" >&2
        return 0
    fi
    npm ci --prefix "$peers" --no-audit --no-fund --loglevel=error ||
        stop "the upload programs of $peers/package-lock.json could not be installed"
    cp "$peers/package-lock.json" "$peers/node_modules/.prepared"
}

prepare_packages
prepare_environment
prepare_peers
