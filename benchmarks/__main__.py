"""`python -m benchmarks [NAME...] --json`: every figure beside its peer, one JSON object a line."""

import argparse
import json
import sys

from benchmarks import answer_commit, effort, first_frame, intake, queue, search, visit
from benchmarks.figures import Figure, Measure
from benchmarks.link import rows

BENCHMARKS: dict[str, Measure] = {
    "first_frame": first_frame.measure,
    "answer_commit": answer_commit.measure,
    "visit": visit.measure,
    "queue": queue.measure,
    "search": search.measure,
    "intake": intake.measure,
}
LONG: dict[str, Measure] = {"link": rows.measure, "effort": effort.measure}
"""Minutes each, so run only when named."""
IN_FULL: dict[str, Measure] = {"link": rows.measure_in_full}


def main() -> int:
    """Run the named benchmarks, or all quick ones. Exit code 1 when a goal is missed."""
    measures = BENCHMARKS | LONG
    known = ", ".join(measures)
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {known}; default: all quick ones"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per figure")
    parser.add_argument("--full", action="store_true", help="every row, where there are more")
    wanted = parser.parse_args()
    if wanted.full:
        measures |= IN_FULL
    for name in wanted.names:
        if name not in measures:
            parser.error(f"no benchmark {name!r}; there are {known}")
    missed = False
    for name in wanted.names or BENCHMARKS:
        for figure in measures[name]():
            missed = missed or not figure.met
            print(json.dumps(figure.to_json()) if wanted.json else _said(figure), flush=True)
    return int(missed)


def _said(figure: Figure) -> str:
    verdict = "met" if figure.met else "MISSED"
    bound = "≥" if figure.least else "≤"
    return (
        f"{figure.figure}: {figure.value} {figure.unit}, {figure.ratio:.2f} × {figure.against} "
        f"({figure.against_value}); goal {figure.judged_by} {bound} {figure.goal}: {verdict}"
    )


if __name__ == "__main__":
    sys.exit(main())
