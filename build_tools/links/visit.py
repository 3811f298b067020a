"""A target to the answer of its host: the status and a few fields, in bounded time; the only module that calls hosts.

A name is looked up once, each address that it has is held to be public, and the connection goes to one of these,
so that no second look-up can lead elsewhere. Certificates are checked for the name all the same.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from build_tools.links.target import NoAnswerError, Target, is_public

MAX_ADDRESSES = 4
"""How many addresses of one host are tried before it counts as not reached."""
_FIELDS = {"Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered."""

    status: int
    location: str | None = None
    """Where it leads, as the host wrote it."""
    retry_after: str | None = None
    body: bytes = b""
    """As much of the body as was asked for; nothing more is read."""
    is_whole: bool = True
    """Whether that is all of it."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Calls hosts, one at a time."""

    agent: str
    """The `User-Agent` field, with the address of those who ask."""
    seconds: float = 20
    """How long one answer may take in all, from the first connection on."""
    is_private_allowed: bool = False
    """Whether hosts of private networks and of this machine may be called, as tests do."""

    def ask(self, target: Target, *, most: int = 0) -> Answer:
        """The answer to a GET, with at most so many bytes of its body; raises `NoAnswerError` where there is none."""
        address = self._addresses(target)
        for last, each in ((each == address[-1], each) for each in address):
            try:
                return self._ask_at(each, target, most)
            except _NotReachedError as error:
                if last:
                    raise NoAnswerError(str(error)) from None
        raise NoAnswerError("name")

    def _addresses(self, target: Target) -> list[str]:
        """The IP addresses of a host; one that is not public forbids all."""
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NoAnswerError("name") from None
        addresses = [str(entry[4][0]) for entry in found]
        if not self.is_private_allowed and not all(map(is_public, addresses)):
            raise NoAnswerError("private")
        return list(dict.fromkeys(addresses))[:MAX_ADDRESSES]

    def _ask_at(self, address: str, target: Target, most: int) -> Answer:
        connection = _connection(address, target, self.seconds / 2)  # connected, or given up, before the time is up
        with _deadline(connection, self.seconds) as deadline, contextlib.closing(connection):
            try:
                _connect(connection)
                deadline.taken = connection.sock  # the answer takes it from the connection
                fields = {**_FIELDS, "Host": target.site, "User-Agent": self.agent}
                connection.request("GET", target.path, headers=fields, preload_content=False, decode_content=False)
                answer = _answer(connection.getresponse(), most)
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                if deadline.is_over or isinstance(error, TimeoutError):
                    raise NoAnswerError("timeout") from None
                raise NoAnswerError(_reason(error)) from None
        if deadline.is_over:  # fields that were cut read like fields that ended
            raise NoAnswerError("timeout")
        return answer


class _NotReachedError(Exception):
    """Nobody took the connection; another address of the host may."""


def _connection(address: str, target: Target, seconds: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    return HTTPSConnection(address, target.port, timeout=seconds, server_hostname=target.host)


def _connect(connection: HTTPConnection) -> None:
    try:
        connection.connect()
    except ssl.SSLError:
        raise
    except NewConnectionError:  # a kind of the next one
        raise _NotReachedError("refused") from None
    except ConnectTimeoutError:
        raise _NotReachedError("timeout") from None


def _answer(response: BaseHTTPResponse, most: int) -> Answer:
    body = response.read(most + 1) if most else b""
    fields = response.headers
    return Answer(
        response.status, fields.get("Location"), fields.get("Retry-After"), body[:most], is_whole=len(body) <= most
    )


@dataclass
class _Deadline:
    """Cuts a connection when the time is up, however slowly bytes drip in."""

    connection: HTTPConnection
    taken: socket.socket | None = None
    is_over: bool = False

    def cut(self) -> None:
        """Make every call that waits for the other side return."""
        self.is_over = True
        if waiting := self.taken or self.connection.sock:
            with contextlib.suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _deadline(connection: HTTPConnection, seconds: float) -> Iterator[_Deadline]:
    deadline = _Deadline(connection)
    timer = threading.Timer(seconds, deadline.cut)
    timer.daemon = True
    timer.start()
    try:
        yield deadline
    finally:
        timer.cancel()


def _reason(error: Exception) -> str:
    """The word for what went wrong between two machines."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, ssl.SSLError):
        return "tls"
    return "broken"
