"""Whole editions, invented: a sound one builds and loses nothing, a broken one has problems, and neither raises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.edition.merge import MergedEdition
from build_tools.reading.files import EditionFiles
from build_tools.reading.load import load_edition
from build_tools.rules.examine import apply_rules, tell
from build_tools.site.catalog import load_catalog
from build_tools.site.pages import render_pages
from build_tools.writing.beginning import quoted
from tests.bad_files import TODAY, ferry_files

PIECES = ["船", "座位", "明年", "2026", " ", "Two lines", "won’t", "，", "。", "<b>", "&amp;", "*", "`", "{{ x }}", "🚢", "é", '"', "'", "\\", "#", "|", "- ", "羣", "[@log]", "](/x)"]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join).map(str.strip).filter(lambda w: any(c.isalpha() for c in w))  # fmt: skip
PLAIN = st.lists(st.sampled_from(["Seats", "座位", " and ", "2026", "é", "'", '"', ": ", "#", "🚢"]), min_size=1, max_size=5).map("".join).map(str.strip).filter(lambda w: any(c.isalpha() for c in w))  # fmt: skip
NOTE = st.lists(st.sampled_from(["Words", " *more* ", "船", "[@log]", "[ledger](/claims/)", "`code`", "\n\n", "**b**", ". "]), min_size=1, max_size=6).map(lambda w: "".join(["Words ", *w]).strip())  # fmt: skip
STATUS = st.sampled_from(["came-true", "partly", "did-not-come-true", "disputed", "not-yet-due"])


@st.composite
def editions(draw: st.DrawFn) -> EditionFiles:
    """A sound edition in one language: turns of paragraphs, and annotations with quotes that may overlap."""
    paragraphs = draw(st.lists(WORDS, min_size=1, max_size=4))
    lines = [f"## {'林記者' if n % 2 else '陳船長'} {{#t{n:02}}}\n\n{_escaped(words)}\n" for n, words in enumerate(paragraphs, 1)]  # fmt: skip
    files: dict[str, bytes] = {}
    for number in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(paragraphs) - 1))
        text = paragraphs[at]
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        files[f"annotations/seats/note-{number}.yml"] = draw(_annotation(f"t{at + 1:02}.p1", text, start, end)).encode()
    frame = (
        f"title: {quoted(draw(PLAIN))}\nsummary: {quoted(draw(NOTE))}\ndate: 2025-03-01\nlanguages: [zh-Hant, en]\n"
        "source_language: zh-Hant\nspeakers: {林記者: lam, 陳船長: chan}\n"
        "origin: {publisher: The tests, title: 渡輪, url: https://ferry.example/interview, note: Invented.}\n"
    )
    base = ferry_files()
    registers = {**base.registers, "annotations/edition.yml": frame.encode()}
    transcripts = {"docs/transcript/zh-Hant.md": "\n".join(lines).encode()}
    return replace(base, registers=registers, annotations=files, transcripts=transcripts)


def _escaped(words: str) -> str:
    return f"\\{words}" if words[0] in "#\\" or words.startswith("{time=") else words


@st.composite
def _annotation(draw: st.DrawFn, at: str, text: str, start: int, end: int) -> str:
    around = f"prefix: {quoted(text[:start])}\n" if text[:start].strip() else ""
    around += f"suffix: {quoted(text[end:])}\n" if text[end:].strip() else ""
    head = f"at: {at}\nquote: {quoted(text[start:end])}\n{around}title: {quoted(draw(PLAIN))}\n"
    foot = "added: 2026-07-03\nby: [tester]\n"
    if draw(st.booleans()):
        return f"kind: context\n{head}note: {quoted(draw(NOTE))}\n{foot}"
    days = sorted(draw(st.lists(st.dates(date(2026, 7, 2), TODAY), max_size=3)))
    entries = "".join(
        f"    - {{date: {day}, status: {draw(STATUS)}, note: {quoted(draw(NOTE))}, sources: [log]}}\n" for day in days
    )
    history = f"  history:\n{entries}" if days else ""
    return (
        f"kind: claim\n{head}claim:\n  type: goal\n  wording: printed\n  says: {quoted(draw(PLAIN))}\n"
        f"  judged_by: {{written: 2026-07-03, text: A count.}}\n{history}{foot}"
    )


def _is_quotable(files: EditionFiles) -> bool:
    """Whether every quote has something to find: one of blanks alone, or cut from one character, has not."""
    problems = load_edition(files).problems
    return not any(p.code == "field-empty" for p in problems)


@settings(max_examples=4)
@given(editions())
def test_a_sound_edition_builds_and_loses_nothing(files: EditionFiles) -> None:
    if not _is_quotable(files):
        return
    loaded = load_edition(files)
    anchors, problems = apply_rules(files, loaded, TODAY)
    told = [p.as_text() for p in tell(problems, files) if p.code not in ("quote-surroundings", "quote-repeated")]
    assert told == []
    if problems:
        return
    assert loaded.edition
    assert len(anchors) == len(files.annotations)
    merged = MergedEdition(loaded.edition, anchors, TODAY)
    pages = {p.path: p.content for p in render_pages(merged, load_catalog("en"), cards={}, site_url="https://x.example/", edit_base=None)}  # fmt: skip
    for id in loaded.edition.source_text.paragraphs:
        assert pages["transcript/index.md"].count(f'id="{id}"') == 1
    for annotation in loaded.edition.annotations:
        assert f'id="note-{annotation.id}"' in pages["transcript/index.md"]
        assert not annotation.claim or f"claims/{annotation.id}.md" in pages
    for (language, id), segments in merged.segments.items():
        (text,) = (t.paragraphs[id].text for t in loaded.edition.transcripts if t.language == language)
        assert "".join(segment.text for segment in segments) == text


@settings(max_examples=30)
@given(editions(), st.data())
def test_a_broken_edition_has_problems_and_never_raises(files: EditionFiles, data: st.DataObject) -> None:
    """Some bytes of some file are taken away, doubled, or become others."""
    path = data.draw(st.sampled_from(sorted({**files.yaml, **files.transcripts})))
    content = {**files.yaml, **files.transcripts}[path]
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    instead = data.draw(st.one_of(st.binary(max_size=6), st.sampled_from([b"\n", b": ", b"- ", b"[", b"'", content[start:end] * 2])))  # fmt: skip
    broken = content[:start] + instead + content[end:]
    mutated = replace(files.with_contents({path: broken}), transcripts={p: broken if p == path else d for p, d in files.transcripts.items()})  # fmt: skip
    _, problems = apply_rules(mutated, load_edition(mutated), TODAY)
    for problem in tell(problems, mutated):
        assert problem.as_text()
        assert problem.as_text("zh-Hant")
        assert problem.place.line >= 1
