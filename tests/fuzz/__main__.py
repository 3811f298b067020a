"""`python -m tests.fuzz TARGET [options of libFuzzer]`: feed a target what reaches most of the code.

Needs atheris (Apache 2.0), which is no dependency of the project: `pip install atheris`.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Instrument the readers, then run libFuzzer, which ends at the first thing that does not hold."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["build_tools"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
