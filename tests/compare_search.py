"""Compare engines of search on this edition, in a real browser, and print the table: `make compare-search`.

It is no part of `make test`. What is compared lies in `tests/search_engines/`; Pagefind, whose index a
program of its own makes, takes part where its Python package can be imported.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from build_tools.build import build
from build_tools.site.setting import Setting
from tests.conftest import BROWSER_ARGUMENTS, ROOT
from tests.find_browser import find_browser
from tests.run_lighthouse import served
from tests.search_queries import QUERIES
from tests.test_search_browser import DAY, SUBSTRINGS, samples

NAMES = ("this one", "MiniSearch", "lunr", "FlexSearch", "Orama", "Pagefind")
HEAD = (
    "| engine | among the first three (of 60) | found (of 60) | median rank | runs found | of these right | words found "
    "| kB compressed | ms to load | ms a query, median | 99 of 100 |"
)
PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8">
<script src="/assets/snowball/base-stemmer.js"></script><script src="/assets/snowball/english-stemmer.js"></script>
<script src="/assets/search-engine.js"></script><script src="/search_engines/engines.js"></script></html>"""


def write_files(folder: Path) -> None:
    """The index and the scripts of the site in English, and the engines beside them."""
    for page in build(ROOT, Setting("en", DAY, date.today())).pages:
        if page.path.startswith(("assets/", "search/")):
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).write_text(page.content, "utf-8")
    shutil.copytree(ROOT / "tests/search_engines", folder / "search_engines")
    (folder / "index.html").write_text(PAGE.format(language="zh"), "utf-8")


async def write_pagefind(folder: Path) -> None:
    """Pagefind's index of the same places, as Chinese, the language whose words it cuts."""
    index = importlib.import_module("pagefind.index")
    text = (folder / "search/index.js").read_text("utf-8")
    places = json.loads(re.sub(r"^editionSearch\.load\(|\);$", "", text.strip()))["places"]
    config = index.IndexConfig(output_path=str(folder / "pagefind"), force_language="zh")
    async with index.PagefindIndex(config=config) as made:
        for number, place in enumerate(places):
            titles = list(place.get("t", {}).values())
            words = [*titles, *place.get("n", ()), *place.get("x", {}).values(), place.get("w", "")]
            await made.add_custom_record(
                url=f"/{number}", content="\n".join(words), language="zh", meta={"title": " ".join(titles) or "-"}
            )


def pagefind_bytes(folder: Path) -> int:
    """The size of all that Pagefind may load, which it does in parts, each compressed already."""
    parts = ("pagefind.js", "pagefind-worker.js", "wasm.*", "*.pf_meta", "index/*", "fragment/*")
    return sum(path.stat().st_size for part in parts for path in folder.glob(part))


def row(name: str, found: dict[str, Any]) -> str:
    """A line of the table."""
    return (
        f"| {name} | {found['top']} | {found['found']} | {found['median'] or 'none'} | {found['runs']:.3f} "
        f"| {found['precision']:.3f} | {found['words']:.3f} | {found['bytes'] / 1000:.0f} | {found['load']:.0f} "
        f"| {found['query']:.1f} | {found['slowest']:.1f} |"
    )


def main() -> None:
    """Print the table, a line an engine."""
    drawn = samples()
    asked = {"queries": QUERIES, "runs": drawn[:SUBSTRINGS], "words": drawn[SUBSTRINGS:]}
    names = [name for name in NAMES if name != "Pagefind" or importlib.util.find_spec("pagefind")]
    print(HEAD, "| --- " * (HEAD.count("|") - 1) + "|", sep="\n")
    with tempfile.TemporaryDirectory() as space:
        folder = Path(space)
        write_files(folder)
        if "Pagefind" in names:
            asyncio.run(write_pagefind(folder))
        with served(folder) as address:
            for name in names:
                found = measure(name, asked, address)
                if name == "Pagefind":
                    found["bytes"] = pagefind_bytes(folder / "pagefind")
                print(row(name, found), flush=True)


def measure(name: str, asked: Mapping[str, object], address: str) -> dict[str, Any]:
    """What an engine finds, how fast and how heavy it is, in a browser of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        page = browser.new_page()
        page.set_default_timeout(600_000)
        page.goto(address)
        found: dict[str, Any] = page.evaluate("([name, asked]) => measure(name, asked)", [name, asked])
        browser.close()
    return found


if __name__ == "__main__":
    main()
