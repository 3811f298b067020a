"""MkDocs events: glue between MkDocs' configuration and `build`, as the plugin `annotated-interview`."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from build_tools.build import Read, forget_words, make_site, read, read_sound
from build_tools.configuration import THEME, WATCHED, EditionConfig, language_of, root_of, state_of, translation_of
from build_tools.edition.urls import page_address
from build_tools.model.place import Place
from build_tools.problems.problem import EditionError, Problem, phrase
from build_tools.rules.addresses import Made
from build_tools.serving.beside import Beside, BesideError
from build_tools.serving.kept import Kept, SiteFile, frame_of, sources_of
from build_tools.serving.preview import Preview
from build_tools.site.accounting import find_lacking
from build_tools.site.catalog import DEFAULT
from build_tools.site.docs_folder import Site, clashes_of
from build_tools.site.html_blocks import HtmlBlocks, ids_in
from build_tools.site.lean import is_unused, without_indentation
from build_tools.site.pages import compiled_templates
from build_tools.site.ranges import with_ranges
from build_tools.site.setting import Setting
from build_tools.site.staging import Staging, stage
from build_tools.site.theme_words import choose_theme_language, describe_reader, mark_titles
from build_tools.today import utc_today

log = get_plugin_logger("edition")


class EditionPlugin(BasePlugin[EditionConfig]):  # type: ignore[no-untyped-call]
    """The plugin; MkDocs keeps one object as long as it runs, for the configurations of all languages."""

    def __init__(self) -> None:
        self._language = DEFAULT
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
        self._in_place = False
        """Whether the folder of the site is written to as it is."""
        self._staging: Staging | None = None
        """Where the site is built beside the old one."""
        self._site = Site((), {})
        """What is being built, in one language."""
        self._pages: dict[str, Path] = {}
        """Where its pages are written, by their addresses."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command: `serve` goes on in the face of problems, `build` does not."""
        self._serving = command == "serve"
        self._in_place = self._serving or dirty
        if self._serving:
            logging.getLogger(build_site.__module__).addFilter(_is_no_warning_of_dirt)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The package's templates stand before the theme's, behind those of the edition's own folder, if it has one.

        Files are edited from the repository's root; without a repository there is nothing to edit. The theme gets what
        it has to know of the reader's language, and is itself in the nearest that it has. The site is built beside the
        old one.
        """
        if not self._serving and config.config_file_path not in self.config.translations:
            self._read = None
        config.edit_uri = self.config.edit_uri if config.repo_url else None
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        language = self._language = language_of(config)
        theme = choose_theme_language(language, config.theme.dirs)
        config.theme["language"] = theme
        config.extra.update(describe_reader(language, theme))
        config.markdown_extensions.append(HtmlBlocks())  # type: ignore[arg-type]  # Python-Markdown takes objects, too
        config.mdx_configs.setdefault("toc", {})["permalink_title"] = config.extra["permalink_title"]
        config.extra["preview"] = self._serving
        config.watch.append(str(root_of(config) / WATCHED))
        if self._kept[config.config_file_path].begin(self._stamp or state_of(config)):
            forget_words()
        if not self._in_place and not self._staging:
            self._staging = stage(Path(config.site_dir))
            config.site_dir = str(self._staging.folder)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Replace the handwritten files by those of this language, and add the generated ones."""
        kept, setting = self._kept[config.config_file_path], self.config.setting(config)
        edition = self._read = self._read or self._read_edition(config, setting)
        if not self._serving:
            self._beside = [Beside(partial(self._build, path, config)) for path in self.config.others(config)]
        site = self._site = make_site(edition, setting, self._only and {self._only})
        config.extra.update(frame_hosts=site.frame_hosts, media_hosts=site.media_hosts)
        sources = sources_of(site, Path(config.docs_dir))
        if self._only in sources:
            sources = {**kept.sources, self._only: sources[self._only]}
        elif self._only:
            self._only = None
            sources = sources_of(make_site(edition, setting), Path(config.docs_dir))
        self._say(config, site)
        for file in [f for f in files if f.src_dir == config.docs_dir or is_unused(f.dest_uri)]:
            files.remove(file)
        if not self._serving:
            self._judge(clashes_of(site, self._taken(files, config)), config)
        made = list(kept.files(sources, config, self._only))
        kept.tidy(made, Path(config.site_dir))
        for file in made:
            files.append(file)
        self._pages = {page_address(f.src_uri): Path(str(f.abs_dest_path)) for f in files if f.is_documentation_page()}
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Pages that need not be read get what was read of them before; all are of the as-of day."""
        self._kept[config.config_file_path].restore(files)
        for file in files.documentation_pages():
            if file.page:
                file.page.update_date = self.config.day.isoformat()
        self._nav = nav
        return nav

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """MkDocs learns of the anchors in the blocks of HTML that it has not read."""
        page.present_anchor_ids = (page.present_anchor_ids or set()) | ids_in(html)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """All pages are read, so that it is known what stands around each, and which have to be written.

        Titles that are words of the interface name their language, where it is not the reader's.
        """
        kept = self._kept[config.config_file_path]
        frame = frame_of(self._nav, *config.extra["problems"], config.site_url or "", str(utc_today()))
        kept.choose(files, frame, self._only)  # keeps what was read as it is, before anything is marked in it
        for file in files.documentation_pages():
            if file.page and config.extra["tongue"]:
                mark_titles(file.page, config.extra["labels"].values(), config.extra["tongue"])
        if kept.env is None:
            kept.env = env
            env.bytecode_cache = compiled_templates()
        return kept.env

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Leave out what only the templates' writers look at, and note that the page is written."""
        if isinstance(page.file, SiteFile):
            self._kept[config.config_file_path].written[page.file.dest_uri] = page.file.source
        return without_indentation(output)

    @event_priority(-100)  # behind all plugins that change what was written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Hold the pages to the edition, wait for the other languages, and put the site where it belongs.

        In a preview the other languages are made behind the first.
        """
        if self._serving and self.preview is None:
            self._begin_preview(config, self.config.others(config))
        if not self._serving:
            self._judge(find_lacking(self._site.owed(), self._written), config)
        for other in self._beside:
            try:
                other.wait()
            except BesideError as error:
                raise PluginError(str(error)) from None
        if self._staging and not (config.strict and _has_warned()):
            self._staging.publish()
            config.site_dir = str(self._staging.target)
            self._staging = None

    def on_build_error(self, *, error: Exception) -> None:
        """Whatever went wrong, the old site stays; where one language fails, the others are not needed."""
        for other in self._beside:
            other.stop()
        self.on_shutdown()
        if isinstance(error, OSError):
            raise PluginError(phrase("site-kept", reason=str(error)).spoken(self._language)) from None

    def on_shutdown(self) -> None:
        """Remove what is unfinished."""
        if self._staging:
            self._staging.discard()
            self._staging = None

    @event_priority(-100)  # after the plugins that watch something: the server compares its builder with theirs
    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Let a save make what is looked at first, and a browser go to any moment of a long recording."""
        if self.preview:
            server.builder = self.preview.save
            server.set_app(with_ranges(self.preview.answering(server.serve_request, server.mount_path)))
        return server

    def _build(self, path: str, config: MkDocsConfig) -> None:
        """Build another language into the folder of the first, which alone puts it in place, in a process beside it."""
        staging, self._beside, self._staging, self._in_place = self._staging, [], None, True
        try:
            build_site(translation_of(path, config))
        finally:
            self._staging, self._in_place = staging, False

    def _begin_preview(self, config: MkDocsConfig, translations: list[str]) -> None:
        others = {path: f"{language_of(translation_of(path, config))}/" for path in translations}

        def make(site: str, address: str | None) -> bool:
            kept = self._kept[site]
            self._only = None if address is None else kept.addresses.get(address)
            self._stamp = state_of(config)  # before they are read, so that what is read is never older
            main = load_config(
                config.config_file_path,
                site_dir=config.site_dir,
                strict=config.strict,
                use_directory_urls=config.use_directory_urls,
            )
            main.site_url = config.site_url
            wanted = main if site == config.config_file_path else translation_of(site, main)
            build_site(wanted, serve_url=wanted.site_url, dirty=True)
            return self._only is None

        def forget() -> None:
            self._read, self._said = None, set()

        self.preview = Preview({config.config_file_path: "", **others}, read=forget, make=make)
        self.preview.begin(others)

    def _judge(self, problems: Iterable[Problem], config: MkDocsConfig) -> None:
        """End a build at a problem of its own; a preview tells it and goes on."""
        found = EditionError(problems)
        if found.problems and not self._serving:
            raise PluginError(found.as_text(language_of(config)))
        for problem in found.problems:
            log.error(problem.as_text(language_of(config)))

    def _taken(self, files: Files, config: MkDocsConfig) -> Iterator[Made]:
        """What stands on the site beside the edition: the files of the theme, those of plugins, the other languages."""
        theme = str(config.theme.name)
        for path in self.config.others(config):
            yield language_of(load_config(path)), Place(Path(path).name)
        yield from ((file.dest_uri, Place(f"{file.generated_by or theme}/{file.src_uri}")) for file in files)
        replaced = [p for p in self._site.handwritten if any(Path(folder, p).is_file() for folder in config.theme.dirs)]
        for path in dict.fromkeys((*config.theme.static_templates, "sitemap.xml.gz", *replaced)):
            yield path, Place(f"{theme}/{path}")

    def _written(self, address: str) -> str | None:
        """The page at an address as it was written."""
        file = self._pages.get(address)
        return file.read_text("utf-8") if file and file.is_file() else None

    def _read_edition(self, config: MkDocsConfig, setting: Setting) -> Read:
        try:
            return (read_sound if self._serving else read)(root_of(config), as_of=setting.as_of, today=setting.today)
        except EditionError as error:
            raise PluginError(error.as_text(language_of(config))) from None

    def _say(self, config: MkDocsConfig, site: Site) -> None:
        """Tell of every problem, on every page, and once on the terminal."""
        config.extra["problems"] = [problem.as_text(language_of(config)) for problem in site.problems]
        for message in config.extra["problems"]:
            if message not in self._said:
                log.error(message)
        if site.remark:
            log.info(site.remark)
        self._said.update(config.extra["problems"])


def _has_warned() -> bool:
    """Whether MkDocs has counted a warning, for which it will end a strict build when all plugins are through."""
    counting = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
    return any(handler.get_counts() for handler in counting)


def _is_no_warning_of_dirt(record: logging.LogRecord) -> bool:
    """MkDocs warns of dirty builds, which compare times; here they compare what files are made of."""
    return not record.getMessage().startswith("A 'dirty' build")
