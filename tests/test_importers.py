"""Raw transcripts in every format to utterances, and utterances to turns."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterable

import pytest

from build_tools.model.timecode import TimeCode
from build_tools.reading.transcript import write_transcript
from build_tools.writing.importers import FORMATS, recognize
from build_tools.writing.importers.flow import flow, join_pieces
from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.labels import read_script
from build_tools.writing.importers.turns import Naming, make_transcript
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance
from build_tools.writing.importers.whole import import_transcript

READ = {format.name: format.read for format in FORMATS}
Turn = tuple[str | None, str, int | None]


def turns(reading: Reading) -> list[Turn]:
    """The speaker, words and milliseconds of each utterance."""
    return [(u.speaker, u.words, u.time.milliseconds if u.time else None) for u in reading.utterances]


def told(found: Iterable[Remark]) -> list[str]:
    """Remarks as a reader sees them."""
    return [f"line {r.line}: {r.message}" if r.line else r.message for r in found]


def remarks(reading: Reading) -> list[str]:
    return told(reading.remarks)


def test_plain_text_with_labels_in_the_line_and_alone() -> None:
    reading = READ["plain"](
        "Ann Lee: Good morning\nto all.\n\nAnd to you.\nBo:\nMany thanks to all of you: truly.\n\nAnn Lee: Now\n"
    )
    assert turns(reading) == [
        ("Ann Lee", "Good morning\nto all.", None),
        ("Ann Lee", "And to you.", None),
        ("Bo", "Many thanks to all of you: truly.", None),
        ("Ann Lee", "Now", None),
    ]
    assert [(r.line, r.doubts) for r in reading.remarks] == [(5, "Bo")]


@pytest.mark.parametrize(
    ("line", "label", "milliseconds", "words"),
    [
        ("Ann: hi", "Ann", None, "hi"),
        ("馬斯克：你好", "馬斯克", None, "你好"),
        ("[00:01:02] Ann Lee: hi: you", "Ann Lee", 62_000, "hi: you"),
        ("00:01:02 - Ann: hi", "Ann", 62_000, "hi"),
        ("(1:02) Ann: hi", "Ann", 62_000, "hi"),
        ("Ann (1:02): hi", "Ann", 62_000, "hi"),
        ("Dr. J. Lee [1:02.5]:", "Dr. J. Lee", 62_500, ""),
        ("Speaker 1  0:03", "Speaker 1", 3_000, ""),
        ("Speaker 1 (0:03)", "Speaker 1", 3_000, ""),
        ("[0:03] and on", None, 3_000, "and on"),
        ("Man in the audience: why?", "Man in the audience", None, "why?"),
    ],
)
def test_heads_of_lines(line: str, label: str | None, milliseconds: int | None, words: str) -> None:
    time = None if milliseconds is None else TimeCode(milliseconds)
    head = read_script([Line(1, line)], [label] if label else []).head(0, Line(1, line))
    assert head is not None
    assert (head.label, head.time, head.words) == (label, time, words)


@pytest.mark.parametrize(
    "line",
    [
        "We met at 10:30",
        "He stopped. Then: nothing",
        "Well, no: never",
        "https://site.example/",
        "Ann (0:75): hi",
        "[0:75] hi",
        ": hi",
        "",
        "one two three four five six seven: hi",
    ],
)
def test_what_is_no_head(line: str) -> None:
    assert read_script([Line(1, line)]).head(0, Line(1, line)) is None


def test_small_letters_name_a_speaker_where_they_come_again() -> None:
    said = ["He said: no", "Man in the crowd: yes", "Man in the crowd: yes", "Bo: x", "Bo: x"]
    assert read_script([Line(n, words) for n, words in enumerate(said, 1)]).labels == {"Man in the crowd", "Bo"}


def test_a_label_that_stands_alone_is_doubted() -> None:
    reading = READ["plain"]("Ann: a\nBo: b\nNote: c\nAnn: d\nBo: e")
    assert remarks(reading) == [
        "1 line looks like `LABEL:`, the first is line 3; name with --speakers those that are speakers",
        "line 3: “Note” looks like a label and is taken for speech",
    ]


def test_markdown_with_bold_speakers() -> None:
    text = "---\nx: y\n---\n# Talk\n\n**Ann:** Good *day*\nto \\# all.\n**Bo**: Hi &amp; ho.\n\n1984. That year, 2 * 3 * 4.\n\n**Truly** big.\n\n**Ann** (00:01)\n\nNow.\n"
    reading = READ["markdown"](text)
    assert turns(reading) == [
        ("Ann", "Good day\nto # all.", None),
        ("Bo", "Hi & ho.", None),
        ("Bo", "1984. That year, 2 * 3 * 4.", None),
        ("Bo", "Truly big.", None),
        ("Ann", "Now.", 1_000),
    ]
    assert remarks(reading) == [
        "line 1: left out: front matter, 3 lines",
        "line 4: left out: the heading “Talk”",
        "line 8: 'Bo' is taken for a speaker, though it stands only here",
    ]


def test_markdown_with_heading_speakers() -> None:
    text = "# Talk\n\n## Ann (00:01)\n\nHello: [a](b)\n\n- next\n\n## Bo:\n\nYes.\n\n## What is next?\n\nWho knows.\n"
    reading = READ["markdown"](text)
    assert turns(reading) == [
        ("Ann", "Hello: [a](b)", 1_000),
        ("Ann", "- next", None),
        ("Bo", "Yes.", None),
        ("Bo", "Who knows.", None),
    ]
    assert remarks(reading) == [
        "1 line looks like `LABEL:`, the first is line 5; name with --speakers those that are speakers",
        "line 1: left out: the heading “Talk”",
        "line 5: “Hello” looks like a label and is taken for speech",
        "line 13: left out: the heading “What is next?”",
    ]


def test_markdown_with_plain_labels() -> None:
    assert turns(READ["markdown"]("# Talk\n\nAnn: a\n\nBo: b\n")) == [("Ann", "a", None), ("Bo", "b", None)]


VTT = """WEBVTT - Talk

