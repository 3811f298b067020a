"""A number of turns to an edition of a talk that long, in two languages, with a note on every third turn."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import FERRY

SAID = {
    "en": "Number {n}: the ferry sails at noon, and on Sundays it sails at one, if the wind lets it. People wait at "
    "the pier, some of them for a long time, and nobody has told them why. I have said so in the group too.",
    "zh-Hant": "第 {n} 句：渡輪正午開航，星期日一時開航，要看風勢。人們在碼頭等候，有的等了很久，也沒有人告訴他們原因。這些話我在羣裏也講過。",
}
QUOTE = {"en": "Number {n}: the ferry sails at noon", "zh-Hant": "第 {n} 句：渡輪正午開航"}
SPEAKERS = {"en": ("Reporter Lam", "Captain Chan"), "zh-Hant": ("林記者", "陳船長")}
NOTE = """\
kind: context
at: t{n:04}.p1
quote: {{en: "{en}", zh-Hant: "{zh}"}}
topics: [seats]
title: {{en: The timetable of day {n}, zh-Hant: 第 {n} 日的時間表}}
note: {{en: "At noon, as the log of day {n} says.", zh-Hant: "正午，見第 {n} 日的日誌。"}}
added: 2026-07-03
by: [tester]
"""


def write_long_edition(folder: Path, turns: int) -> Path:
    """Write the edition into a new folder."""
    shutil.copytree(FERRY, folder, ignore=shutil.ignore_patterns(".cache"))
    for language, said in SAID.items():
        names = SPEAKERS[language]
        spoken = (f"## {names[n % 2]} {{#t{n:04}}}\n\n{said.format(n=n)}\n" for n in range(100, 100 + turns))
        with (folder / f"docs/transcript/{language}.md").open("a", encoding="utf-8") as transcript:
            transcript.write("\n" + "\n".join(spoken))
    for n in range(100, 100 + turns, 3):
        quotes = {"en": QUOTE["en"].format(n=n), "zh": QUOTE["zh-Hant"].format(n=n)}
        path = folder / f"annotations/seats/timetable-{n}.yml"
        path.write_text(NOTE.format(n=n, **quotes), "utf-8")
    return folder
