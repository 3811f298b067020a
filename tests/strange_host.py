"""A host on this machine that answers as strangers' hosts do: with redirects, loops, silence, too much and too slowly."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

Fields = Mapping[str, str]
CERTIFICATE = Path(__file__).parent / "certificates/localhost.crt"
"""For the name localhost, signed by itself; its key lies beside it and opens nothing else."""


class StrangeHost(http.server.ThreadingHTTPServer):
    """Answers as told for each path, and remembers who asked for what."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, Fields, bytes] | Callable[[_Handler], None]] = {}
        """For a path its status, fields and body, or what is done instead; 404 for all others."""
        self.asked: list[str] = []
        """The paths that were asked for, in order."""
        self.fields: dict[str, str] = {}
        """The fields of the newest request."""
        self.over = threading.Event()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it stands, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str, status: int = 200, body: bytes = b"", **fields: str) -> str:
        """Answer so for a path; its whole address."""
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in fields.items()}, body)
        return self.address + path

    def act(self, path: str, act: Callable[[_Handler], None]) -> str:
        """Do something else for a path; its whole address."""
        self.answers[path] = act
        return self.address + path

    def lock(self) -> None:
        """Speak TLS from now on, with a certificate that nobody has reason to trust."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_suffix(".key"))
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: whoever asks hangs up in the middle here."""

    def close(self) -> None:
        """Stop, with all that is still dripping."""
        self.over.set()
        self.shutdown()
        self.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    server: StrangeHost

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.fields = dict(self.headers.items())
        found = self.server.answers.get(self.path, (404, {}, b""))
        if callable(found):
            found(self)
            return
        status, fields, body = found
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **fields}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def say_nothing(handler: _Handler) -> None:
    """Take the request and never answer."""
    handler.server.over.wait(20)


def hang_up(handler: _Handler) -> None:
    """Close the connection without an answer."""
    handler.connection.close()


def speak_otherwise(handler: _Handler) -> None:
    """Answer in no language of the web."""
    handler.wfile.write(b"220 ferry ESMTP\r\n")


def drip_fields(handler: _Handler) -> None:
    """An answer whose fields never end, each byte in time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b"a")


def drip_body(handler: _Handler) -> None:
    """An answer whose body never ends, each byte in time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b"a")


def pour(handler: _Handler) -> None:
    """An answer of a thousand million bytes; what is taken of it is remembered as `poured`."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
    handler.server.fields["poured"] = "0"
    for sent in range(0, 1_000_000_000, 1 << 20):
        handler.server.fields["poured"] = str(sent)
        handler.wfile.write(bytes(1 << 20))
