"""Time codes on the transcript page, with a recording and without."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from build_tools.build import build
from build_tools.site.setting import Setting
from tests.test_web_annotations import MODEL

DAY = date(2026, 11, 23)


def transcript_page(edition: Path, language: str = "en") -> str:
    site = build(edition, Setting(language, DAY, DAY))
    return next(page.content for page in site.pages if page.path == "transcript/index.md")


@pytest.fixture
def timed(ferry: Path) -> Path:
    """The small edition with two time codes: a turn's, and one for its second paragraph."""
    path = ferry / "docs/transcript/zh-Hant.md"
    text = path.read_text("utf-8").replace("{#t02}", "{#t02 time=01:00:07}")
    path.write_text(text.replace("座位的數目", "{time=01:01:12.500}\n座位的數目"), "utf-8")
    return ferry


def record(edition: Path, recording: str) -> None:
    with (edition / "annotations/edition.yml").open("a", encoding="utf-8") as file:
        file.write(recording)


def test_a_time_alone_where_no_recording_is_known(timed: Path) -> None:
    page = transcript_page(timed)
    assert page.count('class="time"') == 2
    assert '<span class="time">1:00:07</span>' in page
    assert '<span class="time">1:01:12</span>' in page
    assert "{time=" not in page


def test_a_time_leads_to_the_recording(timed: Path) -> None:
    record(timed, "recording: {url: 'https://ferry.example/talk.mp3'}\n")
    page = transcript_page(timed, "zh-Hant")
    assert 'href="https://ferry.example/talk.mp3#t=3607"' in page
    assert 'href="https://ferry.example/talk.mp3#t=3672"' in page
    assert 'aria-label="由 1:00:07 起播放錄音"' in page


def test_a_site_of_its_own_way_to_name_a_moment(timed: Path) -> None:
    record(timed, "recording: {url: 'https://ferry.example/watch?v=1', time: '&t={seconds}s'}\n")
    assert 'href="https://ferry.example/watch?v=1&amp;t=3607s"' in transcript_page(timed)


def test_without_time_codes_nothing_is_shown(ferry: Path) -> None:
    assert 'class="time"' not in transcript_page(ferry)


def test_the_annotations_as_data_point_into_the_recording(timed: Path) -> None:
    def moments() -> list[object]:
        pages = {page.path: page.content for page in build(timed, Setting("en", DAY, DAY)).pages}
        data = json.loads(pages["data/annotations.jsonld"])
        assert list(MODEL.iter_errors(data)) == []
        (item,) = [a for a in data["first"]["items"] if a["id"].endswith("#note-what-the-group-is")]
        return [t for t in item["target"] if t["selector"][0]["type"] == "FragmentSelector"]

    assert moments() == []
    record(timed, "recording: {url: 'https://ferry.example/talk.mp3'}\n")
    selector = {
        "type": "FragmentSelector",
        "conformsTo": "http://www.w3.org/TR/media-frags/",
        "value": "t=3672.5",
    }
    assert moments() == [
        {"type": "SpecificResource", "source": "https://ferry.example/talk.mp3", "selector": [selector]}
    ]
