"""Text in equals text out: speech written in every format, imported, written as a transcript and parsed again.

The rule for white space: line ends, and the blanks around them, become one space, or
nothing between Chinese or Japanese characters. So the comparison is of everything else.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from xml.sax.saxutils import escape as escape_xml

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.reading.transcript import parse_transcript, write_transcript
from build_tools.writing.importers import FORMATS, read_docx
from build_tools.writing.importers.labels import read_script
from build_tools.writing.importers.plain import read_plain, split_lines
from build_tools.writing.importers.turns import Naming, make_transcript
from build_tools.writing.importers.utterance import UnreadableError

READ = {format.name: format.read for format in FORMATS}
Said = Sequence[tuple[str, str]]

SPEAKERS = ["Ann Lee", "Speaker 2", "馬斯克"]
PIECES = [
    "#", "## Bo {#t02}", "{#id}", "{time=00:00:01}", "\\", "\\#", "*", "**", "_", "`", "<3", "&amp;", "<x>", "&", "'", '"', ",", ";", "=1",
    "- ", "1984. ", "> ", "---", "|", "[x](y)", "a", "Well", "é", "你好", "。", "カナ", "안녕", "🚢", "\u3000", "\t", "  ", "\u200b", "$", "%", "T",
]  # fmt: skip
"""What Markdown, tables, subtitles and the transcript itself might take for a mark of theirs."""
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join).filter(str.strip)
SAID = st.lists(st.tuples(st.sampled_from(SPEAKERS), WORDS), min_size=1, max_size=6)


def clock(number: int, mark: str) -> str:
    return f"00:{number:02}:00{mark}000 --> 00:{number:02}:30{mark}000"


def as_plain(said: Said) -> str:
    return "\n".join(f"{speaker}: {words}" for speaker, words in said)


def as_plain_alone(said: Said) -> str:
    return "\n\n".join(f"{speaker}:\n{words}" for speaker, words in said)


def as_markdown_words(words: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", words)


def as_markdown_bold(said: Said) -> str:
    return "\n\n".join(f"**{speaker}:** {as_markdown_words(words)}" for speaker, words in said)


def as_markdown_headings(said: Said) -> str:
    return "\n\n".join(f"## {speaker}\n\n{as_markdown_words(words)}" for speaker, words in said)


def as_webvtt(said: Said) -> str:
    cues = (f"{clock(n, '.')}\n<v {speaker}>{escape(words)}" for n, (speaker, words) in enumerate(said))
    return "\n\n".join(["WEBVTT", *cues])


def as_srt(said: Said) -> str:
    return "\n\n".join(f"{n}\n{clock(n, ',')}\n{speaker}: {words}" for n, (speaker, words) in enumerate(said, 1))


def as_whisper(said: Said) -> str:
    segments = [
        {"start": n, "end": n + 1, "text": words, "speaker": speaker} for n, (speaker, words) in enumerate(said)
    ]
    return json.dumps({"segments": segments}, indent=1)


def as_table(said: Said) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    rows = (["0:01", speaker, escape(words, quote=False)] for speaker, words in said)
    writer.writerows([["timestamp", "speaker", "words"], *rows])
    return table.getvalue()


def as_akoma_ntoso(said: Said) -> str:
    speeches = "".join(f"<speech><from>{speaker}</from><p>{escape_xml(words)}</p></speech>" for speaker, words in said)
    return f"<akomaNtoso><debate><debateBody>{speeches}</debateBody></debate></akomaNtoso>"


def as_tei(said: Said) -> str:
    people = "".join(f'<person xml:id="p{n}"><persName>{name}</persName></person>' for n, name in enumerate(SPEAKERS))
    us = "".join(f'<u who="#p{SPEAKERS.index(speaker)}">{escape_xml(words)}</u>' for speaker, words in said)
    return f"<TEI><teiHeader>{people}</teiHeader><text><body>{us}</body></text></TEI>"


def as_sbv(said: Said) -> str:
    return "\n\n".join(
        f"0:{n:02}:00.000,0:{n:02}:30.000\n{speaker}: {words}" for n, (speaker, words) in enumerate(said)
    )


def as_youtube(said: Said) -> str:
    events = [
        {"tStartMs": n * 60_000, "dDurationMs": 30_000, "segs": [{"utf8": f"{speaker}: {words}"}]}
        for n, (speaker, words) in enumerate(said)
    ]
    return json.dumps({"events": events})


def as_assemblyai(said: Said) -> str:
    utterances = [{"speaker": who, "text": words, "start": n, "end": n + 1} for n, (who, words) in enumerate(said)]
    return json.dumps({"utterances": utterances})


def as_deepgram(said: Said) -> str:
    words = [{"word": words, "speaker": speaker, "start": n, "end": n + 1} for n, (speaker, words) in enumerate(said)]
    return json.dumps({"results": {"channels": [{"alternatives": [{"words": words}]}]}})


def as_rev(said: Said) -> str:
    monologues = [{"speaker": who, "elements": [{"type": "text", "value": words, "ts": 1}]} for who, words in said]
    return json.dumps({"monologues": monologues})


def as_html(said: Said) -> str:
    return (
        "<article>" + "\n".join(f"<p><b>{escape(who)}:</b> {escape(words)}</p>" for who, words in said) + "</article>"
    )


def as_docx(said: Said) -> bytes:
    document = Document()
    for speaker, words in said:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{speaker}:").bold = True
        paragraph.add_run(f" {words}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


WAYS: list[tuple[str, Callable[[Said], str | bytes]]] = [
    ("plain", as_plain),
    ("plain", as_plain_alone),
    ("markdown", as_markdown_bold),
    ("markdown", as_markdown_headings),
    ("webvtt", as_webvtt),
    ("srt", as_srt),
    ("sbv", as_sbv),
    ("youtube", as_youtube),
    ("whisper", as_whisper),
    ("assemblyai", as_assemblyai),
    ("deepgram", as_deepgram),
    ("rev", as_rev),
    ("html", as_html),
    ("docx", as_docx),
    ("csv", as_table),
    ("akoma-ntoso", as_akoma_ntoso),
    ("tei", as_tei),
]


def squeeze(words: str) -> str:
    return "".join(words.split())


def imported(format: str, content: str | bytes) -> list[tuple[str, str]]:
    """Each turn's speaker and words, as the parser reads them in the transcript that the import writes."""
    reading = READ[format](content) if isinstance(content, str) else read_docx(content)
    made = make_transcript(reading, language="en", naming=Naming({}, "Nobody"), pause=2).transcript
    transcript, problems = parse_transcript(write_transcript(made), "en", "en.md")
    assert problems == []
    assert [b.id for b in transcript.blocks] == [f"t{n:02}" for n in range(1, len(transcript.blocks) + 1)]
    return [(b.label, squeeze("".join(p.text for p in b.paragraphs))) for b in transcript.blocks]


