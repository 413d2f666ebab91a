"""Uploads nobody came back to: given up after a while, so that half-sent papers do not pile up.

The tus expiration extension. Whoever still wants to send gets 410 and begins anew.
"""

import asyncio
import logging

from starlette.concurrency import run_in_threadpool

from hub.upstream import Upstream

logger = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0


async def keep_expiring(upstream: Upstream) -> None:
    """Give up expired uploads now and every hour, until cancelled."""
    while True:
        try:
            await expire(upstream)
        except OSError as problem:
            logger.warning("uploads were not looked over: %s", problem.strerror)
        await asyncio.sleep(EVERY_SECONDS)


async def expire(upstream: Upstream) -> int:
    """Give up the uploads that have expired; how many. Raises OSError.

    Each is taken out of the hands of whoever writes to it, then looked at once more: bytes that
    came meanwhile save it.
    """
    uploads, given_up = upstream.uploads, 0
    now = upstream.config.now()
    for upload in await run_in_threadpool(uploads.expired, now):
        async with upstream.turns.take(upload.id):
            if uploads.expires(upload) <= now and await run_in_threadpool(uploads.drop, upload):
                given_up += 1
    if given_up:
        logger.info("%d uploads had expired", given_up)
    return given_up
