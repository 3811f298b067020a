"""The JSON of other recognizers to utterances: AssemblyAI, Deepgram, Rev AI, and YouTube's captions (json3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.cues import Cue, CueLine, fold_rolling
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
from build_tools.writing.importers.voices import by_labels


def read_assemblyai(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of an AssemblyAI transcript, or its words where it has no utterances; times are milliseconds."""
    data = mapping(parse_json(text))
    given = items(data.get("utterances"))
    if given:
        lines = lines_of(text, "utterances", given)
        said = [
            u for item, line in zip(given, lines, strict=True) for u in _spoken(mapping(item), "text", "text", 1, line)
        ]
    else:
        said = by_speaker(_words(items(data.get("words")), ("text",), 1, 0), 0)
    if not said:
        raise UnreadableError("this JSON has neither 'utterances' nor 'words' (AssemblyAI)")
    return Reading(tuple(said), tuple(_compare(text_of(data.get("text")), said)))


def read_deepgram(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a Deepgram transcript, else its words by speaker, channel after channel; times are seconds."""
    results = mapping(mapping(parse_json(text)).get("results"))
    given = items(results.get("utterances"))
    remarks: list[Remark] = []
    said: list[Utterance] = []
    if given:
        for item, line in zip(given, lines_of(text, "utterances", given), strict=True):
            said += _spoken(mapping(item), "transcript", "punctuated_word", 1000, line)
        return Reading(tuple(said))
    channels = [mapping(channel) for channel in items(results.get("channels"))]
    for number, channel in enumerate(channels):
        first = mapping(next(iter(items(channel.get("alternatives"))), None))
        words = _words(items(first.get("words")), ("punctuated_word", "word"), 1000, 0)
        found = by_speaker(words, 0, f"Channel {number}" if len(channels) > 1 else None)
        remarks += _compare(text_of(first.get("transcript")), found)
        said += found
    if len(channels) > 1:
        said.sort(key=lambda u: u.time.milliseconds if u.time else 0)
        remarks.append(Remark(0, f"{len(channels)} channels were put in order by their times"))
    if not said:
        raise UnreadableError("this JSON has neither 'utterances' nor 'channels' with words (Deepgram)")
    return Reading(tuple(said), tuple(remarks))


def read_rev(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a Rev AI transcript, a monologue each; times are seconds."""
    given = items(mapping(parse_json(text)).get("monologues"))
    if not given:
        raise UnreadableError("this JSON has no 'monologues' (Rev AI)")
    said = []
    for item, line in zip(given, lines_of(text, "monologues", given), strict=True):
        monologue = mapping(item)
        speaker = speaker_of(
            mapping(monologue.get("speaker_info")).get("name") or monologue.get("speaker"), "a monologue", line
        )
        words = [
            Word(text_of(e.get("value")), None, moment(e.get("ts"), 1000, line), moment(e.get("end_ts"), 1000, line))
            for e in map(mapping, items(monologue.get("elements")))
        ]
        said.append(say(speaker, "".join(word.text for word in words), words, line))
    return Reading(tuple(said))


def read_youtube(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of YouTube's own captions (json3), read as subtitles whose words have times."""
    given = items(mapping(parse_json(text)).get("events"))
    cues = [
        c
        for item, line in zip(given, lines_of(text, "events", given), strict=True)
        for c in _event(mapping(item), line)
    ]
    if not cues:
        raise UnreadableError("this JSON has no 'events' with words (YouTube)")
    folded, told = fold_rolling(cues)
    utterances, remarks = by_labels(folded, known)
    return Reading(tuple(utterances), tuple(sorted([*told, *remarks])))


def _event(event: Mapping[str, object], line: int) -> Iterator[Cue]:
    """The cue of an event; none where it has no words."""
    begins, lasts = event.get("tStartMs"), event.get("dDurationMs")
    start = moment(begins, 1, line)
    words, marks = "", []
    for segment in map(mapping, items(event.get("segs"))):
        offset = segment.get("tOffsetMs")
        if start and isinstance(offset, int):
            marks.append((len(words), TimeCode(start.milliseconds + max(0, offset))))
        words += text_of(segment.get("utf8")).replace("\n", " ")
    if start and words.strip():
        length = lasts if isinstance(lasts, int) else 0
        yield Cue((CueLine(line, words, tuple(marks)),), start, TimeCode(start.milliseconds + max(0, length)))


def _spoken(item: Mapping[str, object], text: str, word: str, unit: int, line: int) -> list[Utterance]:
    """An utterance as these services give it: a text, a speaker, and perhaps words with times."""
    words = list(_words(items(item.get("words")), (word, "word", "text"), unit, line))
    who = speaker_of(item.get("speaker"), "an utterance", line)
    said = say(who, text_of(item.get(text)), words, line)
    start, end = moment(item.get("start"), unit, line), moment(item.get("end"), unit, line)
    return [Utterance(who, said.words, line, start or said.time, end or said.end, said.spoken, flows=start is not None)]


def _words(given: Sequence[object], names: Sequence[str], unit: int, line: int) -> Iterator[Word]:
    found = [mapping(word) for word in given]
    texts = [next((t for name in names if (t := text_of(word.get(name)))), "") for word in found]
    for word, text in zip(found, with_blanks(texts), strict=True):
        who = speaker_of(word.get("speaker"), "a word", line)
        yield Word(text, who, moment(word.get("start"), unit, line), moment(word.get("end"), unit, line))


def _compare(whole: str, said: Sequence[Utterance]) -> Iterator[Remark]:
    if whole and "".join(whole.split()) != "".join("".join(u.words.split()) for u in said):
        yield Remark(0, f"the whole text says something else than its words, which are followed: {excerpt(whole)}")
