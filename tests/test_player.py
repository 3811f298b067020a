"""The recording in step with its words, in a real browser: lit words, places to play from, notes, keys, other hosts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from build_tools.site.catalog import load_catalog
from build_tools.site.pages import environment
from build_tools.site.recording import frame_sources
from build_tools.site.view import View
from tests.axe import find_faults, set_screen
from tests.conftest import NewPage, add_recording, configure, copy_ferry, run_mkdocs
from tests.test_moments import merge

LIT = "() => [...CSS.highlights.get('spoken')].map(String)"
"""The words that are lit, one for each text of the page that has them."""
MEDIA = "document.querySelector('#player audio')"
SPOKEN = re.compile(r"\bspoken\b")


@pytest.fixture(scope="session")
def site_with_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English site of the small edition with its recording."""
    return build_english(add_recording(copy_ferry(tmp_path_factory.mktemp("spoken") / "ferry")))


def build_english(edition: Path) -> Path:
    """The English site of an edition."""
    configure(edition)
    config = edition / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("translations: [mkdocs.zh-Hant.yml]", "translations: []"), "utf-8"
    )
    built = run_mkdocs("build", cwd=edition)
    assert built.returncode == 0, built.stdout + built.stderr
    return edition / "site"


@pytest.fixture(scope="session")
def home(site_with_recording: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site_with_recording)


def seek(page: Page, seconds: float) -> None:
    """Stop at a moment and wait until the page has seen it."""
    page.evaluate(f"at => {{ {MEDIA}.pause(); {MEDIA}.currentTime = at; }}", seconds)


def wait_for_words(page: Page, *words: str) -> None:
    page.wait_for_function(
        f"words => JSON.stringify(({LIT})()) === words", arg=json.dumps(words, separators=(",", ":"))
    )


def wait_until_playing(page: Page, after: float) -> None:
    page.wait_for_function(f"after => !{MEDIA}.paused && {MEDIA}.currentTime >= after", arg=after)


def test_words_and_notes_are_lit_as_they_are_spoken(page: Page, home: str) -> None:
    page.goto(f"{home}/transcript/")
    page.locator("#t02\\.p1 .time").click()
    wait_until_playing(page, 2.11)
    page.wait_for_function(f"() => ({LIT})().includes('plan')")
    seek(page, 3.3)
    wait_for_words(page, "two")
    expect(page.locator("#t02\\.p1 .text[lang=en]")).to_have_class(SPOKEN)
    expect(page.locator("#t02\\.p1 .text[lang=zh-Hant]")).to_have_class(SPOKEN)  # its words have no times, so all of it
    expect(page.locator("#t01\\.p1 .text.spoken")).to_have_count(0)
    expect(page.locator("[data-id='two-lines-by-q2-2026'].note")).to_have_class(SPOKEN)
    expect(page.locator("[data-id='forty-seats'].note")).not_to_have_class(SPOKEN)
    expect(page.locator(".player-here")).to_have_text("Captain Chan ¶ 2.1")
    expect(page.locator(".player-note")).to_contain_text("Two lines by the second quarter of 2026")
    expect(page.locator(".player-note")).to_contain_text("Partly")
    seek(page, 9.8)
    wait_for_words(page, "seats")
    expect(page.locator("[data-id='forty-seats'].note")).to_have_class(SPOKEN)
    expect(page.locator("[data-id='two-lines-by-q2-2026'].note")).not_to_have_class(SPOKEN)
    seek(page, 12.9)
    wait_for_words(page)
    assert page.locator(".text[lang=en]").all_inner_texts() == page.evaluate(
        "() => [...document.querySelectorAll('.text[lang=en]')].map(e => e.innerText)"
    )


def test_a_paragraphs_number_and_the_keys_play_but_not_while_one_writes(page: Page, home: str) -> None:
    page.goto(f"{home}/transcript/")
    page.locator("#t02\\.p2 .permalink").click()
    wait_until_playing(page, 13.11)
    assert page.url.endswith("#t02.p2")
    page.keyboard.press("Space")
    expect(page.locator("#player audio")).to_have_js_property("paused", True)
    seek(page, 6)
    wait_for_words(page, "2026,")
    page.keyboard.press("ArrowRight")
    wait_for_words(page, "board,")
    page.keyboard.press("ArrowLeft")
    wait_for_words(page, "2026,")
    page.locator("[data-md-component=header] .md-search__input, #view [name=show]").first.focus()
    for key in ("ArrowRight", "Space"):
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    assert page.evaluate(f"[{MEDIA}.paused, {MEDIA}.currentTime]") == [True, 6]
    page.evaluate("localStorage.setItem('keys', 'off')")
    page.keyboard.press("Space")
    assert page.evaluate(f"{MEDIA}.paused")


