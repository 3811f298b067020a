"""MkDocs events: glue between MkDocs' configuration and `build`, as the plugin `annotated-interview`."""

from __future__ import annotations

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
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from build_tools.build import build, preview
from build_tools.model.dates import DateSpan
from build_tools.problems.problem import EditionError
from build_tools.reading.record import date_cure
from build_tools.site.docs_folder import Site
from build_tools.site.setting import LOCAL_SITE, Setting
from build_tools.site.theme_words import choose_theme_language, describe_reader, mark_titles
from build_tools.today import utc_today

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

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember the command: `serve` goes on in the face of problems, `build` does not."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The package's templates stand before the theme's, behind those of the edition's own folder, if it has one.

        Files are edited from the repository's root; without a repository there is nothing to edit. The theme gets what
        it has to know of the reader's language, and is itself in the nearest that it has.
        """
        config.edit_uri = self.config.edit_uri if config.repo_url else None
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        language = _language(config)
        theme = choose_theme_language(language, config.theme.dirs)
        config.theme["language"] = theme
        config.extra.update(describe_reader(language, theme))
        config.mdx_configs.setdefault("toc", {})["permalink_title"] = config.extra["permalink_title"]
        config.watch.append(str(_root(config) / WATCHED))
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Replace the handwritten files by those of this language, and add the generated ones."""
        site = self._site(config)
        config.extra["problems"] = [problem.as_text(_language(config)) for problem in site.problems]
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

    def on_env(self, env: object, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Titles that are words of the interface name their language, where it is not the reader's."""
        for file in files.documentation_pages():
            if file.page and config.extra["tongue"]:
                mark_titles(file.page, config.extra["labels"].values(), config.extra["tongue"])

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the other languages into the same site."""
        for path in self._translations(config):
            other = load_config(path, strict=config.strict)
            language = _language(other)
            other.site_dir = str(Path(config.site_dir) / language)
            other.site_url = urljoin(config.site_url, f"{language}/") if config.site_url else None
            build_site(other)

    def _translations(self, config: MkDocsConfig) -> list[str]:
        """The other configurations; none for one of them, which inherits the list."""
        paths = list(self.config.translations)
        return [] if config.config_file_path in paths else paths

    def _site(self, config: MkDocsConfig) -> Site:
        today = utc_today()
        repository = config.repo_url.rstrip("/") + "/" if config.repo_url else ""
        setting = Setting(
            language=_language(config),
            as_of=self.config.as_of or today,
            today=today,
            site_url=config.site_url or LOCAL_SITE,
            edit_base=urljoin(repository, config.edit_uri) if repository and config.edit_uri else None,
        )
        try:
            return (preview if self._serving else build)(_root(config), setting)
        except EditionError as error:
            raise PluginError(error.as_text(_language(config))) from None


def _language(config: MkDocsConfig) -> str:
    """The reader's: the theme's, or `extra.language` where that is what the theme's stands for."""
    theme, written = str(config.theme["language"]), str(config.extra.get("language") or "")
    return written if written and choose_theme_language(written, config.theme.dirs) == theme else theme


def _root(config: MkDocsConfig) -> Path:
    """The folder of the edition."""
    return Path(config.config_file_path).parent
