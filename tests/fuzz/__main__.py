"""`python -m tests.fuzz TARGET [options of libFuzzer]`: feed a target what reaches most of the code.

Needs atheris (Apache 2.0), which is no dependency of the project: `pip install atheris`.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Instrument the readers, then run libFuzzer, which ends at the first thing that does not hold."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["build_tools", "markdown_it"]):
        from tests.fuzz.targets import TARGETS
    with tempfile.TemporaryDirectory() as folder:
        atheris.Setup([sys.argv[0], *options, *_beginnings(name, Path(folder))], TARGETS[name])
        atheris.Fuzz()


def _beginnings(name: str, folder: Path) -> tuple[str, str]:
    """The options that give libFuzzer the words of a target and its first inputs; a folder named before gets new ones."""
    from tests.fuzz.seeds import seeds, words

    dictionary, inputs = folder / "words", folder / "inputs"
    dictionary.write_text(words(name), "utf-8")
    inputs.mkdir()
    for data in seeds(name):
        (inputs / hashlib.sha256(data).hexdigest()).write_bytes(data)
    return f"-dict={dictionary}", str(inputs)


if __name__ == "__main__":
    main()
