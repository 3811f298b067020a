"""`export transcript`: a transcript of an edition to a file of another kind, read again to see what has changed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.commands.options import add_root
from build_tools.commands.terminal import say
from build_tools.commands.writing import NoFolderError, write_new
from build_tools.model.model import Block, Edition
from build_tools.problems.problem import EditionError
from build_tools.reading.files import read_files
from build_tools.reading.load import load_edition
from build_tools.writing.exporters import EXPORTS, Export
from build_tools.writing.exporters.said import NoTimeError, Said, what_is_said
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.utterance import UnreadableError
from build_tools.writing.importers.whole import import_transcript


def add_export(parser: argparse.ArgumentParser) -> None:
    """Its options, those of each thing that can be exported."""
    things = parser.add_subparsers(dest="thing", required=True, metavar="THING")
    own = things.add_parser("transcript", help="what is said, with its speakers and times")
    own.add_argument(
        "--format", choices=[export.name for export in EXPORTS], default="vtt", help="the kind of file (default: vtt)"
    )
    own.add_argument("--language", metavar="L", help="which transcript (default: the source text)")
    add_root(own)
    own.add_argument("--out", type=Path, metavar="FILE", help="a new file (default: print; a Word file needs one)")


def run_export(options: argparse.Namespace) -> int:
    """Write the file, and tell what does not come back from it; 1 where it cannot be made, 2 for a wrong call."""
    export = next(e for e in EXPORTS if e.name == options.format)
    if export.name == "docx" and options.out is None:
        say("a Word file is not printed; name a new file with --out")
        return 2
    try:
        edition = _load(options.root)
        said = _said(edition, options.language)
        data = export.write(said)
    except (EditionError, NoTimeError) as error:
        say(error)
        return 1
    except LookupError as error:
        say(error.args[0])
        return 2
    if options.out is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        try:
            write_new(options.out, data)
        except FileExistsError:
            say(f"{options.out} is there already; name a new file")
            return 2
        except NoFolderError as error:
            say(error)
            return 2
    for difference in find_differences(said, data, export):
        say(difference)
    return 0


def _load(root: Path) -> Edition:
    files, problems = read_files(root)
    loaded = load_edition(files)
    if loaded.edition is None:
        raise EditionError([*problems, *loaded.problems])
    return loaded.edition


def _said(edition: Edition, language: str | None) -> Said:
    wanted = language or edition.source_text.language
    transcript = next((t for t in edition.transcripts if t.language == wanted), None)
    if transcript is None:
        languages = ", ".join(t.language for t in edition.transcripts)
        raise LookupError(f"there is no transcript in {wanted!r}; there are: {languages}")
    title = edition.frame.title.get(wanted) or edition.frame.title.values[0][1]
    return what_is_said(transcript, dict(edition.times).get(wanted, ()), title)


def find_differences(said: Said, data: bytes, export: Export) -> Iterator[str]:
    """How the turns, speakers and times differ that are read from the file again."""
    naming = Naming({}, "")
    try:
        read = import_transcript(
            data, f"x.{export.name}", format=export.reader, language=said.language, naming=naming, pause=2
        )
    except UnreadableError as error:
        yield f"the file is not read again: {error}"
        return
    before, after = _outline(said.turns), _outline(read.transcript.blocks)
    for number, (ours, theirs) in enumerate(zip(before, after, strict=False), 1):
        if ours != theirs:
            yield f"from turn {number} on the file reads differently: {ours[:2]} becomes {theirs[:2]}"
            return
    if len(before) != len(after):
        yield f"the file reads as {len(after)} turns, not {len(before)}"


def _outline(blocks: Sequence[Block]) -> list[tuple[str, str, str]]:
    """Of each turn its speaker, its time, and its words without blanks."""
    return [
        (b.label, str(b.paragraphs[0].time or ""), "".join("".join(p.text.split()) for p in b.paragraphs))
        for b in blocks
    ]
