"""A target to what it begins with: the bad files and the raw transcripts that the tests keep, and the words of its format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.bad_files import CORPUS, cases_of, ferry_files
from tests.fuzz.word_files import parts_of, word_file
from tests.test_transcripts import CASES, Case, raw_transcript

_FIELDS = tuple(
    f"{name}: "
    for name in (
        *("kind", "at", "quote", "prefix", "suffix", "also", "topics", "title", "note", "sources", "related", "added"),
        *(
            "by",
            "claim",
            "type",
            "wording",
            "says",
            "speaker",
            "due",
            "due_reading",
            "condition",
            "chance",
            "judged_by",
        ),
        *("looked", "where", "written", "text", "history", "date", "status", "moved_to", "because", "erratum", "en"),
        *("zh-Hant", "correction", "problem", "reads_better", "basis", "url", "archived", "publisher", "names", "role"),
        *("summary", "languages", "source_language", "speakers", "origin", "untracked", "reason", "recording", "file"),
    )
)
_YAML = (*_FIELDS, "- ", "  - ", ": ", "{en: ", "zh-Hant: ", "}", "[", "]", "|-\n", ">-\n", "&a ", "*a", "!!x ", "<<: ")
_SPEECH = (
    "Ann: ",
    "[00:01:02] ",
    "(1:02)",
    "\n\n",
    "Q. ",
    "A. ",
    "Speaker 1  0:03\n",
    "馬斯克：",
    "- ",
    "— ",
    "[inaudible]",
)
_XML = ("<!DOCTYPE a [", "<!ENTITY b ", "]>", "<![CDATA[", "]]>", "<!--", "-->", "&amp;", "&#x41;", "xml:id=", "<?xml ")
_JSON = (
    '{"',
    '":',
    "[]",
    "{}",
    "null",
    "true",
    "1e999",
    "-1",
    '"text":',
    '"speaker":',
    '"start":',
    '"end":',
    '"words":',
)
_CUES = (" --> ", "00:00:01.000", "00:00:02,000", "0:00:01.000,0:00:02.000\n", "\n\n", ">> ", "NOTE\n", "STYLE\n")
_WORDS: dict[str, tuple[str, ...]] = {
    "yaml": (*_YAML, "claim\n", "context\n", "correction\n", "t02.p1", "[@log]", "came-true", "partly", "2026-Q2"),
    "registers": _YAML,
    "transcript": ("## ", " {#t01}", " {#t02 time=00:01}", "\n\n", "\\#", "\\\\", "> ", "{#h1}", "{#interview}"),
    "times": (*_CUES, "t02.p1\n", "<00:00:01.500>", "source,address,", ",moved,", ",gone,"),
    "anchoring": (
        "\0",
        "…",
        "...",
        "“",
        "”",
        "'",
        "’",
        "\u200b",
        "\u00ad",
        "不",
        " not ",
        "n’t",
        "2026",
        "%",
        "million",
    ),
    "notes": (
        "[@log]",
        "](/claims/)",
        "](https://a.example)",
        "](javascript:",
        "**",
        "`",
        "<b>",
        "![",
        "![](",
        "\\",
        "- ",
    ),
    "import-webvtt": ("WEBVTT\n\n", "<v Ann>", "</v>", "<c>", "<00:00:01.500>", "&lrm;", "align:start", *_CUES),
    "import-srt": ("1\n", "<i>", "{\\an8}", *_CUES),
    "import-sbv": _CUES,
    "import-youtube": ('"events":', '"segs":', '"utf8":', '"tStartMs":', '"dDurationMs":', '"tOffsetMs":', *_JSON),
    "import-rev": (
        '"monologues":',
        '"elements":',
        '"value":',
        '"ts":',
        '"end_ts":',
        '"speaker_info":',
        '"type":',
        *_JSON,
    ),
    "import-deepgram": ('"results":', '"channels":', '"alternatives":', '"punctuated_word":', '"paragraphs":', *_JSON),
    "import-assemblyai": ('"utterances":', '"confidence":', *_JSON),
    "import-whisper": ('"segments":', '"transcription":', '"offsets":', '"timestamps":', '"from":', '"to":', *_JSON),
    "import-akoma-ntoso": ("<akomaNtoso>", "<speech by='#a'>", "</speech>", "<from>", "<p>", "<TLCPerson ", *_XML),
    "import-tei": (
        "<TEI>",
        "<u who='#a'>",
        "</u>",
        "<seg>",
        "<person ",
        "<sp>",
        "<speaker>",
        "<note>",
        "<head>",
        *_XML,
    ),
    "import-html": (
        "<p>",
        "<br>",
        "<b>",
        "<script>",
        "</script>",
        "<td>",
        "<tr>",
        "<table>",
        "<dt>",
        "<dd>",
        "<h2>",
        *_XML,
    ),
    "import-docx": ("<p", "<h", "<T<R<C", "<b", "<x", "<s", "<d", "<i", "<n", "<t", ">", "\0", *_SPEECH),
    "import-csv": ("speaker,text\n", "start,end,", '"', '""', "\t", ";", "|", "=1+1", *_SPEECH),
    "import-markdown": ("**Ann:** ", "# ", "## ", "> ", "***", "`", "[a](b)", "| a | b |\n| - | - |\n", *_SPEECH),
    "import-plain": _SPEECH,
    "import": ("WEBVTT\n", "<TEI>", "<akomaNtoso>", "<html>", '{"segments":', "PK\x03\x04", *_SPEECH, *_CUES),
}
"""What a target's input is made of."""


