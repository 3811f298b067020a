"""The typefaces of a machine, chosen from its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.site.cards.fonts import choose_faces, find_faces


def chosen(*names: str) -> list[str]:
    return [face.family for face in choose_faces([Path("/fonts", name) for name in names])]


FOUND = [*(f"Noto Sans CJK {place}" for place in ("TC", "SC", "JP", "KR")), "DejaVu Sans"]
"""What stands in one file for four countries, and what has most scripts."""


def test_the_best_for_chinese_comes_first_wherever_it_was_found() -> None:
    names = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")
    assert chosen(*names) == chosen(*reversed(names)) == FOUND


def test_a_face_without_its_bold_file_is_none() -> None:
    assert chosen("NotoSansCJK-Regular.ttc") == []


def test_the_same_file_is_chosen_in_whatever_order_files_are_listed() -> None:
    files = [Path(folder, name) for folder in ("/b", "/a") for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
    (face,) = choose_faces(files)
    assert [face] == list(choose_faces(files[::-1]))
    assert face.regular == Path("/a/DejaVuSans.ttf")


def test_folders_and_fontconfig_are_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts/deep").mkdir(parents=True)
    for name in ("msjh.ttc", "msjhbd.ttc"):
        (tmp_path / "fonts/deep" / name).touch()
    listing = tmp_path / "fc-list"
    listing.write_text("#!/bin/sh\necho /elsewhere/wqy-zenhei.ttc\n", "utf-8")
    listing.chmod(0o755)
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    found = {face.family: face.regular for face in find_faces()}
    assert found["Microsoft JhengHei"] == tmp_path / "fonts/deep/msjh.ttc"
    assert found["WenQuanYi Zen Hei"] == Path("/elsewhere/wqy-zenhei.ttc")
