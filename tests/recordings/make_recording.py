"""The conversation of the test edition to a spoken recording and the times of its words; run by hand, see README.md."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken, TimedCue
from build_tools.reading.times import write_times
from build_tools.reading.transcript import parse_transcript

HERE = Path(__file__).parent
VOICES = {"t01": b"en-us+f3", "t02": b"en-us"}
"""For each turn who speaks it."""
SPEED, PAUSE = 150, 0.4
"""Words a minute, and seconds between paragraphs."""
WORD_EVENT = 1


class Event(ctypes.Structure):
    """What espeak-ng tells while it speaks (`espeak_EVENT` in speak_lib.h)."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


def speak(library: ctypes.CDLL, voice: bytes, text: str) -> tuple[bytes, list[tuple[int, int]]]:
    """The sound of a text, 16 bits a sample, and for each word where it begins: its place, and milliseconds."""
    sound: list[bytes] = []
    words: dict[int, int] = {}

    def hear(samples: int | None, number: int, events: ctypes.Array[Event]) -> int:
        if samples and number:
            sound.append(ctypes.string_at(samples, number * 2))
        at = 0
        while events[at].type:
            event = events[at]
            place = event.text_position - 1
            if event.type == WORD_EVENT and event.length and (place == 0 or text[place - 1].isspace()):
                words.setdefault(place, event.audio_position)
            at += 1
        return 0

    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))
    callback = kind(hear)
    library.espeak_SetSynthCallback(callback)
    assert library.espeak_SetVoiceByName(voice) == 0, voice
    library.espeak_SetParameter(1, SPEED, 0)
    data = text.encode()
    library.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
    library.espeak_Synchronize()
    return b"".join(sound), sorted(words.items())


def main() -> int:
    """Write the recording and the times beside the English transcript."""
    library = ctypes.CDLL("libespeak-ng.so.1")
    rate = library.espeak_Initialize(1, 0, None, 0)
    text = (HERE.parent / "editions/ferry/docs/transcript/en.md").read_text("utf-8")
    transcript, _ = parse_transcript(text, "en", "en.md")
    sound, cues = b"", []
    for id, paragraph in transcript.paragraphs.items():
        voice = VOICES.get(id.partition(".")[0])
        if voice is None:
            continue
        said = paragraph.text.replace("🚢", "").replace("<b>", "   ").replace("</b>", "    ")
        before = len(sound) // 2 * 1000 // rate
        own, words = speak(library, voice, said)
        ends = [*(at for at, _ in words[1:]), len(said)]
        spoken = tuple(
            Spoken(paragraph.text[at:end], TimeCode(before + begins))
            for (at, begins), end in zip(words, ends, strict=True)
        )
        sound += own
        end = TimeCode(len(sound) // 2 * 1000 // rate)
        cues.append(TimedCue(id, spoken[0].start, end, paragraph.text, spoken))
        sound += bytes(int(rate * PAUSE) * 2)
    (HERE / "docs/transcript/en.vtt").write_text(write_times(transcript, cues), "utf-8")
    encode = ("-c:a", "libopus", "-b:a", "12k", "-application", "voip", "-map_metadata", "-1", "-flags", "+bitexact")
    raw = ("-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "-")
    subprocess.run(
        ["ffmpeg", "-y", "-loglevel", "error", *raw, *encode, str(HERE / "docs/media/ferry.ogg")],
        input=sound,
        check=True,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
