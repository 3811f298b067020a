"""Whisper's JSON to utterances: that of openai-whisper and its relatives, as WhisperX, and that of whisper.cpp."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from build_tools.writing.importers.json_values import (
    Word,
    by_speaker,
    items,
    lines_of,
    mapping,
    moment,
    parse_json,
    say,
    speaker_of,
    text_of,
    with_blanks,
)
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt


def read_whisper(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a Whisper file, a segment each; `speaker` names the speaker where diarization has added it.

    Where the words of a segment have speakers of their own, these are followed.
    """
    data = parse_json(text)
    if isinstance(data, list):
        data = {"segments": data}
    if not isinstance(data, dict):
        raise UnreadableError("this JSON is no object with segments")
    segments = data.get("segments", data.get("transcription"))
    if not isinstance(segments, list):
        raise UnreadableError("this JSON has neither 'segments' (Whisper) nor 'transcription' (whisper.cpp)")
    lines = lines_of(text, "segments|transcription", segments)
    utterances: list[Utterance] = []
    remarks: list[Remark] = []
    for number, (segment, line) in enumerate(zip(segments, lines, strict=True), 1):
        if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
            raise UnreadableError(f"segment {number} has no text", line)
        utterances += _utterances(segment, number, line, remarks)
    whole = data.get("text")
    if isinstance(whole, str) and "".join(whole.split()) != "".join("".join(u.words.split()) for u in utterances):
        remarks.append(Remark(0, "'text' says something else than the segments, which are followed"))
    return Reading(tuple(utterances), tuple(remarks))


def _utterances(segment: Mapping[str, object], number: int, line: int, remarks: list[Remark]) -> Iterator[Utterance]:
    """The utterances of a segment: one, or one for each speaker of its words."""
    speaker = speaker_of(segment.get("speaker"), f"segment {number}", line)
    offsets = mapping(segment.get("offsets"))
    unit = 1 if offsets else 1000
    start = moment(offsets.get("from", segment.get("start")), unit, line)
    end = moment(offsets.get("to", segment.get("end")), unit, line)
    words = list(_words(segment, number, line))
    text = text_of(segment["text"])
    same = "".join(text.split()) == "".join("".join(word.text for word in words).split())
    if words and not same:
        remarks.append(
            Remark(line, f"the words of segment {number} differ from its text, which is followed: {excerpt(text)}")
        )
    if words and same and len({word.speaker for word in words if word.speaker} | ({speaker} if speaker else set())) > 1:
        yield from by_speaker(words, line, speaker)
        return
    said = say(speaker or next((w.speaker for w in words if w.speaker), None), text, words, line)
    yield Utterance(said.speaker, text, line, start or said.time, end or said.end, said.spoken, flows=start is not None)


def _words(segment: Mapping[str, object], number: int, line: int) -> Iterator[Word]:
    """The words of a segment with their times, as far as they have some."""
    given = [mapping(word) for word in items(segment.get("words"))]
    texts = [text_of(word.get("word", word.get("text"))) for word in given]
    if texts and not any(text.startswith(" ") for text in texts[1:]) and " " in text_of(segment.get("text")).strip():
        texts = with_blanks(texts)
    for word, text in zip(given, texts, strict=True):
        who = speaker_of(word.get("speaker"), f"a word of segment {number}", line)
        yield Word(text, who, moment(word.get("start"), 1000, line), moment(word.get("end"), 1000, line))
    yield from _tokens(segment, line)


def _tokens(segment: Mapping[str, object], line: int) -> Iterator[Word]:
    """The tokens of whisper.cpp, joined to words where no blank parts them."""
    word: Word | None = None
    for token in map(mapping, items(segment.get("tokens"))):
        text, offsets = text_of(token.get("text")), mapping(token.get("offsets"))
        if not text or text.startswith("[_") or not offsets:
            continue
        start, end = moment(offsets.get("from"), 1, line), moment(offsets.get("to"), 1, line)
        if word and not text.startswith(" "):
            word = Word(word.text + text, None, word.start, end or word.end)
        else:
            if word:
                yield word
            word = Word(text, None, start, end)
    if word:
        yield word
