"""One text of a new file, whoever fills it in: `draft.fill_template`, or the same rules in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from rjsmin import jsmin

from build_tools.site.catalog import load_catalog
from build_tools.site.draft import annotation_template, dialog_templates, entry_template, fill_template, source_template
from build_tools.site.embed import embed_json
from build_tools.site.pages import HERE

LANGUAGES = ("en", "zh-Hant")
CHINESE, ENGLISH = load_catalog("zh-Hant"), load_catalog("en")
TEMPLATES = {
    **dialog_templates(ENGLISH, languages=LANGUAGES, source_language="zh-Hant"),
    "entry": entry_template(CHINESE, languages=LANGUAGES, first=True),
    "next entry": entry_template(CHINESE, languages=LANGUAGES, first=False),
    "whole": annotation_template("claim", CHINESE, languages=LANGUAGES, source_language="zh-Hant", writes="zh-Hant"),
    "whole source": source_template(ENGLISH, languages=("en",), writes="en"),
}
"""What dialogs fill, and what the command `new` fills."""
SLOTS = ("at", "quote.zh-Hant", "quote.en", "prefix", "title.en", "title", "note.en", "sources", "due_reading.en", "by")

WORDS = st.text() | st.sampled_from(
    [
        "",
        " ",
        "t24.p1",
        "no",
        "a: b",
        "# no",
        'say "x"',
        "it's",
        "{{at}}",
        "兩條航線。",
        "\\",
        "a\nb\r\u2028",
        "\x00\x85\ufeff",
    ]
)
VALUES = st.dictionaries(st.sampled_from(SLOTS), WORDS | st.lists(WORDS, max_size=3))


@pytest.fixture(scope="module")
def filler(browser: Browser) -> Iterator[Page]:
    """A page with the templates and the script as it is served, and nothing else."""
    page = browser.new_page()
    page.set_content(f'<script type="application/json" id="drafts">{embed_json(TEMPLATES)}</script>')
    page.add_script_tag(content=jsmin((HERE / "assets/draft.js").read_text("utf-8")))
    yield page
    page.close()


@given(values=VALUES)
@example(values={})
@example(values={"sources": [], "quote.en": "", "prefix": "我們"})
@example(values={"sources": ["wsj-2025", "a b"], "title.en": '"Two": #1, {all} of it', "note.en": "\x7f\uffff\t"})
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_browser_fills_every_template_as_the_command_does(filler: Page, values: dict[str, str | list[str]]) -> None:
    script = "([names, values]) => names.map((name) => draft.fill(name, values))"
    assert filler.evaluate(script, [list(TEMPLATES), values]) == [
        fill_template(template, values) for template in TEMPLATES.values()
    ]
