"""A preview after any saves is the site that a clean build makes, and makes first what is looked at."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from build_tools.plugin import EditionPlugin
from build_tools.serving.kept import stamp_of
from build_tools.serving.preview import Preview
from tests.conftest import configure

SERIES = int(os.environ.get("SERIES", "1"))
"""How many series of saves are tried, each of its own seed."""
SAVES = 5


def serve(edition: Path, folder: Path) -> Preview:
    """What `mkdocs serve` does before its server starts, by an own plugin, to the end."""
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # type: ignore[attr-defined]
    config = load_config(str(edition / "mkdocs.yml"), site_dir=str(folder))
    config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
    plugin = config.plugins["annotated-interview"]
    assert isinstance(plugin, EditionPlugin)
    assert plugin.preview is not None
    plugin.preview.wait()
    return plugin.preview


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, and every folder that is empty."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def pick(edition: Path, chance: random.Random) -> Path:
    """A note of the edition."""
    notes = (path for path in edition.glob("annotations/*/*.yml") if path.parent.name != "sources")
    return chance.choice(sorted(notes))


def change_words(edition: Path, chance: random.Random) -> None:
    edit(pick(edition, chance), "title: {en: ", f"title: {{en: A{chance.randrange(99)} ")


def break_a_note(edition: Path, chance: random.Random) -> None:
    edit(pick(edition, chance), "kind: ", "kind: x")


def mend_all(edition: Path, chance: random.Random) -> None:
    for note in edition.glob("annotations/*/*.yml"):
        edit(note, "kind: x", "kind: ")


def add_a_note(edition: Path, chance: random.Random) -> None:
    note = pick(edition, chance)
    shutil.copy(note, note.with_name(f"{note.stem}-{chance.randrange(99)}.yml"))


def delete_a_note(edition: Path, chance: random.Random) -> None:
    pick(edition, chance).unlink()


def rename_a_note(edition: Path, chance: random.Random) -> None:
    note = pick(edition, chance)
    note.rename(note.with_name(f"moved-{note.name}"))


def change_the_text(edition: Path, chance: random.Random) -> None:
    edit(edition / "docs/transcript/en.md", "Ferry", f"Ferry {chance.randrange(99)}")


def change_a_page(edition: Path, chance: random.Random) -> None:
    page = edition / chance.choice(["docs/more.md", "docs/more.zh-Hant.md", "docs/deep/er.md"])
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"# More {chance.randrange(99)}\n\n[A](index.md), [b](more.md), {{{{ count.claims }}}}\n", "utf-8")


def drop_a_page(edition: Path, chance: random.Random) -> None:
    shutil.rmtree(edition / "docs/deep", ignore_errors=True)
    (edition / "docs/more.md").unlink(missing_ok=True)


def change_the_frame(edition: Path, chance: random.Random) -> None:
    edit(edition / "annotations/topics.yml", "title: {en: ", f"title: {{en: T{chance.randrange(9)} ")


def change_the_configuration(edition: Path, chance: random.Random) -> None:
    edit(edition / "mkdocs.yml", "site_name: ", f"site_name: N{chance.randrange(9)} ")


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    *(change_words, change_words, add_a_note, add_a_note, delete_a_note, rename_a_note, mend_all, break_a_note),
    *(change_the_text, change_a_page, change_a_page, drop_a_page, change_the_frame, change_the_configuration),
)


@pytest.fixture
def quiet() -> Iterator[None]:
    """The day of the tests, for the builds of this process."""
    before = os.environ.get("AS_OF")
    os.environ["AS_OF"] = "2026-11-20"
    yield
    if before is None:
        del os.environ["AS_OF"]
    else:
        os.environ["AS_OF"] = before


@pytest.mark.parametrize("seed", range(SERIES))
def test_after_any_saves_the_site_is_that_of_a_clean_build(seed: int, ferry: Path, tmp_path: Path, quiet: None) -> None:
    chance = random.Random(seed)
    configure(ferry)
    preview = serve(ferry, tmp_path / "site")
    for _ in range(SAVES):
        change = chance.choice(CHANGES)
        change(ferry, chance)
        preview.asked(chance.choice(["transcript/", "", "zh-Hant/claims/", "claims/forty-seats/", "more/"]))
        preview.save()
        if chance.random() < 0.5:
            preview.wait()
    preview.wait()
    serve(ferry, tmp_path / "clean").wait()
    after, clean = tree(tmp_path / "site"), tree(tmp_path / "clean")
    assert sorted(after) == sorted(clean)
    assert [path for path in clean if after[path] != clean[path]] == []


class Made:
    """A maker of sites that notes what it makes, and waits to be let on."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, str | None]] = []
        self.let = threading.Event()

    def __call__(self, site: str, page: str | None) -> bool:
        self.pages.append((site, page))
        if page is None:
            assert self.let.wait(20)
        return page is None


def answered(preview: Preview, path: str) -> list[str]:
    """The status with which a request was answered."""
    found: list[str] = []

    def app(environ: dict[str, Any], start_response: Callable[..., None]) -> list[bytes]:
        start_response("200 OK", [])
        return []

    preview.answering(app, "/")({"PATH_INFO": f"/{path}"}, lambda *answer: found.append(answer[0]))
    return found


def test_a_save_makes_the_page_that_was_asked_for_first_and_the_others_behind_it() -> None:
    made = Made()
    preview = Preview({"en": "", "zh": "zh-Hant/"}, read=lambda: None, make=made)
    assert answered(preview, "zh-Hant/claims/") == ["200 OK"]
    preview.save()
    assert made.pages[0] == ("zh", "claims/")
    assert answered(preview, "zh-Hant/claims/") == ["200 OK"], "at once, while the rest is being made"
    assert answered(preview, "assets/edition.css") == ["200 OK"]
    waiting = threading.Thread(target=answered, args=(preview, "transcript/"))
    waiting.start()
    waiting.join(0.1)
    assert waiting.is_alive()
    made.let.set()
    waiting.join(20)
    preview.wait()
    assert sorted(made.pages[1:], key=str) == [("en", None), ("zh", None)]


def test_what_cannot_be_made_keeps_nobody_waiting() -> None:
    def fail(site: str, page: str | None) -> bool:
        raise ValueError(site)

    preview = Preview({"en": ""}, read=lambda: None, make=fail)
    with pytest.raises(ValueError, match="en"):
        preview.save()
    assert answered(preview, "claims/") == ["200 OK"]


def test_a_stamp_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first = stamp_of(tmp_path)
    (tmp_path / "a/b").write_text("1")
    second = stamp_of(tmp_path)
    (tmp_path / "a/b").write_text("12")
    assert len({first, second, stamp_of(tmp_path)}) == 3
