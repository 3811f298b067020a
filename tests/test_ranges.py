"""Parts of what a server serves, for browsers that seek."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from build_tools.site.ranges import with_ranges


def digits(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response(environ.get("STATUS", "200 OK"), [("Content-Type", "audio/ogg"), ("Content-Length", "10")])
    return iter([b"012", b"3456", b"789"])


def ask(asked: str | None, **environ: str) -> tuple[str, dict[str, str], bytes]:
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> object:
        told.append((status, headers))
        return None

    body = with_ranges(digits)({**environ, **({"HTTP_RANGE": asked} if asked else {})}, start_response)  # type: ignore[arg-type]
    ((status, headers),) = told
    return status, dict(headers), b"".join(body)


@pytest.mark.parametrize(
    ("asked", "part", "where"),
    [
        ("bytes=0-", b"0123456789", "bytes 0-9/10"),
        ("bytes=2-4", b"234", "bytes 2-4/10"),
        ("bytes=3-6", b"3456", "bytes 3-6/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ],
)
def test_a_part_is_sent_alone(asked: str, part: bytes, where: str) -> None:
    headers = {"Content-Type": "audio/ogg", "Content-Length": str(len(part)), "Content-Range": where}
    assert ask(asked) == ("206 Partial Content", headers, part)


@pytest.mark.parametrize("asked", [None, "bytes=-3", "bytes=1-2,4-5", "bytes=10-", "bytes=4-2", "lines=1-2"])
def test_whatever_else_is_asked_for_gets_the_whole(asked: str | None) -> None:
    assert ask(asked) == ("200 OK", {"Content-Type": "audio/ogg", "Content-Length": "10"}, b"0123456789")


def test_what_is_no_file_is_passed_on() -> None:
    assert ask("bytes=2-4", STATUS="404 Not Found")[0] == "404 Not Found"


def test_what_was_opened_is_closed() -> None:
    closed: list[bool] = []

    def blocks() -> Iterator[bytes]:
        try:
            yield from (b"ab", b"cd")
        finally:
            closed.append(True)

    def served(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", "4")])
        return blocks()

    assert b"".join(with_ranges(served)({"HTTP_RANGE": "bytes=1-1"}, lambda *_: lambda _: None)) == b"b"
    assert closed == [True]
