"""What an edit of the transcript touches, on real little repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from build_tools.__main__ import main
from build_tools.commands.impact_report import MAX_MARKDOWN, code, on_one_line
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
    assert impact(repository, capsys) == (0, "no paragraph has changed since HEAD\n")


def test_annotations_are_no_transcript(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, LINES, ("Two lines by the second", "New lines by the second"))
    assert impact(repository, capsys) == (0, "no paragraph has changed since HEAD\n")


def test_a_changed_word_breaks_the_quotes_that_have_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("第二季度開通兩條航線,不會加價", "第三季度開通兩條航線,不會加價"))
    assert impact(repository, capsys) == (
        1,
        """\
paragraphs since HEAD: 1 changed; 1 quote broken

Quotes
    NO LONGER STANDS in t02.p1 (zh-Hant): claim two-lines-by-q2-2026 (annotations/service/two-lines-by-q2-2026.yml)
    still stands in t02.p1 (zh-Hant): claim forty-seats (annotations/seats/forty-seats.yml)
    still stands in t02.p1 (zh-Hant): correction fares-rise (annotations/service/fares-rise.yml)

Paragraphs
    t02.p1 (zh-Hant) changed: 我們計劃在 2026 年第[-二-]{+三+}季度開通兩條航線,不會加價。船上…

Translations left behind
    t02.p1 (en)

Pages
    /transcript/#t02.p1
    /claims/two-lines-by-q2-2026/
    /claims/forty-seats/
    /corrections/#fares-rise
    /topics/service/
    /topics/seats/
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
    assert "    t02.p1 (zh-Hant) changed: {+現在+}我們計劃在" in out
    assert "    t02.p1 (en) changed: …res won’t rise. [-There are-]{+We have+} 40 seats on boa…\n" in out
    assert "    still stands in t02.p1 (en): claim forty-seats " in out
    assert "left behind" not in out


def test_a_translation_alone_concerns_its_own_quotes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, ENGLISH, ("There are 40 seats on board", "There are 41 seats on board"))
    code, out = impact(repository, capsys)
    assert code == 1
    assert [line.split(" (annotations")[0] for line in out.split("\n\n")[1].splitlines()] == [
        "Quotes",
        "    NO LONGER STANDS in t02.p1 (en): claim forty-seats",
        "    still stands in t02.p1 (en): claim two-lines-by-q2-2026",
        "    still stands in t02.p1 (en): correction fares-rise",
    ]
    assert "left behind" not in out


