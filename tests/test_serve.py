"""`mkdocs serve` as an editor lives with it: saving, breaking, mending, adding and deleting files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import configure
from tests.serving import PATIENCE, Server


@pytest.fixture
def running(ferry: Path, server: type[Server]) -> Iterator[Server]:
    """The small invented edition, served."""
    configure(ferry)
    with server(ferry) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may meet errors: what it shows of them is the matter here."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_day_of_an_editor(running: Server, page: Page) -> None:
    annotation = running.edition / "annotations/service/two-lines-by-q2-2026.yml"
    page.goto(running.address + "claims/two-lines-by-q2-2026/")
    heading = page.locator("article h1")
    expect(heading).to_contain_text("Two lines by the second quarter of 2026")

    # Saving an annotation updates the open page, with one rebuild: the next is that of the next save.
    edit(annotation, "{en: Two lines by", "{en: A pair of lines by")
    expect(heading).to_contain_text("A pair of lines", timeout=PATIENCE)

    # A broken file shows its problem in the terminal and in the open page; the server lives.
    edit(annotation, "status: partly", "status: partially")
    problem = "annotations/service/two-lines-by-q2-2026.yml:26:15: 'partially' is not one of the values of 'status'"
    expect(page.locator("body")).to_contain_text(problem, timeout=PATIENCE)
    assert running.printed(problem) >= 1
    assert running.printed("Detected file changes") == 2
    assert running.printed("Reloading browsers") == 2
    page.goto(running.address + "transcript/")
    expect(page.locator("[role=alert]")).to_contain_text(problem)
    page.goto(running.address + "zh-Hant/claims/two-lines-by-q2-2026/")
    expect(page.locator("article")).to_contain_text("26:15: 「partially」不是「status」可用的值")
    page.goto(running.address + "claims/two-lines-by-q2-2026/")

    # YAML that cannot be read at all is no different.
    annotation.write_text(annotation.read_text("utf-8") + "by: [\n", "utf-8")
    expect(page.locator("article")).to_contain_text("this is not YAML", timeout=PATIENCE)

    # Mending it brings the page back by itself.
    edit(annotation, "by: [\n", "")
    edit(annotation, "status: partially", "status: partly")
    expect(heading).to_contain_text("A pair of lines", timeout=PATIENCE)
    expect(page.locator("[role=alert]")).to_have_count(0)

    # A new file makes a page, a deleted one takes it away.
    fresh = running.edition / "annotations/seats/wooden-seats.yml"
    text = (running.edition / "annotations/seats/forty-seats.yml").read_text("utf-8")
    text = text.replace("座位, en: 40 seats on board", "座位都是木造的, en: the seats are all of wood").replace(
        'prefix: "40 個"\n', ""
    )
    page.goto(running.address + "claims/")
    fresh.write_text(text.replace("Forty seats", "Wooden seats"), "utf-8")
    expect(page.locator("article")).to_contain_text("Wooden seats", timeout=PATIENCE)
    fresh.unlink()
    expect(page.locator("article")).not_to_contain_text("Wooden seats", timeout=PATIENCE)

    # Saving the transcript updates it; breaking its frame breaks no running.
    page.goto(running.address + "transcript/")
    edit(running.edition / "docs/transcript/en.md", "all of wood", "all of old wood")
    expect(page.locator("article")).to_contain_text("all of old wood", timeout=PATIENCE)
    frame = running.edition / "annotations/edition.yml"
    edit(frame, "date: 2025-03-01", "date: some day")
    expect(page.locator("body")).to_contain_text("'some day' is not a day", timeout=PATIENCE)
    edit(frame, "date: some day", "date: 2025-03-01")
    expect(page.locator("article")).to_contain_text("all of old wood", timeout=PATIENCE)
    assert running.process.poll() is None
    assert running.printed("Traceback") == 0


def test_serving_starts_with_a_broken_file_too(ferry: Path, server: type[Server], page: Page) -> None:
    configure(ferry)
    annotation = ferry / "annotations/seats/forty-seats.yml"
    edit(annotation, "type: fact", "type: fiction")
    with server(ferry) as running:
        page.goto(running.address + "claims/forty-seats/")
        expect(page.locator("article")).to_contain_text("'fiction' is not one of the values of 'type'")
        edit(annotation, "type: fiction", "type: fact")
        expect(page.locator("article h1")).to_contain_text("Forty seats", timeout=PATIENCE)
