"""What a page may load: the policy that every page carries, held to the pages and asked of a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
DATA = ("application/json", "application/ld+json")
"""The types of script elements that hold data, which no browser runs."""


def policy_of(html: str) -> str:
    """The policy of a page."""
    (found,) = POLICY.findall(html)
    return str(found)


def test_every_page_has_one_policy_before_all_that_it_rules(site: Path) -> None:
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert {policy_of(html) for html in pages.values()} == {policy_of((site / "index.html").read_text("utf-8"))}
    for path, html in pages.items():
        before = html.partition("<meta http-equiv")[0]
        assert re.findall(r"<\w+", before) == ["<html", "<head"], path
        assert 0 < html.encode().find(b"<meta charset") < 1024, path


def test_the_policy_lets_no_words_of_a_page_run(site: Path) -> None:
    rules = dict(rule.split(" ", 1) for rule in policy_of((site / "index.html").read_text("utf-8")).split("; "))
    assert (rules["default-src"], rules["script-src"], rules["style-src"]) == ("'none'", "'self'", "'self'")
    assert {rules[name] for name in ("object-src", "base-uri", "form-action", "frame-src")} == {"'none'"}


def test_no_page_holds_a_script_or_a_sheet_of_its_own(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", html)
        assert [found for found in inline if not any(f'type="{kind}"' in found for kind in DATA)] == [], path
        assert re.findall(r"<style|<[a-z][^>]*\son[a-z]+=|=\"\s*javascript:", html) == [], path


@pytest.mark.parametrize("page", ["hosting.md", "hosting.zh-Hant.md"])
def test_the_headers_for_hosts_say_what_the_pages_say(site: Path, page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    headers = re.findall(r"Content-Security-Policy:? \"?(default-src[^\"\n]+)", text)
    assert len(headers) == 4
    assert set(headers) == {f"{policy_of((site / 'index.html').read_text('utf-8'))}; frame-ancestors 'none'"}
