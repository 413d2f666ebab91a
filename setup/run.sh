#!/bin/sh
# Starts the kiosk on the display there is; without one, files a visit through the off-screen window.
set -eu
cd "$(dirname "$0")/.."
case "$(uname -s)" in
Darwin | MINGW* | MSYS* | CYGWIN*) display=yes ;;
*) display=${WAYLAND_DISPLAY:-${DISPLAY:-}} ;;
esac
if [ -n "$display" ]; then
    exec .venv/bin/kiosk "$@"
fi
echo "run: there is no display, so one visit is filed off-screen; its files go to build/demo"
QT_QPA_PLATFORM=offscreen exec .venv/bin/kiosk demo --headless --out build/demo
