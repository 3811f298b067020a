"""Numbers and words that the build fills into handwritten texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_tools.build import build
from build_tools.edition.counts import COUNTS, NAMES
from build_tools.model.placeholder import fill_placeholders, find_placeholders
from build_tools.rules.examine import check
from build_tools.site.catalog import load_catalog
from build_tools.site.docs_folder import write_docs
from build_tools.site.filling import list_values
from build_tools.site.setting import Setting
from tests.test_ledger import ferry_on

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{ count.claims }} claims", "7 claims"),
        ("{{count.claims}}{{ count.claims }}", "77"),
        ("`{{ count.claims }}` {{ count.claims }}", "`{{ count.claims }}` 7"),
        ("```\n{{ count.claims }}\n```\n{{ count.claims }}", "```\n{{ count.claims }}\n```\n7"),
        ("{{ none.such }} {count.claims}", "{{ none.such }} {count.claims}"),
        ("一個 ` 號和 {{ count.claims }}", "一個 ` 號和 7"),
    ],
)
def test_a_placeholder_is_filled_outside_code(text: str, filled: str) -> None:
    assert fill_placeholders(text, {"count.claims": "7"}.get) == filled


def test_a_placeholder_knows_where_it_stands() -> None:
    (found,) = find_placeholders("of {{ count.claims }} claims")
    assert (found.name, found.start, found.end) == ("count.claims", 3, 21)


def test_every_name_has_a_value_in_each_language() -> None:
    for language in ("en", "zh-Hant"):
        assert set(list_values(ferry_on("2026-11-23"), load_catalog(language))) == NAMES


def test_the_counts_of_the_small_edition() -> None:
    merged = ferry_on("2026-11-23")
    found = {name: count(merged) for name, count in COUNTS.items()}
    assert (found["count.claims"], found["count.forecasts"], found["count.facts"]) == (2, 1, 1)
    assert (found["count.forecasts.partly"], found["count.facts.not-assessed"]) == (1, 1)
    assert sum(n for name, n in found.items() if name.startswith("count.forecasts.") and "dated" not in name) == 1


def test_the_site_and_the_docs_folder_have_the_numbers(ferry: Path, tmp_path: Path) -> None:
    method = "# Method\n\n{{ count.claims }} claims.\n\n{{ statuses.facts }}\n"
    (ferry / "docs/method.md").write_text(method, "utf-8")
    (ferry / "docs/plain.md").write_text("# Plain\n", "utf-8")
    site = build(ferry, Setting("en", DAY, DAY))
    (page,) = (page for page in site.pages if page.path == "method.md")
    assert page.content.startswith("# Method\n\n2 claims.\n\n- **Not yet assessed**: ")
    assert page.made_from == "docs/method.md"
    assert "method.md" not in site.handwritten
    assert site.handwritten["plain.md"] == "plain.md"
    write_docs(ferry, site, tmp_path / "out")
    assert (tmp_path / "out/method.md").read_text("utf-8") == page.content


def test_the_texts_of_the_frame_and_the_topics_have_the_numbers(ferry: Path) -> None:
    topics = ferry / "annotations/topics.yml"
    text = topics.read_text("utf-8").replace("{en: Wood.", "{en: 'Wood, {{ count.claims }} times.'")
    topics.write_text(text, "utf-8")
    with (ferry / "annotations/edition.yml").open("a", encoding="utf-8") as file:
        file.write("errata:\n- date: 2026-11-23\n  text: {en: 'We said 3 claims; there are {{ count.claims }}.'}\n")
    pages = {page.path: page.content for page in build(ferry, Setting("en", DAY, DAY)).pages}
    assert "Wood, 2 times." in pages["topics/seats.md"]
    assert "We said 3 claims; there are 2." in pages["changes.md"]
    assert "What we got wrong" in pages["changes.md"]


def test_an_unknown_placeholder_in_a_document_is_a_problem_at_its_spot(ferry: Path) -> None:
    (ferry / "docs/method.md").write_text("# Method\n\nOf {{ count.claim }} claims `{{ x }}`.\n", "utf-8")
    (found,) = check(ferry, today=DAY).problems
    assert found.as_text() == (
        "docs/method.md:3:7: nothing fills the placeholder 'count.claim' [unknown-placeholder]\n"
        "    did you mean count.claims?"
    )
