"""What an edit of the transcript touches, on real little repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from build_tools.__main__ import main
from build_tools.commands.impact_report import MAX_MARKDOWN, code, legible
from build_tools.rules.difference import LONGEST, MOST_WORDS, Part, find_difference
from tests.test_history import commit, git, replace

SOURCE, ENGLISH = "docs/transcript/zh-Hant.md", "docs/transcript/en.md"
LINES = "annotations/service/two-lines-by-q2-2026.yml"


@pytest.fixture
def repository(ferry: Path) -> Path:
    """The small invented edition, committed, to be changed at will."""
    git(ferry, "init", "--quiet")
    commit(ferry)
    return ferry


def impact(edition: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and what is printed."""
    capsys.readouterr()
    code = main(["impact", "--root", str(edition), "--since", "HEAD", *arguments])
    return code, capsys.readouterr().out


def test_nothing_changed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert impact(repository, capsys) == (0, "no transcript has changed since HEAD\n")


def test_annotations_are_no_transcript(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, LINES, ("Two lines by the second", "New lines by the second"))
    assert impact(repository, capsys) == (0, "no transcript has changed since HEAD\n")


def test_a_changed_word_breaks_the_quotes_that_have_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("第二季度開通兩條航線,不會加價", "第三季度開通兩條航線,不會加價"))
    assert impact(repository, capsys) == (
        1,
        """\
paragraphs since HEAD: 1 changed; 1 quote broken

t02.p1 changed (zh-Hant)
    zh-Hant: 我們計劃在 2026 年第[-二-]{+三+}季度開通兩條航線,不會加價。船上…
    claim two-lines-by-q2-2026 (annotations/service/two-lines-by-q2-2026.yml)
        zh-Hant NO LONGER STANDS; the nearest passage there is 在 2026 年第三季度開通兩條航線 (number differs); the words themselves are in h1.p1
    claim forty-seats (annotations/seats/forty-seats.yml): zh-Hant still stands
    correction fares-rise (annotations/service/fares-rise.yml): zh-Hant still stands
    the translation en is as it was; see whether it still says the same
    pages: /transcript/#t02.p1, /claims/two-lines-by-q2-2026/, /claims/forty-seats/, /corrections/#fares-rise, /topics/service/, /topics/seats/
""",
    )


