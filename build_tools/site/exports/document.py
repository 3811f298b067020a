"""Values to the text of a data file, and what every such file needs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence

from build_tools.model.model import Text

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the annotations, as the page about the edition says; the words quoted are their publisher's."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def to_json(data: object) -> str:
    """`data` as the text of a JSON file (RFC 8259): UTF-8 characters as they are, keys in their order, no blanks."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as comma-separated values (RFC 4180, but with bare line feeds), the header first.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return "".join(lines)


class _Lines(list[str]):
    """What the writer of tables writes into."""

    write = list[str].append


def by_language(text: Text) -> dict[str, str]:
    """A text as an object from language (BCP 47) to words."""
    return dict(text.values)
