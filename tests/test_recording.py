"""A recording: who plays it, how a moment of it is addressed, what may be loaded for it, when its words are spoken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.model.model import Span
from build_tools.model.recording import Recording, moment_address, recognize
from build_tools.model.timecode import TimeCode
from build_tools.site.catalog import load_catalog
from build_tools.site.exports.web_annotations import render_web_annotations
from build_tools.site.moments import Moments, Timed, write_line
from build_tools.site.recording import embed_address, frame_sources, media_sources
from tests.conftest import add_recording
from tests.test_moments import merge, pages_of

AT = TimeCode(231_900)
TUBE = "https://tube.example/w/6mkZ4rVMKHQWqEYHeKsjwn"


@pytest.mark.parametrize(
    ("url", "kind", "address"),
    [
        ("https://youtube.com/watch?v=X", "youtube", "https://youtube.com/watch?v=X&t=231s"),
        ("https://www.youtube.com/watch?v=a_b-c&t=9s&list=L", "youtube", "https://www.youtube.com/watch?v=a_b-c&list=L&t=231s"),
        ("https://youtu.be/X", "youtube", "https://youtu.be/X?t=231"),
        ("https://youtu.be/X?si=abc#x", "youtube", "https://youtu.be/X?si=abc&t=231"),
        ("https://www.youtube.com/live/X", "youtube", "https://www.youtube.com/live/X?t=231s"),
        ("https://www.youtube-nocookie.com/embed/X", "youtube", "https://www.youtube-nocookie.com/embed/X?start=231"),
        ("https://www.youtube.com/about", "page", "https://www.youtube.com/about#t=231"),
        ("https://www.youtube.com/watch?list=L", "page", "https://www.youtube.com/watch?list=L#t=231"),
        ("https://vimeo.com/76979871", "vimeo", "https://vimeo.com/76979871#t=231s"),
        ("https://vimeo.com/channels/talks/76979871", "vimeo", "https://vimeo.com/channels/talks/76979871#t=231s"),
        ("https://vimeo.com/about", "page", "https://vimeo.com/about#t=231"),
        (TUBE, "peertube", f"{TUBE}?start=231s"),
        ("https://tube.example/w/p/6mkZ4rVMKHQWqEYHeKsjwn", "page", "https://tube.example/w/p/6mkZ4rVMKHQWqEYHeKsjwn#t=231"),
        ("https://x.com/i/broadcasts/1", "page", "https://x.com/i/broadcasts/1"),
        ("https://twitter.com/a/status/1", "page", "https://twitter.com/a/status/1"),
        ("https://x.example/talk.mp3", "audio", "https://x.example/talk.mp3#t=231"),
        ("https://x.example/talk.MP4?a=1", "video", "https://x.example/talk.MP4?a=1#t=231"),
        ("https://x.example/talk", "page", "https://x.example/talk#t=231"),
        ("../media/talk.ogg", "audio", "../media/talk.ogg#t=231"),
    ],
)  # fmt: skip
def test_who_plays_it_and_how_a_moment_is_addressed(url: str, kind: str, address: str) -> None:
    assert recognize(url).kind == kind
    assert moment_address(url, AT) == address


@pytest.mark.parametrize(
    ("url", "pattern", "address"),
    [
        ("https://x.example/talk", "?t={seconds}s", "https://x.example/talk?t=231s"),
        ("https://youtu.be/X", "?from={seconds}", "https://youtu.be/X?from=231"),
        ("https://x.com/a/status/1", "?t={seconds}", "https://x.com/a/status/1?t=231"),
    ],
)
def test_what_the_edition_says_of_a_moment_goes_first(url: str, pattern: str, address: str) -> None:
    recording = Recording(url, None, pattern)
    assert recording.address_at(AT, url) == address
    assert recording.has_moments


def test_a_post_has_no_moments() -> None:
    assert not Recording("https://x.com/a/status/1", None, None).has_moments
    assert Recording("https://youtu.be/X", None, None).has_moments


@pytest.mark.parametrize(
    ("url", "embed", "frames", "media"),
    [
        (
            "https://www.youtube.com/watch?v=X",
            "https://www.youtube-nocookie.com/embed/X?enablejsapi=1&playsinline=1&rel=0",
            ("https://www.youtube-nocookie.com",),
            (),
        ),
        ("https://vimeo.com/7/0a1b2c3d", "https://player.vimeo.com/video/7?dnt=1&h=0a1b2c3d", ("https://player.vimeo.com",), ()),
        (
            "https://player.vimeo.com/video/7?h=0a1b2c",
            "https://player.vimeo.com/video/7?dnt=1&h=0a1b2c",
            ("https://player.vimeo.com",),
            (),
        ),
        (
            "https://tube.example:8443/videos/watch/52a10666-3a18-4e73-93da-e8d3c12c305a",
            "https://tube.example:8443/videos/embed/52a10666-3a18-4e73-93da-e8d3c12c305a?api=1&warningTitle=0&p2p=0",
            ("https://tube.example:8443",),
            (),
        ),
        ("https://x.example/talk.mp3", None, (), ("https://x.example",)),
        ("https://x.com/a/status/1", None, (), ()),
    ],
)  # fmt: skip
def test_what_a_page_may_load(url: str, embed: str | None, frames: tuple[str, ...], media: tuple[str, ...]) -> None:
    recording = Recording(url, None, None)
    assert embed_address(recording.played) == embed
    assert (frame_sources(recording), media_sources(recording)) == (frames, media)


def test_a_file_of_the_edition_loads_from_nowhere_else() -> None:
    recording = Recording(None, "media/talk.mp3", None)
    assert (frame_sources(recording), media_sources(recording)) == ((), ())
    assert (frame_sources(None), media_sources(None)) == ((), ())


def test_the_line_counts_as_a_script_does() -> None:
    timed = [Timed(Span(0, 3), 1000, 1500), Timed(Span(5, 7), 1400, 1800), Timed(Span(8, 9), 2000, None)]
    assert write_line("🚢 a. b c", timed) == "0 100 50 6 -10 40 3 20 -1"


def moments(edition: Path) -> Moments:
    return Moments(merge(edition))


def test_words_are_spoken_when_their_file_says(spoken: Path) -> None:
    found = moments(spoken)
    assert found.line("t01.p1", "en") == "0 0 27 5 0 21 3 0 12 4 0 22 4 0 41 6 0 49"
    assert found.begins("t02.p1") == TimeCode(2115)
    assert found.begins("h1.p1") is None
    assert found.line("h1.p1", "en") == ""


def test_a_text_without_times_goes_by_those_of_the_other(spoken: Path) -> None:
    found = moments(spoken)
    text = found.merged.edition.source_text.paragraphs["t02.p1"].text
    assert found.of("t02.p1", "zh-Hant") == (Timed(Span(0, len(text)), 2115, 12_707),)


def test_without_times_of_words_a_paragraph_lasts_to_the_next(ferry: Path) -> None:
    path = ferry / "docs/transcript/zh-Hant.md"
    text = path.read_text("utf-8").replace("{#t01}", "{#t01 time=00:00:05}")
    path.write_text(text.replace("座位的數目", "{time=00:00:12.500}\n座位的數目"), "utf-8")
    found = moments(ferry)
    assert found.line("t01.p1", "en") == "0 500 750"
    assert found.line("t02.p1", "en") == ""
    assert found.line("t02.p2", "zh-Hant") == "0 1250 -1"


def test_a_claim_knows_when_its_words_are_spoken(spoken: Path) -> None:
    found = moments(spoken)
    seats = found.merged.annotations["forty-seats"]
    stretch = found.quoted(seats)
    assert stretch
    assert (stretch.fragment, stretch.exact) == ("t=9.309,11.042", True)
    assert found.quoted_line(seats, "en", "40 seats on board") == "0 931 41 3 0 40 6 0 24 3 0 68"
    assert found.quoted_line(seats, "zh-Hant", "座位") == ""


def test_words_without_times_are_those_of_their_paragraph(ferry: Path) -> None:
    path = ferry / "docs/transcript/zh-Hant.md"
    path.write_text(path.read_text("utf-8").replace("{#t02}", "{#t02 time=00:00:05}"), "utf-8")
    found = moments(ferry)
    stretch = found.quoted(found.merged.annotations["forty-seats"])
    assert stretch
    assert (stretch.fragment, stretch.exact) == ("t=5", False)
    assert found.quoted(found.merged.annotations["what-the-group-is"]) is None


def test_the_pages_lead_to_the_file_of_the_edition(spoken: Path) -> None:
    pages = pages_of(spoken, "zh-Hant")
    assert 'src="../media/ferry.ogg"' in pages["transcript/index.md"]
    assert 'src="../../media/ferry.ogg#t=9.309,11.042"' in pages["claims/forty-seats.md"]


def test_the_data_point_into_the_file_of_the_edition(spoken: Path) -> None:
    path = spoken / "docs/transcript/zh-Hant.md"
    path.write_text(path.read_text("utf-8").replace("座位的數目", "{time=00:00:13.107}\n座位的數目"), "utf-8")
    page = render_web_annotations(merge(spoken), load_catalog("en"), "https://a.example/b/")
    targets = [target for item in json.loads(page.content)["first"]["items"] for target in item["target"]]
    found = [
        (t["source"], t["selector"][0]["value"]) for t in targets if t["selector"][0]["type"] == "FragmentSelector"
    ]
    assert found == [("https://a.example/b/media/ferry.ogg", "t=13.107")]


def test_a_post_is_a_link_and_no_player(ferry: Path) -> None:
    pages = pages_of(add_recording(ferry, "{url: 'https://x.com/a/status/1'}"))
    page = pages["transcript/index.md"]
    assert 'id="player"' not in page
    assert '<a class="time" href="https://x.com/a/status/1"' in page
    assert "0:13 in the recording; its address cannot name the moment" in page
    assert '<a href="https://x.com/a/status/1" rel="noopener noreferrer">The recording, at x.com</a>' in page
    assert 'id="player"' not in pages["claims/forty-seats.md"]
