"""Everything slow to load, loaded once in the process all others are forked from."""

import hub.cli
import hub.server  # noqa: F401
import kiosk.app.tenure  # noqa: F401
import tests.faults.counter_work  # noqa: F401
from tests.support.booth import reference

reference()
