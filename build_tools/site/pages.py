"""The merged edition to Markdown pages, by way of the templates."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.problems.messages import tongue_of
from build_tools.problems.problem import Problem
from build_tools.site.cards.cards import Card
from build_tools.site.catalog import Catalog
from build_tools.site.page import Page
from build_tools.site.runs import name_runs
from build_tools.site.view import View

HERE = Path(__file__).parent

STYLES = (
    *("search-frame", "base", "status", "note", "transcript", "time", "player", "propose", "ledger", "claim", "home"),
    *("pages", "search", "access", "print"),
)
"""The sheets of `styles/`, in the order in which they follow each other in the one that pages load."""

MADE_FROM = {
    "index.md": "annotations/edition.yml",
    "topics/index.md": "annotations/topics.yml",
    "people.md": "annotations/people.yml",
    "about.md": "annotations/edition.yml",
}
"""The pages that every edition has and that are made of one file each."""


def render_pages(
    merged: MergedEdition,
    catalog: Catalog,
    *,
    cards: Mapping[str, Card],
    site_url: str,
    edit_base: str | None,
    only: Collection[str] | None = None,
) -> tuple[Page, ...]:
    """Every page of the site in one language, sorted by path; with `only` those that have these paths.

    `cards` are those that were drawn, by their page's address; `site_url` is the
    address of this language's home page, ending in a slash;
    `edit_base` the address under which the repository's files are edited, as in
    `https://host/owner/name/edit/main/`, without which there are no edit links.
    """
    env = environment()
    notes: dict[tuple[str, str], str] = {}

    def page(path: str, template: str, made_from: str | None = None, **context: object) -> Page:
        view = View(merged, catalog.for_pages(), urls.page_address(path), site_url, edit_base, env, cards, notes)
        content = env.get_template(template).render(view=view, m=merged, edition=merged.edition, **context)
        content = name_runs(content.strip(), catalog.language, catalog.foreign_tongue)
        return Page(path, re.sub(r"\n{3,}", "\n\n", content) + "\n", made_from)

    made_from = MADE_FROM | {"transcript/index.md": f"docs/transcript/{merged.edition.frame.source_language}.md"}
    makers = {
        **{path: partial(page, path, template_of(path), made_from.get(path)) for path in urls.PAGES},
        **{
            path: partial(page, path, "topic.md.j2", "annotations/topics.yml", topic=t)
            for t in merged.topics.values()
            for path in (f"topics/{t.id}.md",)
        },
        **{
            path: partial(page, path, "claim.md.j2", a.place.file, a=a, claim=a.claim)
            for a in merged.claims
            for path in (f"claims/{a.id}.md",)
        },
    }
    made = [make() for path, make in makers.items() if only is None or path in only]
    assets = _assets(t.language for t in merged.edition.transcripts) if only is None else ()
    return tuple(sorted([*made, *assets], key=lambda p: p.path))


def template_of(path: str) -> str:
    """The template of a page that every edition has: `claims.md.j2` for `claims/index.md`."""
    return f"{path.removesuffix('.md').removesuffix('/index')}.md.j2"


def _assets(languages: Iterable[str]) -> Iterator[Page]:
    """The sheet and the scripts without comments and blanks, the mark, and what others publish, as it is."""
    sheets = (HERE / f"styles/{name}.css" for name in STYLES)
    sheet = "".join(sheet.read_text("utf-8") for sheet in sheets)
    yield Page("assets/edition.css", cssmin(sheet + one_text(languages)))
    for file in sorted(file for file in (HERE / "assets").rglob("*") if file.is_file()):
        path = file.relative_to(HERE).as_posix()
        text = file.read_text("utf-8")
        own = file.parent.name == "assets"
        yield Page(path, jsmin(text) if own and file.suffix == ".js" else text)


def one_text(languages: Iterable[str]) -> str:
    """The rule by which the transcript shows the text in one of its languages alone, where a reader chose that."""
    others = (f'[data-text="{name}"] #reader .text:not([data-of~="{name}"])' for name in languages)
    return f"{', '.join(others)} {{ display: none; }}"


def render_problem_pages(paths: Iterable[str], problems: Iterable[Problem], catalog: Catalog) -> tuple[Page, ...]:
    """Pages in the place of those that cannot be made, each listing what is wrong."""
    said = tuple(problem.as_text(catalog.language) for problem in problems)
    content = (
        environment()
        .get_template("problem.md.j2")
        .render(label=catalog.for_pages().label, problems=said, tongue=tongue_of(catalog.language))
    )
    content = name_runs(content, catalog.language, catalog.foreign_tongue)
    return tuple(Page(path, content + "\n") for path in paths)


@cache
def environment() -> Environment:
    """Jinja with the templates of this package: everything escaped, nothing undefined."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        auto_reload=False,
        bytecode_cache=compiled_templates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="{##",
        comment_end_string="##}",
    )
    env.tests["on"] = lambda topics, topic: any(ref.id == topic for ref in topics)
    env.filters["md"] = escape_markdown
    env.filters["meta"] = escape_meta
    env.filters["flow"] = flow_text
    env.filters["tight"] = lambda html: Markup(re.sub(r"\n\s*\n", "\n", html))
    return env


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept: beside Python's own modules, and only where Python keeps those."""
    folder = HERE / "__pycache__"
    usable = not sys.dont_write_bytecode and folder.is_dir() and os.access(folder, os.W_OK)
    return FileSystemBytecodeCache(str(folder)) if usable else None


def escape_markdown(words: str) -> Markup:
    """`words` for a line of Markdown, so that no character of them is taken for a mark.

    Every ASCII punctuation mark becomes a character reference, which Python-Markdown passes on untouched.
    """
    one_line = " ".join(str(words).split())
    return Markup("".join(f"&#{ord(c)};" if c.isascii() and not (c.isalnum() or c == " ") else c for c in one_line))


def escape_meta(words: str) -> Markup:
    """`words` as a value of a page's front matter; Material writes these into its pages as they are."""
    return Markup(json.dumps(str(Markup.escape(words)), ensure_ascii=False))


def flow_text(words: str) -> Markup:
    """`words` for the inside of an HTML block, with the characters that Python-Markdown would change as references."""
    escaped = str(Markup.escape(words))
    return Markup(escaped.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;"))
