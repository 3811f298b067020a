"""A site and its settings to a project of Zensical's, and the site that Zensical made to the one to publish."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_tools.rendering.configuration import Configuration
from build_tools.site.docs_folder import Site

CONFIGURATION = "mkdocs.yml"
"""The name of the project's configuration; Zensical reads MkDocs' form of it."""
UNSUPPORTED = ("INHERIT", "hooks", "plugins", "watch", "dev_addr", "edit_uri")
"""Settings of MkDocs that Zensical has no use for."""

_LINK = re.compile(r"(?<=\]\()[^)\s#]+\.md(?=[)#\s])")


def zensical_settings(
    configuration: Configuration,
    site: Site,
    *,
    language: str,
    reader: Mapping[str, object],
    problems: Iterable[str] = (),
) -> dict[str, object]:
    """The configuration of the project: MkDocs' own, and what the plugin puts into it.

    `language` is the theme's that is nearest to the reader's, `reader` what its templates ask for of the reader's.
    """
    settings = {key: value for key, value in configuration.settings.items() if key not in UNSUPPORTED}
    theme, extra = settings.get("theme"), settings.get("extra")
    moved = moved_pages(site)
    return {
        **settings,
        "site_url": configuration.site_url,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {
            **(theme if isinstance(theme, dict) else {}),
            "language": language,
            "custom_dir": "theme",
            "variant": "classic",
        },
        "nav": _follow(settings.get("nav"), moved),
        "markdown_extensions": _with_permalinks(settings.get("markdown_extensions"), reader.get("permalink_title")),
        "extra": {
            **(extra if isinstance(extra, dict) else {}),
            **reader,
            "problems": list(problems),
            "edit_by_page": True,
        },
    }


def project_files(
    root: Path, configuration: Configuration, site: Site, settings: Mapping[str, object], themes: Iterable[Path]
) -> dict[str, bytes]:
    """Every file of the project, by its path in the project's folder.

    Of the folders `themes` a later one stands before an earlier one.
    """
    docs = {f"docs/{path}": data for path, data in docs_files(root, site, configuration.edit_base).items()}
    theme = {
        f"theme/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for folder in themes
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    written = json.dumps(settings, ensure_ascii=False, indent=1, default=str)
    return {**docs, **theme, CONFIGURATION: written.encode()}


def docs_files(root: Path, site: Site, edit_base: str | None) -> dict[str, bytes]:
    """The files of the docs folder as Zensical needs them.

    It takes the links of a page for links from the page's file, in HTML too, while MkDocs leaves those in HTML alone.
    In the index of a folder both mean the same, so that is where every generated page goes; its address stays.
    """
    moved = moved_pages(site)
    files: dict[str, bytes] = {picture.path: picture.content for picture in site.pictures}
    written = {path: ((root / "docs" / made).read_bytes(), f"docs/{made}") for path, made in site.handwritten.items()}
    made = {page.path: (page.content.encode(), page.made_from) for page in site.pages}
    for path, (data, made_from) in {**written, **made}.items():
        if path.endswith(".md"):
            text = _relink(data.decode("utf-8-sig"), path, moved)
            edited = _with_edit_link(text, f"{edit_base}{made_from}") if edit_base and made_from else text
            files[moved.get(path, path)] = edited.encode()
        else:
            files[path] = data
    return files


def moved_pages(site: Site) -> dict[str, str]:
    """Where in Zensical's docs folder the generated pages are that are no index: `claims/x/index.md` for `claims/x.md`.

    A handwritten page, filled or not, stays where its own links expect it.
    """
    return {
        page.path: f"{page.path.removesuffix('.md')}/index.md"
        for page in site.pages
        if page.path.endswith(".md")
        and posixpath.basename(page.path) != "index.md"
        and not (page.made_from or "").startswith("docs/")
    }


def _relink(text: str, path: str, moved: Mapping[str, str]) -> str:
    """A page's text, its links in Markdown to pages that moved going where they went."""

    def follow(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[0]))
        return f"{match[0].removesuffix('.md')}/index.md" if target in moved else match[0]

    return text if path in moved else _LINK.sub(follow, text)


def _with_edit_link(text: str, address: str) -> str:
    """A page with one more line in its front matter; as text in YAML, JSON's quotes are right."""
    line = f"edit_url: {json.dumps(address, ensure_ascii=False)}\n"
    return text.replace("---\n", f"---\n{line}", 1) if text.startswith("---\n") else f"---\n{line}---\n\n{text}"


def _follow(nav: object, moved: Mapping[str, str]) -> object:
    if isinstance(nav, list):
        return [_follow(entry, moved) for entry in nav]
    if isinstance(nav, dict):
        return {title: _follow(entry, moved) for title, entry in nav.items()}
    return moved.get(nav, nav) if isinstance(nav, str) else nav


def _with_permalinks(extensions: object, title: object) -> list[object]:
    """The extensions of Markdown, with the title of the link that each heading has."""
    listed = extensions if isinstance(extensions, list) else []
    named = {
        name: options
        for entry in listed
        for name, options in (entry if isinstance(entry, dict) else {entry: {}}).items()
    }
    toc = {**(named.get("toc") or {}), "permalink_title": title or ""}
    return [{name: options or {}} for name, options in {**named, "toc": toc}.items()]
