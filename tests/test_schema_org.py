"""What machines read in the pages: the words of schema.org, and nothing that the page does not show."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from build_tools.model.model import Text
from build_tools.model.vocabulary import STATUS_OF
from build_tools.site.catalog import load_catalog
from build_tools.site.schema_org import claim_review, conversation
from tests.conftest import FERRY
from tests.test_changes import merge
from tests.test_edition import edition
from tests.test_site import Elements

HOME = "https://site.example/ferry/"
PROPERTIES = {
    "ClaimReview": {"url", "datePublished", "author", "claimReviewed", "itemReviewed", "reviewRating"},
    "Claim": {"datePublished", "author", "appearance"},
    "Rating": {"alternateName"},
    "Organization": {"name", "url"},
    "Person": {"name"},
    "Thing": {"name", "url"},
    "Conversation": {"name", "datePublished", "contributor", "about", "url"},
    "CreativeWork": {"url", "publisher", "inLanguage", "headline", "isBasedOn", "translationOfWork"},
}
"""The properties that schema.org gives these types or those above them, as far as this edition uses them."""


def words(text: Text) -> str:
    """A text in English."""
    return text.get("en") or text.values[0][1]


def review(id: str, as_of: date) -> dict[str, Any] | None:
    """The review of a claim of the small edition as of a day."""
    merged = merge(FERRY, as_of)
    return claim_review(merged.annotations[id], merged, words=words, label=load_catalog("en").label, site_url=HOME)


def things(value: Any) -> list[dict[str, Any]]:
    """Every typed thing inside."""
    if isinstance(value, dict):
        own = [value] if "@type" in value else []
        return own + [thing for inner in value.values() for thing in things(inner)]
    return [thing for inner in value for thing in things(inner)] if isinstance(value, list) else []


def only_known_properties(data: Any) -> bool:
    """Whether each thing has only the properties of its type."""
    return all({key for key in t if key[0] != "@"} <= PROPERTIES[t["@type"]] for t in things(data))


def test_a_settled_claim_has_a_review_in_words() -> None:
    found = review("two-lines-by-q2-2026", date(2026, 11, 23))
    assert found is not None
    assert found["url"] == f"{HOME}claims/two-lines-by-q2-2026/"
    assert found["datePublished"] == "2026-07-02"
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": "Partly"}
    assert found["itemReviewed"]["datePublished"] == "2025-03-01"
    assert found["itemReviewed"]["appearance"]["url"] == f"{HOME}transcript/#t02.p1"
    assert only_known_properties(found)


def test_before_it_is_settled_it_has_none() -> None:
    assert review("two-lines-by-q2-2026", date(2026, 7, 1)) is None


def test_the_transcript_is_a_conversation_with_its_text_and_the_translation_of_that() -> None:
    merged = merge(FERRY)
    graph: Any = conversation(merged, words=words, site_url=HOME)["@graph"]
    talk, published, translation = graph
    assert talk["@type"] == "Conversation"
    assert published["inLanguage"] == "zh-Hant"
    assert translation["translationOfWork"] == {"@id": published["@id"]}
    assert published["isBasedOn"][0] == {"@id": talk["@id"]}
    assert only_known_properties([talk, published, translation])


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("zh-Hant/", "zh-Hant")])
def test_every_settled_claims_page_says_in_its_markup_what_it_shows(site: Path, prefix: str, language: str) -> None:
    label = load_catalog(language).label
    settled = 0
    for id, standing in edition().standings.items():
        html = (site / f"{prefix}claims/{id}/index.html").read_text("utf-8")
        reviews = [d for d in map(json.loads, Elements(html).data) if d.get("@type") == "ClaimReview"]
        assert len(reviews) == STATUS_OF[standing.status].settled, id
        for found in reviews:
            settled += 1
            assert only_known_properties(found)
            shown = " ".join(seen(html).split())
            assert found["reviewRating"]["alternateName"] == label(f"status.{standing.status}")
            for said in (found["reviewRating"]["alternateName"], found["claimReviewed"]):
                assert " ".join(said.split()) in shown, (id, said)
    assert settled > 30


def seen(html: str) -> str:
    """What a reader sees of a page."""
    article = html[html.index("<article") : html.index("</article>")]
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<script.*?</script>", "", article, flags=re.DOTALL)))