NOTE made by hand

1
00:00:01.000 --> 00:00:02.000
<v.loud Ann Lee>Hi &amp; hello
there <i>you</i> <3

00:02.000 --> 00:03.000 align:left
<v Ann Lee>and on</v> <v Bo>No

00:11.000 --> 00:12.000
who?

a stray line
"""


def test_webvtt_with_voices() -> None:
    reading = READ["webvtt"](VTT)
    assert turns(reading) == [
        ("Ann Lee", "Hi & hello\nthere you <3", 1_000),
        ("Ann Lee", "and on", 2_000),
        ("Bo", "No", 2_000),
        (None, "who?\na stray line", 11_000),
    ]
    assert remarks(reading) == [
        "line 1: left out: “WEBVTT - Talk”",
        "line 3: left out: “NOTE made by hand”",
        "line 16: in no cue, so kept as words of the one before: “a stray line”",
    ]


def test_webvtt_without_voices_has_labels() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: a\n\n00:02.000 --> 00:03.000\nb\nAnn: c\n"
    assert turns(READ["webvtt"](text)) == [("Ann", "a", 1_000), ("Ann", "b", 2_000), ("Ann", "c", 2_000)]


def test_srt() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nANN: <b>Hi</b> <3\nthere\n\n2\n00:00:02,500 --> 00:00:03,000\n- yes\n- no\n\n3\n00:00:04,000 --> 00:00:05,000\nANN: {\\an8}end\n"
    reading = READ["srt"](text)
    assert turns(reading) == [("ANN", "Hi <3\nthere", 1_000), ("ANN", "- yes\n- no", 2_500), ("ANN", "end", 4_000)]
    assert [u.line for u in reading.utterances] == [3, 8, 13]
    assert remarks(reading) == ["line 8: speakers told apart by dashes alone: “- yes - no”"]


def test_srt_where_a_cue_does_not_begin_with_its_number() -> None:
    reading = READ["srt"]("1\n00:00:01,000 --> 00:00:02,000\nHi\n\nx --> y\nyou\n")
    assert turns(reading) == [(None, "Hi\nx --> y\nyou", 1_000)]
    assert remarks(reading) == ["line 5: in no cue, so kept as words of the one before: “x --> y you”"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {
                "text": " Hi  you",
                "segments": [{"start": 0.5, "end": 1.25, "text": " Hi", "speaker": "S0"}, {"start": 2, "text": "you"}],
            },
            [("S0", " Hi", 500), (None, "you", 2_000)],
        ),
        ({"transcription": [{"offsets": {"from": 10, "to": 20}, "text": "Hi"}]}, [(None, "Hi", 10)]),
        ([{"start": 1, "end": 2, "text": "Hi"}], [(None, "Hi", 1_000)]),
    ],
)
def test_whisper(data: object, expected: list[Turn]) -> None:
    reading = READ["whisper"](json.dumps(data))
    assert turns(reading) == expected
    assert reading.remarks == ()


def test_whisper_segments_know_their_line() -> None:
    reading = READ["whisper"]('{"text": "ab!",\n"segments": [\n{"text": "a"},\n{"text": "b"}]}')
    assert [u.line for u in reading.utterances] == [3, 4]
    assert remarks(reading) == ["'text' says something else than the segments, which are followed"]


def test_a_table() -> None:
    text = (
        'Timestamp,Speaker,Words,Mood\n0:01,Ann,"Hi, ""you""\n\nNext",good\n2.5,Bo,"two\nlines",x,more\nlater,Bo,end,\n'
    )
    reading = READ["csv"](text)
    assert turns(reading) == [
        ("Ann", 'Hi, "you"', 1_000),
        ("Ann", "Next", None),
        ("Bo", "two\nlines", 2_500),
        ("Bo", "end", None),
    ]
    assert [u.line for u in reading.utterances] == [2, 2, 5, 7]
    assert remarks(reading) == [
        "line 1: left out: the column 'Mood'",
        "line 5: left out: cells without a column, “more”",
        "line 7: left out: “later” is no time code",
    ]


def test_a_table_with_tabs_in_chinese() -> None:
    assert turns(READ["csv"]("時間\t說話者\t文字\n0:01\t羅雅\t你好,世界\n")) == [("羅雅", "你好,世界", 1_000)]


AKN = """<?xml version="1.0" encoding="ISO-8859-1"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate>
<meta><references><TLCPerson eId="ann" showAs="Ann Lee"/></references></meta>
<debateBody><debateSection><heading>Prayers</heading>
<speech by="#ann" startTime="2020-01-01T10:00:00"><p>One <i>two</i>
three é.</p><p>Four</p></speech>
<question by="#bo"><from>Mr Bo:</from>Loose <remark>[aside]</remark><p>Why?</p></question>
<narrative>All rise</narrative></debateSection></debateBody></debate></akomaNtoso>"""


def test_akoma_ntoso() -> None:
    reading = READ["akoma-ntoso"](AKN)
    assert turns(reading) == [
        ("Ann Lee", "One two three é.", None),
        ("Ann Lee", "Four", None),
        ("Mr Bo", "Loose [aside]", None),
        ("Mr Bo", "Why?", None),
    ]
    assert remarks(reading) == [
        "line 4: left out: “Prayers” in <heading>",
        "line 5: left out: the time of the clock",
        "line 8: left out: “All rise” in <narrative>",
    ]


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><person xml:id="A"><persName>Ann Lee</persName></person></teiHeader>
<text><timeline unit="s" origin="#T0"><when xml:id="T0" absolute="10:00:00"/><when xml:id="T1" interval="12.5" since="#T0"/></timeline>
<body><u who="#A" start="#T1">Hi <pause/>there <vocal><desc>coughs</desc></vocal> you</u>
<annotationBlock who="#B" start="#T9"><u><seg><w>No</w><w>way</w><pc>!</pc></seg></u></annotationBlock>
<incident><desc>door slams</desc></incident><u>who?</u></body></text></TEI>"""


