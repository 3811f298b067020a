"""A save to the order in which the sites are made anew: the page that is looked at first, all else after it.

What a request asks for is waited for, if it is still to be made, so that nobody sees what is out of date.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("edition")

Make = Callable[[str, str | None], bool]
"""Makes a page of the site of a name anew, by its address there, or all of it; says whether it was all of it."""
App = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""What answers the requests of a browser (PEP 3333)."""


class Preview:
    """What is out of date, and who makes it when."""

    def __init__(self, sites: Mapping[str, str], *, read: Callable[[], None], make: Make) -> None:
        """`sites` are the names of the sites, each with the address under which it stands, "" for the first.

        `read` reads the edition anew, which stands for all that is made until the next save.
        """
        self._sites = dict(sites)
        self._read = read
        self._make = make
        self._stale: set[str] = set()
        self._fresh: set[tuple[str, str]] = set()
        """Pages that were made before the rest of their site."""
        self._seen: tuple[str, str] = (next(iter(sites)), "")
        """The page that was last asked for: its site, and its address there."""
        self._turn = 0
        """How many saves there were."""
        self._changed = threading.Condition()
        self._making = threading.Lock()

    def begin(self, stale: Iterable[str]) -> threading.Thread:
        """Make what is out of date at the start, behind everything else."""
        self._stale = set(stale)
        return self._make_rest_behind()

    def save(self) -> None:
        """Make what is looked at, and then, behind it, the rest; returns when the first is there."""
        with self._changed:
            self._turn += 1
            self._stale, self._fresh = set(self._sites), set()
        with self._making, self._giving_up():
            site, page = self._seen
            self._read()
            self._note(site, None if self._make(site, page) else page)
        self._make_rest_behind()

    def finish(self) -> None:
        """Make the rest, unless a save comes first."""
        turn = self._turn
        with self._making, self._giving_up():
            while self._stale and turn == self._turn:
                site = self._seen[0] if self._seen[0] in self._stale else min(self._stale)
                self._make(site, None)
                if turn == self._turn:
                    self._note(site, None)

    def _note(self, site: str, page: str | None) -> None:
        """Tell those who wait that a page is there, or all of a site."""
        with self._changed:
            if page is None:
                self._stale.discard(site)
            else:
                self._fresh.add((site, page))
            self._changed.notify_all()

    def wait(self) -> None:
        """Wait until nothing is out of date."""
        with self._changed:
            self._changed.wait_for(lambda: not self._stale)

    def answering(self, app: App, mount: str) -> App:
        """The same app, which waits for what is out of date, and remembers which page was asked for."""

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if not path.startswith(mount) or path.startswith("/livereload/"):
                return app(environ, start_response)
            while True:
                turn = self._turn
                self._await(path.removeprefix(mount))
                begun: list[tuple[Any, ...]] = []
                body = app(environ, partial(_keep, begun))
                if turn == self._turn:
                    start_response(*begun[0])
                    return body

        return answer

    def asked(self, path: str) -> tuple[str, str]:
        """Note what was asked for, by its address from the root of all sites; its site, and its address there."""
        site = max((s for s, start in self._sites.items() if path.startswith(start)), key=lambda s: self._sites[s])
        address = path.removeprefix(self._sites[site])
        if not address or address.endswith(("/", ".html")):
            self._seen = (site, address)
        return site, address

    def _await(self, path: str) -> None:
        site, address = self.asked(path)
        fixed = address.startswith("assets/") and not address.startswith("assets/cards/")
        with self._changed:
            self._changed.wait_for(lambda: fixed or site not in self._stale or (site, address) in self._fresh)

    def _make_rest_behind(self) -> threading.Thread:
        thread = threading.Thread(target=self._finish_or_say_why, daemon=True)
        thread.start()
        return thread

    def _finish_or_say_why(self) -> None:
        try:
            self.finish()
        except SystemExit as stop:
            log.error("the rest of the site could not be made: %s", stop)
        except Exception:
            log.exception("the rest of the site could not be made")

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        """Where something cannot be made, what was there is served, until the next save."""
        turn = self._turn
        try:
            yield
        except BaseException:
            with self._changed:
                if turn == self._turn:
                    self._stale.clear()
                    self._changed.notify_all()
            raise


def _keep(answers: list[tuple[Any, ...]], *answer: Any) -> None:
    answers.append(answer)
