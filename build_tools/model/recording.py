"""Where the interview can be heard or seen, to who plays it there and how a moment of it is addressed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

from build_tools.model.place import NOWHERE, Place
from build_tools.model.timecode import TimeCode

AUDIO = ("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac")
VIDEO = ("mp4", "m4v", "webm", "ogv")
"""How files end that browsers play by themselves."""

_PART = r"[^./\\:?#%<>\"\s][^/\\:?#%<>\"\x00-\x1f]*"
MEDIA_PATH = rf"(?!transcript/)(?:{_PART}/)*{_PART}\.(?:{'|'.join((*AUDIO, *VIDEO))})"
"""The path of a file of the docs folder that browsers play, as an expression: no part of it is hidden or leads up."""

Kind = Literal["audio", "video", "youtube", "vimeo", "peertube", "page"]
"""Who plays it: the browser, the player of a host, or, of a `page`, nobody but the page itself."""

_YOUTUBE = ("youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com", "youtu.be")
_YOUTUBE_PATH = re.compile(r"/(?:(?:live|embed|shorts|v)/)?(?P<id>[\w-]{1,32})/?", re.ASCII)
_VIMEO = ("vimeo.com", "www.vimeo.com", "player.vimeo.com")
_VIMEO_PATH = re.compile(
    r"/(?:(?:video|channels/[\w-]+|groups/[\w-]+/videos)/)?(?P<id>\d{1,20})(?:/(?P<secret>[0-9a-f]{6,40}))?/?", re.ASCII
)
_PEERTUBE_PATH = re.compile(
    r"/(?:w|videos/(?:watch|embed))/(?P<id>[1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?"
)
"""PeerTube runs on anybody's host; its addresses have a UUID, or the same in base 58."""
_MOMENTLESS = ("x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com")
"""The hosts of posts, whose addresses take no moment."""
_OWN_MOMENT = ("t", "start", "time_continue")


@dataclass(frozen=True, slots=True)
class Played:
    """Who plays a recording, and by what name it is known there."""

    kind: Kind
    host: str = ""
    id: str = ""
    secret: str = ""
    """What Vimeo asks for besides, where not everybody may see it."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Where the interview can be heard or seen: on the web, or in a file of the edition."""

    url: str | None
    file: str | None
    """The path of the file from the docs folder."""
    time: str | None
    """What follows its address for a moment of it, with `{seconds}` for the whole seconds from its start."""
    place: Place = field(default=NOWHERE, compare=False)
    """Where the file is named."""

    @property
    def played(self) -> Played:
        """Who plays it."""
        return recognize(self.url or f"/{self.file}")

    @property
    def has_moments(self) -> bool:
        """Whether a moment of it has an address."""
        return self.time is not None or self.played.host not in _MOMENTLESS

    def address_at(self, time: TimeCode, address: str) -> str:
        """The address of a moment of the recording, which itself is at `address`; of a post the post's."""
        written = self.time.replace("{seconds}", str(time.seconds)) if self.time else None
        return address + written if written else moment_address(address, time)


@cache
def recognize(url: str) -> Played:
    """Who plays what is at an address; an address without a host is that of a file of the site."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in _YOUTUBE and (id := _youtube_id(parts)):
        return Played("youtube", host, id)
    if host in _VIMEO and (found := _VIMEO_PATH.fullmatch(parts.path)):
        secret = found["secret"] or next(iter(parse_qs(parts.query).get("h", ())), "")
        return Played("vimeo", host, found["id"], secret if re.fullmatch(r"[0-9a-f]{6,40}", secret) else "")
    if parts.scheme == "https" and (found := _PEERTUBE_PATH.fullmatch(parts.path)):
        return Played("peertube", parts.netloc.rpartition("@")[2], found["id"])
    ending = parts.path.rpartition(".")[2].lower()
    return Played("audio" if ending in AUDIO else "video" if ending in VIDEO else "page", host)


def moment_address(address: str, time: TimeCode) -> str:
    """The address of a moment of what is at `address`, in the form that its host takes.

    A moment that the address names already is taken out. Where the host is not known,
    or the file is the edition's, the form is that of the Media Fragments (W3C, temporal
    dimension); the posts of X take none.
    """
    played, parts = recognize(address), urlsplit(address)
    match played.kind:
        case "youtube":
            form = "start={}" if parts.path.startswith("/embed/") else "t={}" if played.host == "youtu.be" else "t={}s"
        case "peertube":
            form = "start={}s"
        case "vimeo":
            return parts._replace(fragment=f"t={time.seconds}s").geturl()
        case _:
            return address if played.host in _MOMENTLESS else f"{address.partition('#')[0]}#t={time.seconds}"
    kept = [part for part in parts.query.split("&") if part and part.partition("=")[0] not in _OWN_MOMENT]
    return parts._replace(query="&".join([*kept, form.format(time.seconds)]), fragment="").geturl()


def _youtube_id(parts: SplitResult) -> str | None:
    if parts.path.rstrip("/") == "/watch":
        (id, *_) = parse_qs(parts.query).get("v", [""])
        return id if re.fullmatch(r"[\w-]{1,32}", id, re.ASCII) else None
    found = _YOUTUBE_PATH.fullmatch(parts.path)
    short = parts.hostname == "youtu.be"
    return found["id"] if found and short == (parts.path.count("/") == 1) else None
