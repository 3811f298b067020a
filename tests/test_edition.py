"""The published edition keeps the promises: nothing lost, everything where it belongs."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Annotation
from build_tools.rules.coverage import find_gaps
from build_tools.rules.examine import check
from build_tools.today import utc_today
from tests.conftest import ROOT

AS_OF = date(2026, 11, 29)
LANGUAGES = ("en", "zh-Hant")


@cache
def edition() -> MergedEdition:
    """The repository's own edition."""
    checked = check(ROOT, today=utc_today())
    assert checked.problems == ()
    assert checked.edition is not None
    return MergedEdition(checked.edition, checked.anchors, AS_OF)


class _Page(HTMLParser):
    """The text of the elements with a class, the ids, the links and the loaded resources of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._depth = 0
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [value for key, value in attrs if key == "id" and value]
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag == "p" and "text" in (found.get("class") or "").split():
            self.texts.append((found.get("lang") or "", ""))
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            language, text = self.texts[-1]
            self.texts[-1] = (language, text + data)


@pytest.mark.parametrize("prefix", ["", "zh-Hant/"])
def test_every_paragraph_stands_on_the_transcript_page_once_unchanged(site: Path, prefix: str) -> None:
    page = _Page(site / f"{prefix}transcript/index.html")
    wanted = {(id, p.text) for t in edition().edition.transcripts for id, p in t.paragraphs.items()}
    assert Counter(text for _, text in page.texts) == Counter(text for _, text in wanted)
    for id, _ in wanted:
        assert page.ids.count(id) == 1


@pytest.mark.parametrize("prefix", ["", "zh-Hant/"])
def test_every_annotation_stands_in_the_transcript_on_its_topics_and_on_its_kinds_page(site: Path, prefix: str) -> None:
    transcript = _Page(site / f"{prefix}transcript/index.html")
    topics = {id: _Page(site / f"{prefix}topics/{id}/index.html") for id in edition().topics}
    corrections = _Page(site / f"{prefix}corrections/index.html")
    for a in edition().annotations.values():
        assert transcript.ids.count(f"note-{a.id}") == 1
        for ref in a.topics:
            assert topics[ref.id].ids.count(f"note-{a.id}") == 1, (a.id, ref.id)
        if a.kind == "claim":
            assert (site / f"{prefix}claims/{a.id}/index.html").is_file()
        if a.kind == "correction":
            assert corrections.ids.count(a.id) == 1


def marked(a: Annotation, language: str) -> str:
    """The characters of its own paragraph that are marked for an annotation."""
    segments = edition().segments[(language, edition().paragraph_of(a))]
    return "".join(s.text for s in segments if a.id in s.annotations)


def test_every_quote_is_marked_in_the_source_text() -> None:
    for a in edition().annotations.values():
        assert marked(a, "zh-Hant"), a.id


def test_the_counts_of_the_first_edition() -> None:
    kinds = {kind: len(edition().of_kind(kind)) for kind in ("claim", "correction", "context")}
    types = {a.claim.type for a in edition().claims if a.claim}
    assert kinds["claim"] >= 95
    assert kinds["correction"] >= 60
    assert kinds["context"] >= 70
    assert types == {"prediction", "goal", "fact"}
    assert len(edition().people) >= 20
    assert all(edition().on_topic.get(id) for id in edition().topics)


def test_every_text_stands_in_both_languages() -> None:
    for a in edition().annotations.values():
        texts = [a.title, a.note]
        if a.claim:
            texts += [a.claim.says, a.claim.due_reading, a.claim.condition, *(e.note for e in a.claim.history)]
            texts += [a.claim.judged_by.text] if a.claim.judged_by else []
        if a.correction:
            texts.append(a.correction.reads_better)
        for text in texts:
            assert text is None or set(text.languages) == set(LANGUAGES), a.id


def test_every_source_is_used() -> None:
    unused = [id for id in edition().sources if id not in edition().uses and id not in edition().sourced_people]
    assert unused == []


@pytest.mark.parametrize("code", ["because-missing", "language-missing"])
def test_every_reason_is_given_and_every_text_translated(code: str) -> None:
    newest = max(entry.date for a in edition().claims if a.claim for entry in a.claim.history)
    gaps = find_gaps(MergedEdition(edition().edition, edition().anchors, newest))
    assert [gap.headline() for gap in gaps if gap.code == code] == []
