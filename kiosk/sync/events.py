"""Events of the hub: pulled page by page from the cursor, checked, in the hub's order."""

from itertools import pairwise

from dossier.wire import HubEvents
from kiosk.journey.ports import Outbox
from kiosk.sync.client import HubClient
from kiosk.sync.errors import HubBusy


def pull(client: HubClient, outbox: Outbox) -> HubEvents:
    """The next page after the outbox's cursor; empty when there is nothing new.

    Raises HubBusy when the page does not continue where we stand: skipping or repeating cursors
    would lose or double an official change.
    """
    since = outbox.cursor()
    page = client.events(since, outbox.epoch())
    if not follows(page, since):
        raise HubBusy
    return page


def follows(page: HubEvents, since: int) -> bool:
    """Whether a page goes on from the cursor `since` in the hub's order."""
    cursors = [since, *(event.cursor for event in page.events)]
    grows = all(earlier < later for earlier, later in pairwise(cursors))
    return grows and page.next >= cursors[-1]


def apply(page: HubEvents, outbox: Outbox) -> bool:
    """Store a page and its cursor; whether there was anything, so that more may follow."""
    if page.events:
        outbox.apply(page.events, page.next)
    return bool(page.events)