def test_an_address_names_a_moment(page: Page, home: str) -> None:
    page.goto(f"{home}/transcript/#t=15.5")
    wait_for_words(page, "more")
    assert page.evaluate(f"[{MEDIA}.paused, {MEDIA}.currentTime]") == [True, 15.5]
    expect(page.locator("#t02\\.p2")).to_be_in_viewport()
    page.evaluate("location.hash = 't=npt:0:09.4,0:09.8'")
    page.wait_for_function(f"() => {MEDIA}.currentTime >= 9.8 && {MEDIA}.paused")
    assert page.evaluate(f"{MEDIA}.currentTime") < 11


def test_a_claims_page_plays_its_own_words(page: Page, home: str) -> None:
    page.goto(f"{home}/claims/forty-seats/")
    expect(page.locator(".player-words")).to_have_text("In the recording: these words, 0:09 to 0:11")
    page.wait_for_function(f"() => {MEDIA}.currentTime > 9.3")
    page.locator("h1").click()
    page.keyboard.press("Space")
    page.wait_for_function(f"() => ({LIT})().join() === '40,40'")  # in the quote, and in its surroundings
    page.wait_for_function(f"() => {MEDIA}.paused && {MEDIA}.currentTime > 11")
    assert page.evaluate(f"{MEDIA}.currentTime") < 12.5
    assert page.evaluate(LIT) == ["board", "board,"]
    page.keyboard.press("Space")  # again from their start
    page.wait_for_function(f"() => ({LIT})().join() === '40,40'")


def test_the_player_covers_no_words_on_a_small_screen_and_is_not_printed(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{home}/transcript/")
    expect(page.locator("#player")).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "document.querySelector('.md-footer').getBoundingClientRect().bottom <= document.querySelector('#player').getBoundingClientRect().top + 1"
    )
    page.evaluate("scrollTo(0, 0)")
    page.locator("#t02\\.p2 .time").click()
    page.wait_for_function("""() => {
        const [words] = CSS.highlights.get('spoken');
        const box = words?.getBoundingClientRect();
        return box && box.top > document.querySelector('#bar').getBoundingClientRect().bottom
            && box.bottom < document.querySelector('#player').getBoundingClientRect().top;
    }""")
    follow = page.locator(".player-follow")
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.mouse.move(100, 300)
    page.mouse.wheel(0, -300)
    expect(follow).to_have_attribute("aria-pressed", "false")  # a reader looks elsewhere
    page.emulate_media(media="print")
    expect(page.locator("#player")).to_be_hidden()


def test_where_nothing_should_move_nothing_is_followed_unasked(new_page: NewPage, home: str) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(f"{home}/transcript/")
    expect(page.locator(".player-follow")).to_have_attribute("aria-pressed", "false")
    for scheme, width in (("default", 1280), ("slate", 390)):
        set_screen(page, scheme, width)
        seek(page, 3.3)
        wait_for_words(page, "two")
        assert find_faults(page) == []


