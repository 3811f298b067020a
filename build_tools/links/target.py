"""A web address to the one public host that may be asked for it, or to the reason why nobody is asked.

Whoever sends a source decides which address a machine of ours calls. So only HTTP and HTTPS at their own ports are
spoken, no name or password is sent along, and a host with an address in a private network is never connected to.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Addresses that lead to those of IPv4 in their last 32 bits (RFC 6052)."""


class NoAnswerError(Exception):
    """A host was not asked, or gave no answer; the message is the one word by which a look says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of which host."""

    scheme: str
    host: str
    """A name in ASCII, or an IP address without brackets."""
    port: int
    path: str
    """With the query, as it stands in the first line of a request."""

    @property
    def site(self) -> str:
        """The host, with its port where that is not the scheme's own, as the `Host` field has it (RFC 9110, 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and site, under which a host's robots.txt stands."""
        return f"{self.scheme}://{self.site}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


def parse_target(url: str, *, is_private_allowed: bool = False) -> Target:
    """The target of a web address; raises `NoAnswerError` where it may not be asked."""
    try:
        parts = parse_url(url)
    except LocationParseError:
        raise NoAnswerError("address") from None
    if parts.scheme not in PORTS or not parts.host or parts.auth:
        raise NoAnswerError("address")
    port = parts.port or PORTS[parts.scheme]
    if port != PORTS[parts.scheme] and not is_private_allowed:
        raise NoAnswerError("port")
    path = Url(path=parts.path or "/", query=parts.query).url
    return Target(parts.scheme, parts.host.strip("[]"), port, path)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, wrapped IPv4 addresses included."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _inner(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