def test_a_removed_paragraph_is_a_lost_address(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (repository / SOURCE).read_text("utf-8")
    start = text.index("座位的數目")
    (repository / SOURCE).write_text(text[:start].rstrip() + "\n", "utf-8")
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith("paragraphs since HEAD: 1 removed; 1 quote broken; permanent ids gone: t02.p2\n")
    assert "    NO LONGER STANDS in t02.p2 (zh-Hant): context what-the-group-is " in out
    assert "    t02.p2 (zh-Hant) removed: [-座位的數目" in out
    assert "Translations left behind\n    t02.p2 (en)\n" in out


def test_an_address_may_be_lost_without_a_quote(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("陳船長談新航線、座位與票價。\n\n", ""))
    replace(repository, ENGLISH, ("Captain Chan on new lines, seats and fares.\n\n", ""))
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith(
        "paragraphs since HEAD: 1 removed; every quote that stood still stands; permanent ids gone: dek.p1\n"
    )


def test_a_heading_without_paragraphs_is_an_address_too(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("## 訪問全文 {#interview}\n\n", ""))
    assert impact(repository, capsys) == (
        1,
        "paragraphs since HEAD: none; every quote that stood still stands; permanent ids gone: interview\n",
    )


def test_a_new_paragraph_wants_its_translation(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("新航線甚麼時候開通?", "新航線甚麼時候開通?\n\n何時?"))
    assert impact(repository, capsys) == (
        0,
        "paragraphs since HEAD: 1 added; every quote that stood still stands\n\n"
        "Paragraphs\n    t01.p2 (zh-Hant) added: {+何時?+}\n\n"
        "Translations left behind\n    t01.p2 (en)\n\n"
        "Pages\n    /transcript/#t01.p2\n",
    )


def test_a_second_paragraph_makes_the_block_s_id_ambiguous(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(repository, SOURCE, ("開通兩條航線。", "開通兩條航線。\n\n不會加價。"))
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith("paragraphs since HEAD: 1 added; 2 quotes broken\n")
    assert "    NO LONGER STANDS in h1 (zh-Hant): claim " in out


def test_a_quote_mended_together_with_its_words_is_well(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, SOURCE, ("兩條航線,不會加價", "兩條航線,不再加價"))
    assert impact(repository, capsys)[0] == 1
    replace(repository, "annotations/service/fares-rise.yml", ("兩條航線,不會加價", "兩條航線,不再加價"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert "    still stands in t02.p1 (zh-Hant): correction fares-rise " in out


def test_a_quote_that_never_stood_is_no_loss_of_this_change(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(repository, "annotations/service/fares-rise.yml", ("兩條航線,不會加價", "三條航線,不會加價"))
    commit(repository)
    replace(repository, SOURCE, ("座位都是木造的", "座位全是木造的"))
    code, out = impact(repository, capsys)
    assert code == 0
    assert "    does not stand, nor did it in t02.p1 (zh-Hant): correction fares-rise " in out


def test_a_translation_that_is_removed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ENGLISH).unlink()
    code, out = impact(repository, capsys)
    assert code == 1
    assert out.startswith("paragraphs since HEAD: 6 removed; ")


def test_a_transcript_that_cannot_be_read_is_told_as_check_tells_it(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(repository, SOURCE, ("## 林記者 {#t01}", "## 林記者"))
    assert main(["impact", "--root", str(repository), "--since", "HEAD"]) == 1
    assert f"{SOURCE}:13:1: " in capsys.readouterr().err


def test_annotations_that_cannot_be_read_are_named(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / LINES).write_text("kind: clam\n", "utf-8")
    replace(repository, SOURCE, ("座位都是木造的", "座位全是木造的"))
    assert main(["impact", "--root", str(repository), "--since", "HEAD"]) == 0
    assert f"{LINES}:1:7: " in capsys.readouterr().err


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
        "### Quotes\n\n"
        "- NO LONGER STANDS in `t02.p1` (`zh-Hant`): claim `two-lines-by-q2-2026` (`annotations/service/two-lines-by-q2-2026.yml`)\n"
        "- NO LONGER STANDS in `t02.p1` (`zh-Hant`): correction `fares-rise` (`annotations/service/fares-rise.yml`)\n"
    )
    assert (
        "### Paragraphs\n\n- `t02.p1` (`zh-Hant`) changed: `…計劃在 2026 年第二季度開通[-兩-]{+三+}條航線,不會加價。船上有 40 …`\n"
        in out
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


def test_a_long_report_is_cut_at_a_line(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turns = "".join(f"\n## 陳船長 {{#t{number:03}}}\n\n{'船' * 250}\n" for number in range(100, 400))
    (repository / SOURCE).write_text((repository / SOURCE).read_text("utf-8") + turns, "utf-8")
    _, out = impact(repository, capsys, "--format", "markdown")
    assert MAX_MARKDOWN * 0.9 < len(out) < MAX_MARKDOWN + 100
    left = 300 - out.count(" added: ")
    more = left + len(("", "### Translations left behind\n")) - 1 + 300 + len(("### Pages\n",)) + 300
    assert out.endswith(f"\n{more} more lines are left out here; `impact` prints them all.\n")
    assert impact(repository, capsys)[1].count(" added: ") == 300


@given(st.text(st.sampled_from("ab` <&*_[]\n\\"), min_size=1))
def test_a_code_span_shows_the_words_and_nothing_else(words: str) -> None:
    html = MarkdownIt("commonmark").render(f"- x {code(words)} y")
    (shown,) = (part.split("</code>")[0] for part in html.split("<code>")[1:])
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain.strip() == on_one_line(words).strip()
    assert html.startswith("<ul>\n<li>x <code>")
    assert html.endswith("</code> y</li>\n</ul>\n")
