"""Every package comes under a license that is known and allowed, and what is not is refused."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.licenses import (
    READ,
    Licensed,
    allows,
    every_package,
    find_license,
    locked_names,
    node_packages,
    python_packages,
)


def test_every_package_of_the_lock_files_is_allowed() -> None:
    packages = every_package(ROOT)
    assert len(packages) > 150
    assert [each for each in packages if not each.is_allowed] == []


def test_what_was_read_is_still_needed() -> None:
    assert set(READ) <= {each.name for each in every_package(ROOT)}


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND PSF-2.0", True),
        ("(MIT OR GPL-3.0-only) AND ISC", True),
        ("MIT OR GPL-3.0-only AND ISC", True),
        ("(MIT OR ISC) AND GPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR (ISC AND 0BSD))", True),
        ("Apache-2.0 WITH LLVM-exception", False),
        ("MIT)", False),
        ("(MIT", False),
        ("", False),
    ],
)
def test_an_expression_is_allowed_if_one_way_through_it_is(expression: str, allowed: bool) -> None:
    assert allows(expression) is allowed


MIT = "License :: OSI Approved :: MIT License"
APACHE = "License :: OSI Approved :: Apache Software License"
BSD = "License :: OSI Approved :: BSD License"


@pytest.mark.parametrize(
    ("fields", "license"),
    [
        ({"License-Expression": ["mit or apache-2.0"]}, "MIT OR Apache-2.0"),
        ({"License": ["BSD-3-Clause"], "Classifier": [BSD]}, "BSD-3-Clause"),
        ({"License": ["UNKNOWN"], "Classifier": [MIT]}, "MIT"),
        ({"License": ["Copyright (c) somebody\n\nAll rights reserved."]}, ""),
        ({"License": ["BSD"], "Classifier": [BSD]}, ""),
        ({"Classifier": [MIT, APACHE]}, ""),
        ({}, ""),
    ],
)
def test_a_license_is_what_metadata_say_for_certain(fields: dict[str, list[str]], license: str) -> None:
    assert find_license("ferry", fields) == license


def test_a_license_file_that_was_read_serves_where_metadata_do_not() -> None:
    assert find_license("feedgenerator", {"Classifier": [BSD]}) == "BSD-3-Clause"
    assert find_license("feedgenerator", {"License": ["GPL-3.0-only"]}) == "GPL-3.0-only"


def test_a_package_that_is_not_installed_has_no_license_that_is_known() -> None:
    (found,) = python_packages("no-such-ferry==1.0 \\\n    --hash=sha256:00\n    # via x\n")
    assert not found.is_allowed


def test_only_what_this_machine_needs_is_asked_for() -> None:
    lock = (
        "ferry==1.0 ; python_version < '3' \\\n    --hash=sha256:00\n"
        "ferry==2.0 ; python_version >= '3' \\\n    --hash=sha256:00\npier==1.0\n    # via ferry\n"
    )
    assert list(locked_names(lock)) == ["ferry", "pier"]


def test_lock_files_of_npm_name_their_licenses() -> None:
    lock = {
        "packages": {
            "": {"license": "MIT"},
            "node_modules/a": {"version": "1", "license": "MIT"},
            "node_modules/a/node_modules/@b/c": {"version": "2", "license": "SEE LICENSE IN x"},
        }
    }
    assert list(node_packages(lock)) == [Licensed("a", "1", "MIT"), Licensed("@b/c", "2", "")]
