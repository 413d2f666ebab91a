"""A kiosk process that can be killed: goes on with the visit and says each step it stands at.

Run as `python -m tests.support.visiting_process DATA`. Before acting on a step it prints one JSON
line {"step", "answers", "pages"}; at the end {"done": receipt number}.
"""

import json
import sys
from pathlib import Path

from kiosk.demo.visiting import begin, finish, go_on
from tests.support.kiosk_window import OpenKiosk, open_kiosk


def main(data: Path) -> None:
    with open_kiosk(data) as kiosk:
        if not kiosk.counter.desk.busy:
            begin(kiosk.play)
        while kiosk.play.visitor.step != "done":
            say(stand(kiosk))
            go_on(kiosk.play)
        say(stand(kiosk))
        say({"done": finish(kiosk.play)})


def stand(kiosk: OpenKiosk) -> dict[str, object]:
    filing = kiosk.counter.desk.visit.filing
    return {
        "step": kiosk.play.visitor.step,
        "answers": len(filing.answers),
        "pages": sum(len(pages) for pages in filing.pages.values()),
    }


def say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
