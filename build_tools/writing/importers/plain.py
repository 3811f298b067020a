"""Plain text to utterances: `Speaker: words`, or `Speaker:` on a line of its own."""

from __future__ import annotations

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.labels import find_labels, split_head
from build_tools.writing.importers.utterance import Reading, Remark, Utterance, alone


def read_plain(text: str) -> Reading:
    """The utterances of a plain text: each paragraph one, and each line that begins with a speaker or a time."""
    lines = text.split("\n")
    labels = find_labels(lines)
    utterances: list[Utterance] = []
    remarks: list[Remark] = []
    speaker: str | None = None
    time: TimeCode | None = None
    words: list[str] = []
    begun = 0
    """The line in which the words begin, or of a speaker whose words are still to come; else 0."""

    def close() -> None:
        nonlocal time, begun
        if begun:
            utterances.append(Utterance(speaker, "\n".join(words), begun, time))
        words.clear()
        time, begun = None, 0

    for number, line in enumerate(lines, 1):
        head = split_head(line, labels)
        if head:
            close()
            if head.label and labels[head.label] == 1:
                remarks.append(alone(head.label, number))
            speaker, time, begun = (head.label or speaker), head.time, number
            words += [head.words] if head.words else []
        elif line.strip():
            begun = begun or number
            words.append(line)
        elif words:
            close()
    close()
    return Reading(tuple(utterances), tuple(remarks))
