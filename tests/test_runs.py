"""Words of the interface in a page of another language: each run names its language, and no sign is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.site.catalog import load_catalog
from build_tools.site.runs import END, LABEL, VALUE, name_runs, without_signs, wrap, wrap_value

L, V, E = LABEL, VALUE, END


def test_a_label_in_another_language_stands_between_signs_and_its_values_too() -> None:
    arabic = load_catalog("ar").for_pages()
    assert arabic.label("claim.as_of", date="1 مارس") == f"{L}as of {V}1 مارس{E}{E}"
    assert load_catalog("ar").label("claim.as_of", date="1 مارس") == "as of 1 مارس"
    assert load_catalog("es").for_pages().label("title.sources") == "Fuentes"
    assert load_catalog("es-MX").for_pages().label("title.sources") == "Fuentes"


def test_what_has_no_letter_needs_no_sign() -> None:
    assert wrap("¶ 3") == "¶ 3"
    assert wrap_value(3) == "3"
    assert wrap_value("{number}") == "{number}"


def test_a_label_inside_a_label_has_no_signs_of_its_own() -> None:
    assert wrap(f"{L}Of 1{E}, {L}one at {V}يوم{E}{E}.") == f"{L}Of 1, one at {V}يوم{E}.{E}"


@pytest.mark.parametrize(
    ("page", "named"),
    [
        (f"# {L}Sources{E} {{#x}}", '# <span lang="en" dir="ltr">Sources</span> {#x}'),
        (f"<b class='c'>{L}Partly{E}</b>", '<b class=\'c\' lang="en" dir="ltr">Partly</b>'),
        (
            f"<b>{L}as of {V}1 مارس{E}{E}</b>",
            '<b lang="en" dir="ltr">as of <span lang="ar" dir="rtl">1 مارس</span></b>',
        ),
        (f"<option value='x'>{L}All{E}</option>", '<option value=\'x\' lang="en" dir="ltr">All</option>'),
        (f'<a aria-label="{L}Notes{E}">٣</a>', '<a aria-label="Notes" lang="en">٣</a>'),
        (f'<p data-told="{L}Copied.{E}">٣</p>', '<p data-told="Copied.">٣</p>'),
        ('<p lang="en">x</p><p lang="ar">ي</p>', '<p lang="en" dir="ltr">x</p><p lang="ar" dir="rtl">ي</p>'),
        (f"<script>{L}a < b > c{E}</script>", "<script>a < b > c</script>"),
        (
            f'---\ntitle: "{L}Topics{E}"\nhide: [toc]\n---\n\nx',
            '---\ntitle_language: en\ntitle: "Topics"\nhide: [toc]\n---\n\nx',
        ),
    ],
)
def test_every_run_names_its_language_and_its_direction(page: str, named: str) -> None:
    assert name_runs(page, "ar", "en") == named
    assert without_signs(named) == named


def test_directions_are_named_only_where_both_occur() -> None:
    page = f'<p lang="ja">船</p>{L}Notes{E}'
    assert name_runs(page, "ja", "en") == '<p lang="ja">船</p><span lang="en">Notes</span>'
    page = '<p lang="en">x</p>'
    assert name_runs(page, "en", "en") == page


def test_the_words_of_a_browser_are_counted_as_ours() -> None:
    arabic = load_catalog("ar")
    assert arabic.browser_locale == "ar-u-ca-gregory-nu-latn"
    assert [arabic.count("count.notes", n) for n in (1, 2)] == ["1 note", "2 notes"], "as English counts"
    assert (
        replace(arabic, tongue="ar", labels={"locale": "ar", "n.two": "مذكرتان", "n.other": "{number}"}).count("n", 2)
        == "مذكرتان"
    )
