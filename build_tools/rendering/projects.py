"""An edition's folder to the files of Zensical's projects, one a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from build_tools.rendering.configuration import Configuration, ConfigurationError, read_configurations
from build_tools.rendering.zensical import project_files, zensical_settings
from build_tools.site.docs_folder import Site
from build_tools.site.setting import LOCAL_SITE, Setting
from build_tools.site.theme_words import choose_theme_language, describe_reader
from build_tools.today import utc_today

FOLDER = ".cache/zensical"
"""Where the projects are, in the edition's folder. It may be deleted at any time."""
THEME = Path(__file__).parent.parent / "site" / "theme"
"""What this package changes in the theme."""


@dataclass(frozen=True, slots=True)
class Project:
    """One language's project."""

    root: Path
    """The folder of the edition."""
    configuration: Configuration
    within: str
    """The folder of this language in the whole site; empty for the main one."""

    @property
    def folder(self) -> Path:
        """The folder of the project."""
        return self.root / FOLDER / self.configuration.language

    @property
    def site(self) -> Path:
        """Where Zensical writes the site."""
        return self.folder / "site"


def list_projects(root: Path) -> tuple[Project, ...]:
    """A project for each language that the edition's configuration names, the main one first.

    Raises `ConfigurationError` where the configuration cannot be read.
    """
    main, *others = read_configurations(root / "mkdocs.yml")
    folder = root.resolve()
    return (Project(folder, main, ""), *(Project(folder, other, other.language) for other in others))


def files_of(
    project: Project, make: Callable[[Path, Setting], Site], as_of: date | None, *, links_checked: bool = True
) -> dict[str, bytes]:
    """Every file of a project, of the site that `make` makes; for the day of the configuration if none is given.

    Without `links_checked` Zensical looks at no link of the site, which it would do at every change of a page.
    Raises what `make` raises.
    """
    configuration = project.configuration
    language = configuration.language
    today = utc_today()
    setting = Setting(
        language=language,
        as_of=as_of or _day(configuration) or today,
        today=today,
        site_url=configuration.site_url or LOCAL_SITE,
        edit_base=configuration.edit_base,
    )
    site = make(project.root, setting)
    problems = [problem.as_text(language) for problem in site.problems]
    theme = choose_theme_language(language, theme_folders())
    hosts = {"frame_hosts": list(site.frame_hosts), "media_hosts": list(site.media_hosts)}
    reader = {**describe_reader(language, theme), **hosts, "preview": not links_checked}
    settings = zensical_settings(configuration, site, language=theme, reader=reader, problems=problems)
    settings = settings if links_checked else {**settings, "validation": False}
    return project_files(project.root, configuration, site, settings, _themes(project))


def theme_folders() -> list[str]:
    """The folders of Zensical's own theme, as it is installed."""
    found = find_spec("zensical")
    return [str(Path(folder, "templates")) for folder in (found.submodule_search_locations or ())] if found else []


def _day(configuration: Configuration) -> date | None:
    written = configuration.options.get("as_of")
    try:
        return date.fromisoformat(str(written)) if written else None
    except ValueError:
        raise ConfigurationError(f"{configuration.path}: as_of: {written!r} is not a day, as in 2025-06-30") from None


def _themes(project: Project) -> Iterable[Path]:
    """The package's changes of the theme, then those of the edition, if it has any."""
    theme = project.configuration.settings.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    folder = project.configuration.path.parent / str(own) if own else THEME
    return (THEME,) if folder.resolve() == THEME.resolve() else (THEME, folder)
