"""Checks every QML file: qmllint finds nothing, qmlformat changes nothing.

`python -m setup.lint_qml` describes the Python types first; `--fix` rewrites untidy files.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setup import qmltypes

ROOT = qmltypes.ROOT
TREES = ("kiosk/ui", "tests")
IMPORTS = (qmltypes.BUILT, ROOT / "kiosk" / "ui" / "qml")
TOOLS = Path(sys.executable).parent


def qml_files() -> list[Path]:
    return sorted(path for tree in TREES for path in (ROOT / tree).rglob("*.qml"))


def lint(files: list[Path]) -> bool:
    """Run qmllint over `files`, every warning an error; its findings go to this output."""
    folders = [part for folder in IMPORTS for part in ("-I", str(folder))]
    command = [str(TOOLS / "pyside6-qmllint"), "-W", "0", *folders, *map(str, files)]
    answer = subprocess.run(
        command,
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    wrapper = f"returned {answer.returncode}"  # PySide6's launcher repeats the whole command
    for line in answer.stdout.splitlines():
        if not line.endswith(wrapper):
            sys.stdout.write(f"{line}\n")
    return answer.returncode == 0


def formatted(file: Path) -> str:
    """The text of `file` as qmlformat writes it."""
    command = [str(TOOLS / "pyside6-qmlformat"), str(file)]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return answer.stdout


def badly_formatted(files: list[Path], *, fix: bool) -> list[Path]:
    """Those of `files` that qmlformat would change, rewritten when `fix` is set."""
    with ThreadPoolExecutor() as pool:
        texts = list(pool.map(formatted, files))
    changed = [
        (file, text)
        for file, text in zip(files, texts, strict=True)
        if file.read_text(encoding="utf-8") != text
    ]
    for file, text in changed if fix else []:
        file.write_text(text, encoding="utf-8", newline="\n")
    return [file for file, _ in changed]


def main() -> int:
    qmltypes.main()
    files = qml_files()
    if not files:
        sys.stdout.write("qml: no files yet\n")
        return 0
    fix = "--fix" in sys.argv
    untidy = badly_formatted(files, fix=fix)
    for file in untidy:
        verb = "rewritten" if fix else "not formatted; run: python -m setup.lint_qml --fix"
        sys.stdout.write(f"{file.relative_to(ROOT)}: {verb}\n")
    clean = lint(files)
    sys.stdout.write(f"qml: {len(files)} files, {'clean' if clean else 'with warnings'}\n")
    return 0 if clean and (fix or not untidy) else 1


if __name__ == "__main__":
    sys.exit(main())
