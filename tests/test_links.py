"""The addresses of sources are looked at politely, safely and in bounded time, and the world is never asked here."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from build_tools.__main__ import main
from build_tools.commands.links import find_contact
from build_tools.links.archive import find_copy, read_copy
from build_tools.links.chain import MAX_STEPS, Finding, follow
from build_tools.links.courtesy import Courtesy
from build_tools.links.looking import Looker
from build_tools.links.robots import MAX_BYTES, Robots
from build_tools.links.round import Bounds, choose, go_round
from build_tools.links.target import NoAnswerError, is_public, parse_target
from build_tools.links.visit import Answer, Visitor
from build_tools.model.look import Look
from build_tools.model.model import Source, Text
from build_tools.reading.looks import COLUMNS, MOST_WRONG, read_looks, write_looks
from tests import strange_host
from tests.conftest import ROOT
from tests.strange_host import CERTIFICATE, StrangeHost

TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
FERRY = "https://ferry.example"


@pytest.fixture
def host() -> Iterator[StrangeHost]:
    """A strange host of this test's own."""
    running = StrangeHost()
    yield running
    running.close()


SHORT = 0.4
"""Seconds to wait for what never comes; whatever comes is waited for as long as the slowest machine needs."""


def visitor(seconds: float = 60) -> Visitor:
    """Calls this machine."""
    return Visitor("annotated-interview-links (+https://code.example/ferry)", seconds, is_private_allowed=True)


def ask(url: str, most: int = 0, seconds: float = 60) -> Answer | str:
    """The answer of a host, or the word for why there is none."""
    try:
        return visitor(seconds).ask(parse_target(url, is_private_allowed=True), most=most)
    except NoAnswerError as error:
        return str(error)


def source(id: str, url: str) -> Source:
    """A source of which only the address matters."""
    words = Text((("en", id),))
    return Source(id, "report", id, None, "en", "The ferry", None, (), url, None, date(2026, 7, 3), words)


def look(id: str, url: str, looked: str = "2026-11-22", result: Any = "seen", **more: Any) -> Look:
    """A look of a week ago at what was there."""
    day = date.fromisoformat(looked)
    return Look(**{"source": id, "looked": day, "result": result, "why": "", "seen": day, "url": url, **more})


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.time += seconds


# Which addresses may be asked


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://ferry.example/log", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://ferry.example:70/1", "address"),
        ("https://name:word@ferry.example/log", "address"),
        ("https:///log", "address"),
        ("https://ferry.example:22/", "port"),
        ("http://ferry.example:8080/", "port"),
    ],
)
def test_what_is_no_public_page_is_not_asked_for(url: str, why: str) -> None:
    with pytest.raises(NoAnswerError, match=why):
        parse_target(url)


def test_a_target_is_what_stands_in_a_request() -> None:
    target = parse_target("HTTPS://Bücher.example/a b?c=d#part")
    assert (target.origin, target.path) == ("https://xn--bcher-kva.example", "/a%20b?c=d")
    assert parse_target("http://ferry.example?x").url == "http://ferry.example/?x"
    assert parse_target("http://[2606:4700::1111]/").site == "[2606:4700::1111]"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001:0:1::80ff:fffe",
    ],
)
def test_an_address_of_this_machine_or_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_of_the_public_network_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", ["http://localhost", "http://127.0.0.1", "http://2130706433", "http://127.1"])
def test_this_machine_is_not_called_however_it_is_written(url: str, host: StrangeHost) -> None:
    target = replace(parse_target(url), port=host.server_port)
    with pytest.raises(NoAnswerError, match=r"private|name"):
        Visitor("tests").ask(target)
    assert host.asked == []


