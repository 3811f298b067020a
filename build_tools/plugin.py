"""MkDocs events: glue between MkDocs' configuration and `build`, as the plugin `annotated-interview`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.config_options import File as FileOption
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from build_tools.build import build, preview
from build_tools.edition.urls import page_address
from build_tools.model.dates import DateSpan
from build_tools.model.place import Place
from build_tools.problems.problem import EditionError, Problem, phrase
from build_tools.reading.record import date_cure
from build_tools.rules.addresses import Made
from build_tools.site.accounting import find_lacking
from build_tools.site.docs_folder import Site, clashes_of
from build_tools.site.setting import LOCAL_SITE, Setting
from build_tools.site.staging import Staging, stage
from build_tools.site.theme_words import choose_theme_language, describe_reader, mark_titles

log = get_plugin_logger("edition")

THEME = Path(__file__).parent / "site" / "theme"
"""What this package changes in the theme of the site."""
WATCHED = "annotations"
"""What makes the site and lies outside the docs folder."""


class Day(BaseConfigOption[date | None]):
    """A day, as in 2025-06-30; None where nothing is written."""

    def run_validation(self, value: object) -> date | None:
        """Raises `ValidationError` for what is no day."""
        if not value:
            return None
        span = DateSpan.parse(str(value))
        if span is None or span.first != span.last:
            raise ValidationError(f"{str(value)!r} is not a day; {date_cure(str(value), day=True)}")
        return span.first


class EditionConfig(Config):  # type: ignore[no-untyped-call]
    """What a configuration of MkDocs says under the plugin's name."""

    as_of = Day()
    """The day to tell the truth for; today if empty."""
    edit_uri = Type(str, default="edit/main/")
    """The way from the repository's address to where its files are edited."""
    translations = ListOfItems(FileOption(exists=True), default=[])
    """The configurations of the other languages, which are built into the same site."""


