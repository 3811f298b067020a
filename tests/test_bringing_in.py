"""What is brought in besides transcripts that are read: other files, other encodings, too much of something."""

from __future__ import annotations

import contextlib
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from docx import Document

from build_tools.__main__ import main
from build_tools.reading.times import read_times
from build_tools.writing.importers.decoding import decode
from build_tools.writing.importers.paragraphs import MOST, weigh
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.utterance import UnreadableError
from build_tools.writing.importers.whole import Imported, import_transcript
from tests.fuzz.word_files import PARTS, of_parts, parts_of, word_file


def bring(data: bytes, name: str = "x", **options: object) -> Imported:
    naming = Naming({}, "Speaker")
    return import_transcript(data, name, format="auto", language="en", naming=naming, pause=2)


def packed(**files: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT><TIER/></ANNOTATION_DOCUMENT>', "this is an ELAN file; in ELAN: File, Export As, Subtitles Text (.srt) or Tab-delimited Text"),
        (b'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\n', "this is a Praat TextGrid; in Praat: Down to Table, then Save as tab-separated file"),
        (b'<?xml version="1.0"?><timedtext format="3"><body/></timedtext>', "this is a file of YouTube's own (srv3); download the captions as WebVTT (.vtt) or json3"),
        (b'<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', "this is a TTML file; export the captions as WebVTT or SRT"),
        (b"<minutes><p>Hi</p></minutes>", "this is XML that is not read here (its root is <minutes>); export WebVTT, SRT, TEI or plain text instead"),
        (b"%PDF-1.7\n", "this is a PDF; copy its text into a .txt file, or export a Word file"),
        (b"{\\rtf1 Hi}", "this is rich text (RTF); save it as a Word file (.docx) or as plain text"),
        (b"\xd0\xcf\x11\xe0\xa1", "this is an old Word file (.doc); save it as .docx"),
        (b"ID3\x04", "this is a recording; let a recognizer such as Whisper write down what is said"),
        (b"\x00\x00\x00\x20ftypisom", "this is a recording; let a recognizer such as Whisper write down what is said"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "this is an OpenDocument file; save it as a Word file (.docx)"),
        (packed(word__document="x"), "this is no Word file that can be opened: "),
        ("Ада: Кто плывет?\n".encode("cp1251"), "line 1: this is not UTF-8 text; name what it is, as in --encoding big5"),
        (b"x,y\xff\xfe\x00\x81" * 9, "line 1: this is not UTF-8 text; name what it is, as in --encoding big5"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_a_word_on_what_to_bring(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as error:
        bring(data)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("[00:00:03] Ada: Hi.\n", "plain"),
        ("{laughs} Ada: Hi.\n", "plain"),
        ("[Ada] 0:03\nHi.\n", "plain"),
        ("<3 from Ada\n", "plain"),
        ('{"segments": [{"text": "Hi."}]}', "whisper"),
        ('[\n {"text": "Hi."}]', "whisper"),
    ],
)
def test_a_bracket_is_not_yet_json(text: str, format: str) -> None:
    assert bring(text.encode()).format.name == format


@pytest.mark.parametrize(
    ("data", "encoding", "text", "told"),
    [
        ("Zoé".encode(), None, "Zoé", []),
        ("\ufeffZoé".encode(), None, "Zoé", []),
        ("Zoé".encode("utf-16"), None, "Zoé", ["read as UTF-16, as its first bytes say"]),
        ("Zoé: hi".encode("utf-16-be") + b"\x00.", None, "Zoé: hi.", ["read as UTF-16-BE, as every second byte is zero"]),
        (b"Ada Lowe: \x93Hi\x94\r\n", None, "Ada Lowe: “Hi”\n", ["this is not UTF-8 and was read as Windows-1252: “Ada Lowe: “Hi””"]),
        ("羅雅：你好".encode("big5"), "big5", "羅雅：你好", []),
        ("罗雅：你好".encode("gb18030"), "gb18030", "罗雅：你好", []),
    ],
)  # fmt: skip
def test_texts_are_decoded(data: bytes, encoding: str | None, text: str, told: list[str]) -> None:
    assert decode(data, encoding) == (text, decode(data, encoding)[1])
    assert [remark.message for remark in decode(data, encoding)[1]] == told


def test_an_encoding_that_is_wrong_or_unknown_is_told() -> None:
    for encoding, message in (("ascii", "ascii is not what the text is in"), ("klingon", "klingon is no encoding")):
        with pytest.raises(UnreadableError, match=message):
            decode("é".encode(), encoding)


def captions(words: int, *, gap: float = 0.0) -> bytes:
    """So many words in cues of eight, without a mark of punctuation, each cue a little after the one before."""
    cues = []
    for n in range(words // 8):
        start, end = n * (3 + gap), n * (3 + gap) + 3
        times = [f"{int(t) // 3600:02}:{int(t) // 60 % 60:02}:{t % 60:06.3f}" for t in (start, end)]
        cues.append(f"{times[0]} --> {times[1]}\n" + " ".join(f"word{n}x{i}" for i in range(8)))
    return ("WEBVTT\n\n" + "\n\n".join(cues) + "\n").encode()


def test_paragraphs_of_captions_have_a_bound_and_a_shorter_pause_is_offered() -> None:
    imported = bring(captions(1600, gap=0.5))
    paragraphs = list(imported.transcript.paragraphs.values())
    assert max(weigh(p.text) for p in paragraphs) <= MOST
    assert sum(len(p.text.split()) for p in paragraphs) == 1600
    assert all(p.time for p in paragraphs)
    assert any("--pause 0.5 would cut at 199 more silences" in remark.message for remark in imported.remarks)


def test_one_cue_of_a_whole_talk_is_parted_at_sentences() -> None:
    text = "WEBVTT\n\n00:01.000 --> 09:00.000\n" + "This is a sentence of eight words, no. " * 100
    paragraphs = list(bring(text.encode()).transcript.paragraphs.values())
    assert max(weigh(p.text) for p in paragraphs) <= MOST
    assert all(p.text.endswith("no.") for p in paragraphs)
    assert sum(p.text.count("sentence") for p in paragraphs) == 100


def test_a_line_that_is_said_again_and_again_does_not_roll() -> None:
    text = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\nYes we can" for n in range(9))
    assert bring(text.encode()).transcript.paragraphs["t01.p1"].text == " ".join(["Yes we can"] * 9)


def test_captions_that_grow_word_by_word_are_folded() -> None:
    grown = ["who", "who sails", "who sails from here", "nobody", "nobody since May"]
    text = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(grown))
    imported = bring(text.encode())
    assert imported.transcript.paragraphs["t01.p1"].text == "who sails from here nobody since May"


def count_steps(work: Callable[[], object]) -> int:
    """How many calls of Python's functions some work takes."""
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    except UnreadableError:
        pass
    finally:
        sys.setprofile(None)
    return calls


MANY: list[Callable[[int], str]] = [
    lambda n: "word " * n,
    lambda n: "---\n" + "a: b\n" * n,
    lambda n: "".join(f"S{i}: b\n\n" for i in range(n)),
    lambda n: "**Ann:** b *x*\n\n" * n,
    lambda n: "<p><b>Ann:</b> b</p>" * n,
    lambda n: "speaker,text\n" + "Ann,b\n" * n,
    lambda n: "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n" + "a\n\n" * n,
    lambda n: "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nAnn: x\n\n" * n,
    lambda n: "Ann: " + "[00:01] a " * n,
    lambda n: "Ann: " + "a: " * n,
    lambda n: "[a] b\n" * n,
    lambda n: '{"segments": [' + ",".join(['{"text": "b", "start": 1, "end": 2}'] * n) + "]}",
    lambda n: "<TEI><text>" + "<u><seg>b</seg></u>" * n + "</text></TEI>",
]


@pytest.mark.parametrize("number", range(len(MANY)))
def test_twice_as_much_takes_twice_the_steps(number: int) -> None:
    once, twice = (count_steps(lambda n=n: bring(MANY[number](n).encode())) for n in (1000, 2000))  # type: ignore[misc]
    assert twice < 2.3 * once


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\n" + "a: b\n" * 100_001, "there are more than the 100000 lines allowed; split the file"),
        ("speaker,text\n" + "".join(f"S{n},b\n" for n in range(1001)), "line 1002: there are more than the 1000 speakers allowed"),
    ],
)  # fmt: skip
def test_too_much_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as error:
        bring(text.encode())
    assert str(error.value) == message


