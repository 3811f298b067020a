"""A template takes nothing from the air: what it uses it imports, sets or is given, and what it imports it uses."""

from __future__ import annotations

import re
from datetime import date

import pytest
from jinja2 import meta

from build_tools.build import build
from build_tools.site.pages import HERE, environment
from build_tools.site.setting import Setting
from tests.conftest import FERRY

FOLDER = HERE / "templates"
PAGES = sorted(path.name for path in FOLDER.glob("*.j2"))
PARTS = sorted(f"parts/{path.name}" for path in (FOLDER / "parts").glob("*.j2"))
GIVEN = {"view", "m", "edition"}
"""What every template is given: the view, the merged edition, the edition."""
BESIDES = {
    "claim.md.j2": {"a", "claim"},
    "topic.md.j2": {"topic"},
    "problem.md.j2": {"label", "problems", "tongue"},
    "parts/citation.html.j2": {"source", "address"},
    "parts/runs.html.j2": {"pieces", "language"},
    "parts/surroundings.html.j2": {"pieces"},
}
"""What a template is given besides, as its page is of one thing, or as it makes a piece of text."""


@pytest.mark.parametrize("name", [*PAGES, *PARTS])
def test_a_template_reads_nothing_from_the_air(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    used = meta.find_undeclared_variables(environment().parse(text))
    assert used - GIVEN - {"range"} <= BESIDES.get(name, set())


@pytest.mark.parametrize("name", [*PAGES, *PARTS])
def test_a_template_uses_what_it_imports(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    imports = re.findall(r'^\{% from "[^"]+" import (.+?) with context %\}$', text, re.MULTILINE)
    names = [imported for line in imports for imported in line.split(", ")]
    rest = re.sub(r"^\{% from .*$", "", text, flags=re.MULTILINE)
    assert [imported for imported in names if not re.search(rf"\b{imported}\b\(", rest)] == []


def hooks() -> dict[str, set[str]]:
    """For each script the classes, ids and data that the transcript's template says it looks for."""
    block = (FOLDER / "transcript.md.j2").read_text("utf-8").partition("##}")[0]
    found = re.findall(r"^ +(\w+\.js):((?:.*\n(?! +\w+\.js:))*.*)", block, re.MULTILINE)
    return {script: set(re.findall(r"[.#][a-z][\w-]*|data-[\w-]+", names)) for script, names in found}


@pytest.mark.parametrize("script", ["reader.js", "propose.js"])
def test_the_transcript_has_what_its_scripts_look_for(script: str) -> None:
    day = date(2026, 11, 23)
    pages = {page.path: page.content for page in build(FERRY, Setting("en", day, day)).pages}
    html = pages["transcript/index.md"]
    source = (HERE / "assets" / script).read_text("utf-8")
    assert len(hooks()[script]) > 5
    for name in hooks()[script]:
        bare = name.lstrip(".#")
        on_page = rf"\s{bare}[=\s>]" if name.startswith("data-") else rf'(?:class|id)="(?:[^"]* )?{bare}[ "]'
        assert re.search(on_page, html), name
        key = re.sub(r"-(\w)", lambda match: match[1].upper(), bare.removeprefix("data-"))
        assert re.search(rf"\b({bare}|dataset\.{key}|labels\.{key})\b", source), name


@pytest.mark.parametrize("script", ["reader.js"])
def test_what_a_script_looks_for_is_named_in_the_template(script: str) -> None:
    source = re.sub(r"//.*", "", (HERE / "assets" / script).read_text("utf-8"))
    selectors = re.findall(
        r'(?:querySelector|querySelectorAll|closest|all)\??\.?\("([^"]+)"|getElementById\("([\w-]+)"\)', source
    )
    classes = {name for selector, _ in selectors for name in re.findall(r"\.[a-z][\w-]*", selector)}
    ids = {f"#{id}" for _, id in selectors if id}
    assert classes | ids
    assert (classes | ids) - hooks()[script] == set()
