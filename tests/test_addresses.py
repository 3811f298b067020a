"""Where the files of a site stand, and that no two stand in one place."""

from __future__ import annotations

import pytest

from build_tools.model.place import Place
from build_tools.rules.addresses import find_clashes, served


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        ("index.md", "index.html"),
        ("README.md", "index.html"),
        ("about.md", "about/index.html"),
        ("claims/index.md", "claims/index.html"),
        ("claims/a.markdown", "claims/a/index.html"),
        ("data/claims.csv", "data/claims.csv"),
        ("claims/readme.md", "claims/readme/index.html"),
    ],
)
def test_where_a_file_of_the_docs_folder_stands(path: str, stands: str) -> None:
    assert served(path) == stands


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a/index.html", "a/index.html"),
        ("a/index.html", "A/index.html"),
        ("caf\u00e9.png", "cafe\u0301.png"),
        ("a", "a/index.html"),
        ("a/index.html", "a"),
        ("zh-Hant", "zh-Hant/notes/index.html"),
    ],
)
def test_files_in_one_place(first: str, second: str) -> None:
    (found,) = find_clashes([(first, Place("one.yml")), ("b", Place("b.yml")), (second, Place("two.yml", 3))])
    assert found.place == Place("two.yml", 3)
    assert found.message == f"this would be {second!r} of the site, which is made of 'one.yml' already"


def test_files_that_only_look_alike_are_none() -> None:
    paths = ("a/index.html", "a/b/index.html", "a-b/index.html", "a.html", "b/a")
    assert list(find_clashes((path, Place(path)) for path in paths)) == []
