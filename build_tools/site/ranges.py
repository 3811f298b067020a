"""What a server answers to the part of it that was asked for, as browsers do that seek in a recording (RFC 9110, 14).

The server of `mkdocs serve` always sends whole files; with these a browser can go to any moment of a long recording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_ASKED = re.compile(r"bytes=(?P<first>\d+)-(?P<last>\d*)")
"""One part from a place on; what asks for anything else gets the whole."""
_LENGTH = "content-length"


def with_ranges(whole: WSGIApplication) -> WSGIApplication:
    """The same application, which also answers requests for one part of what it serves."""

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = _ASKED.fullmatch(environ.get("HTTP_RANGE", ""))
        if asked is None:
            return whole(environ, start_response)
        answer: list[tuple[str, list[tuple[str, str]]]] = []

        def keep(status: str, headers: list[tuple[str, str]], *_: object) -> object:
            answer.append((status, headers))
            return None

        body = whole(environ, keep)  # type: ignore[arg-type]
        status, headers = answer[0]
        size = next((int(value) for name, value in headers if name.lower() == _LENGTH), 0)
        first, last = int(asked["first"]), min(int(asked["last"] or size), size - 1)
        if not status.startswith("200") or not first <= last:
            start_response(status, headers)
            return body
        own = [(name, value) for name, value in headers if name.lower() != _LENGTH]
        part = [("Content-Length", str(last + 1 - first)), ("Content-Range", f"bytes {first}-{last}/{size}")]
        start_response("206 Partial Content", [*own, *part])
        return _part(body, first, last + 1)

    return serve


def _part(body: Iterable[bytes], start: int, end: int) -> Iterator[bytes]:
    """The bytes of a body from one place up to another."""
    at = 0
    try:
        for block in body:
            wanted = block[max(start - at, 0) : end - at]
            at += len(block)
            if wanted:
                yield wanted
            if at >= end:
                return
    finally:
        getattr(body, "close", lambda: None)()
