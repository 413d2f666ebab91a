"""The long run of faults (`python -m tests.faults --seed 7`), one JSON line per kind."""

import argparse
import json
import sys

from tests.faults import points
from tests.faults.disk import disk_rounds
from tests.faults.hub_power import hub_cut_rounds
from tests.faults.killing import kill_rounds
from tests.faults.power import MEGABYTES, cut_rounds, unable

CUTS = (cut_rounds, hub_cut_rounds)


def main() -> int:
    """Exit code 1 when anything was lost, stands twice or is damaged."""
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000, help="kills (default 1000)")
    parser.add_argument("--cuts", type=int, default=25, help="power cuts of each file system")
    parser.add_argument("--disks", type=int, default=25, help="rounds on a disk that fails")
    parser.add_argument("--seed", type=int, default=7, help="repeats a run's choices")
    wanted = parser.parse_args()
    figures = [kill_rounds(wanted.rounds, wanted.seed)] if wanted.rounds else []
    why_not = unable()
    if why_not and wanted.cuts:
        sys.stderr.write(f"no power cuts: {why_not}\n")
    elif wanted.cuts:
        for kind in MEGABYTES:
            figures += [rounds(kind, wanted.cuts, wanted.seed) for rounds in CUTS]
    why_not = points.unable()
    if why_not and wanted.disks:
        sys.stderr.write(f"no failing disks: {why_not}\n")
    elif wanted.disks:
        figures.append(disk_rounds(wanted.disks, wanted.seed))
    for figure in figures:
        sys.stdout.write(json.dumps(figure) + "\n")
    return int(any(one[kind] for one in figures for kind in ("lost", "duplicated", "corrupt")))


if __name__ == "__main__":
    sys.exit(main())
