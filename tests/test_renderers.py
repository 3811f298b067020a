"""Zensical and ProperDocs make the site that MkDocs makes, from the same templates; read in a browser, it does the same."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Error, Page, expect

from build_tools.rendering.configuration import ConfigurationError, read_configurations, read_settings
from build_tools.rendering.project import publish, write_project
from build_tools.rendering.zensical import docs_files, zensical_settings
from build_tools.site.docs_folder import Site
from build_tools.site.page import Page as SitePage
from tests.conftest import ROOT, configure, copy_ferry, run_mkdocs, run_mkdocs_strictly, run_zensical
from tests.serving import PATIENCE, free_port

REPOSITORY = "https://code.example/owner/name"
THEMES = re.compile(r"(zh-Hant/)?(assets/(javascripts|stylesheets)/|sitemap\.xml)")
"""What differs by its nature: the theme's own files; and the list of pages, which is compared by what it says."""


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[str, Path]:
    """The small invented edition as each renderer makes it; the first worker that asks builds for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "renderers"
    made = {"mkdocs": run_mkdocs_strictly, "zensical": run_zensical, "properdocs": run_properdocs}
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            edition = copy_ferry(Path(f"{folder}-edition"))
            configure(edition)
            for name, run in made.items():
                built = run(edition, folder / name, REPO_URL=REPOSITORY)
                assert built.returncode == 0, built.stdout + built.stderr
    return {name: folder / name for name in made}


def run_properdocs(edition: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """As `make build RENDERER=properdocs`."""
    arguments = ("build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(out))
    return run_mkdocs(*arguments, cwd=edition, program="properdocs", **environment)


def files(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}


def shared(site: Path) -> dict[str, Path]:
    """The files that both renderers should make, by their paths."""
    return {path: file for path, file in files(site).items() if not THEMES.match(path)}


def content(html: str) -> str:
    """A page's article as a reader gets it: without the theme's own anchor, lines as they fall."""
    body = html[html.index("<article") : html.rindex("</article>")]
    body = re.sub(r'<a id="__skip"[^>]*></a>', "", body)
    body = re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", body))
    return re.sub(r'(?<=href=")(?:\./)+(?=[^"])', "", body)


def head(html: str) -> list[tuple[str, str]]:
    """What a page says of itself to other sites and to search engines."""
    meta = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html)
    meta += re.findall(r'<link rel="(canonical|prev|next|icon)" href="(?:\./)?([^"]*)"', html)
    title = re.findall(r"<(title)>(.*?)</title>", html, re.DOTALL)
    return [(name, unescape(value)) for name, value in [*meta, *title] if name != "generator"]


def test_every_page_of_zensicals_is_mkdocs(sites: dict[str, Path]) -> None:
    ours, theirs = shared(sites["mkdocs"]), shared(sites["zensical"])
    assert list(ours) == list(theirs)
    for path, page in ours.items():
        if page.suffix == ".html":
            one, two = page.read_text("utf-8"), theirs[path].read_text("utf-8")
            assert content(one) == content(two), path
            assert head(one) == head(two), path
        else:
            assert page.read_bytes() == theirs[path].read_bytes(), path


def test_every_file_of_properdocs_is_mkdocs(sites: dict[str, Path]) -> None:
    ours, theirs = files(sites["mkdocs"]), files(sites["properdocs"])
    assert list(ours) == list(theirs)
    for path in ours:
        if not path.endswith((".xml", ".gz")):
            one, two = (re.sub(rb"mkdocs-[^,]*,", b"", file.read_bytes()) for file in (ours[path], theirs[path]))
            assert one == two, path


@pytest.mark.parametrize("folder", ["", "zh-Hant"])
def test_the_list_of_pages_says_the_same(sites: dict[str, Path], folder: str) -> None:
    def listed(site: Path) -> set[tuple[str, ...]]:
        tree = ElementTree.parse(site / folder / "sitemap.xml")
        return {tuple((e.text or e.get("href") or "").strip() for e in url) for url in tree.getroot()}

    assert listed(sites["zensical"]) == listed(sites["mkdocs"])
    assert "http://127.0.0.1:8000/zh-Hant/claims/forty-seats/" in str(listed(sites["mkdocs"]))


def test_nothing_is_published_that_no_page_loads(sites: dict[str, Path]) -> None:
    for site in sites.values():
        pages = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
        theme = [path for path in files(site) if re.match(r"(zh-Hant/)?assets/(javascripts|stylesheets|images)/", path)]
        unused = [path for path in theme if path.removeprefix("zh-Hant/") not in pages]
        assert [path for path in unused if not path.endswith("LICENSE")] == []


@pytest.fixture(scope="session")
def zensical_address(sites: dict[str, Path], serve_folder: Callable[[Path], str]) -> str:
    """Where the site made by Zensical is served."""
    return serve_folder(sites["zensical"])


def test_a_reader_of_the_transcript_made_by_zensical(page: Page, zensical_address: str) -> None:
    page.goto(f"{zensical_address}/transcript/")
    mark = page.locator("#t02\\.p1 .text[lang=en] a.mark").first
    note = page.locator(f"details.note:has([id='{(mark.get_attribute('href') or '').removeprefix('#')}'])")
    mark.click()
    expect(note).to_have_attribute("open", "")
    page.select_option("#view [name=show]", "correction")
    expect(page.locator("details.note--claim:visible")).to_have_count(0)
    page.locator("#kept button").click()
    expect(page.locator("details.note--claim:visible").first).to_be_visible()
    page.locator("[hreflang=zh-Hant].md-select__link").evaluate("link => link.click()")
    page.wait_for_url("**/zh-Hant/transcript/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_a_search_of_the_site_made_by_zensical(page: Page, zensical_address: str) -> None:
    page.goto(f"{zensical_address}/about/")
    page.keyboard.press("/")
    page.keyboard.insert_text("forty seats")
    result = page.locator(".md-search-result__link[href*='claims/forty-seats/']")
    expect(result).to_be_in_viewport()
    box = page.locator(".md-search__form").bounding_box()
    assert box is not None
    assert box["height"] < 60
    result.click()
    page.wait_for_url("**/claims/forty-seats/**")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{zensical_address}/zh-Hant/")
    page.locator("label.search-open").click()
    page.keyboard.insert_text("座位")
    expect(page.locator(".md-search-result__link").first).to_be_in_viewport()
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_ledger_made_by_zensical_travels_in_time(page: Page, zensical_address: str) -> None:
    page.goto(f"{zensical_address}/claims/")
    status = page.locator(".ledger .row[data-id='two-lines-by-q2-2026'] .status")
    expect(status).to_have_text("Partly")
    page.locator("#days").focus()
    page.keyboard.press("Home")
    expect(status).to_have_text("Not yet due")
    assert "date=2025-03-01" in page.url


def test_a_proposal_on_the_site_made_by_zensical(page: Page, zensical_address: str) -> None:
    page.goto(f"{zensical_address}/transcript/")
    page.locator("#t02\\.p2 .text[lang=en]").evaluate("text => getSelection().selectAllChildren(text)")
    page.locator(".annotate-selection").click()
    page.locator("#propose form [name=heading]").first.fill("A heading")
    page.locator("#propose form [name=note]").first.fill("A note.")
    page.locator("#propose form [name=by]").first.fill("tester")
    expect(page.locator("#propose .open").first).to_have_attribute("href", re.compile(f"^{REPOSITORY}/new/main"))
    page.goto(f"{zensical_address}/claims/forty-seats/")
    edit = f"{REPOSITORY}/edit/main/annotations/seats/forty-seats.yml"
    expect(page.locator("article > a[rel=edit]")).to_have_attribute("href", edit)


@pytest.mark.parametrize("renderer", ["mkdocs", "zensical"])
def test_where_nothing_is_the_ways_on_lead_somewhere(
    page: Page, sites: dict[str, Path], serve_folder: Callable[[Path], str], renderer: str
) -> None:
    address = serve_folder(sites[renderer])
    for prefix in ("/", "/zh-Hant/"):
        page.goto(f"{address}{prefix}404.html")
        links = page.evaluate(
            "[...document.querySelectorAll('article a[href], .md-select__link')].map((link) => link.href)"
        )
        assert len(links) == 7
        for link in set(links):
            assert page.request.get(link).ok, link


class Preview:
    """`python -m build_tools zensical --serve` on an edition."""

    def __init__(self, edition: Path) -> None:
        self.port = free_port()
        self.lines: list[str] = []
        command = [sys.executable, "-m", "build_tools", "zensical", "--root", str(edition), "--as-of", "2026-11-29"]
        self.process = subprocess.Popen(
            [*command, "--serve", "--dev-addr", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines += self.process.stdout

    def goto(self, page: Page, path: str) -> None:
        """Open a page as soon as it is there."""
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            assert self.process.poll() is None, "".join(self.lines)
            try:
                answer = page.goto(f"http://127.0.0.1:{self.port}/{path}")
            except Error:  # nobody listens yet, or the page is just being loaded anew
                answer = None
            if answer and answer.ok:
                return
            assert time.monotonic() < deadline, "".join(self.lines)
            time.sleep(0.1)


@pytest.fixture
def preview(ferry: Path) -> Iterator[Preview]:
    configure(ferry)
    running = Preview(ferry)
    yield running
    running.process.terminate()
    running.process.wait(20)


@pytest.fixture
def patient(browser: Browser) -> Iterator[Page]:
    """A page that may meet errors: while a site is made anew, a file of it may be missing."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_what_is_saved_is_seen_in_both_languages(preview: Preview, ferry: Path, patient: Page) -> None:
    page = patient
    preview.goto(page, "claims/two-lines-by-q2-2026/")
    annotation = ferry / "annotations/service/two-lines-by-q2-2026.yml"
    sound = annotation.read_text("utf-8")
    saved = sound.replace("{en: Two lines by", "{en: A pair of lines by").replace(
        "zh-Hant: 2026 年第二季度前兩條航線", "zh-Hant: 一對航線"
    )
    annotation.write_text(saved.replace("status: partly", "status: partially"), "utf-8")
    expect(page.locator("[role=alert]")).to_contain_text("'partially' is not one of the values", timeout=PATIENCE)
    annotation.write_text(saved, "utf-8")
    expect(page.locator("article h1")).to_contain_text("A pair of lines", timeout=PATIENCE)
    expect(page.locator("[role=alert]")).to_have_count(0, timeout=PATIENCE)
    preview.goto(page, "zh-Hant/claims/two-lines-by-q2-2026/")
    expect(page.locator("article h1")).to_contain_text("一對航線", timeout=PATIENCE)


