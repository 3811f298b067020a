"""The lock files to the license of every package in them; one that is not allowed, or not known, is an error.

A license is what a package's own metadata say: an SPDX expression, or else a classifier with one meaning. For those that
say neither, `READ` has what their license file was found to be.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement

from tests.conftest import ROOT

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BlueOak-1.0.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "MIT",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
    }
)
"""Free licenses that ask nothing of those who use the package but to keep its notices; MPL 2.0 asks it of its own files."""
FIELDS = ("License-Expression", "License", "Classifier")
"""Where metadata of packages say it, the most exact first."""
CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}
"""Those that mean one license; “BSD License” means several."""
READ = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "feedgenerator": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "nodeenv": "BSD-3-Clause",
    "parse-cache-control": "BSD-3-Clause",
}
"""Packages whose metadata do not say which license it is, with that of the license file they bring along."""
NODE = ("tests/lighthouse", "tests/node", "tests/search_engines")
"""Where lock files of npm lie; these name each package's license."""


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package with its license."""

    name: str
    version: str
    license: str
    """An SPDX expression; empty where none is known."""

    @property
    def is_allowed(self) -> bool:
        """Whether it may be used."""
        return bool(self.license) and allows(self.license)


def find_license(name: str, fields: Mapping[str, Sequence[str]]) -> str:
    """The license that a package's metadata state, as an SPDX expression; empty where they state none for certain."""
    classified = [CLASSIFIERS[c] for c in fields.get("Classifier", ()) if c in CLASSIFIERS]
    if len(classified) > 1:
        classified = []
    stated = (*fields.get("License-Expression", ()), *fields.get("License", ()), *classified, READ.get(name, ""))
    return next((found for each in stated if (found := _expression(each))), "")


def _expression(words: str) -> str:
    try:
        return canonicalize_license_expression(words)
    except InvalidLicenseExpression:
        return ""


def allows(expression: str) -> bool:
    """Whether an SPDX expression leaves a way to use a package under the allowed licenses alone."""
    tokens = re.findall(r"[()]|[^\s()]+(?: WITH \S+)?", expression)
    result = _any(tokens)
    return result and not tokens


def _any(tokens: list[str]) -> bool:
    found = [_all(tokens)]
    while tokens[:1] == ["OR"]:
        tokens.pop(0)
        found.append(_all(tokens))
    return any(found)


def _all(tokens: list[str]) -> bool:
    found = [_one(tokens)]
    while tokens[:1] == ["AND"]:
        tokens.pop(0)
        found.append(_one(tokens))
    return all(found)


def _one(tokens: list[str]) -> bool:
    token = tokens.pop(0) if tokens else ""
    if token != "(":
        return token in ALLOWED
    result = _any(tokens)
    return tokens.pop(0) == ")" and result if tokens else False


def locked_names(lock: str) -> Iterator[str]:
    """The packages of a requirements file that this machine needs."""
    for line in re.findall(r"^[A-Za-z0-9].*?(?= \\|$)", lock, re.MULTILINE):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement.name


def python_packages(lock: str) -> Iterator[Licensed]:
    """The packages of a requirements file, as they are installed; one that is not has no license that is known."""
    for name in locked_names(lock):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            yield Licensed(name, "(not installed)", "")
            continue
        fields = {key: found.metadata.get_all(key) or [] for key in FIELDS}
        yield Licensed(name, found.version, find_license(name, fields))


def node_packages(lock: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Licensed]:
    """The packages of a lock file of npm."""
    for path, package in lock["packages"].items():
        name = path.rpartition("node_modules/")[2]
        if name:
            license = _expression(package.get("license", "")) or READ.get(name, "")
            yield Licensed(name, package.get("version", ""), license)


def every_package(root: Path) -> list[Licensed]:
    """The packages of every lock file of the repository, each version once."""
    found = set(python_packages((root / "requirements.lock").read_text("utf-8")))
    for folder in NODE:
        found |= set(node_packages(json.loads((root / folder / "package-lock.json").read_text("utf-8"))))
    return sorted(found, key=lambda each: (each.name.lower(), each.version))


def main() -> int:
    """Print every package with its license; the exit code is 1 where one is not allowed or not known."""
    packages = every_package(ROOT)
    for each in packages:
        print(f"{each.name} {each.version}: {each.license or 'no license known'}")
    wrong = [each for each in packages if not each.is_allowed]
    for each in wrong:
        print(f"not allowed: {each.name} {each.version}: {each.license or 'no license known'}", file=sys.stderr)
    print(f"{len(packages)} packages, {len(wrong)} not allowed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
