"""The pages that every edition has: each has its template, and every navigation leads to each of them once."""

from __future__ import annotations

import re

import pytest

from build_tools.edition.urls import PAGES
from build_tools.site.pages import HERE, template_of
from tests.conftest import ROOT

STARTER = "build_tools/commands/starter"
CONFIGURATIONS = ("mkdocs.yml", "mkdocs.zh-Hant.yml", f"{STARTER}/mkdocs.yml")


def navigation(path: str) -> list[str]:
    """The pages to which a configuration's navigation leads, in order; a section's own name left out."""
    text = (ROOT / path).read_text("utf-8")
    (nav,) = re.findall(r"^nav:.*\n((?: .*\n)+)", text, re.MULTILINE)
    return re.findall(r"- (\S+\.md)$", nav, re.MULTILINE)


@pytest.mark.parametrize("path", CONFIGURATIONS)
def test_a_navigation_leads_to_every_page_once(path: str) -> None:
    pages = navigation(path)
    handwritten = [page for page in pages if page not in PAGES]
    assert sorted(pages) == sorted((*PAGES, *handwritten))
    assert set(handwritten) <= {"method.md", "contributing.md", "format.md"}


def test_the_languages_have_the_same_order() -> None:
    assert navigation(CONFIGURATIONS[0]) == navigation(CONFIGURATIONS[1])


def test_the_pages_stand_first_in_the_order_of_the_list() -> None:
    assert [page for page in navigation(CONFIGURATIONS[2]) if page in PAGES] == list(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_template(path: str) -> None:
    assert (HERE / "templates" / template_of(path)).is_file()