def test_in_both_languages_nothing_is_left_behind(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(
        repository, SOURCE, ("我們計劃在 2026 年第二季度開通兩條航線,", "現在我們計劃在 2026 年第二季度開通兩條航線,")
    )
    replace(repository, ENGLISH, ("There are 40 seats on board", "We have 40 seats on board"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert out.startswith("paragraphs since HEAD: 1 changed; every quote that stood still stands\n")
    assert "t02.p1 changed (zh-Hant, en)\n    zh-Hant: {+現在+}我們計劃在 2026 年第二季度…" in out
    assert "    en: …res won’t rise. [-There are-]{+We have+} 40 seats on boa…\n" in out
    assert "two-lines-by-q2-2026.yml): zh-Hant still stands, elsewhere in the paragraph; en still stands\n" in out
    assert (
        "forty-seats.yml): zh-Hant still stands, elsewhere in the paragraph; en still stands, elsewhere in the paragraph\n"
        in out
    )
    assert "the translation" not in out


def test_a_translation_alone_concerns_its_own_quotes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, ENGLISH, ("There are 40 seats on board", "There are 41 seats on board"))
    code, out = impact(repository, capsys)
    assert code == 1
    assert "t02.p1 changed (en)\n" in out
    assert (
        "    claim forty-seats (annotations/seats/forty-seats.yml)\n        en NO LONGER STANDS; the nearest passage there is 41 seats on board (number differs)\n"
        in out
    )
    assert "fares-rise.yml): en still stands\n" in out
    assert "the translation" not in out


def test_a_quote_that_is_not_in_the_changed_language(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, ENGLISH, ("There will be more seats later", "Later there will be more seats"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert (
        "context what-the-group-is (annotations/seats/what-the-group-is.yml): quotes nothing of what changed\n" in out
    )


def test_a_removed_paragraph_is_a_lost_address(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (repository / SOURCE).read_text("utf-8")
    start = text.index("座位的數目")
    (repository / SOURCE).write_text(text[:start].rstrip() + "\n", "utf-8")
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith(
        "paragraphs since HEAD: 1 removed; 1 quote broken; permanent ids gone: t02.p2\n\nt02.p2 removed (zh-Hant)\n    zh-Hant: [-座位的數目"
    )
    assert (
        "context what-the-group-is (annotations/seats/what-the-group-is.yml)\n        zh-Hant NO LONGER STANDS\n" in out
    )
    assert "    the translation en still has this paragraph\n" in out


def test_an_address_may_be_lost_without_a_quote(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("陳船長談新航線、座位與票價。\n\n", ""))
    replace(repository, ENGLISH, ("Captain Chan on new lines, seats and fares.\n\n", ""))
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith(
        "paragraphs since HEAD: 1 removed; every quote that stood still stands; permanent ids gone: dek.p1\n"
    )
    assert "pages: /transcript/#dek.p1, /people/#chan\n" in out


def test_a_heading_without_paragraphs_is_an_address_too(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("## 訪問全文 {#interview}\n\n", ""))
    code, out = impact(repository, capsys)
    assert (code, out) == (
        1,
        "paragraphs since HEAD: none; every quote that stood still stands; permanent ids gone: interview\n",
    )


def test_a_new_paragraph_wants_its_translation(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("新航線甚麼時候開通?", "新航線甚麼時候開通?\n\n何時?"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert out.split("\n\n")[1] == (
        "t01.p2 added (zh-Hant)\n    zh-Hant: {+何時?+}\n    the translation en does not have this paragraph\n    pages: /transcript/#t01.p2\n"
    )


def test_a_second_paragraph_makes_the_block_s_id_ambiguous(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(repository, SOURCE, ("開通兩條航線。", "開通兩條航線。\n\n不會加價。"))
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith("paragraphs since HEAD: 1 added; 2 quotes broken\n")
    assert (
        "        zh-Hant NO LONGER STANDS; the words themselves are in h1.p1, t02.p1\n        en NO LONGER STANDS; the words themselves are in h1.p1, t02.p1\n"
        in out
    )


def test_a_paragraph_that_moved_is_found_where_it_is(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("## 陳船長 {#t02}\n", "## 陳船長 {#t02}\n\n大家好。\n"))
    code, out = impact(repository, capsys)
    assert code == 1
    assert "    zh-Hant: [-我們計劃在" in out
    assert "zh-Hant NO LONGER STANDS; the words themselves are in t02.p3\n" in out
    assert [line for line in out.split("\n") if line.startswith("t02")] == [
        "t02.p1 changed (zh-Hant)", "t02.p2 changed (zh-Hant)", "t02.p3 added (zh-Hant)"
    ]  # fmt: skip


def test_a_quote_mended_together_with_its_words_is_well(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("兩條航線,不會加價", "兩條航線,不再加價"))
    assert impact(repository, capsys)[0] == 1
    replace(repository, "annotations/service/fares-rise.yml", ("兩條航線,不會加價", "兩條航線,不再加價"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert "fares-rise.yml): zh-Hant stands now and did not before\n" in out


def test_a_quote_that_never_stood_is_no_loss_of_this_change(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(repository, "annotations/service/fares-rise.yml", ("兩條航線,不會加價", "三條航線,不會加價"))
    commit(repository)
    replace(repository, SOURCE, ("座位都是木造的", "座位全是木造的"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert (
        "        zh-Hant stands neither before nor now; the nearest passage there is 兩條航線,不會加價 (number differs)\n"
        in out
    )


def test_a_speaker_s_name_concerns_the_claims_under_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("## 陳船長 {#t02}", "## 林記者 {#t02}"))
    assert impact(repository, capsys) == (
        0,
        "paragraphs since HEAD: none; every quote that stood still stands\n\n"
        "Heading t02 changed\n    zh-Hant: [-陳船長-]{+林記者+}\n    claims under it: forty-seats, two-lines-by-q2-2026\n",
    )


def test_the_headline_is_a_paragraph(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("# 渡輪明年通航 {#headline}", "# 渡輪今年通航 {#headline}"))
    _, out = impact(repository, capsys)
    assert out.split("\n")[2:4] == ["headline.p1 changed (zh-Hant)", "    zh-Hant: 渡輪[-明-]{+今+}年通航"]
    assert "Heading" not in out


def test_a_translation_with_gaps_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, ENGLISH, ("When do the new lines open?\n\n", ""))
    commit(repository)
    replace(repository, SOURCE, ("座位都是木造的", "座位全是木造的"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert out.endswith("\nTranslations with gaps\n    en does not have t01.p1\n")


def test_a_translation_that_is_removed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ENGLISH).unlink()
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith("paragraphs since HEAD: 6 removed; ")


def test_a_broken_transcript_is_compared_as_far_as_it_can_be_read(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(repository, SOURCE, ("## 林記者 {#t01}", "## 林記者"), ("座位都是木造的", "座位全是木造的"))
    code, out = impact(repository, capsys)
    assert code == 1
    assert "permanent ids gone: t01.p1\n" in out
    assert "\nt02.p1 changed (zh-Hant)\n" in out


def test_a_broken_frame_is_taken_from_the_revision(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "annotations/edition.yml").write_text("title: [\n", "utf-8")
    replace(repository, SOURCE, ("座位都是木造的", "座位全是木造的"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert "t02.p1 changed" in out


def test_annotations_that_cannot_be_read_are_named(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / LINES).write_text("kind: clam\n", "utf-8")
    replace(repository, SOURCE, ("座位都是木造的", "座位全是木造的"))
    _, out = impact(repository, capsys)
    assert out.endswith(f"\nAnnotations that could not be read, and are left out here\n    {LINES}\n")


def test_without_an_edition_it_says_why(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("annotations/edition.yml", SOURCE):
        (repository / path).unlink()
    commit(repository)
    assert main(["impact", "--root", str(repository), "--since", "HEAD"]) == 1
    assert "edition.yml is missing [file-missing]" in capsys.readouterr().err


def test_a_revision_that_does_not_exist_is_a_wrong_call(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impact", "--root", str(repository), "--since", "no-such-branch"]) == 2
    assert "there is no revision 'no-such-branch' here" in capsys.readouterr().err


# Markdown, and words that nobody may trust


def test_markdown_for_a_pull_request(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("開通兩條航線,不會加價", "開通三條航線,不會加價"))
    code, out = impact(repository, capsys, "--format", "markdown")
    assert code == 1
    assert out.startswith(
        "## What the change of the transcript touches\n\n`paragraphs since HEAD: 1 changed; 2 quotes broken`\n\n"
        "### `t02.p1` changed (`zh-Hant`)\n\n- `zh-Hant`: `…計劃在 2026 年第二季度開通[-兩-]{+三+}條航線,不會加價。船上有 40 …`\n"
        "- claim `two-lines-by-q2-2026` (`annotations/service/two-lines-by-q2-2026.yml`)\n"
        "  - `zh-Hant` NO LONGER STANDS; the nearest passage there is `在 2026 年第二季度開通三條航線` (number differs); the words themselves are in `h1.p1`\n"
    )


HOSTILE = "</summary> <img src=x onerror=alert(1)> [a](https://evil.example) @everyone #1 `` ``` **b** | \x1b[2J \u202egnp.exe https://evil.example"


def test_hostile_words_stay_words(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(
        repository,
        SOURCE,
        ("座位都是木造的", f"座位都是{HOSTILE}的"),
        ("## 林記者 {#t01}", "## 林記者 {#[x](//e)<b>`}"),
    )
    _, out = impact(repository, capsys, "--format", "markdown")
    html = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(out)
    tags = {part.split(">")[0].split(" ")[0] for part in html.split("<")[1:]}
    assert tags <= {name for tag in ("h2", "h3", "p", "ul", "li", "code") for name in (tag, f"/{tag}")}
    assert "@everyone" not in "".join(part.split("</code>")[-1] for part in html.split("<code>"))
    for text in (out, impact(repository, capsys)[1]):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_a_long_report_is_cut_at_a_section(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turns = "".join(f"\n## 陳船長 {{#t{number:03}}}\n\n{'船' * 250}\n" for number in range(100, 300))
    (repository / SOURCE).write_text((repository / SOURCE).read_text("utf-8") + turns, "utf-8")
    _, out = impact(repository, capsys, "--format", "markdown")
    assert MAX_MARKDOWN * 0.9 < len(out) < MAX_MARKDOWN + 100
    shown = out.count("\n### ")
    assert out.endswith(f"\n{200 - shown} more are left out here; `impact` prints them all.\n")
    assert impact(repository, capsys)[1].count(" added (") == 200


@given(st.text(st.sampled_from("ab` <&*_[]\n\\"), min_size=1))
def test_a_code_span_shows_the_words_and_nothing_else(words: str) -> None:
    html = MarkdownIt("commonmark").render(f"- x {code(words)} y")
    (shown,) = (part.split("</code>")[0] for part in html.split("<code>")[1:])
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain.strip() == legible(words).strip()
    assert html.startswith("<ul>\n<li>x <code>")
    assert html.endswith("</code> y</li>\n</ul>\n")


# the words that changed


def shown(parts: tuple[Part, ...]) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts]


def test_a_difference_is_of_words_and_of_chinese_characters() -> None:
    assert shown(find_difference("the old lines open", "the new lines open")) == [
        ("same", "the "), ("gone", "old"), ("new", "new"), ("same", " lines open")
    ]  # fmt: skip
    assert shown(find_difference("不會加價", "不再加價")) == [
        ("same", "不"), ("gone", "會"), ("new", "再"), ("same", "加價")
    ]  # fmt: skip


def test_what_stays_is_cut_short_and_so_is_what_is_long() -> None:
    parts = find_difference("船" * 99 + "甲" + "線" * 99, "船" * 99 + "乙" * 999 + "線" * 99)
    assert shown(parts[:1]) == [("same", "…" + "船" * 16)]
    assert shown(parts[-1:]) == [("same", "線" * 16 + "…")]
    assert len(parts[2].text) == LONGEST + 1


def test_what_was_rewritten_is_shown_as_a_whole() -> None:
    assert shown(find_difference("我們計劃開通兩條航線。", "座位都是木造的,共四十個。")) == [
        ("gone", "我們計劃開通兩條航線"), ("new", "座位都是木造的,共四十個"), ("same", "。")
    ]  # fmt: skip


def test_a_huge_text_takes_no_time() -> None:
    old = "".join(chr(0x4E00 + i * 7 % 9000) for i in range(200 * MOST_WORDS))
    parts = find_difference(old, old[::-1])
    assert [part.kind for part in parts] == ["gone", "new"]


def test_a_text_that_came_or_went_whole() -> None:
    assert shown(find_difference("", "新")) == [("new", "新")]
    assert shown(find_difference("舊", "")) == [("gone", "舊")]
    assert find_difference("同", "同") == ()


@given(st.text("ab 船線,", max_size=40), st.text("ab 船線,", max_size=40))
def test_a_short_difference_has_both_texts_in_it(before: str, now: str) -> None:
    parts = find_difference(before, now)
    if before != now and not any("…" in part.text for part in parts):
        assert "".join(part.text for part in parts if part.kind != "new") == before
        assert "".join(part.text for part in parts if part.kind != "gone") == now
