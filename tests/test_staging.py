"""The old site or the new one: killed at any moment, out of room, or refused, a build leaves a whole site behind."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

import build_tools.site.staging as staging_module
from build_tools.build import build
from build_tools.site.docs_folder import write_docs
from build_tools.site.setting import Setting
from build_tools.site.staging import MARK, stage
from tests.conftest import FERRY, configure, copy_ferry
from tests.harm import TODAY
from tests.small_disk import NoSmallDiskError, mount_small_disk

KILLS = 8
"""How often a build is killed, each time at another moment."""
SEED = 16


def snapshot(folder: Path) -> dict[str, str]:
    """Every file of a folder with a sum of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def put(folder: Path, **files: str) -> Path:
    """A folder with some small files."""
    for name, words in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")
    return folder


def read(folder: Path) -> dict[str, str]:
    """The files of a folder by path, with their words."""
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def publish(target: Path, **files: str) -> None:
    """Put files in the place of a folder."""
    staging = stage(target)
    put(staging.folder, **files)
    staging.publish()


def left(folder: Path) -> list[str]:
    """What unfinished builds have left in a folder."""
    return [path.name for path in folder.iterdir() if MARK in path.name]


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    publish(tmp_path / "site", a="1", b__c="2")
    publish(tmp_path / "site", a="3")
    assert read(tmp_path / "site") == {"a": "3"}
    assert left(tmp_path) == []


def test_it_does_so_by_two_renames_where_the_system_knows_no_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging_module, "_swapping", lambda: None)
    publish(put(tmp_path / "site", a="1"), b="2")
    assert read(tmp_path / "site") == {"b": "2"}


def test_killed_between_two_renames_the_old_folder_comes_back(tmp_path: Path) -> None:
    put(tmp_path / f".site{MARK}abc" / "old", a="1")
    put(tmp_path / f".site{MARK}abc" / "new", a="2")
    stage(tmp_path / "site").discard()
    assert read(tmp_path / "site") == {"a": "1"}
    assert left(tmp_path) == []


def test_a_link_leads_to_the_folder_that_is_replaced(tmp_path: Path) -> None:
    put(tmp_path / "disk/site", a="1")
    (tmp_path / "site").symlink_to(tmp_path / "disk/site")
    publish(tmp_path / "site", a="2")
    assert (tmp_path / "site").is_symlink()
    assert read(tmp_path / "disk/site") == {"a": "2"}


def test_hidden_files_of_the_old_folder_stay(tmp_path: Path) -> None:
    put(tmp_path / "site", **{".git__HEAD": "x", "a": "1", "b__c": "2", "d": "3", "e__f__g": "4"})
    publish(tmp_path / "site", a="5", b="6", d__index="7")
    assert read(tmp_path / "site") == {".git/HEAD": "x", "a": "5", "b": "6", "d/index": "7"}
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [".git", "a", "b", "d"]


def test_where_nothing_may_be_renamed_files_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = put(tmp_path / "site", a="1", b="2")
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    publish(site, a="3", c="4")
    assert read(site) == {"a": "3", "c": "4"}
    assert left(site) == []


def test_the_rights_of_the_old_folder_stay(tmp_path: Path) -> None:
    put(tmp_path / "site", a="1").chmod(0o750)
    publish(tmp_path / "site", a="2")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o750


def test_what_a_build_that_lives_is_making_stays(tmp_path: Path) -> None:
    living = stage(tmp_path / "site")
    assert stage(tmp_path / "site").folder != living.folder
    assert living.folder.is_dir()
    living.discard()


def test_a_docs_folder_is_written_whole(tmp_path: Path) -> None:
    site = build(FERRY, Setting("en", TODAY, TODAY))
    write_docs(FERRY, site, tmp_path / "docs")
    assert set(read_bytes(tmp_path / "docs")) == {*site.paths, *(p.path for p in site.pictures), *site.handwritten}
    with pytest.raises(FileExistsError):
        write_docs(FERRY, site, tmp_path / "docs")
    assert left(tmp_path) == []


