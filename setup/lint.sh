#!/bin/sh
# Runs every static check to its end and says which failed.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=

check() {
    name=$1
    shift
    echo "lint: $name"
    "$@" || failed="$failed $name;"
}

check "ruff check" "$bin/ruff" check --quiet .
check "ruff format" "$bin/ruff" format --check --quiet .
check "mypy --strict" "$bin/mypy" --no-error-summary
check "mypy --strict of setup" "$bin/mypy" --no-error-summary --config-file setup/mypy.ini
check "import-linter" "$bin/lint-imports" --no-logo
check "qmllint, qmlformat" env QT_QPA_PLATFORM=offscreen "$bin/python" -m setup.lint_qml

if [ -n "$failed" ]; then
    echo "lint: FAILED:$failed" >&2
    exit 1
fi
echo "lint: all passed"