def resolve(monkeypatch: pytest.MonkeyPatch, names: Mapping[str, list[list[str]]]) -> None:
    """Let names have addresses: at each look-up those of the next list, at the end none."""
    real, left = socket.getaddrinfo, {name: list(lists) for name, lists in names.items()}

    def getaddrinfo(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        if host not in left:
            return real(host, port, *args, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in left[host].pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_name_with_one_private_address_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, {"ferry.example": [["8.8.8.8", "10.0.0.1"]]})
    with pytest.raises(NoAnswerError, match="private"):
        Visitor("tests").ask(parse_target(FERRY))


def test_a_name_is_looked_up_once_and_connected_to_where_it_led(
    monkeypatch: pytest.MonkeyPatch, host: StrangeHost
) -> None:
    """What is looked up twice can lead to a public address when it is held to the rule, and to a private one after."""
    resolve(monkeypatch, {"ferry.example": [["127.0.0.1"]]})
    host.answer("/log")
    assert ask(f"http://ferry.example:{host.server_port}/log") == Answer(200)
    assert host.fields["Host"] == f"ferry.example:{host.server_port}"


def test_a_redirect_to_a_private_address_is_not_followed() -> None:
    answers = {f"{FERRY}/log": Answer(302, "http://169.254.169.254/latest/meta-data/")}

    def ask(url: str) -> Answer:
        return answers[url] if url in answers else Visitor("tests").ask(parse_target(url))

    assert follow(f"{FERRY}/log", ask=ask, now=NOW) == Finding("unknown", "private")


# What hosts answer


def test_who_asks_is_told_and_nothing_else(host: StrangeHost) -> None:
    assert ask(host.answer("/log?day=2", 204)) == Answer(204)
    assert host.asked == ["/log?day=2"]
    assert host.fields == {
        "Host": f"127.0.0.1:{host.server_port}",
        "User-Agent": "annotated-interview-links (+https://code.example/ferry)",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (strange_host.say_nothing, "timeout"),
        (strange_host.drip_fields, "timeout"),
        (strange_host.hang_up, "broken"),
        (strange_host.speak_otherwise, "broken"),
    ],
)
def test_no_answer_in_time_or_in_form_is_told_apart(act: Any, why: str, host: StrangeHost) -> None:
    assert ask(host.act("/log", act), seconds=SHORT if why == "timeout" else 60) == why


def test_a_body_that_never_ends_is_cut_where_it_is_wanted_and_else_not_read(host: StrangeHost) -> None:
    assert ask(host.act("/log", strange_host.drip_body)) == Answer(200)
    assert ask(host.address + "/log", most=10_000, seconds=SHORT) == "timeout"


def test_of_a_huge_body_no_more_is_taken_than_was_asked_for(host: StrangeHost) -> None:
    url = host.act("/log", strange_host.pour)
    assert ask(url, most=100) == Answer(200, body=bytes(100), is_whole=False)
    assert ask(url) == Answer(200)
    assert int(host.fields.get("poured", 0)) < 100_000_000


def test_a_host_that_is_not_there_is_refused() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/log") == "refused"


def test_a_name_that_nobody_has_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: Any, **more: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert ask("http://nobody.example/") == "name"


def test_faults_of_tls_are_told_apart(host: StrangeHost, monkeypatch: pytest.MonkeyPatch) -> None:
    host.answer("/log")
    there = f"https://localhost:{host.server_port}/log"
    assert ask(there) == "tls"
    host.lock()
    assert ask(there) == "certificate"
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert ask(there) == Answer(200)
    assert ask(there.replace("localhost", "127.0.0.1")) == "certificate"


# Where a chain of redirects leads


def chain(**answers: Answer | str) -> Finding:
    """What `/log` leads to; a word stands for a host that gives no answer."""

    def ask(url: str) -> Answer:
        found = answers[url.rpartition("/")[2] or "front"]
        if isinstance(found, str):
            raise NoAnswerError(found)
        return found

    return follow(f"{FERRY}/log", ask=ask, now=NOW)


def test_what_answers_is_seen() -> None:
    assert chain(log=Answer(200)) == chain(log=Answer(206)) == Finding("seen")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_gone(status: int) -> None:
    assert chain(log=Answer(status)) == Finding("gone", str(status))
    assert chain(log=Answer(301, "/new"), new=Answer(status)) == Finding("gone", str(status))


@pytest.mark.parametrize("status", [400, 401, 402, 403, 406, 418, 451, 500, 502, 504, 304, 300])
def test_any_other_answer_tells_nothing_of_the_source(status: int) -> None:
    assert chain(log=Answer(status)) == Finding("unknown", str(status))


