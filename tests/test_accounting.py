"""A site shows all of its edition, or it is not written: every way to lose words is tried by a template that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment

import build_tools.site.pages as pages_module
from build_tools.build import build
from build_tools.edition.urls import page_address
from build_tools.problems.problem import EditionError
from build_tools.site.catalog import load_catalog
from build_tools.site.docs_folder import Site, lacking_in, write_docs
from build_tools.site.page import Page
from build_tools.site.pages import HERE
from build_tools.site.setting import Setting
from build_tools.site.shown import read_page, read_words
from tests.conftest import FERRY
from tests.harm import TODAY
from tests.test_changes import merge

HOME = "http://site.example/"
ENGLISH, CHINESE = Setting("en", TODAY, TODAY), Setting("zh-Hant", TODAY, TODAY)


@cache
def whole() -> Site:
    """The site of the small edition as it should be."""
    return build(FERRY, ENGLISH)


def lacks(site: Site) -> list[tuple[str, str]]:
    """What a site lacks, and the pages on which it is missed."""
    found = [dict(problem.values) for problem in lacking_in(site)]
    return [(str(values["what"]), str(values["address"])) for values in found]


@pytest.fixture
def sabotage(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str, str], Site]:
    """A function that changes a template and gives the site with the page at an address that comes of it."""

    def change(template: str, old: str, new: str, address: str) -> Site:
        sound = whole()
        text = (HERE / "templates" / template).read_text("utf-8")
        assert old in text
        made = pages_module.environment.__wrapped__

        def environment() -> Environment:
            env = made()
            assert env.loader
            env.loader = ChoiceLoader([DictLoader({template: text.replace(old, new)}), env.loader])
            return env

        monkeypatch.setattr(pages_module, "environment", environment)
        (path,) = (
            page.path for page in sound.pages if page.path.endswith(".md") and page_address(page.path) == address
        )
        (page,) = pages_module.render_pages(
            merge(FERRY), load_catalog("en"), cards={}, site_url=HOME, edit_base=None, only={path}
        )
        return replace(sound, pages=tuple(page if other.path == path else other for other in sound.pages))

    return change


@pytest.mark.parametrize("setting", [ENGLISH, CHINESE], ids=["en", "zh-Hant"])
def test_a_whole_site_lacks_nothing(setting: Setting) -> None:
    site = build(FERRY, setting)
    assert len(site.owed()) == 44
    assert lacks(site) == []


@pytest.mark.parametrize(
    ("template", "old", "new", "lost"),
    [
        (
            "parts/quote.html.j2",
            "{{ marked(m.segments[(language, id)], in_text=true",
            "{{ marked(m.segments[(language, id)][:-1], in_text=true",
            ("the paragraph t02.p2 (en)", "/transcript/"),
        ),
        (
            "parts/quote.html.j2",
            "{{ s.text|flow }}</a>",
            "{{ s.text|flow|replace('兩', '二') }}</a>",
            ("the paragraph h1.p1 (zh-Hant)", "/transcript/"),
        ),
        (
            "parts/quote.html.j2",
            'href="#note-{{ s.annotations[0] }}"',
            'href="#note"',
            ("the quote of fares-rise in t02.p1 (en)", "/transcript/"),
        ),
        (
            "parts/quote.html.j2",
            """data-also="{{ s.annotations[1:]|join(" ") }}\"""",
            "",
            ("the quote of two-lines-by-q2-2026 in t02.p1 (zh-Hant)", "/transcript/"),
        ),
        ("parts/reading.html.j2", "{% for note in beside %}", "{% for note in beside[1:] %}", ("the annotation what-the-group-is", "/transcript/")),
        ("parts/note.html.j2", "{{ note_body(a) }}", "", ("the annotation what-the-group-is", "/transcript/")),
        ("topic.md.j2", "{% for a in notes %}", "{% for a in notes[1:] %}", ("the annotation two-lines-by-q2-2026", "/topics/service/")),
        ("corrections.md.j2", "{{ prose(a.note) }}", "", ("the annotation fares-rise", "/corrections/")),
        (
            "claim.md.j2",
            "{% for entry in s.history|reverse %}",
            "{% for entry in s.history[1:]|reverse %}",
            ("the annotation two-lines-by-q2-2026", "/claims/two-lines-by-q2-2026/"),
        ),
        ("parts/claim_facts.html.j2", "{{ row(view.label(\"claim.judged_by\"), yardstick(a)) }}", "", ("the annotation two-lines-by-q2-2026", "/claims/two-lines-by-q2-2026/")),
        ("sources.md.j2", "{% for s in found %}", "{% for s in found[1:] %}", ("the source leaflet", "/sources/")),
        ("sources.md.j2", "{{ say(s.supports) }}", "", ("the source log", "/sources/")),
        ("people.md.j2", "{{ say(p.role) }}", "", ("the entry of lam", "/people/")),
        ("topic.md.j2", "{{ prose(topic.introduction) }}", "", ("the topic service", "/topics/service/")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_a_template_loses_is_missed(
    sabotage: Callable[[str, str, str, str], Site], template: str, old: str, new: str, lost: tuple[str, str]
) -> None:
    assert lost in lacks(sabotage(template, old, new, lost[1]))


def test_a_page_that_is_not_there_is_missed() -> None:
    site = whole()
    without = replace(site, pages=tuple(page for page in site.pages if page.path != "claims/forty-seats.md"))
    assert lacks(without) == [("the annotation forty-seats", "/claims/forty-seats/")]


def test_a_docs_folder_that_lacks_something_is_not_written(tmp_path: Path) -> None:
    site = whole()
    pages = tuple(replace(page, content="") if page.path == "sources.md" else page for page in site.pages)
    with pytest.raises(EditionError, match="the site does not show the source leaflet, which belongs on /sources/"):
        write_docs(FERRY, replace(site, pages=pages), tmp_path / "docs")
    assert list(tmp_path.iterdir()) == []


def test_two_files_at_one_address_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = build_tools_exports()
    monkeypatch.setattr("build_tools.build.render_exports", lambda *_, **__: (*made, Page("Claims/forty-seats.md", "")))
    with pytest.raises(EditionError) as refused:
        build(FERRY, ENGLISH)
    (found,) = refused.value.problems
    assert found.message == (
        "this would be 'claims/forty-seats/index.html' of the site, which is made of 'Claims/forty-seats.md' already"
    )


def build_tools_exports() -> tuple[Page, ...]:
    """The data files of the small edition."""
    return tuple(page for page in whole().pages if page.path.startswith(("data/claims", "data/schema")))


def test_a_page_is_read_as_a_reader_sees_it() -> None:
    html = (
        '<p>a <b id="b">&lt;b&gt;</b><script>x</script></p><div id="t01.p1"><p class="text" data-of="en zh">One '
        '<a class="mark" href="#note-n" data-also="o">two</a>, <a class="mark" href="#note-n">three</a>.</p></div>'
    )
    assert read_page(html) == {
        ("b",): "<b>",
        ("t01.p1",): "One two, three.",
        ("t01.p1", "en"): "One two, three.",
        ("t01.p1", "zh"): "One two, three.",
        ("t01.p1", "en", "n"): "twothree",
        ("t01.p1", "zh", "n"): "twothree",
        ("t01.p1", "en", "o"): "two",
        ("t01.p1", "zh", "o"): "two",
        (): "a <b>One two, three.",
    }
    assert read_words(html) == "a <b>One two, three."