def read_bytes(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- A whole build by MkDocs, disturbed.


def build_into(edition: Path, folder: Path, *, strict: bool = True) -> None:
    """Build the site as the command line does."""
    config = load_config(str(edition / "mkdocs.yml"), site_dir=str(folder), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_site(config)
    finally:
        config.plugins.on_shutdown()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small edition, to be built in one language, and its site."""
    folder = tmp_path_factory.mktemp("first")
    edition = copy_ferry(folder / "ferry")
    configure(edition)
    config = edition / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("[mkdocs.zh-Hant.yml]", "[]"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AS_OF", "2026-11-29")
        build_into(edition, folder / "site")
    return folder


@pytest.fixture
def built(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, dict[str, str]]:
    """The small edition, where its site stands, and what is in it."""
    monkeypatch.setenv("AS_OF", "2026-11-29")
    shutil.copytree(first, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path / "ferry", tmp_path / "site", snapshot(tmp_path / "site")


def in_a_child(work: Callable[[], None]) -> int:
    """Do some work in a process of its own, and return how that ended; the programs are loaded already."""
    child = os.fork()
    if not child:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def at_touch(number: int, act: Callable[[], None], *, writing: bool = False) -> Callable[[], int]:
    """Act from the n-th time on that a folder in the making is touched, or written; returns what tells how often it was."""
    touched = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        writes = event == "os.mkdir" or (event == "open" and "w" in str(arguments[1]))
        touches = event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir")
        if (writes if writing else touches) and MARK in str(arguments[0]):
            touched += 1
            if touched >= number:
                act()

    sys.addaudithook(hook)
    return lambda: touched


def test_a_build_killed_at_any_moment_leaves_a_whole_site(built: tuple[Path, Path, dict[str, str]]) -> None:
    edition, site, old = built
    (edition / "docs/new.md").write_text("# New\n", "utf-8")

    def count() -> None:
        touched = at_touch(sys.maxsize, lambda: None)
        build_into(edition, edition / "site")
        (edition / "touched").write_text(str(touched()), "utf-8")

    assert in_a_child(count) == 0
    new = snapshot(edition / "site")
    assert set(new) - set(old) == {"new/index.html"}
    most = int((edition / "touched").read_text("utf-8"))
    chance = random.Random(SEED)
    for moment in [1, *(chance.randint(2, most - 5) for _ in range(KILLS - 1))]:

        def killed(moment: int = moment) -> None:
            at_touch(moment, lambda: os.kill(os.getpid(), signal.SIGKILL))
            build_into(edition, site)

        assert os.WTERMSIG(in_a_child(killed)) == signal.SIGKILL
        assert snapshot(site) in (old, new), moment
    publish(site, a="1")
    assert left(site.parent) == []


@pytest.mark.parametrize("moment", [1, 100])
def test_a_full_disk_leaves_the_old_site(built: tuple[Path, Path, dict[str, str]], moment: int) -> None:
    edition, site, old = built

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def out_of_room() -> None:
        at_touch(moment, full, writing=True)
        try:
            build_into(edition, site)
        except PluginError as error:
            (edition / "said").write_text(str(error), "utf-8")

    assert in_a_child(out_of_room) == 0
    says_that_the_disk_is_full((edition / "said").read_text("utf-8"))
    assert snapshot(site) == old
    assert left(site.parent) == []


def says_that_the_disk_is_full(said: str) -> None:
    """The answer to a build for which there was no room."""
    assert said.startswith("the site was not written, and what stood there before is as it was: ")
    assert "No space left on device" in said


@pytest.mark.parametrize("place", ["site", "."], ids=["a folder of a full disk", "a full disk of its own"])
def test_a_disk_that_is_really_full_leaves_the_old_site(
    built: tuple[Path, Path, dict[str, str]], tmp_path: Path, place: str
) -> None:
    """On a small disk in memory, which holds the old site and a half of the new one."""
    edition, site, old = built
    size = sum(path.stat().st_size for path in site.rglob("*"))
    disk, answer = tmp_path / "disk", tmp_path / "answer"
    disk.mkdir()

    def out_of_room() -> None:
        try:
            mount_small_disk(disk, size * 3 // 2)
            shutil.copytree(site, disk / place, dirs_exist_ok=True)
            build_into(edition, disk / place)
        except NoSmallDiskError as error:
            answer.write_text(f"no right to mount: {error}", "utf-8")
        except PluginError as error:
            whole = snapshot(disk / place) == old and left(disk) == []
            answer.write_text(f"{error}\n{whole}", "utf-8")

    assert in_a_child(out_of_room) == 0
    said, _, whole = answer.read_text("utf-8").rpartition("\n")
    if whole.startswith("no right to mount"):
        pytest.skip(f"{whole}; the error raised in the test before is all that is tried here")
    says_that_the_disk_is_full(said)
    assert whole == "True"
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("docs/new.md", "[a](nowhere.md)\n"),
        ("docs/assets/edition.css", "body {}\n"),
        ("docs/assets/javascripts/bundle.a5f9d56c.min.js", "\n"),
        ("docs/sitemap.xml", "\n"),
        ("annotations/seats/what-the-group-is.yml", "kind: context\n"),
    ],
)
def test_a_build_that_is_refused_leaves_the_old_site(
    built: tuple[Path, Path, dict[str, str]], file: str, words: str
) -> None:
    """For a warning of a strict build, a file in the place of the program's or the theme's, a problem of the edition."""
    edition, site, old = built
    put(edition, **{file.replace("/", "__"): words})
    with pytest.raises(Abort):
        build_into(edition, site)
    assert snapshot(site) == old
    assert left(site.parent) == []


def test_a_site_that_lacks_words_does_not_take_the_place_of_the_old(
    built: tuple[Path, Path, dict[str, str]], caplog: pytest.LogCaptureFixture
) -> None:
    """A theme that leaves the sources out."""
    edition, site, old = built
    put(
        edition / "theme",
        **{
            "main.html": "{% extends 'base.html' %}{% block content %}{% if page.url != 'sources/' %}{{ super() }}{% endif %}{% endblock %}"
        },
    )
    config = edition / "mkdocs.yml"
    text = config.read_text("utf-8")
    (custom,) = [line for line in text.splitlines() if "custom_dir:" in line]
    config.write_text(text.replace(custom, f"  custom_dir: {edition}/theme"), "utf-8")
    with pytest.raises(Abort):
        build_into(edition, site)
    assert "the site does not show the source leaflet, which belongs on /sources/" in caplog.text
    assert snapshot(site) == old
