"""Second tries for what the machine did: a folder that did not answer, a network disk that came back.

Only errors of input and output that pass by themselves; a step that failed by its own fault would fail again.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

TRIES = 3
SECONDS_BETWEEN = 20
_PASSING = frozenset(
    {
        errno.EIO,
        errno.EAGAIN,
        errno.EBUSY,
        errno.ESTALE,
        errno.ETIMEDOUT,
        errno.EHOSTDOWN,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ENOLCK,
    }
)


@contextmanager
def tried_again() -> Iterator[None]:
    """Around a step: an error of the machine that passes is tried again.

    Raises:
        dg.RetryRequested: Dagster runs the step again after a while, a few times.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _PASSING:
            raise
        raise dg.RetryRequested(max_retries=TRIES - 1, seconds_to_wait=SECONDS_BETWEEN) from error