CONFIGURATION = """\
site_name: One
site_url: !ENV [NO_SUCH_VARIABLE, "https://site.example/one"]
repo_url: https://code.example/owner/name
theme: {name: material, language: en, palette: [{scheme: default}, {scheme: slate}]}
plugins:
  - search
  - annotated-interview: {edit_uri: edit/trunk/, translations: [other.yml]}
extra: {a: 1, b: 2}
"""


def test_a_configuration_is_laid_over_what_it_inherits(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    (tmp_path / "other.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_name: 二\ntheme: {language: zh-Hant, palette: [{scheme: slate}]}\nextra: {b: 3}\n",
        "utf-8",
    )
    one, two = read_configurations(tmp_path / "mkdocs.yml")
    assert (one.language, one.site_url) == ("en", "https://site.example/one/")
    assert (two.language, two.site_url) == ("zh-Hant", "https://site.example/one/zh-Hant/")
    assert two.settings["theme"] == {"name": "material", "language": "zh-Hant", "palette": [{"scheme": "slate"}]}
    assert two.settings["extra"] == {"a": 1, "b": 3}
    assert one.edit_base == "https://code.example/owner/name/edit/trunk/"


@pytest.mark.parametrize("text", ["- a list", "a: [", "INHERIT: nowhere.yml"])
def test_a_configuration_that_says_nothing_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=r"mkdocs\.yml|nowhere\.yml"):
        read_settings(path)