def test_tei() -> None:
    reading = READ["tei"](TEI)
    assert turns(reading) == [("Ann Lee", "Hi there you", 12_500), ("B", "No way!", None), (None, "who?", None)]
    assert remarks(reading) == [
        "line 3: left out: “coughs” in <vocal>",
        "line 4: left out: '#T9' is no moment of the recording",
        "line 5: left out: “door slams” in <incident>",
    ]


@pytest.mark.parametrize(
    ("name", "text", "format", "by"),
    [
        ("x", VTT, "webvtt", "its words"),
        ("x.txt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n", "srt", "its words"),
        ("x", ' {"segments": []}', "whisper", "its words"),
        ("x.xml", AKN, "akoma-ntoso", "its words"),
        ("x.xml", "<!-- c -->" + TEI, "tei", "its words"),
        ("x", "time;speaker;text\n", "csv", "its words"),
        ("x.csv", "when,what\n", "csv", "its name"),
        ("x.txt", "**Ann:** hi\n", "markdown", "its words"),
        ("x.txt", "## Ann\n\nhi\n\n## Bo\n\nho\n", "markdown", "its words"),
        ("x.md", "Ann: hi\n", "markdown", "its name"),
        ("x.txt", "# Talk\n\nAnn: hi\nBo: hi\n", "plain", "its words"),
        ("x", "", "plain", "its words"),
    ],
)
def test_a_format_is_told_by_its_words_then_by_its_name(name: str, text: str, format: str, by: str) -> None:
    chosen, told_by = recognize(text, name)
    assert (chosen.name, told_by) == (format, by)


