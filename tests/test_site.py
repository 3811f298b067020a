"""The built site: complete, linked, edited where it was made, the same without the plugin, loading nothing."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from PIL import Image

from build_tools.site.lean import without_indentation
from tests.conftest import ROOT, configure, run_mkdocs

PAGES = (
    "",
    "transcript/",
    "topics/",
    "claims/",
    "corrections/",
    "sources/",
    "people/",
    "changes/",
    "about/",
    "data/",
    "contributing/",
)
HOME = "http://site.example/"
SHARED = {
    *("viewport", "description", "generator", "twitter:card"),
    *(f"og:{name}" for name in ("site_name", "type", "title", "description", "locale", "locale:alternate", "url")),
    *(f"og:image{name}" for name in ("", ":type", ":width", ":height", ":alt")),
}
"""Every `meta` element that a page has."""


def html_pages(site: Path) -> list[Path]:
    """Every page of the site but the error pages."""
    return [p for p in sorted(site.rglob("*.html")) if p.name == "index.html"]


def attributes(html: str, *names: str) -> list[str]:
    """The values of some attributes in a page."""
    return [unescape(value) for name in names for value in re.findall(rf'\s{name}="([^"]*)"', html)]


@pytest.mark.parametrize("prefix", ["", "zh-Hant/"])
def test_every_designed_page_is_there(site: Path, prefix: str) -> None:
    for page in PAGES:
        assert (site / prefix / page / "index.html").is_file(), page


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    pages = {p: p.read_text("utf-8") for p in html_pages(site)}
    ids = {p: set(attributes(html, "id", "name")) for p, html in pages.items()}
    broken = []
    for page, html in pages.items():
        address = HOME + page.relative_to(site).as_posix().removesuffix("index.html")
        for link in attributes(html, "href"):
            target = urlsplit(urljoin(address, link))
            if target.scheme not in ("http", "https") or target.netloc != "site.example":
                continue
            path = site / unquote(target.path).lstrip("/")
            file = path / "index.html" if target.path.endswith("/") else path
            if not file.is_file() or (target.fragment and unquote(target.fragment) not in ids.get(file, set())):
                broken.append((address, link))
    assert broken == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for page in html_pages(site):
        ids = re.findall(r'\sid="([^"]+)"', page.read_text("utf-8"))
        assert sorted(ids) == sorted(set(ids)), page


@pytest.mark.parametrize("prefix", ["", "zh-Hant/"])
def test_the_transcript_costs_its_words_and_little_more(site: Path, prefix: str) -> None:
    """Compressed as it is served: twice what the words themselves cost, however many there are."""
    html = (site / prefix / "transcript/index.html").read_text("utf-8")
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", "", html, flags=re.DOTALL)
    assert len(gzip.compress(html.encode())) < 2 * len(gzip.compress(words.encode()))


def test_every_page_names_the_feed_of_its_language(site: Path) -> None:
    for page in html_pages(site):
        html = page.read_text("utf-8")
        (link,) = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]*)">', html)
        here = page.relative_to(site).as_posix().removesuffix("index.html")
        prefix = "zh-Hant/" if here.startswith("zh-Hant/") else ""
        assert urljoin(HOME + here, link) == f"{HOME}{prefix}changes.atom"


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    for page in html_pages(site):
        html = page.read_text("utf-8")
        loaded = re.findall(
            r'<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\s(?:src|data)="([^"]*)"', html
        )
        loaded += re.findall(r'<link\b(?=[^>]*rel="(?:stylesheet|preload|preconnect|icon)")[^>]*?href="([^"]*)"', html)
        assert [address for address in loaded if urlsplit(address).netloc] == [], page
    for sheet in [*site.rglob("*.css")]:
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", sheet.read_text("utf-8")), sheet


@pytest.mark.parametrize(
    ("page", "made_from"),
    [
        ("claims/optimus-thousands-in-2025/", "annotations/robots/optimus-thousands-in-2025.yml"),
        ("topics/ai/", "annotations/topics.yml"),
        ("transcript/", "docs/transcript/zh-Hant.md"),
        ("people/", "annotations/people.yml"),
        ("contributing/", "docs/contributing.md"),
    ],
)
def test_the_pencil_opens_the_file_that_made_the_page(site: Path, page: str, made_from: str) -> None:
    html = (site / page / "index.html").read_text("utf-8")
    assert f'<a href="https://code.example/owner/name/edit/main/{made_from}"' in html


def test_the_pencil_of_a_translated_page_opens_the_translation(site: Path) -> None:
    html = (site / "zh-Hant/contributing/index.html").read_text("utf-8")
    assert 'href="https://code.example/owner/name/edit/main/docs/contributing.zh-Hant.md"' in html


def test_every_note_can_be_edited_where_it_stands(site: Path) -> None:
    base = 'href="https://code.example/owner/name/edit/main/annotations/'
    for page, file in (
        ("claims/optimus-thousands-in-2025", "robots/optimus-thousands-in-2025.yml"),
        ("topics/robots", "robots/optimus-in-2026.yml"),
    ):
        assert f'{base}{file}"' in (site / page / "index.html").read_text("utf-8")


ENGLISH_ALONE = ("architecture/", "performance/", "scale/", "security/")
"""The pages for developers."""


def test_the_language_switch_keeps_the_page(site: Path) -> None:
    for page in html_pages(site):
        here = page.relative_to(site).as_posix().removesuffix("index.html")
        chinese = here.startswith("zh-Hant/")
        there = here.removeprefix("zh-Hant/") if chinese else f"zh-Hant/{here}"
        if not (site / there / "index.html").is_file():
            there = "zh-Hant/"
            assert here in ENGLISH_ALONE, here
        links = re.findall(r'<a href="([^"]*)" hreflang="([^"]*)"', page.read_text("utf-8"))
        found = {language: urlsplit(urljoin(HOME + here, link)).path.lstrip("/") for link, language in links}
        assert found["en" if chinese else "zh-Hant"] == there
        assert found["zh-Hant" if chinese else "en"] == (here if here not in ENGLISH_ALONE else "")


def test_the_sitemap_names_every_page_in_every_language(site: Path) -> None:
    for prefix in ("", "zh-Hant/"):
        tree = ElementTree.parse(site / prefix / "sitemap.xml")
        ns = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
        pages = [str(loc.text) for loc in tree.findall("s:url/s:loc", ns)]
        others = [link.attrib["href"] for link in tree.findall("s:url/x:link", ns)]
        assert pages
        assert len(others) >= 2 * (len(pages) - len(ENGLISH_ALONE))
        for address in {*pages, *others}:
            assert (site / urlsplit(address).path.lstrip("/") / "index.html").is_file(), address


def test_languages_are_declared(site: Path) -> None:
    for prefix, language in (("", "en"), ("zh-Hant/", "zh-Hant")):
        html = (site / prefix / "transcript/index.html").read_text("utf-8")
        assert f'<html lang="{language}"' in html
        assert '<p class="text" lang="zh-Hant"' in html
        assert '<p class="text" lang="en"' in html


VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class ChineseInEnglish(HTMLParser):
    """The runs of Chinese in an article that stand in an element of another language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stray: list[str] = []
        self._languages = [""]
        self._outside = [True]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._languages.append(dict(attrs).get("lang") or self._languages[-1])
            opened = tag in ("script", "style", "code", "pre")
            self._outside.append(opened or (self._outside[-1] and tag != "article"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._languages.pop()
            self._outside.pop()

    def handle_data(self, data: str) -> None:
        if re.search("[\u3400-\u9fff]", data) and not self._outside[-1] and not self._languages[-1].startswith("zh"):
            self.stray.append(data.strip())


def test_every_run_of_chinese_says_that_it_is(site: Path) -> None:
    written_by_hand = ("method", "contributing", "format", "commands", "tutorial", "architecture")
    for page in html_pages(site):
        if page.relative_to(site).parts[0] not in written_by_hand:
            assert ChineseInEnglish(page.read_text("utf-8")).stray == [], page


def test_a_page_without_translation_says_so() -> None:
    for path in sorted((ROOT / "docs").glob("*.md")):
        if "." not in path.stem and not (ROOT / f"docs/{path.stem}.zh-Hant.md").exists():
            front = yaml.safe_load(path.read_text("utf-8").split("---")[1])
            assert front.get("languages") == ["en"], path.name


class Head(HTMLParser):
    """What a page tells those who link to it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        """The content of each `meta` element, by its name or property."""
        self.links: dict[str, str] = {}
        """The address of each `link` element, by its rel, with hreflang where it has one."""
        self.title = ""
        self._open = ""
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._open = tag
        if tag == "meta" and (name := found.get("property") or found.get("name")):
            assert name not in self.meta, name
            self.meta[name] = found["content"]
        if tag == "link":
            self.links[f"{found['rel']} {found.get('hreflang', '')}".strip()] = found["href"]

    def handle_data(self, data: str) -> None:
        self.title += data if self._open == "title" else ""


@pytest.mark.parametrize(
    ("prefix", "name"), [("", "Musk and Penn, annotated"), ("zh-Hant/", "馬斯克與 Mark Penn 對談・註解版")]
)
def test_every_page_tells_who_links_to_it_what_it_is(site: Path, prefix: str, name: str) -> None:
    own = "http://127.0.0.1:8000/"
    descriptions = []
    for page in html_pages(site):
        here = page.relative_to(site).as_posix().removesuffix("index.html")
        if here.startswith("zh-Hant/") != bool(prefix):
            continue
        head = Head(page.read_text("utf-8"))
        assert head.title.strip().endswith(name), here
        assert head.meta["og:site_name"] == name
        assert head.meta["og:title"] == head.title.strip().removesuffix(f" - {name}")
        assert head.meta["og:description"] == head.meta["description"]
        assert head.meta["og:url"] == head.links["canonical"] == own + here
        assert head.meta["og:locale"] == ("zh_HK" if prefix else "en_GB")
        assert head.meta["og:type"] == ("website" if here == prefix else "article")
        assert head.meta["twitter:card"] == "summary_large_image"
        descriptions.append(head.meta["description"])
    assert len(descriptions) == len(set(descriptions)) > 100


def test_every_card_is_there_in_the_size_it_is_said_to_have(site: Path) -> None:
    with_own = 0
    for page in html_pages(site):
        head = Head(page.read_text("utf-8"))
        file = site / urlsplit(head.meta["og:image"]).path.lstrip("/")
        with Image.open(file) as picture:
            size = (int(head.meta["og:image:width"]), int(head.meta["og:image:height"]))
            assert (picture.format, picture.size) == ("PNG", size), file
        assert head.meta["og:image:alt"]
        with_own += file.name != "edition.png"
    claims = len(list(site.glob("claims/*/index.html")))
    topics = len(list(site.glob("topics/*/index.html")))
    assert with_own == 2 * (claims + topics)


def test_a_claims_description_says_its_status_and_the_day(site: Path) -> None:
    for prefix, words in (
        ("", "As of 29 November 2026: Did not come true"),
        ("zh-Hant/", "截至2026年11月29日：未實現"),
    ):
        head = Head((site / prefix / "claims/optimus-thousands-in-2025/index.html").read_text("utf-8"))
        assert words in head.meta["description"]


def test_icons_are_ours(site: Path) -> None:
    for prefix in ("", "zh-Hant/"):
        head = Head((site / prefix / "index.html").read_text("utf-8"))
        for rel in ("icon", "alternate icon", "apple-touch-icon"):
            assert (site / prefix / head.links[rel]).is_file()
        mark = (site / prefix / head.links["icon"]).read_bytes()
        assert mark == (ROOT / "build_tools/site/assets/mark.svg").read_bytes()


class Elements(HTMLParser):
    """The scripts, attributes and loaded addresses of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        """What a browser runs."""
        self.data: list[str] = []
        """What stands in a script element of a data type."""
        self.attributes: set[str] = set()
        self.loaded: set[str] = set()
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("type") or ""
        self._open = "data" if tag == "script" and "json" in kind else tag
        self.attributes |= {name for name, _ in attrs}
        self.loaded |= {value for name, value in attrs if name == "src" and value}

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.scripts.append(data)
        if self._open == "data":
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def article(html: str) -> str:
    """The article of a page, without the pencil, which only the plugin can point at the right file."""
    body = re.search(r"<article.*?</article>", html, re.DOTALL)
    assert body is not None
    return re.sub(r'<a href="[^"]*" title="[^"]*" class="md-content__button.*?</a>', "", body[0], flags=re.DOTALL)


def write_docs_folder(edition: Path, out: Path) -> None:
    """Write the docs folder of an edition by the command, in a process of its own."""
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(edition), "--as-of", "2026-11-29"]
    subprocess.run([*command, "--out", str(out)], check=True, timeout=240)


LINK = "Link to this section"
"""What the plugin gives the links of headings for a title, from the catalog."""


def test_the_docs_folder_renders_without_the_plugin_to_the_same_pages(tmp_path: Path, ferry: Path) -> None:
    configure(ferry)
    with_plugin = run_mkdocs("build", "--strict", cwd=ferry)
    assert with_plugin.returncode == 0, with_plugin.stderr
    out = tmp_path / "docs"
    write_docs_folder(ferry, out)
    plain = ferry / "plain.yml"
    plain.write_text(
        f"INHERIT: mkdocs.yml\nplugins: []\nwatch: []\ndocs_dir: {out}\nsite_dir: {tmp_path}/plain\n"
        f"markdown_extensions: [attr_list, tables, toc: {{permalink: true, permalink_title: {LINK}}}]\n",
        "utf-8",
    )
    without = run_mkdocs("build", "--strict", "-f", str(plain), cwd=ferry)
    assert without.returncode == 0, without.stderr
    pages = {p.relative_to(tmp_path / "plain") for p in html_pages(tmp_path / "plain")}
    plugged = {p.relative_to(ferry / "site") for p in html_pages(ferry / "site")}
    assert pages == {p for p in plugged if p.parts[0] != "zh-Hant"}
    for page in pages:
        assert article(without_indentation((tmp_path / "plain" / page).read_text("utf-8"))) == article(
            (ferry / "site" / page).read_text("utf-8")
        )


def test_the_same_edition_and_day_give_the_same_bytes(tmp_path: Path, ferry: Path) -> None:
    for name in ("one", "two"):
        write_docs_folder(ferry, tmp_path / name)
    one, two = (
        {p.relative_to(d): p.read_bytes() for p in d.rglob("*") if p.is_file()}
        for d in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_a_broken_edition_is_not_built(ferry: Path) -> None:
    configure(ferry)
    (ferry / "annotations/service/fares-rise.yml").write_text("kind: contxt\n", "utf-8")
    built = run_mkdocs("build", cwd=ferry)
    assert built.returncode == 1
    assert "annotations/service/fares-rise.yml:1:7: 'contxt' is not one of the values of 'kind'" in built.stderr
    assert "Traceback" not in built.stderr
    assert not (ferry / "site/index.html").exists()
