"""MkDocs events: glue between MkDocs' configuration and `build`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from build_tools.build import build, preview
from build_tools.problems.problem import EditionError
from build_tools.site.catalog import load_catalog
from build_tools.site.docs_folder import Site
from build_tools.site.setting import LOCAL_SITE, Setting

log = get_plugin_logger("edition")

THEME = Path(__file__).parent / "site" / "theme"
"""What this package changes in the theme of the site."""

_serving = False
"""Whether `mkdocs serve` runs; set once when MkDocs starts, as no later event tells."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember the command: `serve` goes on in the face of problems, `build` does not."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The package's templates stand before the theme's, behind those of the edition's own folder, if it has one.

    Files are edited from the repository's root; without a repository there is nothing to edit. The page for what is not
    there, which is the theme's, gets the words of the catalog.
    """
    config.edit_uri = config.extra["edit_uri"] if config.repo_url else None
    config.extra["labels"] = load_catalog(config.theme["language"]).labels
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Replace the handwritten files by those of this language, and add the generated ones."""
    site = _site(config)
    config.extra["problems"] = [problem.as_text(config.theme["language"]) for problem in site.problems]
    for message in config.extra["problems"]:
        log.error(message)
    for file in [f for f in files if f.src_dir == config.docs_dir]:
        files.remove(file)
    for path, made_from in site.handwritten.items():
        file = File.generated(config, path, abs_src_path=str(Path(config.docs_dir, made_from)))
        file.edit_uri = f"docs/{made_from}"
        files.append(file)
    for page in site.pages:
        file = File.generated(config, page.path, content=page.content)
        file.edit_uri = page.made_from
        files.append(file)
    for picture in site.pictures:
        files.append(File.generated(config, picture.path, content=picture.content))
    if site.remark:
        log.info(site.remark)
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Build the other languages into the same site."""
    for name in config.extra.get("translations", []):
        other = load_config(str(Path(config.config_file_path).parent / name), strict=config.strict)
        language = other.theme["language"]
        other.site_dir = str(Path(config.site_dir) / language)
        other.site_url = urljoin(config.site_url, f"{language}/") if config.site_url else None
        build_site(other)


def _site(config: MkDocsConfig) -> Site:
    root = Path(config.config_file_path).parent
    today = date.today()
    as_of = date.fromisoformat(str(config.extra["as_of"])) if config.extra.get("as_of") else today
    base = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri) if config.repo_url and config.edit_uri else None
    setting = Setting(config.theme["language"], as_of, today, config.site_url or LOCAL_SITE, base)
    if _serving:
        return preview(root, setting)
    try:
        return build(root, setting)
    except EditionError as error:
        raise PluginError(error.as_text(config.theme["language"])) from None