@pytest.mark.parametrize(
    ("format", "text", "message"),
    [
        (
            "srt",
            "1\n00:00:01,000 --> 00:00:02,000\nHi\n\n2\n00:00:0a,000 --> 00:00:03,000\nyou\n",
            "line 6: these are no times of a cue: “00:00:0a,000 --> 00:00:03,000”",
        ),
        (
            "webvtt",
            "WEBVTT\n\n00:0a.000 --> 00:03.000\nyou\n",
            "line 3: these are no times of a cue: “00:0a.000 --> 00:03.000”",
        ),
        ("webvtt", "Hi\n", "this is no WebVTT file: it does not begin with WEBVTT"),
        (
            "whisper",
            '{"segments": [\n{]}',
            "line 2: this is not JSON: Expecting property name enclosed in double quotes",
        ),
        ("whisper", "{}", "this JSON has neither 'segments' (Whisper) nor 'transcription' (whisper.cpp)"),
        ("whisper", '{"segments": [\n{"text": "a"},\n{"txt": "b"}]}', "line 3: segment 2 has no text"),
        ("whisper", '[{"text": "a", "start": "soon"}]', "line 1: 'soon' is no time"),
        ("whisper", '[{"text": "a", "start": -1}]', "line 1: -1 is no time"),
        ("whisper", '[{"text": "a", "start": NaN}]', "line 1: nan is no time"),
        ("whisper", "[" * 100_000, "this JSON is nested too deep, or has a number that is too long"),
        ("csv", "who,what\na,b\n", "line 1: no column is named 'words' or 'text'; there are: who, what"),
        ("csv", 'speaker,text\na,"b\n', "line 2: this is no table: unexpected end of data"),
        ("csv", "", "the table is empty"),
        ("tei", "<TEI>\n<text></TEI>", "line 2: this is not XML: mismatched tag"),
        ("tei", "<html/>", "line 1: the root is <html>, not <TEI>"),
        ("tei", "<TEI>" + "<p>" * 200, "line 1: elements are nested deeper than 100 levels"),
        ("akoma-ntoso", "<TEI/>", "line 1: the root is <TEI>, not <akomaNtoso>"),
        (
            "tei",
            '<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><TEI>&b;</TEI>',
            "XML with entities of its own is refused; write the characters out",
        ),
        (
            "akoma-ntoso",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><akomaNtoso>&x;</akomaNtoso>',
            "XML with entities of its own is refused; write the characters out",
        ),
    ],
)
def test_what_cannot_be_read_says_where(format: str, text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as error:
        READ[format](text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["one", "two"], "one two"),
        (["你好，", "世界"], "你好，世界"),
        (["カタ", "カナ"], "カタカナ"),
        (["你好", "Ann"], "你好 Ann"),
        (["안녕", "하세요"], "안녕 하세요"),
        ([" a  b ", "", " c"], "a  b c"),
    ],
)
def test_what_stands_between_joined_pieces(pieces: list[str], joined: str) -> None:
    assert join_pieces(pieces) == joined
    assert flow("\n".join(pieces)) == joined


