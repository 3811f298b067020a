"""What a site weighs is what a reader's browser loads of it."""

from __future__ import annotations

from pathlib import Path

from tests.weigh_site import kind_of, list_loaded, squeezed


def test_a_page_is_weighed_with_what_it_loads_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "assets").mkdir()
    for name in ("a.css", "b.js", "c.png", "unused.js"):
        (tmp_path / "assets" / name).write_bytes(b"x")
    (tmp_path / "claims/index.html").write_text(
        '<link rel="stylesheet" href="../assets/a.css"><link rel="alternate" href="../assets/unused.js">'
        '<script src="../assets/b.js?v=1"></script><script src="../assets/b.js?v=1"></script>'
        '<img src="/assets/c.png"><img src="data:image/gif,x"><script src="https://x.example/d.js"></script>',
        "utf-8",
    )
    names = [path.relative_to(tmp_path).as_posix() for path in list_loaded(tmp_path, "claims/")]
    assert names == ["claims/index.html", "assets/a.css", "assets/b.js", "assets/c.png"]


def test_what_compression_would_swell_is_sent_as_it_is(tmp_path: Path) -> None:
    for name, data in (("a", b"x"), ("b", b"x" * 1000)):
        (tmp_path / name).write_bytes(data)
    assert squeezed(tmp_path / "a") == 1
    assert squeezed(tmp_path / "b") < 100


def test_the_search_s_index_is_data() -> None:
    assert kind_of(Path("site/search/index.js")) == "data and indexes"
    assert kind_of(Path("site/assets/index.js")) == "scripts and sheets"
