"""What the transcript asks of a slow phone: every task over 50 ms on load, on a filter and on opening a note.

`python -m tests.measure_tasks`, on a machine that does nothing else, builds the edition and one of 2,000 turns and measures
both; with an address it measures what is there. Chromium's trace
names the tasks of the page's main thread, by the processor's time they took, so that other programs count little; the
worst of several runs would measure the machine all the same, so each line is the best.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.conftest import BROWSER_ARGUMENTS, build_site, configure, run_mkdocs_strictly
from tests.find_browser import CURE, find_browser
from tests.long_edition import write_long_edition

LONG = 50_000
"""Microseconds of a task beyond which a reader's touch may wait too long (https://web.dev/articles/long-tasks)."""
CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline,toplevel"
PARTS = {
    "ParseHTML": "parsing",
    "EvaluateScript": "scripts",
    "v8.compile": "scripts",
    "FunctionCall": "scripts",
    "FireAnimationFrame": "scripts",
    "UpdateLayoutTree": "styles",
    "Layout": "layout",
    "PrePaint": "paint",
    "Paint": "paint",
    "Layerize": "paint",
}
"""The events of a task that are told, by what they are."""
SETTLED = 2500
"""Milliseconds after an act in which its tasks end."""

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the page's main thread, in milliseconds."""

    length: float
    parts: tuple[tuple[str, float], ...]
    """What most of it went into; a part within another counts in both."""

    def __str__(self) -> str:
        return f"{self.length:.0f} ms ({', '.join(f'{name} {time:.0f}' for name, time in self.parts)})"


def long_tasks(events: Iterable[Event]) -> list[Task]:
    """The tasks over `LONG` of the renderer's main thread, longest first."""
    events = [event for event in events if event.get("ph") == "X"]
    mains = {(e["pid"], e["tid"]) for e in events if e["name"] in ("ParseHTML", "UpdateLayoutTree", "EvaluateScript")}
    own = [event for event in events if (event["pid"], event["tid"]) in mains]
    tasks = [event for event in own if event["name"] == "RunTask" and _time(event) > LONG]
    return sorted((_task(task, own) for task in tasks), key=lambda task: -task.length)


def _task(task: Event, events: Iterable[Event]) -> Task:
    end = task["ts"] + task["dur"]
    parts: dict[str, float] = defaultdict(float)
    for event in events:
        if event["name"] in PARTS and event["tid"] == task["tid"] and task["ts"] <= event["ts"] < end:
            parts[PARTS[event["name"]]] += _time(event)
    return Task(
        _time(task) / 1000,
        tuple(sorted(((name, time / 1000) for name, time in parts.items()), key=lambda part: -part[1])[:4]),
    )


def _time(event: Event) -> float:
    """The processor's time of an event, which includes what Chromium slows it by; in microseconds."""
    return float(event.get("tdur") or event.get("dur") or 0)


def trace(page: Page, act: Callable[[], object]) -> list[Event]:
    """The events of Chromium's trace while something is done, and until its tasks have ended."""
    session: CDPSession = page.context.new_cdp_session(page)
    events: list[Event] = []
    ended: list[object] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.on("Tracing.tracingComplete", lambda data: ended.append(data))
    session.send("Tracing.start", {"transferMode": "ReportEvents", "categories": CATEGORIES})
    act()
    page.wait_for_timeout(SETTLED)
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    session.detach()
    return events


def acts(page: Page, address: str) -> dict[str, Callable[[], object]]:
    """What a reader does, in this order."""
    return {
        "load": lambda: page.goto(address),
        "filter": lambda: page.select_option("#view [name=show]", "claim"),
        "filter off": lambda: page.select_option("#view [name=show]", ""),
        "open a note": lambda: page.mouse.click(*spot(page)),
        "one text": lambda: page.locator("#view [name=text]").nth(1).dispatch_event("click"),
        "scroll": lambda: scroll(page),
        "end": lambda: page.evaluate("scrollTo(0, document.body.scrollHeight)"),
    }


def spot(page: Page) -> tuple[float, float]:
    """Where the first note stands; asked of it alone, since Playwright would have every note of the page laid out."""
    x, y = page.evaluate("""() => {
        const box = document.querySelector('#reader > .block .notes.placed > details.note > summary').getBoundingClientRect();
        return [box.left + 20, box.top + 8];
    }""")
    return x, y


def scroll(page: Page) -> None:
    """Turn a wheel for a while."""
    for _ in range(20):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(50)


def measure(address: str, *, slowed: float, width: int) -> dict[str, list[Task]]:
    """The long tasks of each act on a fresh page."""
    with sync_playwright() as playwright:
        path = find_browser()
        assert path, CURE
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(240_000)
        page.mouse.move(400, 500)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        found = {name: long_tasks(trace(page, act)) for name, act in acts(page, address).items()}
        browser.close()
    return found


def least(runs: Iterable[dict[str, list[Task]]]) -> dict[str, list[Task]]:
    """For each act the run with the least of long tasks."""
    runs = list(runs)
    return {name: min((run[name] for run in runs), key=lambda tasks: sum(t.length for t in tasks)) for name in runs[0]}


def sites(folder: Path) -> Iterator[tuple[str, Path]]:
    """The edition's site and one of 2,000 turns, built into a folder."""
    build_site(folder / "site")
    yield "this edition", folder / "site"
    edition = write_long_edition(folder / "long", 2000)
    configure(edition)
    built = run_mkdocs_strictly(edition, folder / "long-site")
    assert built.returncode == 0, built.stderr
    yield "2,000 turns", folder / "long-site"


def served(folder: Path) -> str:
    """The address of a folder, served until the program ends."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def tell(address: str, options: argparse.Namespace) -> None:
    """Print what was found, one act a line."""
    runs = [measure(address, slowed=options.slowed, width=options.width) for _ in range(options.times)]
    for name, tasks in least(runs).items():
        print(f"{name}: {'; '.join(map(str, tasks)) or 'none'}", flush=True)


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", help="of a transcript page; without it both editions are built")
    parser.add_argument("--slowed", type=float, default=4)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--width", type=int, default=1280)
    options = parser.parse_args()
    if options.address:
        tell(options.address, options)
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, site in sites(Path(folder)):
            print(name)
            tell(f"{served(site)}/transcript/", options)


if __name__ == "__main__":
    main()
