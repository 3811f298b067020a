"""Where everything stands on the site: permanent addresses and the way from one page to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from urllib.parse import quote

from build_tools.model.model import Annotation, Assessment

PAGES = (
    "index.md",
    "transcript/index.md",
    "topics/index.md",
    "claims/index.md",
    "corrections.md",
    "sources.md",
    "people.md",
    "changes.md",
    "about.md",
    "data/index.md",
)
"""The generated pages that every edition has."""


def page_address(path: str) -> str:
    """The address, from the root of the site, of the page made from a Markdown file: `/topics/ai/`."""
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"/{stem}/" if stem else "/"


def paragraph_address(id: str) -> str:
    """A paragraph in the transcript."""
    return f"/transcript/#{id}"


def note_address(id: str) -> str:
    """An annotation's note beside its paragraph."""
    return f"/transcript/#note-{id}"


def annotation_address(annotation: Annotation) -> str:
    """The place where most is said of an annotation: a claim's page, the list of corrections, the note itself."""
    if annotation.kind == "claim":
        return f"/claims/{annotation.id}/"
    if annotation.kind == "correction":
        return f"/corrections/#{annotation.id}"
    return note_address(annotation.id)


def entry_ids(history: Sequence[Assessment]) -> tuple[str, ...]:
    """The id of each entry of a history on its claim's page: its day, with its place where the day has one before."""
    before = (None, *history)
    return tuple(
        entry.date.isoformat() + (f"-{place}" if previous and previous.date == entry.date else "")
        for place, (previous, entry) in enumerate(zip(before, history, strict=False), start=1)
    )


def entry_address(claim: str, entry: str) -> str:
    """An assessment in its claim's history."""
    return f"/claims/{claim}/#{entry}"


def source_address(id: str) -> str:
    """A source in the bibliography."""
    return f"/sources/#{id}"


def person_address(id: str) -> str:
    """A person in the who's who."""
    return f"/people/#{id}"


def topic_address(id: str) -> str:
    """A topic's page."""
    return f"/topics/{id}/"


def media_address(file: str) -> str:
    """A file of the docs folder, by its path from it."""
    return f"/{quote(file)}"


def absolute(address: str, site_url: str) -> str:
    """The whole address of what stands at `address` from the root of the site; `site_url` ends in a slash."""
    return site_url + address.removeprefix("/")


@dataclass(frozen=True, slots=True)
class NewFile:
    """Where a repository's host makes a new file, and how its address names what to fill in."""

    address: str
    name: str
    """The parameter that takes the file's path."""
    content: str
    """The one that takes its content; empty where the host fills in the path alone."""


def new_file(edit_base: str) -> NewFile:
    """The form for a new file of the repository whose files are edited under `edit_base`.

    As GitHub has it (`edit/main/`, `new/main?filename=&value=`), Gitea and Forgejo
    (`_edit/main/`, `_new/main?filename=&value=`), and GitLab (`-/edit/main/`), whose
    `-/new/main?file_name=` fills in no content.
    """
    base = edit_base.rstrip("/")
    for edit, new, name, content in (
        ("/-/edit/", "/-/new/", "file_name", ""),
        ("/_edit/", "/_new/", "filename", "value"),
        ("/edit/", "/new/", "filename", "value"),
    ):
        if edit in base:
            before, _, branch = base.rpartition(edit)
            return NewFile(f"{before}{new}{branch}", name, content)
    return NewFile(base, "filename", "value")


@lru_cache(1 << 17)
def relative(address: str, page: str) -> str:
    """`address` as a link that works on `page`, both from the root of the site."""
    path, mark, fragment = address.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    steps = relpath(path, page)
    if ":" in steps.partition("/")[0]:  # not to be taken for a scheme (RFC 3986, 4.2)
        steps = f"./{steps}"
    return ("./" if steps == "." else f"{steps}/" if path.endswith("/") else steps) + mark + fragment
