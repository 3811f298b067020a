"""The merged edition to the words of its cards: the pictures that stand for a page where it is shared."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Annotation, Topic
from build_tools.site.catalog import Catalog
from build_tools.site.exports.wording import plain_words

HOME = "/"
"""The address whose card stands for every page without one of its own."""


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says, in the reader's language."""

    address: str
    """The page that it stands for, from the root of the site."""
    language: str
    edition: str
    headline: str
    """In large letters: a claim's quote, a topic's title."""
    closing: str
    """The marks that stay at the end of a headline that is cut."""
    text: str
    status: str | None
    """A claim's status, for its symbol and colour."""
    standing: str
    """The status in words, or how much a topic holds."""
    dates: str
    alt: str
    """The card for those who do not see it."""

    @property
    def words(self) -> str:
        """Everything that is written on it."""
        return "".join((self.edition, self.headline, self.closing, self.text, self.standing, self.dates))

    @property
    def path(self) -> str:
        """The picture's place in the docs folder."""
        return card_path(self.address)


def card_path(address: str) -> str:
    """The place, in the docs folder, of the card of the page at `address`."""
    return f"assets/cards/{address.strip('/') or 'edition'}.png"


def list_cards(merged: MergedEdition, catalog: Catalog) -> tuple[Card, ...]:
    """The edition's card, then one for each topic and each claim."""
    return (
        _edition_card(merged, catalog),
        *(_topic_card(topic, merged, catalog) for topic in merged.topics.values()),
        *(_claim_card(a, merged, catalog) for a in merged.claims),
    )


def _edition_card(merged: MergedEdition, catalog: Catalog) -> Card:
    frame = merged.edition.frame
    counts = catalog.in_one_direction().count("count.claims", len(merged.claims))
    title = plain_words(frame.title, merged, catalog)
    return _card(HOME, title, plain_words(frame.summary, merged, catalog, note=True), counts, merged, catalog)


def _topic_card(topic: Topic, merged: MergedEdition, catalog: Catalog) -> Card:
    on = merged.on_topic.get(topic.id, ())
    claims = sum(1 for a in on if a.claim)
    count = catalog.in_one_direction().count
    counts = f"{count('count.claims', claims)} · {count('count.notes', len(on) - claims)}"
    title = plain_words(topic.title, merged, catalog)
    text = plain_words(topic.introduction, merged, catalog, note=True)
    return _card(urls.topic_address(topic.id), title, text, counts, merged, catalog)


def _card(address: str, title: str, text: str, counts: str, merged: MergedEdition, catalog: Catalog) -> Card:
    edition = plain_words(merged.edition.frame.title, merged, catalog)
    lines = catalog.in_one_direction()
    as_of = lines.label("claim.as_of", date=lines.date(merged.as_of))
    alt = catalog.label("card.alt", title=title, edition=edition)
    return Card(address, catalog.language, edition, title, "", text, None, counts, as_of, alt)


def _claim_card(annotation: Annotation, merged: MergedEdition, catalog: Catalog) -> Card:
    assert annotation.claim is not None
    status = merged.standings[annotation.id].status
    standing = catalog.label(f"status.{status}")
    if annotation.claim.wording == "printed":
        # wherever such a verdict is shown it says so
        standing = f"{standing} · {catalog.label('wording.printed_short')}"
    quote = catalog.label("card.quote", words=plain_words(annotation.quotes[0].exact, merged, catalog))
    title = plain_words(annotation.title, merged, catalog)
    lines = catalog.in_one_direction()
    dates = lines.label("card.dates", said=lines.date(merged.edition.frame.date), as_of=lines.date(merged.as_of))
    return Card(
        address=urls.annotation_address(annotation),
        language=catalog.language,
        edition=plain_words(merged.edition.frame.title, merged, catalog),
        headline=quote,
        closing=quote[-1],
        text=title,
        status=status,
        standing=standing,
        dates=dates,
        alt=catalog.label("card.claim_alt", quote=quote, title=title, standing=standing, dates=dates),
    )
