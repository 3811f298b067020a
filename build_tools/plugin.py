"""MkDocs events: glue between MkDocs' configuration and `build`, as the plugin `annotated-interview`."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.config_options import File as FileOption
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from build_tools.build import Read, forget_words, make_site, read, read_sound
from build_tools.model.dates import DateSpan
from build_tools.problems.problem import EditionError
from build_tools.reading.record import date_cure
from build_tools.serving.beside import Beside, BesideError
from build_tools.serving.kept import Kept, SiteFile, frame_of, sources_of, stamp_of
from build_tools.serving.preview import Preview
from build_tools.site.docs_folder import Site
from build_tools.site.setting import LOCAL_SITE, Setting
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
        self._serving = False
        self._read: Read | None = None
        """The edition of which the sites are made; read once for all of them, and once after each save."""
        self._said: set[str] = set()
        """The problems that were said since."""
        self._kept: defaultdict[str, Kept] = defaultdict(Kept)
        """What there is of each site, by its configuration."""
        self._stamp = ""
        """What the configurations were when the site began to be made anew."""
        self._only: str | None = None
        """The page that alone is to be made."""
        self._beside: list[Beside] = []
        """The other languages of a build."""
        self.preview: Preview | None = None
        """What makes the sites anew under `mkdocs serve`."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember the command: `serve` goes on in the face of problems, `build` does not."""
        self._serving = command == "serve"
        if self._serving:
            logging.getLogger(build_site.__module__).addFilter(_is_no_warning_of_dirt)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The package's templates stand before the theme's, behind those of the edition's own folder, if it has one.

        Files are edited from the repository's root; without a repository there is nothing to edit. The theme gets what
        it has to know of the reader's language, and is itself in the nearest that it has.
        """
        if not self._serving and config.config_file_path not in self.config.translations:
            self._read = None
        config.edit_uri = self.config.edit_uri if config.repo_url else None
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        language = _language(config)
        theme = choose_theme_language(language, config.theme.dirs)
        config.theme["language"] = theme
        config.extra.update(describe_reader(language, theme))
        config.mdx_configs.setdefault("toc", {})["permalink_title"] = config.extra["permalink_title"]
        config.watch.append(str(_root(config) / WATCHED))
        if self._kept[config.config_file_path].begin(self._stamp or _stamp(config)):
            forget_words()
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Replace the handwritten files by those of this language, and add the generated ones."""
        kept, setting = self._kept[config.config_file_path], self._setting(config)
        edition = self._read = self._read or self._read_edition(config, setting)
        if not self._serving:
            self._beside = [Beside(partial(self._build, path, config)) for path in self._translations(config)]
        site = make_site(edition, setting, self._only and {self._only})
        sources = sources_of(site, Path(config.docs_dir))
        if self._only in sources:
            sources = {**kept.sources, self._only: sources[self._only]}
        elif self._only:
            self._only = None
            sources = sources_of(make_site(edition, setting), Path(config.docs_dir))
        self._say(config, site)
        for file in [f for f in files if f.src_dir == config.docs_dir]:
            files.remove(file)
        made = list(kept.files(sources, config, self._only))
        kept.tidy(made, Path(config.site_dir))
        for file in made:
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Pages that need not be read get what was read of them before."""
        self._kept[config.config_file_path].restore(files)
        self._nav = nav
        return nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """All pages are read, so that it is known what stands around each, and which have to be written."""
        kept = self._kept[config.config_file_path]
        frame = frame_of(self._nav, *config.extra["problems"], config.site_url or "", str(date.today()))
        kept.choose(files, frame, self._only)
        for file in files.documentation_pages():
            if file.page and config.extra["tongue"]:  # titles of the interface name their language
                mark_titles(file.page, config.extra["labels"].values(), config.extra["tongue"])
        kept.env = kept.env or env
        return kept.env

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Note that a page is written."""
        if isinstance(page.file, SiteFile):
            self._kept[config.config_file_path].written[page.file.dest_uri] = page.file.source
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The other languages are built into the same site: beside the first, in a preview behind it."""
        if self._serving and self.preview is None:
            self._begin_preview(config, self._translations(config))
        for other in self._beside:
            try:
                other.wait()
            except BesideError as error:
                raise PluginError(str(error)) from None

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Where one language fails, the others are not needed."""
        for other in self._beside:
            other.stop()

    @event_priority(-100)  # after the plugins that watch something: the server compares its builder with theirs
    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Let a save make what is looked at first."""
        if self.preview:
            server.builder = self.preview.save
            server.set_app(self.preview.answering(server.serve_request, server.mount_path))
        return server

    def _build(self, path: str, config: MkDocsConfig) -> None:
        self._beside = []
        build_site(self._translation(path, config))

    def _begin_preview(self, config: MkDocsConfig, translations: list[str]) -> None:
        others = {path: f"{_language(self._translation(path, config))}/" for path in translations}

        def make(site: str, address: str | None) -> bool:
            kept = self._kept[site]
            self._only = None if address is None else kept.addresses.get(address)
            self._stamp = _stamp(config)  # before they are read, so that what is read is never older
            main = load_config(
                config.config_file_path,
                site_dir=config.site_dir,
                strict=config.strict,
                use_directory_urls=config.use_directory_urls,
            )
            main.site_url = config.site_url
            wanted = main if site == config.config_file_path else self._translation(site, main)
            build_site(wanted, serve_url=wanted.site_url, dirty=True)
            return self._only is None

        def forget() -> None:
            self._read, self._said = None, set()

        self.preview = Preview({config.config_file_path: "", **others}, read=forget, make=make)
        self.preview.begin(others)

    def _translations(self, config: MkDocsConfig) -> list[str]:
        """The other configurations; none for one of them, which inherits the list."""
        paths = list(self.config.translations)
        return [] if config.config_file_path in paths else paths

    def _translation(self, path: str, config: MkDocsConfig) -> MkDocsConfig:
        """Another configuration, for the same site as `config`."""
        other = load_config(path, strict=config.strict)
        language = _language(other)
        other.site_dir = str(Path(config.site_dir) / language)
        other.site_url = urljoin(config.site_url, f"{language}/") if config.site_url else None
        return other

    def _setting(self, config: MkDocsConfig) -> Setting:
        today = date.today()
        repository = config.repo_url.rstrip("/") + "/" if config.repo_url else ""
        return Setting(
            language=_language(config),
            as_of=self.config.as_of or today,
            today=today,
            site_url=config.site_url or LOCAL_SITE,
            edit_base=urljoin(repository, config.edit_uri) if repository and config.edit_uri else None,
        )

    def _read_edition(self, config: MkDocsConfig, setting: Setting) -> Read:
        try:
            return (read_sound if self._serving else read)(_root(config), as_of=setting.as_of, today=setting.today)
        except EditionError as error:
            raise PluginError(error.as_text(_language(config))) from None

    def _say(self, config: MkDocsConfig, site: Site) -> None:
        """Tell of every problem, on every page, and once on the terminal."""
        config.extra["problems"] = [problem.as_text(_language(config)) for problem in site.problems]
        for message in config.extra["problems"]:
            if message not in self._said:
                log.error(message)
        if site.remark:
            log.info(site.remark)
        self._said.update(config.extra["problems"])


def _language(config: MkDocsConfig) -> str:
    """The reader's: the theme's, or `extra.language` where that is what the theme's stands for."""
    theme, written = str(config.theme["language"]), str(config.extra.get("language") or "")
    return written if written and choose_theme_language(written, config.theme.dirs) == theme else theme


def _stamp(config: MkDocsConfig) -> str:
    """The state of the configurations and of what makes every page."""
    own = (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()
    return stamp_of(THEME.parent, *sorted(_root(config).glob("*.yml")), *own)


def _root(config: MkDocsConfig) -> Path:
    """The folder of the edition."""
    return Path(config.config_file_path).parent


def _is_no_warning_of_dirt(record: logging.LogRecord) -> bool:
    """MkDocs warns of dirty builds, which compare times; here they compare what files are made of."""
    return not record.getMessage().startswith("A 'dirty' build")
