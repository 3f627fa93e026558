"""Python's garbage collector, told to rest while very many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Inside this block, or a function decorated with it, the collector doesn't run.

    A year makes a million small objects and frees none: looking through them again and again cost 30 % of reading and
    folding it (measured). The collector of a process is one for all threads; it rests for seconds at most.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
