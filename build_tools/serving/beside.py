"""A piece of work to the same in a process beside this one, so that both cores of a machine are used.

What it logs and what it raises is passed on when it is waited for. Where processes cannot be forked, the work is done
then, in this one.
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

LOGGER = "mkdocs"
"""What MkDocs and its plugins log to; in strict mode MkDocs counts the warnings there."""


class BesideError(Exception):
    """The work failed; carries what was said of it."""


class Beside:
    """Work that was begun and is waited for later."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._process: BaseProcess | None = None
        if sys.platform == "linux":
            self._answer, end = multiprocessing.Pipe(duplex=False)
            self._process = multiprocessing.get_context("fork").Process(target=_run, args=(work, end), daemon=True)
            self._process.start()
            end.close()

    def wait(self) -> None:
        """Wait for the end; raises `BesideError` where the work did."""
        if self._process is None:
            self._work()
            return
        try:
            told: _Told = self._answer.recv()
        except EOFError:
            raise BesideError("the process that made another language ended before its time") from None
        self._process.join()
        for name, level, message in told.records:
            logging.getLogger(name).log(level, "%s", message)
        if told.failure is not None:
            raise BesideError(told.failure)

    def stop(self) -> None:
        """End the work, if it is not needed any more."""
        if self._process is not None:
            self._process.terminate()


@dataclass(frozen=True, slots=True)
class _Told:
    """What a process tells when it ends."""

    records: list[tuple[str, int, str]]
    failure: str | None


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.name, record.levelno, record.getMessage()))


def _run(work: Callable[[], None], end: Connection) -> None:
    collector = _Collector()
    logging.getLogger(LOGGER).handlers = [collector]
    logging.getLogger(LOGGER).propagate = False
    failure = None
    try:
        work()
    except SystemExit as stop:
        failure = str(stop)
    except Exception:
        failure = traceback.format_exc()
    end.send(_Told(collector.records, failure))
    end.close()
