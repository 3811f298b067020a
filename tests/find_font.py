"""The Chinese font that the card tests draw with: this machine's, or one that is fetched, or a line that says what to type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from build_tools.site.cards.fonts import Face, find_faces

CURE = "no font for Traditional Chinese was found; install one, e.g.: sudo apt-get install fonts-noto-cjk"


def find_chinese_face() -> Face | None:
    """The face in which Chinese cards are drawn here."""
    return next((face for face in find_faces() if face.script == "Hant"), None)


def main() -> int:
    """Make sure that there is a font; the exit code is 1, with the one line to type, where there is none."""
    if find_chinese_face() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=False, timeout=300)
        subprocess.run(["apt-get", "install", "-q", "-y", "fonts-noto-cjk"], check=False, timeout=900)
    found = find_chinese_face()
    print(f"font: {found.family}" if found else CURE)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
