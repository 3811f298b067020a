"""What is said to a TEI transcription of speech (P5, chapter 8): a `u` for each turn, a `seg` for each paragraph."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from build_tools.model.timecode import TimeCode
from build_tools.writing.exporters.said import Said


def to_tei(said: Said) -> str:
    """A TEI document with its speakers, a timeline in seconds, and the words."""
    labels = dict.fromkeys(turn.label for turn in said.turns)
    ids = {label: f"s{number}" for number, label in enumerate(labels, 1)}
    times = sorted({p.time for turn in said.turns for p in turn.paragraphs if p.time})
    moments = {time: f"T{number}" for number, time in enumerate(times, 1)}
    people = "".join(
        f"<person xml:id={quoteattr(id)}><persName>{escape(label)}</persName></person>" for label, id in ids.items()
    )
    whens = "".join(f'\n<when xml:id="{id}" interval="{time.npt}" since="#T0"/>' for time, id in moments.items())
    timeline = f'<timeline unit="s" origin="#T0">\n<when xml:id="T0"/>{whens}\n</timeline>\n' if moments else ""
    turns = []
    for turn in said.turns:
        segs = "\n".join(
            f"<seg xml:id={quoteattr(p.id)}{_start(p.time, moments)}>{escape(p.text)}</seg>" for p in turn.paragraphs
        )
        turns.append(f'<u xml:id={quoteattr(turn.id)} who="#{ids[turn.label]}">\n{segs}\n</u>')
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader>\n<fileDesc>\n'
        f"<titleStmt><title>{escape(said.title)}</title></titleStmt>\n<publicationStmt><p/></publicationStmt>\n"
        f"<sourceDesc><recordingStmt><p/></recordingStmt></sourceDesc>\n</fileDesc>\n<profileDesc>\n"
        f"<particDesc><listPerson>{people}</listPerson></particDesc>\n</profileDesc>\n</teiHeader>\n"
        f"<text xml:lang={quoteattr(said.language)}>\n{timeline}<body>\n"
        + "\n".join(turns)
        + "\n</body>\n</text>\n</TEI>\n"
    )


def _start(time: TimeCode | None, moments: dict[TimeCode, str]) -> str:
    return f' start="#{moments[time]}"' if time else ""