def test_no_answer_is_not_known() -> None:
    assert chain(log="timeout") == Finding("unknown", "timeout")
    assert chain(log=Answer(301, "/new"), new="robots") == Finding("unknown", "robots")


def test_moved_is_where_the_first_permanent_redirects_lead() -> None:
    moved = Finding("moved", to=f"{FERRY}/new")
    assert chain(log=Answer(301, "/new"), new=Answer(200)) == moved
    assert chain(log=Answer(308, "/mid"), mid=Answer(301, "new#x"), new=Answer(200)) == moved
    assert chain(log=Answer(301, "/new"), new=Answer(302, "/now"), now=Answer(200)) == moved


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_leaves_a_source_where_it_is(status: int) -> None:
    assert chain(log=Answer(status, "/now"), now=Answer(200)) == Finding("seen")
    assert chain(log=Answer(status, "/mid"), mid=Answer(301, "/new"), new=Answer(200)) == Finding("seen")


def test_a_front_page_or_a_page_to_sign_in_is_not_the_source() -> None:
    assert chain(log=Answer(301, "/"), front=Answer(200)) == Finding("unknown", "front-page")
    elsewhere = Answer(302, "https://consent.example/ask")
    assert chain(log=elsewhere, ask=Answer(200)) == Finding("unknown", "elsewhere")
    assert chain(log=Answer(302, "https://www.ferry.example/now"), now=Answer(200)) == Finding("seen")


def test_loops_and_endless_chains_end() -> None:
    assert chain(log=Answer(302, "/log")) == Finding("unknown", "loop")
    assert chain(log=Answer(301, "/new"), new=Answer(301, "/log")) == Finding("unknown", "loop")
    steps: dict[str, Answer | str] = {str(n): Answer(301, f"/{n + 1}") for n in range(MAX_STEPS)}
    assert chain(log=Answer(301, "/0"), **steps) == Finding("unknown", "redirects")
    last: dict[str, Answer | str] = {**steps, str(MAX_STEPS - 1): Answer(200)}
    assert chain(log=Answer(301, "/0"), **last) == Finding("moved", to=f"{FERRY}/{MAX_STEPS - 1}")


@pytest.mark.parametrize("location", ["javascript:alert(1)", "http://[", "/" + "a" * 3000, "/a\x1b[2J", "/a b"])
def test_a_redirect_to_what_is_no_address_is_not_followed(location: str) -> None:
    assert chain(log=Answer(301, location)) == Finding("unknown", "address")


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("30", 30),
        ("Sun, 29 Nov 2026 12:01:30 GMT", 90),
        ("Sun, 29 Nov 2026 11:00:00 GMT", 1),
        ("soon", 60),
        (None, 60),
        ("9" * 400, 604_800),
    ],
)
def test_a_busy_host_says_for_how_long(written: str | None, rest: float) -> None:
    busy = Finding("unknown", "429", rest=rest, busy=f"{FERRY}/log")
    assert chain(log=Answer(429, retry_after=written)) == busy


# What robots.txt allows


def robots(answers: Mapping[str, Answer | str], url: str = f"{FERRY}/log") -> float | str | None:
    """The pause for a page, or the word for why it is not asked for."""

    def ask(url: str, most: int) -> Answer:
        found = answers[url]
        if isinstance(found, str):
            raise NoAnswerError(found)
        return found

    try:
        return Robots(ask).admit(parse_target(url))
    except NoAnswerError as error:
        return str(error)