def test_a_paragraph_of_27_000_words_is_imported() -> None:
    imported = bring(b"word " * 27_000)
    assert len(imported.transcript.paragraphs["t01.p1"].text.split()) == 27_000


def test_a_word_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    Document().save(written)
    monkeypatch.setattr("build_tools.writing.word_file.MAX_UNPACKED", 100)
    with pytest.raises(UnreadableError, match="it unpacks to more than the 100 bytes allowed"):
        bring(written.getvalue())


@pytest.mark.parametrize("part", range(len(PARTS)), ids=PARTS)
@pytest.mark.parametrize("other", [b"<a/>", b'<w:a xmlns:w="x"><', b"\x80", b"<a><Relationship/><Override/></a>"])
def test_a_word_file_with_a_part_that_is_another_is_read_or_refused(part: int, other: bytes) -> None:
    parts = parts_of(word_file(b"Ada: Hi.")).split(b"\0")
    parts[part] = other
    with contextlib.suppress(UnreadableError):
        assert [p.text for p in bring(of_parts(b"\0".join(parts))).transcript.paragraphs.values()] == ["Hi."]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: data.replace(b"\x08\x00", b"\x0e\x00"), "it is packed in a way that no Word file is"),
        (
            lambda data: data.replace(b"PK\1\2\x14\x03\x14\x00\x00", b"PK\1\2\x14\x03\x14\x00\x01"),
            "it is locked by a password",
        ),
        (lambda data: data.replace(b"PK\1\2\x14\x03\x14", b"PK\1\2\x14\x03\xff"), "zip file version 25.5"),
        (lambda data: data[:60] + b"\xff" * 40 + data[100:], "Error -3 while decompressing data"),
        (lambda data: data[:-30], "File is not a zip file"),
    ],
)
def test_a_damaged_word_file_is_refused_in_words(spoil: Callable[[bytes], bytes], message: str) -> None:
    document = Document()
    document.add_paragraph("Ada: Hi.")
    written = io.BytesIO()
    document.save(written)
    with pytest.raises(UnreadableError, match=f"this is no Word file that can be opened: {message}"):
        bring(spoil(written.getvalue()))


