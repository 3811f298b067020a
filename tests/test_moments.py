"""Time codes on the transcript page, with a recording and without."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from build_tools.edition.merge import MergedEdition
from build_tools.rules.examine import check
from build_tools.site.catalog import load_catalog
from build_tools.site.exports.web_annotations import render_web_annotations
from build_tools.site.pages import render_pages
from tests.test_web_annotations import MODEL

DAY = date(2026, 11, 23)


def merge(edition: Path) -> MergedEdition:
    found = check(edition, today=DAY)
    assert found.problems == ()
    assert found.edition
    return MergedEdition(found.edition, found.anchors, DAY)


def pages_of(edition: Path, language: str = "en") -> dict[str, str]:
    """The pages of an edition's site by their paths, without pictures, data and search."""
    pages = render_pages(merge(edition), load_catalog(language), cards={}, site_url="/", edit_base=None)
    return {page.path: page.content for page in pages}


def transcript_page(edition: Path, language: str = "en") -> str:
    return pages_of(edition, language)["transcript/index.md"]


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
        data = json.loads(render_web_annotations(merge(timed), load_catalog("en"), "https://a.example/").content)
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