def site_of(*pages: SitePage, **handwritten: str) -> Site:
    return Site(pages, {f"{name}.md": path for name, path in handwritten.items()})


def test_a_generated_page_goes_where_its_links_mean_the_same(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/method.md").write_text("See [a claim](claims/x.md#one) and [the rules](rules.md).\n", "utf-8")
    claim = SitePage("claims/x.md", '---\ntitle: "X"\n---\n\n<a href="../../people/">P</a>\n', "annotations/a/x.yml")
    filled = SitePage("rules.md", "[Claim](claims/x.md)\n", "docs/rules.md")
    made = docs_files(tmp_path, site_of(claim, filled, method="method.md"), "https://code.example/edit/")
    assert {path: data.decode() for path, data in made.items()} == {
        "claims/x/index.md": '---\nedit_url: "https://code.example/edit/annotations/a/x.yml"\n'
        'title: "X"\n---\n\n<a href="../../people/">P</a>\n',
        "method.md": '---\nedit_url: "https://code.example/edit/docs/method.md"\n---\n\n'
        "See [a claim](claims/x/index.md#one) and [the rules](rules.md).\n",
        "rules.md": '---\nedit_url: "https://code.example/edit/docs/rules.md"\n---\n\n[Claim](claims/x/index.md)\n',
    }


def test_the_navigation_follows(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION + "nav: [index.md, {More: [about.md, method.md]}]\n", "utf-8")
    (tmp_path / "other.yml").write_text("INHERIT: mkdocs.yml\n", "utf-8")
    configuration, _ = read_configurations(tmp_path / "mkdocs.yml")
    site = site_of(SitePage("index.md", ""), SitePage("about.md", ""), method="method.md")
    settings = zensical_settings(configuration, site, language="en", reader={"permalink_title": "Link"})
    assert settings["nav"] == ["index.md", {"More": ["about/index.md", "method.md"]}]
    assert settings["markdown_extensions"] == [{"toc": {"permalink_title": "Link"}}]
    assert "plugins" not in settings


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write_project(tmp_path, {"docs/a.md": b"a", "docs/b/c.md": b"c", "mkdocs.yml": b"{}"})
    before = (tmp_path / "docs/a.md").stat().st_mtime_ns
    assert write_project(tmp_path, {"docs/a.md": b"a", "docs/d.md": b"d", "mkdocs.yml": b"{}"}) == [
        "docs/b/c.md",
        "docs/d.md",
    ]
    assert (tmp_path / "docs/a.md").stat().st_mtime_ns == before
    assert sorted(files(tmp_path)) == ["docs/a.md", "docs/d.md", "mkdocs.yml"]


def test_a_page_is_published_without_its_indentation(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made/index.html").write_text(
        "<p>\n\n    one</p>\n  <pre>a\n  b</pre>\n<script>\n  c\n</script>\n", "utf-8"
    )
    (tmp_path / "made/search.json").write_text("{}", "utf-8")
    assert publish({"": tmp_path / "made"}, tmp_path / "out") == 1
    published = (tmp_path / "out/index.html").read_text("utf-8")
    assert published == "<p>\none</p>\n<pre>a\n  b</pre>\n<script>\n  c\n</script>\n"