def cue(speaker: str | None, words: str, start: float, end: float) -> Utterance:
    return Utterance(speaker, words, 1, TimeCode(round(start * 1000)), TimeCode(round(end * 1000)))


def test_cues_run_on_until_there_is_silence() -> None:
    reading = Reading((cue("A", "one", 0, 1), cue("A", "two", 2.9, 4), cue("A", "three", 6, 7), cue("B", "four", 7, 8)))
    made = make_transcript(reading, language="en", naming=Naming({}, "Nobody"), pause=2)
    assert write_transcript(made.transcript) == (
        "## A {#t01 time=00:00:00}\n\none two\n\n{time=00:00:06}\nthree\n\n## B {#t02 time=00:00:07}\n\nfour\n"
    )
    assert made.remarks == ()


def test_labels_become_names_and_what_they_leave_open_is_told() -> None:
    said = [("A", "x"), ("Ann", "y"), (None, "z"), ("C", "w"), ("B", ""), ("D", "a\x00b")]
    reading = Reading(tuple(Utterance(speaker, words, n) for n, (speaker, words) in enumerate(said, 1)))
    naming = Naming({"A": "Ann", "E": "Eve", "D": "Dee"}, "Nobody")
    made = make_transcript(reading, language="en", naming=naming, pause=2)
    assert [(b.label, [p.text for p in b.paragraphs]) for b in made.transcript.blocks] == [
        ("Ann", ["x", "y"]),
        ("Nobody", ["z"]),
        ("C", ["w"]),
        ("Dee", ["ab"]),
    ]
    assert told(made.remarks) == [
        "a name is given for 'E', who does not speak here",
        "line 3: the source does not say who speaks: “z” stands under 'Nobody'",
        "line 4: no name is given for 'C', which stays as it is",
        "line 5: B says nothing here; left out",
        "line 5: no name is given for 'B', which stays as it is",
        "line 6: the character U+0000 is no text and is left out",
    ]


def test_a_name_takes_the_doubt_about_a_label_away() -> None:
    for names, expected in (({}, 2), ({"Ann": "Ann Lee", "Bo": "Bo"}, 0)):
        imported = import_transcript(
            b"Ann: a\nBo: b\n", "x.txt", format="auto", language="en", naming=Naming(names, "Nobody"), pause=2
        )
        assert len(imported.remarks) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"## Ann {#t01}\n\nhi\n", "this is a transcript of the project already"),
        ("Ann: 你好\n".encode("big5"), "line 1: this is not UTF-8 text; name what it is, as in --encoding big5"),
        (b" \n", "there are no words in it, read as plain text"),
    ],
)
def test_what_is_not_imported(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as error:
        import_transcript(data, "x", format="auto", language="en", naming=Naming({}, "Nobody"), pause=2)
    assert str(error.value) == message


def test_utf_16_with_its_mark() -> None:
    data = "Ann: 你好\r\nBo: x".encode("utf-16")
    imported = import_transcript(data, "x", format="auto", language="en", naming=Naming({}, "Nobody"), pause=2)
    assert [p.text for p in imported.transcript.paragraphs.values()] == ["你好", "x"]


@pytest.mark.parametrize("format", sorted(set(READ) - {"docx"}))
@pytest.mark.parametrize("piece", [" ", "a ", "<v ", "(0:01) ", "*a", "\\", "[", '"', "Ann: ", "\n", "&", "- "])
def test_a_line_ten_times_as_long_costs_no_more_than_ten_lines(format: str, piece: str) -> None:
    """In the processor's time, on whatever machine; were any step quadratic, it would cost ten times as much."""
    start = {"webvtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "srt": "1\n00:00:01,000 --> 00:00:02,000\n"}

    def cost(length: int, times: int) -> float:
        text = start.get(format, "") + piece * (length // len(piece)) + "."
        begun = time.process_time()
        for _ in range(times):
            with contextlib.suppress(UnreadableError):
                make_transcript(READ[format](text), language="en", naming=Naming({}, "Nobody"), pause=2)
        return time.process_time() - begun

    assert cost(100_000, 1) < 5 * cost(10_000, 10) + 0.05  # seconds that a clock may miss