RULES = b"""\
User-agent: *
Disallow: /

User-agent: annotated-interview
Disallow: /private
Disallow: /*?print=
Allow: /private/log$
Crawl-delay: 7
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/log", 7.0),
        ("/private", "robots"),
        ("/private/diary", "robots"),
        ("/private/log", 7.0),
        ("/log?print=1", "robots"),
    ],
)
def test_robots_are_respected_as_the_standard_has_them(path: str, found: object) -> None:
    assert robots({f"{FERRY}/robots.txt": Answer(200, body=RULES)}, FERRY + path) == found


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (Answer(404), None),
        (Answer(403), None),
        (Answer(500), "500"),
        (Answer(429), "429"),
        ("timeout", "timeout"),
        (Answer(200, body=b"\xff\x00"), None),
        (Answer(200, body=b"a" * MAX_BYTES, is_whole=False), "robots"),
        (Answer(200, body=b"User-agent: *\nDisallow: /"), "robots"),
    ],
)
def test_without_rules_all_is_allowed_and_without_an_answer_nothing(answer: Answer | str, found: object) -> None:
    assert robots({f"{FERRY}/robots.txt": answer}) == found


def test_robots_are_found_behind_redirects_and_not_behind_a_loop() -> None:
    moved = {f"{FERRY}/robots.txt": Answer(301, "https://www.ferry.example/robots.txt")}
    there = {"https://www.ferry.example/robots.txt": Answer(200, body=RULES)}
    assert robots({**moved, **there}, f"{FERRY}/private") == "robots"
    assert robots({f"{FERRY}/robots.txt": Answer(301, f"{FERRY}/robots.txt")}) is None


# In which order, and how fast


ALL = Bounds(most=9, per_host=9, seconds=9999, days=6)


def test_the_ones_never_looked_at_come_first_then_those_of_longest_ago() -> None:
    sources = [source(id, f"https://{id}.example/") for id in ("a", "b", "c", "d", "e")]
    known = {
        "a": look("a", "https://a.example/", "2026-11-15"),
        "b": look("b", "https://b.example/", "2026-11-08"),
        "c": look("c", "https://c.example/", "2026-11-24"),
        "d": look("d", "https://old.example/", "2026-11-28"),
    }
    assert [s.id for s in choose(sources, known, TODAY, ALL)] == ["d", "e", "b", "a"]
    assert [s.id for s in choose(sources, known, TODAY, replace(ALL, most=3))] == ["d", "e", "b"]


def test_of_one_host_only_so_many_are_chosen() -> None:
    sources = [source(id, f"{FERRY}/{id}") for id in "abc"] + [source("z", "https://z.example/")]
    assert [s.id for s in choose(sources, {}, TODAY, replace(ALL, per_host=2))] == ["a", "b", "z"]


def round_of(
    sources: list[Source], found: Mapping[str, list[Finding]], seconds: float = 9999.0
) -> list[tuple[float, str, str]]:
    """When each look was taken, at what, and what it found; each look takes its turn with its host."""
    clock = Clock()
    courtesy = Courtesy(5.0, clock.now, clock.sleep)
    left = {id: list(findings) for id, findings in found.items()}

    def take(source: Source) -> Finding:
        courtesy.wait(parse_target(source.url).site)
        return left[source.id].pop(0)

    looks = go_round(sources, {}, look=take, courtesy=courtesy, today=TODAY, seconds=seconds)
    return [(clock.time, look.source, look.why or look.result) for look in looks]


SEEN = Finding("seen")


def test_a_host_is_spared_while_others_are_asked() -> None:
    sources = [source("a1", "https://a.example/1"), source("a2", "https://a.example/2"), source("b", FERRY)]
    assert round_of(sources, {"a1": [SEEN], "a2": [SEEN], "b": [SEEN]}) == [
        (0.0, "a1", "seen"),
        (0.0, "b", "seen"),
        (5.0, "a2", "seen"),
    ]


def test_a_busy_host_is_asked_again_when_its_time_has_come_and_then_no_more() -> None:
    busy = Finding("unknown", "429", rest=30, busy=f"{FERRY}/1")
    sources = [source("a", f"{FERRY}/1"), source("b", "https://b.example/")]
    assert round_of(sources, {"a": [busy, SEEN], "b": [SEEN]}) == [(0.0, "b", "seen"), (30.0, "a", "seen")]
    assert round_of(sources, {"a": [busy, busy], "b": [SEEN]}) == [(0.0, "b", "seen"), (30.0, "a", "429")]


def test_a_host_that_is_busy_for_long_or_not_reached_is_left_to_the_next_round() -> None:
    sources = [source("a1", "https://a.example/1"), source("a2", "https://a.example/2"), source("b", FERRY)]
    for first in (Finding("unknown", "503", rest=3600, busy="https://a.example/1"), Finding("unknown", "timeout")):
        found = round_of(sources, {"a1": [first], "b": [SEEN]})
        assert found == [(0.0, "a1", first.why), (0.0, "b", "seen")]


def test_nothing_is_begun_after_the_time_is_up() -> None:
    sources = [source(str(n), f"{FERRY}/{n}") for n in range(9)]
    found = round_of(sources, {s.id: [SEEN] for s in sources}, seconds=11)
    assert [time for time, _, _ in found] == [0.0, 5.0, 10.0]


def test_what_was_seen_before_is_not_forgotten_and_what_has_another_address_is() -> None:
    known = {"log": look("log", f"{FERRY}/log", archived="https://web.archive.org/web/2026/x")}

    def then(found: Finding, url: str = f"{FERRY}/log") -> Look:
        courtesy = Courtesy(0, Clock().now, Clock().sleep)
        (only,) = go_round([source("log", url)], known, look=lambda _: found, courtesy=courtesy, today=TODAY, seconds=9)
        return only

    assert then(SEEN).seen == TODAY
    gone = then(Finding("gone", "404"))
    assert (gone.looked, gone.seen, gone.archived) == (TODAY, date(2026, 11, 22), known["log"].archived)
    assert then(SEEN).archived is None
    assert then(Finding("gone", "404"), f"{FERRY}/other").seen is None


def test_redirects_wait_for_their_host_and_one_that_wants_a_long_pause_is_left_alone(host: StrangeHost) -> None:
    clock = Clock()
    looker = Looker(visitor(), Courtesy(5.0, clock.now, clock.sleep), lambda: NOW)
    host.answer("/log", 302, Location="/now")
    host.answer("/now")
    assert looker.look(source("log", host.address + "/log")) == SEEN
    assert host.asked == ["/robots.txt", "/log", "/now"]
    assert clock.time == 5.0
    host.answer("/robots.txt", body=b"User-agent: *\nCrawl-delay: 900\n")
    slow = Looker(visitor(), Courtesy(5.0, clock.now, clock.sleep), lambda: NOW)
    assert slow.look(source("log", host.address + "/log")) == Finding("unknown", "busy")
    assert clock.time == 5.0


# A copy of what is gone


def copy(**closest: object) -> bytes:
    """An answer of the archive, some of it changed."""
    found = {
        "available": True,
        "status": "200",
        "url": "http://web.archive.org/web/20260703/https://x.example/",
        **closest,
    }
    return json.dumps({"archived_snapshots": {"closest": found}}).encode()


def test_the_archive_names_the_nearest_copy() -> None:
    assert read_copy(copy()) == "https://web.archive.org/web/20260703/https://x.example/"


@pytest.mark.parametrize(
    "body",
    [
        b'{"archived_snapshots": {}}',
        b"[]",
        b"{",
        b"\xff",
        b"[" * 100_000,
        copy(available=False),
        copy(status="404"),
        copy(url=7),
        copy(url="https://elsewhere.example/web/20260703/x"),
        copy(url="javascript:alert(1)//https://web.archive.org/web/20260703/x"),
        copy(url="https://web.archive.org/web/20260703/\u202e"),
    ],
)
def test_any_other_answer_of_the_archive_names_none(body: bytes) -> None:
    assert read_copy(body) is None


def test_the_archive_is_asked_for_the_address_as_it_was_on_a_day() -> None:
    asked = []

    def ask(url: str, most: int) -> Answer:
        asked.append(url)
        return Answer(200, body=copy())

    assert find_copy(f"{FERRY}/log?a=1&b", date(2026, 7, 3), ask=ask)
    assert asked == [
        "https://archive.org/wayback/available?url=https%3A%2F%2Fferry.example%2Flog%3Fa%3D1%26b&timestamp=20260703"
    ]


# The file


def test_the_file_has_a_line_for_each_source_and_is_read_as_it_was_written() -> None:
    looks = (
        look("b", f"{FERRY}/b", result="gone", why="404", seen=None, archived="https://web.archive.org/web/2026/x"),
        look("a", f'{FERRY}/a?x=1,2&y="', result="moved", to=f"{FERRY}/new"),
    )
    text = write_looks((*looks[:1], look("a", f"{FERRY}/a?x=1,2", result="moved", to=f"{FERRY}/new")))
    assert text == (
        "source,looked,result,why,seen,url,to,archived\n"
        'a,2026-11-22,moved,,2026-11-22,"https://ferry.example/a?x=1,2",https://ferry.example/new,\n'
        "b,2026-11-22,gone,404,,https://ferry.example/b,,https://web.archive.org/web/2026/x\n"
    )
    found, problems = read_looks(text.encode(), "links.csv")
    assert problems == []
    assert write_looks(found) == text


def test_where_a_merge_left_two_lines_the_newer_counts() -> None:
    old, new = look("a", FERRY, "2026-11-15"), look("a", FERRY, "2026-11-22", result="gone", why="404")
    header, first = write_looks([new]).splitlines()
    for lines in ([first, write_looks([old]).splitlines()[1]], [write_looks([old]).splitlines()[1], first]):
        assert read_looks("\n".join([header, *lines]).encode(), "links.csv") == ((new,), [])


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("source", ""),
        ("looked", "2026-11-31"),
        ("looked", "20261122"),
        ("result", "lost"),
        ("why", "<b>"),
        ("why", "a" * 21),
        ("seen", "never"),
        ("url", "javascript:alert(1)"),
        ("to", "data:text/html"),
        ("archived", "https://x.example/\u202e"),
    ],
)
def test_a_value_that_cannot_stand_there_is_a_problem_at_its_line(name: str, cell: str) -> None:
    cells = ["a", "2026-11-22", "seen", "", "2026-11-22", FERRY, "", ""]
    cells[COLUMNS.index(name)] = cell
    looks, (found,) = read_looks((",".join(COLUMNS) + "\n" + ",".join(cells)).encode(), "links.csv")
    assert looks == ()
    assert (found.code, found.place.line, dict(found.values)["name"]) == ("look-value", 2, name)


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "a,b", '"a', "", "a,,,,,,,,,"])
def test_a_line_with_other_values_is_a_problem(line: str) -> None:
    looks, (found,) = read_looks(f"{line}\n".encode(), "links.csv")
    assert (looks, found.code) == ((), "look-line")


def test_a_file_full_of_something_else_is_not_read_to_its_end() -> None:
    looks, problems = read_looks(b"\n" * 200_000 + write_looks([look("a", FERRY)]).encode(), "links.csv")
    assert (len(looks), len(problems)) == (0, MOST_WRONG)


def test_two_branches_that_looked_at_neighbors_merge_by_themselves(tmp_path: Path) -> None:
    """As the repository's .gitattributes have it; the file that comes of it is read without a problem."""

    def git(*words: str) -> None:
        author = ("-c", "user.name=x", "-c", "user.email=x@ferry.example")
        subprocess.run(["git", *author, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(*looks: Look) -> None:
        path.write_text(write_looks(looks), "utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--message", "Look")

    path = tmp_path / "annotations/links.csv"
    path.parent.mkdir()
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    a, b = look("a", FERRY, "2026-11-15"), look("b", FERRY, "2026-11-15")
    newer_a, newer_b = replace(a, looked=TODAY, seen=TODAY), replace(b, looked=TODAY, result="gone", why="404")
    git("init", "--quiet", "--initial-branch", "main")
    commit(a, b)
    git("switch", "--quiet", "--create", "other")
    commit(newer_a, b)
    git("switch", "--quiet", "main")
    commit(a, newer_b)
    git("merge", "--quiet", "other", "--message", "Merge")
    looks, problems = read_looks(path.read_bytes(), "links.csv")
    assert problems == []
    assert write_looks(looks) == write_looks([newer_a, newer_b])


# The command


def prepare(ferry: Path, host: StrangeHost) -> None:
    """Let the two sources of the edition stand on a host of this machine."""
    for name in ("leaflet", "log"):
        path = ferry / f"annotations/sources/{name}.yml"
        path.write_text(path.read_text("utf-8").replace(FERRY, host.address), "utf-8")


def run(ferry: Path, *more: str, pause: str = "0") -> int:
    """Run the command as the world's only difference from a real run allows."""
    contact = ("--contact", "https://code.example/ferry", "--allow-private", "--pause", pause)
    return main(["links", "--root", str(ferry), *contact, *more])


def lines(ferry: Path) -> list[list[str]]:
    """The lines of the file below the first, with `DAY` for the day of the run."""
    text = (ferry / "annotations/links.csv").read_text("utf-8")
    return [line.replace(f"{datetime.now(UTC):%Y-%m-%d}", "DAY").split(",") for line in text.splitlines()[1:]]


def test_each_source_is_looked_at_once_and_written_down(
    ferry: Path, host: StrangeHost, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(ferry, host)
    host.answer("/leaflet", 301, Location="/new")
    host.answer("/new", 200)
    host.answer("/log", 410)
    host.answer(
        "/wayback?url=" + host.address.replace(":", "%3A").replace("/", "%2F") + "%2Flog&timestamp=20260703",
        200,
        copy(),
    )
    assert run(ferry, "--archive", f"{host.address}/wayback") == 0
    at = host.address
    archived = "https://web.archive.org/web/20260703/https://x.example/"
    assert lines(ferry) == [
        ["leaflet", "DAY", "moved", "", "DAY", f"{at}/leaflet", f"{at}/new", ""],
        ["log", "DAY", "gone", "410", "", f"{at}/log", "", archived],
    ]
    assert capsys.readouterr().out.splitlines() == [
        f"moved    leaflet -> {at}/new",
        f"gone     log 410 {archived}",
        "looked at 2 of 2 sources: 0 seen, 1 moved, 1 gone, 0 unknown",
    ]
    asked = len(host.asked)
    assert run(ferry) == 0
    assert len(host.asked) == asked
    assert main(["check", "--root", str(ferry)]) == 0


def test_without_the_option_no_archive_is_asked(ferry: Path, host: StrangeHost) -> None:
    prepare(ferry, host)
    assert run(ferry) == 0
    assert host.asked == ["/robots.txt", "/leaflet", "/log"]
    assert [line[2:4] for line in lines(ferry)] == [["gone", "404"], ["gone", "404"]]


def test_a_run_that_is_stopped_goes_on_where_it_was(
    ferry: Path, host: StrangeHost, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(ferry, host)
    host.answer("/leaflet")
    host.answer("/log")

    def stop(seconds: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("build_tools.commands.links.time.sleep", stop)
        assert run(ferry, pause="60") == 1
    assert "the next run goes on from there" in capsys.readouterr().err
    assert [line[0] for line in lines(ferry)] == ["leaflet"]
    assert run(ferry) == 0
    assert [line[0] for line in lines(ferry)] == ["leaflet", "log"]
    assert host.asked == ["/robots.txt", "/leaflet", "/robots.txt", "/log"]
    assert sorted(path.name for path in (ferry / "annotations").iterdir() if path.is_file()) == [
        "edition.yml",
        "links.csv",
        "people.yml",
        "topics.yml",
    ]


def test_private_networks_are_not_called_without_the_option(ferry: Path, host: StrangeHost) -> None:
    prepare(ferry, host)
    assert main(["links", "--root", str(ferry), "--contact", "https://code.example/ferry", "--pause", "0"]) == 0
    assert host.asked == []
    assert [line[2:4] for line in lines(ferry)] == [["unknown", "port"], ["unknown", "port"]]


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("https://code.example/owner/name", "https://code.example/owner/name"),
        ("https://bot:t0ken@code.example/owner/name?x#y", "https://code.example/owner/name"),
        ("git@code.example:owner/name.git", "https://code.example/owner/name"),
        ("ssh://git@code.example/owner/name.git", "https://code.example/owner/name"),
        ("/home/somebody/name", None),
    ],
)
def test_the_contact_is_an_address_without_a_password(
    written: str, contact: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPO_URL", raising=False)
    assert find_contact(written, tmp_path) == contact
    monkeypatch.setenv("REPO_URL", written)
    assert find_contact(None, tmp_path) == contact


def test_nobody_is_asked_without_a_contact(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("REPO_URL", raising=False)
    assert main(["links", "--root", str(ferry)]) == 2
    assert "--contact" in capsys.readouterr().err
    assert not (ferry / "annotations/links.csv").exists()
