"""OpenCC's dictionaries to the tables of the search; `make tables` runs it, no build does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.site.search.folding import TABLES, same_characters

CHARACTERS = ("TSCharacters.txt", "HKVariants.txt", "TWVariants.txt")
"""Traditional characters to simplified ones, and those that Hong Kong and Taiwan write differently."""
PHRASES = ("TWPhrases.txt", "HKPhrases.txt")
"""What is said on the mainland to what is said in Taiwan and in Hong Kong for the same thing."""
ORIGIN = """\
# From {files} of OpenCC (Apache License 2.0, see LICENSE-OpenCC),
# by `make tables`. Each line holds {what}.
"""


def group_characters(entries: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The characters of some entries that are one, as a line a group; of several forms the first counts."""
    groups: dict[str, list[str]] = {}
    for character, first in same_characters(key + forms[0] for key, forms in entries).items():
        groups.setdefault(first, []).append(character)
    yield from sorted("".join(sorted(group)) for group in groups.values() if len(group) > 1)


def group_phrases(entries: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The words of some entries that mean the same, as a line an entry; one character alone is no word here."""
    lines = {" ".join(dict.fromkeys((key, *forms))) for key, forms in entries if min(map(len, (key, *forms))) > 1}
    yield from sorted(line for line in lines if " " in line)


def read_dictionary(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The entries of a dictionary: a word, a tab, what stands for it."""
    for line in text.splitlines():
        key, tab, forms = line.partition("\t")
        if tab and not line.startswith("#"):
            yield key, tuple(forms.split())


def main(folder: Path) -> None:
    """Write the tables from the dictionaries in a folder."""

    def entries(names: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        return [entry for name in names for entry in read_dictionary((folder / name).read_text("utf-8"))]

    for name, files, what, lines in (
        ("characters.txt", CHARACTERS, "characters that are one", group_characters(entries(CHARACTERS))),
        ("words.txt", PHRASES, "words for one thing", group_phrases(entries(PHRASES))),
    ):
        header = ORIGIN.format(files=", ".join(files), what=what)
        (TABLES / name).write_text(header + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
