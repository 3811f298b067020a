"""Problems to the workflow commands by which GitHub marks the lines of a pull request."""

from __future__ import annotations

from build_tools.problems.problem import Problem, legible

ERROR, WARNING = "error", "warning"


def render_command(problem: Problem, severity: str, *, folder: str = "", language: str = "en") -> str:
    """One command in one line; `folder` is the edition's, from the root of the repository.

    The escapes are those of the runner's own toolkit (`@actions/core`, command.ts), so that nothing that a
    contributor wrote can begin a command of its own.
    """
    place = problem.place
    properties: dict[str, object] = {"file": folder + legible(place.file), "line": place.line, "col": place.column}
    if place.length:
        properties |= {"endLine": place.line, "endColumn": place.column + place.length}
    properties["title"] = problem.code
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{problem.message_in(language)}\n{problem.hint_in(language)}"
    return f"::{severity} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