def test_what_stands_beside_the_text_of_a_word_file_is_told() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "The Harbor Review"
    document.add_paragraph("Ada: Hi.")
    document.add_paragraph("Bo: Hi.")
    written = io.BytesIO()
    document.save(written)
    told = [remark.message for remark in bring(written.getvalue()).remarks]
    assert "left out: “The Harbor Review” in the header of the Word file" in told


def test_the_command_writes_the_times_of_words_beside_the_transcript(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = tmp_path / "talk.srt", tmp_path / "new/en.md"
    raw.write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nAnn: Hi.\n\n2\n00:00:02,500 --> 00:00:03,000\nAnn: Ho.\n", "utf-8"
    )
    assert main(["import", str(raw), "--out", str(out)]) == 0
    assert [(cue.paragraph, cue.words) for cue in read_times((tmp_path / "new/en.vtt").read_text("utf-8"))] == [
        ("t01.p1", "Hi."),
        ("t01.p1", "Ho."),
    ]
    out.unlink()
    assert main(["import", str(raw), "--out", str(out)]) == 2
    assert "en.vtt is there already" in capsys.readouterr().err
    assert not out.exists()


def test_names_in_turn_are_given_where_the_file_only_says_that_somebody_else_begins() -> None:
    naming = Naming({}, "Nobody", ("Ann", "Bo"))
    data = b"WEBVTT\n\n00:01.000 --> 00:02.000\n>> Hi. >> Ho.\n\n00:02.000 --> 00:03.000\nYes. >> No.\n"
    imported = import_transcript(data, "x", format="auto", language="en", naming=naming, pause=2)
    said = [(b.label, b.paragraphs[0].text) for b in imported.transcript.blocks]
    assert said == [("Ann", "Hi."), ("Bo", "Ho. Yes."), ("Ann", "No.")]
    assert [remark.message for remark in imported.remarks] == [
        "the source does not say who speaks: 3 turns are given in turn to Ann, Bo"
    ]
