"""A configuration of MkDocs to what an edition needs of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config import load_config
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.config_options import File as FileOption
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig

from build_tools.model.dates import DateSpan
from build_tools.reading.record import date_cure
from build_tools.serving.kept import stamp_of
from build_tools.site.setting import LOCAL_SITE, Setting
from build_tools.site.theme_words import choose_theme_language
from build_tools.today import utc_today

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

    @property
    def day(self) -> date:
        """The day to tell the truth for."""
        return self.as_of or utc_today()

    def others(self, config: MkDocsConfig) -> list[str]:
        """The other configurations; none for one of them, which inherits the list."""
        paths = list(self.translations)
        return [] if config.config_file_path in paths else paths

    def setting(self, config: MkDocsConfig) -> Setting:
        """How the site of this configuration is made."""
        repository = config.repo_url.rstrip("/") + "/" if config.repo_url else ""
        return Setting(
            language=language_of(config),
            as_of=self.day,
            today=utc_today(),
            site_url=config.site_url or LOCAL_SITE,
            edit_base=urljoin(repository, config.edit_uri) if repository and config.edit_uri else None,
        )


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the edition."""
    return Path(config.config_file_path).parent


def language_of(config: MkDocsConfig) -> str:
    """The reader's: the theme's, or `extra.language` where that is what the theme's stands for."""
    theme, written = str(config.theme["language"]), str(config.extra.get("language") or "")
    return written if written and choose_theme_language(written, config.theme.dirs) == theme else theme


def translation_of(path: str, config: MkDocsConfig) -> MkDocsConfig:
    """Another configuration, for the same site as `config`."""
    other = load_config(path, strict=config.strict)
    language = language_of(other)
    other.site_dir = str(Path(config.site_dir) / language)
    other.site_url = urljoin(config.site_url, f"{language}/") if config.site_url else None
    return other


def state_of(config: MkDocsConfig) -> str:
    """The state of the configurations and of what makes every page; it differs where one of them does."""
    own = (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()
    return stamp_of(THEME.parent, *sorted(root_of(config).glob("*.yml")), *own)