def test_without_a_script_the_browser_plays_it(new_page: NewPage, home: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{home}/transcript/")
    expect(page.locator("#player audio[controls]")).to_be_visible()
    assert page.locator("#player").evaluate("e => getComputedStyle(e).position") == "static"
    expect(page.locator("#t02\\.p2 .time")).to_have_attribute("href", "../media/ferry.ogg#t=13")
    page.goto(f"{home}/claims/forty-seats/")
    expect(page.locator("#player audio[controls]")).to_have_attribute("src", "../../media/ferry.ogg#t=9.309,11.042")


STUB = """<!doctype html><title>A player</title><script>
const said = [];
const tell = (message) => parent.postMessage(JSON.stringify(message), "*");
let at = START, plays = true;
addEventListener("message", ({ data }) => {
  const message = JSON.parse(data);
  said.push(message);
  HEAR
});
setInterval(() => { if (said.length) TELL }, 100);
</script>"""
"""A player of another host: it says where it is once it was spoken to, and does as it is told."""

HOSTS: dict[str, dict[str, str]] = {
    "https://www.youtube.com/watch?v=X": {
        "src": r"https://www\.youtube-nocookie\.com/embed/X\?enablejsapi=1&playsinline=1&rel=0&autoplay=1&start=13&origin=http%3A%2F%2F127\.0\.0\.1%3A\d+",
        "hear": "if (message.func === 'seekTo') at = message.args[0]; if (message.func === 'pauseVideo') plays = false;",
        "tell": "tell({ event: 'infoDelivery', info: { currentTime: at, playerState: plays ? 1 : 2 } });",
        "named": "www.youtube-nocookie.com",
    },
    "https://vimeo.com/7/0a1b2c3d": {
        "src": r"https://player\.vimeo\.com/video/7\?dnt=1&h=0a1b2c3d&autoplay=1#t=13s",
        "hear": "if (message.method === 'setCurrentTime') at = message.value; if (message.method === 'pause') plays = false;",
        "tell": "{ tell({ event: 'timeupdate', data: { seconds: at } }); tell({ event: plays ? 'play' : 'pause', data: { seconds: at } }); }",
        "named": "player.vimeo.com",
    },
    "https://tube.example/w/6mkZ4rVMKHQWqEYHeKsjwn": {
        "src": r"https://tube\.example/videos/embed/6mkZ4rVMKHQWqEYHeKsjwn\?api=1&warningTitle=0&p2p=0&autoplay=1&start=13s",
        "hear": "if (message.method === 'peertube::seek') at = message.params; if (message.method === 'peertube::pause') plays = false;",
        "tell": "tell({ method: 'peertube::playbackStatusUpdate', params: { position: at, playbackState: plays ? 'playing' : 'paused' } });",
        "named": "tube.example",
    },
}


def player_of(edition: Path, url: str) -> tuple[str, str]:
    """What the transcript's page has for a recording at an address, and the hosts whose frames its policy lets in."""
    merged = merge(add_recording(edition, f"{{url: '{url}'}}"))
    env = environment()
    view = View(merged, load_catalog("en"), "/transcript/", "/", None, env)
    template = '{% from "parts/player.html.j2" import of_the_whole with context %}{{ of_the_whole() }}'
    return env.from_string(template).render(view=view), " ".join(frame_sources(merged.edition.frame.recording))


def at_host(page: Page, edition: Path, url: str, stub: str) -> list[str]:
    """Let the transcript's page have its recording at a host, whose player is a stub; what is asked of that host."""
    section, hosts = player_of(edition, url)
    asked: list[str] = []

    def transcript(route: Route) -> None:
        response = route.fetch()
        own = re.compile(
            r'<section class="player.*?</section>\s*(?:<script defer[^>]*player[^>]*></script>\s*)+', re.DOTALL
        )
        html, times = own.subn(lambda _: section, response.text())
        assert times == 1
        route.fulfill(response=response, body=html.replace("frame-src 'none'", f"frame-src {hosts}"))

    def elsewhere(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=stub, content_type="text/html")

    page.route("**/transcript/", transcript)
    page.route(lambda address: not address.startswith("http://127.0.0.1"), elsewhere)
    return asked


def test_the_policy_of_a_site_lets_in_the_host_of_its_recording_alone(ferry: Path) -> None:
    site = build_english(add_recording(ferry, "{url: 'https://www.youtube.com/watch?v=X'}"))
    for page in ("index.html", "transcript/index.html"):
        assert "frame-src https://www.youtube-nocookie.com; object-src 'none'" in (site / page).read_text("utf-8")


def said(page: Page) -> list[dict[str, Any]]:
    """The messages that the player of the host has got."""
    found: list[dict[str, Any]] = page.frames[-1].evaluate("said")
    return found


@pytest.mark.parametrize("url", HOSTS, ids=["youtube", "vimeo", "peertube"])
def test_another_host_is_asked_when_the_reader_asks_and_then_in_step(
    page: Page, home: str, ferry: Path, faults: list[str], url: str
) -> None:
    host = HOSTS[url]
    stub = STUB.replace("START", "13.2").replace("HEAR", host["hear"]).replace("TELL", host["tell"])
    asked = at_host(page, ferry, url, stub)
    page.goto(f"{home}/transcript/")
    load = page.locator(".player-load")
    expect(page.locator(".player-ask")).to_contain_text(host["named"])
    expect(page.locator(".player-ask a")).to_have_attribute("href", url)
    page.locator("#t02\\.p2 .time").click()
    expect(load).to_have_text("Load and play from 0:13")
    expect(load).to_be_focused()
    assert asked == faults == []
    load.click()
    expect(page.locator("#player iframe")).to_have_attribute("src", re.compile(f"^{host['src']}$"))
    page.wait_for_function(f"() => ({LIT})().length === 1")
    page.locator("#t01\\.p1 .time").click()
    page.wait_for_function(f"() => 'When do'.includes(({LIT})()[0])")
    page.locator("h1").click()
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('.text.spoken')?.closest('.paragraph').id === 't01.p1'")
    expect(page.locator(".player-said")).to_be_empty()
    assert re.search("seek|setCurrentTime", json.dumps(said(page)))
    assert re.search("pause", json.dumps(said(page)))
    assert len(asked) == 1
    assert faults == asked
    faults.clear()


def test_a_player_that_says_nothing_is_started_anew(page: Page, home: str, ferry: Path, faults: list[str]) -> None:
    asked = at_host(page, ferry, "https://www.youtube.com/watch?v=X", "<!doctype html><title>Silent</title>")
    page.clock.install()
    page.goto(f"{home}/transcript/")
    page.locator(".player-load").click()
    expect(page.locator("#player iframe")).to_be_visible()
    page.clock.run_for(6000)
    expect(page.locator(".player-said")).to_contain_text("does not say where it is")
    page.locator("#t02\\.p2 .time").click()
    expect(page.locator("#player iframe")).to_have_attribute("src", re.compile("&start=13&"))
    assert [re.sub(r"&origin=.*", "", url)[-8:] for url in asked] == ["&start=0", "start=13"]
    faults.clear()
