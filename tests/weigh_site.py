"""A built site to what it weighs: the figures of docs/scale.md that are measured.

python -m tests.weigh_site site/
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.conftest import ROOT

KINDS = {  # the first that fits; scripts and sheets are the same in every edition, the rest grows with it
    "pages": (".html",),
    "pictures": (".png", ".svg", ".jpg", ".ico"),
    "data and indexes": (
        "/search/index.js",
        ".json",
        ".jsonld",
        ".xml",
        ".gz",
        ".csv",
        ".atom",
        ".ics",
        ".bib",
        ".txt",
        ".vtt",
        ".inv",
    ),
    "scripts and sheets": (".js", ".css", ".map"),
}
VISITS = ("", "transcript/", "claims/", "claims/two-trillion-in-cuts/", "sources/")
"""Pages that a reader may open first, by their address from the site's root."""


class Loaded(HTMLParser):
    """The files that a page loads by itself: sheets, scripts and pictures of this site."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.files: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element loads."""
        fields = dict(attrs)
        is_sheet = tag == "link" and (fields.get("rel") or "") in ("stylesheet", "icon")
        address = fields.get("href") if is_sheet else fields.get("src") if tag in ("script", "img") else None
        if address and not re.match(r"[a-z]+:|//", address):
            self.files.append(urlsplit(urljoin(f"/{self.page}", address)).path.lstrip("/"))


def list_loaded(site: Path, page: str) -> list[Path]:
    """The page's own file and those that it loads."""
    own = site / page / "index.html"
    loaded = Loaded(page)
    loaded.feed(own.read_text("utf-8"))
    return [own, *(site / name for name in dict.fromkeys(loaded.files) if (site / name).is_file())]


def squeezed(path: Path) -> int:
    """The bytes of a file as a host sends it, compressed where that helps."""
    data = path.read_bytes()
    return min(len(data), len(gzip.compress(data, 6)))


def kind_of(path: Path) -> str:
    """What sort of file it is."""
    return next((kind for kind, ends in KINDS.items() if path.as_posix().endswith(ends)), "other")


def weigh(site: Path) -> list[str]:
    """The lines of the table: what there is, how many files, how many kilobytes, and as many compressed."""
    files = [path for path in site.rglob("*") if path.is_file()]
    count, size, sent = Counter[str](), Counter[str](), Counter[str]()
    for path in files:
        for kind in (kind_of(path), "the whole site"):
            count[kind] += 1
            size[kind] += path.stat().st_size
            sent[kind] += squeezed(path)
    lines = [f"{kind}: {count[kind]} files, {size[kind]:,} bytes, {sent[kind]:,} compressed" for kind in sorted(count)]
    for page in VISITS:
        loaded = list_loaded(site, page)
        whole = sum(map(squeezed, loaded))
        lines.append(
            f"/{page}: {len(loaded)} requests, {whole:,} bytes compressed, of which {squeezed(loaded[0]):,} the page"
        )
    index = site / "search/index.js"
    return [*lines, f"the search's index: {squeezed(index):,} bytes compressed"]


def count_files(folder: Path) -> str:
    """How many YAML files there are below a folder, and what they weigh."""
    sizes = [path.stat().st_size for path in folder.rglob("*.yml")]
    return f"{folder.relative_to(ROOT).as_posix()}: {len(sizes)} files, {sum(sizes):,} bytes"


def main() -> int:
    """Print the figures of the site in the folder named."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    print(
        *weigh(Path(sys.argv[1])),
        count_files(ROOT / "annotations"),
        count_files(ROOT / "annotations/sources"),
        sep="\n",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
