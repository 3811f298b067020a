"""What is said to subtitles: WebVTT with a voice and a paragraph's id for each cue, and SRT with labels."""

from __future__ import annotations

from build_tools.model.model import Transcript
from build_tools.reading.times import end_of, write_times
from build_tools.writing.exporters.said import Said, timed_cues


def to_vtt(said: Said) -> str:
    """WebVTT, in the form in which the times of a transcript lie beside it."""
    return write_times(Transcript(said.language, said.turns), list(timed_cues(said)))


def to_srt(said: Said) -> str:
    """SRT: the first cue of each paragraph names the speaker, after `>>` where a new turn has the same one."""
    speakers = {p.id: turn.label for turn in said.turns for p in turn.paragraphs}
    anew = {turn.paragraphs[0].id for at, turn in enumerate(said.turns) if said.again(at)}
    cues = list(timed_cues(said))
    blocks = []
    before = ""
    for number, (cue, following) in enumerate(zip(cues, [*cues[1:], None], strict=True), 1):
        label = f"{speakers[cue.paragraph]}: " if cue.paragraph != before else ""
        mark = ">> " if label and cue.paragraph in anew else ""
        before = cue.paragraph
        start, end = (_comma(str(time)) for time in (cue.start, end_of(cue, following)))
        blocks.append(f"{number}\n{start} --> {end}\n{mark}{label}{' '.join(cue.words.split())}\n")
    return "\n".join(blocks)


def _comma(time: str) -> str:
    whole, _, fraction = time.partition(".")
    return f"{whole},{fraction or '000'}"