class EditionPlugin(BasePlugin[EditionConfig]):  # type: ignore[no-untyped-call]
    """The plugin; MkDocs keeps one object as long as it runs, for the configurations of all languages."""

    def __init__(self) -> None:
        self._language = "en"
        self._serving = False
        self._in_place = False
        self._staging: Staging | None = None
        self._site = Site((), {})
        self._pages: dict[str, Path] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command: `serve` goes on in the face of problems, `build` does not."""
        self._serving = command == "serve"
        self._in_place = self._serving or dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The package's templates stand before the theme's, behind those of the edition's own folder, if it has one.

        Files are edited from the repository's root; without a repository there is nothing to edit. The theme gets what
        it has to know of the reader's language, and is itself in the nearest that it has. The site is built beside
        the old one.
        """
        config.edit_uri = self.config.edit_uri if config.repo_url else None
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        language = self._language = _language(config)
        theme = choose_theme_language(language, config.theme.dirs)
        config.theme["language"] = theme
        config.extra.update(describe_reader(language, theme))
        config.mdx_configs.setdefault("toc", {})["permalink_title"] = config.extra["permalink_title"]
        config.extra["preview"] = self._serving
        config.watch.append(str(_root(config) / WATCHED))
        if not self._in_place and not self._staging:
            self._staging = stage(Path(config.site_dir))
            config.site_dir = str(self._staging.folder)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Replace the handwritten files by those of this language, and add the generated ones."""
        site = self._site = self._build(config)
        config.extra["problems"] = [problem.as_text(_language(config)) for problem in site.problems]
        for message in config.extra["problems"]:
            log.error(message)
        for file in [f for f in files if f.src_dir == config.docs_dir]:
            files.remove(file)
        if not self._serving:
            self._judge(clashes_of(site, self._taken(files, config)), config)
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
        self._pages = {page_address(f.src_uri): Path(str(f.abs_dest_path)) for f in files if f.is_documentation_page()}
        return files

    def on_env(self, env: object, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Titles that are words of the interface name their language, where it is not the reader's."""
        for file in files.documentation_pages():
            if file.page and config.extra["tongue"]:
                mark_titles(file.page, config.extra["labels"].values(), config.extra["tongue"])

    def on_pre_page(self, page: Page, /, **_: object) -> Page:
        """A page is of the as-of day, whenever it is built."""
        page.update_date = self._as_of.isoformat()
        return page

    @event_priority(-100)  # behind all plugins that change what was written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Hold the pages to the edition, build the other languages into the same site, and put it where it belongs."""
        if not self._serving:
            self._judge(find_lacking(self._site.owed(), self._read), config)
        for path in self._translations(config):
            other = load_config(path, strict=config.strict)
            language = _language(other)
            other.site_dir = str(Path(config.site_dir) / language)
            other.site_url = urljoin(config.site_url, f"{language}/") if config.site_url else None
            build_site(other)
        if self._staging and config.site_dir == str(self._staging.folder) and not (config.strict and _has_warned()):
            self._staging.publish()
            config.site_dir = str(self._staging.target)
            self._staging = None

    def on_build_error(self, *, error: Exception) -> None:
        """Whatever went wrong, the old site stays."""
        self.on_shutdown()
        if isinstance(error, OSError):
            raise PluginError(phrase("site-kept", reason=str(error)).spoken(self._language)) from None

    def on_shutdown(self) -> None:
        """Remove what is unfinished."""
        if self._staging:
            self._staging.discard()
            self._staging = None

    def _judge(self, problems: Iterable[Problem], config: MkDocsConfig) -> None:
        """End a build at a problem of its own; a preview tells it and goes on."""
        found = EditionError(problems)
        if found.problems and not self._serving:
            raise PluginError(found.as_text(_language(config)))
        for problem in found.problems:
            log.error(problem.as_text(_language(config)))

    def _taken(self, files: Files, config: MkDocsConfig) -> Iterator[Made]:
        """What stands on the site beside the edition: the files of the theme, those of plugins, the other languages."""
        theme = str(config.theme.name)
        for path in self._translations(config):
            yield _language(load_config(path)), Place(Path(path).name)
        yield from ((file.dest_uri, Place(f"{file.generated_by or theme}/{file.src_uri}")) for file in files)
        replaced = [p for p in self._site.handwritten if any(Path(folder, p).is_file() for folder in config.theme.dirs)]
        for path in dict.fromkeys((*config.theme.static_templates, "sitemap.xml.gz", *replaced)):
            yield path, Place(f"{theme}/{path}")

    def _read(self, address: str) -> str | None:
        """The page at an address as it was written."""
        file = self._pages.get(address)
        return file.read_text("utf-8") if file and file.is_file() else None

    def _translations(self, config: MkDocsConfig) -> list[str]:
        """The other configurations; none for one of them, which inherits the list."""
        paths = list(self.config.translations)
        return [] if config.config_file_path in paths else paths

    @property
    def _as_of(self) -> date:
        return self.config.as_of or date.today()

    def _build(self, config: MkDocsConfig) -> Site:
        today = date.today()
        repository = config.repo_url.rstrip("/") + "/" if config.repo_url else ""
        setting = Setting(
            language=_language(config),
            as_of=self._as_of,
            today=today,
            site_url=config.site_url or LOCAL_SITE,
            edit_base=urljoin(repository, config.edit_uri) if repository and config.edit_uri else None,
        )
        try:
            return (preview if self._serving else build)(_root(config), setting)
        except EditionError as error:
            raise PluginError(error.as_text(_language(config))) from None


def _has_warned() -> bool:
    """Whether MkDocs has counted a warning, for which it will end a strict build when all plugins are through."""
    counting = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
    return any(handler.get_counts() for handler in counting)


def _language(config: MkDocsConfig) -> str:
    """The reader's: the theme's, or `extra.language` where that is what the theme's stands for."""
    theme, written = str(config.theme["language"]), str(config.extra.get("language") or "")
    return written if written and choose_theme_language(written, config.theme.dirs) == theme else theme


def _root(config: MkDocsConfig) -> Path:
    """The folder of the edition."""
    return Path(config.config_file_path).parent
