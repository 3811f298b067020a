"""The tutorial, done as it is written: every command run, every file written, every output as shown."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.__main__ import main
from build_tools.commands import COMMANDS
from build_tools.writing.importers.whole import CHOICES
from tests.conftest import ROOT
from tests.test_init import make

TUTORIALS = {"en": "tutorial.md", "zh-Hant": "tutorial.zh-Hant.md"}
PYTHON = ".venv/bin/python"


def blocks(tutorial: str) -> Iterator[tuple[str, str]]:
    """The fenced blocks of a tutorial with their languages."""
    yield from re.findall(
        r"^```(\w+)\n(.*?)^```$", (ROOT / "docs" / tutorial).read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


def run(command: str, cwd: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a line of a shell block in a folder; what it prints, and what it prints as errors."""
    program, *arguments = shlex.split(command)
    monkeypatch.chdir(cwd)
    if program == PYTHON:
        assert arguments[:2] == ["-m", "build_tools"]
        assert main(arguments[2:]) == 0
        return list(capsys.readouterr())
    if program == "make":
        made = make(arguments[0], cwd, *arguments[1:])
        assert made.returncode == 0, made.stdout + made.stderr
        return [made.stdout, made.stderr]
    assert program in ("rm", "git")
    subprocess.run([program, *arguments], cwd=cwd, check=True)
    return []


def elsewhere(host: Path) -> dict[str, str]:
    """The settings with which git takes a folder for the address of the tutorial, and knows who commits."""
    settings = {
        f"url.{host.parent}/.insteadOf": "https://github.com/mira-voss/",
        "user.name": "Mira Voss",
        "user.email": "mira@harbour.example",
    }
    numbered = {
        f"GIT_CONFIG_{what}_{n}": word
        for n, pair in enumerate(settings.items())
        for what, word in zip(("KEY", "VALUE"), pair, strict=True)
    }
    return {"GIT_CONFIG_COUNT": str(len(settings)), **numbered}


@pytest.mark.parametrize("language", TUTORIALS)
def test_the_tutorial_does_what_it_says(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "project"
    shutil.copytree(ROOT / "docs/assets/tutorial", here / "docs/assets/tutorial")
    (raw,) = (here / "docs/assets/tutorial").glob("harbour.vtt" if language == "en" else f"*.{language}.vtt")
    shown = [raw.read_text("utf-8")]
    host = tmp_path / "host/harbour.git"
    subprocess.run(["git", "init", "-q", "--bare", str(host)], check=True)
    for name, value in elsewhere(host).items():
        monkeypatch.setenv(name, value)
    for kind, text in blocks(TUTORIALS[language]):
        if kind == "sh":
            assert shown == [], "what the last command printed was not shown"
            for command in text.splitlines():
                if command.startswith("cd "):
                    here = (here / command.removeprefix("cd ")).resolve()
                else:
                    printed = run(command, here, monkeypatch, capsys)
                    shown = printed if " import " in command else printed[:1] if command == "make check" else []
        elif kind == "text":
            whole = shown.pop(0)
            assert text == whole if whole.count("\n") < 30 else whole.startswith(text)
        else:
            first, _, rest = text.partition("\n")
            path = here / first.removeprefix("# ").removeprefix("at the end of ")
            path.parent.mkdir(exist_ok=True)
            before = path.read_text("utf-8") if "at the end" in first else ""
            path.write_text(before + rest, "utf-8")
    files = subprocess.run(["git", "archive", "gh-pages"], cwd=host, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(files)) as archive:
        archive.extractall(tmp_path / "published", filter="data")
    page = (tmp_path / "published/transcript/index.html").read_text("utf-8")
    assert 'href="https://harbour.example/talk.mp3#t=15"' in page
    assert 'data-sort="bad"' in page
    assert (tmp_path / "published/claims/last-trawler-leaves-in-2025/index.html").is_file()
    assert '<link rel="canonical" href="https://mira-voss.github.io/harbour/transcript/"' in page
    assert "https://github.com/mira-voss/harbour" in page


@pytest.mark.parametrize("tutorial", TUTORIALS.values())
def test_every_format_and_option_is_explained(tutorial: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / tutorial).read_text("utf-8")
    assert [choice for choice in CHOICES if f"`{choice}`" not in text and f" {choice}`" not in text] == []
    for name in ("import", "init"):
        assert name in {command.name for command in COMMANDS}
        with pytest.raises(SystemExit):
            main([name, "--help"])
        options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
        assert [option for option in sorted(options) if f"`{option}" not in text] == []