def test_every_format_has_its_round_trip() -> None:
    assert {format for format, _ in WAYS} == {format.name for format in FORMATS}


@pytest.mark.parametrize(("format", "write"), WAYS, ids=[write.__name__ for _, write in WAYS])
@given(said=SAID)
@example(said=[("Ann Lee", "## Bo {#t02}")] * 2 + [("Ann Lee", "## Bo {#t02}#")] * 2)
def test_text_in_equals_text_out(format: str, write: Callable[[Said], str | bytes], said: Said) -> None:
    by_speaker = groupby(said, key=lambda pair: pair[0])
    expected = [(speaker, squeeze("".join(words for _, words in pairs))) for speaker, pairs in by_speaker]
    assert imported(format, write(said)) == expected


LINES = st.lists(
    st.lists(st.sampled_from(["Ann", "Bo", ": ", "：", "[0:01] ", "(1:02)", "0:75", "  0:03", "a word", ".", "你", "#", " ", "-"]), max_size=5).map("".join),
    max_size=8,
)  # fmt: skip


def test_names_alone_with_no_words_below_are_words() -> None:
    said = "## Ann Lee\n\nYes Sir\n\n## Bo\n\nOh God\n\n## Ann Lee\n\nYes Sir\n\n## Bo\n\nOh God\n"
    turns = [("Ann Lee", "YesSir"), ("Bo", "OhGod")]
    assert imported("markdown", said) == turns * 2
    assert imported("plain", "Ann Lee\nHello.\n\nBo\nHi.\n\nAnn Lee\nYes Sir.\n\nBo\n") == [
        ("Ann Lee", "Hello."),
        ("Bo", "Hi."),
        ("Ann Lee", "YesSir.Bo"),
    ]


def timeless(words: str) -> str:
    """The words without blanks and without the times that `LINES` has, in brackets or not."""
    return re.sub(r"\[0:01\]|\(1:02\)|0:75|0:03", "", squeeze(words))


@given(LINES)
def test_no_line_of_plain_text_is_lost(lines: list[str]) -> None:
    """However a line is understood, all of it is words, a label, a time code or the marks around these."""
    text = "\n".join(lines)
    utterances = read_plain(text).utterances
    words = timeless("".join(u.words for u in utterances))
    kept = split_lines(text)
    script = read_script(kept)
    at = 0
    for number, line in enumerate(kept):
        head = script.head(number, line)
        said = timeless(head.words if head else line.words)
        at = words.index(said, at) + len(said)
        if head:
            rest = timeless(line.words).removesuffix(said).replace(timeless(head.label or ""), "", 1)
            assert re.fullmatch(r"[:：.\[\]()-]*", rest)
            assert head.label is None or head.label in {u.speaker for u in utterances}
    assert at == len(words)


@pytest.mark.parametrize("format", sorted(READ))
@given(text=st.one_of(st.text(max_size=60), st.lists(st.sampled_from([*PIECES, "\n", "\n\n", "Ann: ", "<v Bo>", "WEBVTT\n\n", "1\n00:01.000 --> 00:02.000\n", '{"segments": [{"text": "a"}]}', "text,time\n", "<TEI><text><u>a</u></text></TEI>", "<akomaNtoso>"]), max_size=12).map("".join)))  # fmt: skip
def test_whatever_comes_is_refused_or_makes_a_sound_transcript(format: str, text: str) -> None:
    with contextlib.suppress(UnreadableError):
        imported(format, text)


@pytest.mark.parametrize("write", [as_webvtt, as_srt, as_table, as_whisper], ids=lambda write: str(write.__name__))
@given(said=SAID)
def test_time_codes_are_kept(write: Callable[[Said], str], said: Said) -> None:
    format = next(name for name, way in WAYS if way is write)
    reading = READ[format](write(said))
    made = make_transcript(reading, language="en", naming=Naming({}, "Nobody"), pause=0).transcript
    transcript, _ = parse_transcript(write_transcript(made), "en", "en.md")
    assert [p.time for p in transcript.paragraphs.values()] == [u.time for u in reading.utterances]
    assert all(u.time is not None for u in reading.utterances)
