"""The recording to what plays it on a page: a file of the edition or of another host, or the player of a host.

Nothing of another host is loaded before a reader asks. `frame_sources` and `media_sources` are all that the
pages of an edition can ever load from elsewhere, for whoever writes the site's Content-Security-Policy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.model.recording import Kind, Played, Recording
from build_tools.model.timecode import TimeCode
from build_tools.site.moments import Moments

EMBED_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
"""The hosts whose players a page may show when a reader asks; beside them stands the edition's own PeerTube, if any."""

_NAMES = {"youtube": "YouTube", "vimeo": "Vimeo"}


def embed_address(played: Played) -> str | None:
    """The address of a host's player that answers to messages; None where no host's player plays it."""
    match played.kind:
        case "youtube":
            return f"{EMBED_HOSTS[0]}/embed/{played.id}?enablejsapi=1&playsinline=1&rel=0"
        case "vimeo":
            secret = f"&h={played.secret}" if played.secret else ""
            return f"{EMBED_HOSTS[1]}/video/{played.id}?dnt=1{secret}"
        case "peertube":
            return f"https://{played.host}/videos/embed/{played.id}?api=1&warningTitle=0&p2p=0"
        case _:
            return None


def frame_sources(recording: Recording | None) -> tuple[str, ...]:
    """The hosts whose frames the pages of an edition may show, as in `https://host`: that of its recording, if any."""
    embed = embed_address(recording.played) if recording else None
    return (_origin(embed),) if embed else ()


def media_sources(recording: Recording | None) -> tuple[str, ...]:
    """The other hosts from which the pages of an edition may play a file, as in `https://host`."""
    elsewhere = recording is not None and recording.url is not None and recording.played.kind in ("audio", "video")
    return (_origin(recording.url),) if elsewhere and recording and recording.url else ()


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3])


@dataclass(frozen=True)
class RecordingView:
    """The recording on one page."""

    merged: MergedEdition
    recording: Recording
    to: Callable[[str], str]
    """A link to an address of the site that works on this page."""

    @property
    def kind(self) -> Kind:
        """`audio`, `video`, the host whose player plays it, or `page`, where nothing on this site can."""
        return self.recording.played.kind

    @property
    def has_moments(self) -> bool:
        """Whether a link can lead to a moment of it."""
        return self.recording.has_moments

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is on another host, so that nothing of it is loaded before a reader asks."""
        return self.recording.file is None

    @property
    def source(self) -> str:
        """Where it is: its file as a link that works on this page, or its address."""
        file = self.recording.file
        return self.to(urls.media_address(file)) if file else self.recording.url or ""

    @property
    def embed(self) -> str | None:
        """The address of the host's player."""
        return embed_address(self.recording.played)

    @property
    def site(self) -> str:
        """What readers call the site that has it."""
        return _NAMES.get(self.kind, self.recording.played.host)

    @property
    def loads_from(self) -> str:
        """The host from which the player or the file is loaded; empty where it is the site itself, or nothing is."""
        found = (*frame_sources(self.recording), *media_sources(self.recording))
        return found[0].partition("//")[2] if found else ""

    def at(self, time: TimeCode) -> str:
        """A link to a moment of it."""
        return self.recording.address_at(time, self.source)

    @cached_property
    def moments(self) -> Moments:
        """When the words are spoken."""
        return Moments(self.merged)
