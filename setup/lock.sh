#!/bin/sh
# Writes requirements.txt: every version and every file's hash, for every platform, no index address.
# The locking tool lives in a throw-away environment and is itself locked in setup/lock-tool.txt.
set -eu
cd "$(dirname "$0")/.."
tool=build/lock-tool
[ -x "$tool/bin/uv" ] || {
    python3 -m venv --clear "$tool"
    "$tool/bin/python" -m pip install --quiet --quiet --disable-pip-version-check \
        --require-hashes --only-binary :all: -r setup/lock-tool.txt
}
compile() {
    "$tool/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
        --annotation-style line --custom-compile-command "make lock" "$@"
}
compile ${UPGRADE:+--upgrade} pyproject.toml --group dev setup/build.in -o requirements.txt
compile ${UPGRADE:+--upgrade} setup/lock-tool.in -o setup/lock-tool.txt
