"""MkDocs' configurations of an edition to settings of its site, one language each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import yaml

PLUGIN = "annotated-interview"
"""The name under which a configuration holds what is said to this program alone."""


class ConfigurationError(ValueError):
    """A configuration that says nothing a site could be made of: the file, what is wrong, and the cure."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the configuration of one language says, with what it inherits."""

    path: Path
    settings: Mapping[str, object]
    """As in `mkdocs.yml`."""
    site_url: str | None
    """The address of the home page in this language, with a slash at its end."""

    @property
    def language(self) -> str:
        """The reader's language: the theme's, or `extra.language` where that is what the theme's stands for."""
        own = _mapping(self.settings.get("extra")).get("language")
        return str(own or _mapping(self.settings.get("theme")).get("language", "en"))

    @property
    def options(self) -> Mapping[str, object]:
        """What is said to this program, under the name of its plugin."""
        plugins = self.settings.get("plugins")
        named = [entry for entry in plugins if isinstance(entry, dict)] if isinstance(plugins, list) else [plugins]
        return next((_mapping(_mapping(entry).get(PLUGIN)) for entry in named if PLUGIN in _mapping(entry)), {})

    @property
    def edit_base(self) -> str | None:
        """The address under which the repository's files are edited, if there is a repository."""
        repository = self.settings.get("repo_url")
        return (
            urljoin(f"{str(repository).rstrip('/')}/", str(self.options.get("edit_uri", "edit/main/")))
            if repository
            else None
        )


def read_configurations(path: Path) -> tuple[Configuration, ...]:
    """The configuration in the file `path`, then those of the translations that it names.

    A translation stands in a folder of the site that is named as its language.
    Raises `ConfigurationError` for a file that is not there or is not YAML.
    """
    main = Configuration(path, settings := read_settings(path), _address(settings.get("site_url")))
    return (main, *_translations(main))


def read_settings(path: Path) -> dict[str, object]:
    """What a configuration says over what it inherits, as MkDocs has it: mappings are joined, the rest is replaced."""
    try:
        loaded = yaml.load(path.read_text("utf-8"), _Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    if not isinstance(loaded, dict):
        raise ConfigurationError(f"{path} holds no settings; see mkdocs.yml of a new edition, which `init` writes")
    parent = loaded.pop("INHERIT", None)
    return _over(read_settings(path.parent / str(parent)), loaded) if parent else loaded


def _translations(main: Configuration) -> Iterator[Configuration]:
    names = main.options.get("translations")
    for name in names if isinstance(names, list) else []:
        path = main.path.parent / str(name)
        other = Configuration(path, read_settings(path), None)
        url = urljoin(main.site_url, f"{other.language}/") if main.site_url else None
        yield Configuration(path, other.settings, url)


def _address(written: object) -> str | None:
    return f"{str(written).rstrip('/')}/" if written else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _over(below: dict[str, object], above: Mapping[str, object]) -> dict[str, object]:
    joined = dict(below)
    for key, value in above.items():
        old = joined.get(key)
        joined[key] = _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return joined


class _Loader(yaml.SafeLoader):
    """As MkDocs reads its configurations: with `!ENV`, and without constructing anything else."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """The first of the named variables that is set; of a list of several the last is what stands where none is."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise yaml.constructor.ConstructorError(
            None, None, "!ENV takes a name, or a list of names and a value", node.start_mark
        )
    *names, last = node.value if len(node.value) > 1 else [*node.value, None]
    default = loader.construct_object(last, deep=True) if last else None
    return next((os.environ[name.value] for name in names if name.value in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