def words(name: str) -> str:
    """The words of a target, as libFuzzer reads them (`-dict`)."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8")) + '"\n' for word in _WORDS[name])


def seeds(name: str) -> Iterator[bytes]:
    """Inputs of a target, small and of many kinds."""
    match name:
        case "yaml" | "registers":
            yield from _corpus("")
            files = ferry_files()
            yield from (*files.annotations.values(), *files.sources.values(), *files.registers.values())
        case "transcript":
            yield from (*_corpus("docs/"), *ferry_files().transcripts.values())
        case "times":
            yield from (
                *ferry_files().times.values(),
                *ferry_files().looks.values(),
                b"WEBVTT\n\nt02.p1\n00:01.000 --> 00:02.000\na <00:01.500>b\n",
            )
        case "anchoring":
            yield from _quotes()
        case "notes":
            yield from _corpus("", "notes")
        case _:
            yield from _raw(name)


def _corpus(path: str, stem: str = "") -> Iterator[bytes]:
    for file in CORPUS:
        if not stem or file.stem == stem:
            yield from (case.data for case in cases_of(file) if case.path.startswith(path))


def _quotes() -> Iterator[bytes]:
    """A paragraph and words that stand in it, nearly."""
    paragraph = "新航線會在 2026 年第二季度開通，不會加價。 We don’t “open” two lines… in 2026, or 1,000 seats (10%)."
    for quote in (
        "不會加價",
        "會加價",
        'don\'t "open"',
        "open two lines in 2025",
        "1000 seats",
        "two  lines... in",
        "10 per cent",
    ):
        yield f"{paragraph}\0{quote}".encode()


@cache
def _transcripts() -> tuple[tuple[Case, bytes], ...]:
    return tuple(raw_transcript(path) for path in CASES)


def _raw(name: str) -> Iterator[bytes]:
    format = name.removeprefix("import-")
    for case, data in _transcripts():
        if name == "import" or (case["format"] == format and format != "docx"):
            yield data
            if format in ("tei", "akoma-ntoso"):
                yield re.sub(rb"(?s)\A(?:<[?!].*?>\s*)*", b"", data)
        elif format == "docx" and case["format"] == "docx":
            yield described(case)
            yield parts_of(word_file(described(case)))


def described(case: dict[str, object]) -> bytes:
    """A Word file's paragraphs or rows, as `word_file` takes them."""
    rows, paragraphs = case.get("rows", []), case.get("paragraphs", [])
    assert isinstance(rows, list)
    assert isinstance(paragraphs, list)
    if rows:
        return ("<T" + "".join("<R" + "".join(f"<C<p<r{cell}>>>" for cell in row) + ">" for row in rows) + ">").encode()
    return "".join(f"<p<r{words}>>".replace("\n", "<n") for words in paragraphs).encode()
