"""`import`: a raw transcript to a transcript of the project, with everything that could not be placed."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from build_tools.commands.options import add_root, language_tag, seconds
from build_tools.commands.terminal import say
from build_tools.commands.writing import NoFolderError, no_folder_above, write_new
from build_tools.problems.problem import EditionError
from build_tools.reading.files import MAX_TRANSCRIPT_BYTES, TRANSCRIPTS
from build_tools.reading.times import SUFFIX, is_finer, write_times
from build_tools.reading.transcript import parse_transcript, write_transcript
from build_tools.site.catalog import DEFAULT, load_catalog
from build_tools.writing.alignment import align_transcripts
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.utterance import Remark, UnreadableError
from build_tools.writing.importers.whole import AUTO, CHOICES, Imported, import_transcript

PAUSE = 2.0
"""Seconds; shorter silences are breath and thought, as subtitles have them inside a sentence."""
MOST_REMARKS = 200
"""So many are printed; whoever gets more has named the wrong format."""


def add_import(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the raw transcript")
    add_language(parser)
    add_reading(parser)
    parser.add_argument(
        "--align-to",
        metavar="L",
        help="give it the ids of the edition's transcript in this language, as a translation has",
    )
    add_root(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="a new file, as in docs/transcript/en.md (default: print)"
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """The language of the transcript, as `language`."""
    parser.add_argument(
        "--language",
        "--as",
        type=language_tag,
        default=DEFAULT,
        metavar="L",
        help=f"the transcript's language (default: {DEFAULT})",
    )


def add_reading(parser: argparse.ArgumentParser) -> None:
    """How a raw transcript is read, as `format`, `speakers`, `unnamed` and `pause`."""
    parser.add_argument("--format", choices=CHOICES, default=AUTO, help="what the file is (default: auto)")
    parser.add_argument(
        "--speakers",
        type=_names,
        action="append",
        default=[],
        metavar="LABEL=NAME,…",
        help="names to stand for the labels of the file, as in A=Ada Lowe,B=Bo Chan",
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help="how the text is encoded, as in big5 (default: told by its bytes)"
    )
    parser.add_argument(
        "--in-turn",
        type=_list,
        default=(),
        metavar="NAME,…",
        help="who speak in turn where the file only says that somebody else begins, as captions do with >>",
    )
    parser.add_argument("--unnamed", metavar="NAME", help="who speaks where the file does not say (default: Speaker)")
    parser.add_argument(
        "--pause",
        type=seconds,
        default=PAUSE,
        metavar="SECONDS",
        help=f"the silence that begins a new paragraph of subtitles (default: {PAUSE:g})",
    )


def run_import(options: argparse.Namespace) -> int:
    """Write the transcript, and tell about it; 1 where the file cannot be read as what it is taken for."""
    try:
        imported = import_file(options.file, options)
        if options.align_to:
            imported = align(imported, options)
    except (UnreadableError, EditionError) as error:
        say(f"{options.file}: {error}")
        return 1
    except OSError as error:
        say(f"{error.filename}: {error.strerror}")
        return 2
    written = write_transcript(imported.transcript)
    if options.out:
        files = {options.out: written, **times_beside(options.out, imported)}
        try:
            no_folder_above(options.out)
        except NoFolderError as error:
            say(error)
            return 2
        there = [path for path in files if path.exists() or path.is_symlink()]
        if there:
            say(f"{there[0]} is there already; name a new file")
            return 2
        for path, text in files.items():
            write_new(path, text)
    else:
        sys.stdout.write(written)
    report(options.file, imported)
    return 0


def times_beside(out: Path, imported: Imported) -> dict[Path, str]:
    """The file with the times of the words, where the source has finer ones than its paragraphs."""
    if not is_finer(imported.cues):
        return {}
    return {out.with_suffix(SUFFIX): write_times(imported.transcript, imported.cues)}


def align(imported: Imported, options: argparse.Namespace) -> Imported:
    """What was imported, with the ids of another transcript of the edition."""
    path = options.root / TRANSCRIPTS / f"{options.align_to}.md"
    first, problems = parse_transcript(path.read_text("utf-8-sig"), options.align_to, path.as_posix())
    if problems:
        raise EditionError(problems)
    if not any(block.kind == "turn" and block.paragraphs for block in first.blocks):
        raise UnreadableError(f"{path} has no turns to align to")
    nobody = options.unnamed or _nobody(options.language)
    aligned = align_transcripts(first, imported.transcript, imported.cues, nobody=nobody)
    told = tuple(Remark(0, f"a guess at {remark}") for remark in aligned.remarks)
    return replace(imported, transcript=aligned.transcript, cues=aligned.cues, remarks=(*imported.remarks, *told))


def import_file(path: Path, options: argparse.Namespace) -> Imported:
    """The raw transcript in a file, read as the options say."""
    names: dict[str, str] = {label: name for some in options.speakers for label, name in some.items()}
    naming = Naming(names, options.unnamed or _nobody(options.language), options.in_turn)
    return import_transcript(
        read_raw(path),
        path.name,
        format=options.format,
        language=options.language,
        naming=naming,
        pause=options.pause,
        encoding=options.encoding,
    )


def read_raw(path: Path) -> bytes:
    """What is in a file; raises `UnreadableError` where it is larger than any honest transcript."""
    with path.open("rb") as file:
        data = file.read(MAX_TRANSCRIPT_BYTES + 1)
    if len(data) > MAX_TRANSCRIPT_BYTES:
        raise UnreadableError(f"the file has more than the {MAX_TRANSCRIPT_BYTES} bytes allowed; split it")
    return data


def report(path: Path, imported: Imported) -> None:
    """Print what the file was taken for, what became of it, and every remark with its line."""
    for remark in imported.remarks[:MOST_REMARKS]:
        place = f"{path}:{remark.line}" if remark.line else str(path)
        say(f"{place}: {remark.message}")
    if len(imported.remarks) > MOST_REMARKS:
        say(f"{path}: and {len(imported.remarks) - MOST_REMARKS} more remarks")
    blocks = imported.transcript.blocks
    speakers = dict.fromkeys(block.label for block in blocks)
    say(
        f"{path}: {imported.format.title} (--format {imported.format.name}), told by {imported.told_by}; "
        f"turns: {len(blocks)}, paragraphs: {len(imported.transcript.paragraphs)}, speakers: {', '.join(speakers)}"
    )


def _nobody(language: str) -> str:
    return load_catalog(language).label("import.nobody")


def _names(written: str) -> Mapping[str, str]:
    """`A=Ada Lowe,B=Bo Chan`; a comma without a label behind it belongs to the name."""
    names: dict[str, str] = {}
    for pair in re.split(r",(?=[^,=]*=)", written):
        label, _, name = pair.partition("=")
        if not label.strip() or not " ".join(name.split()):
            raise argparse.ArgumentTypeError(f"{pair!r} names nobody; write it as A=Ada Lowe")
        names[label.strip()] = " ".join(name.split())
    return names


def _list(written: str) -> tuple[str, ...]:
    names = tuple(" ".join(name.split()) for name in written.split(","))
    if not all(names):
        raise argparse.ArgumentTypeError(f"{written!r} has a name that is empty; write it as Ada Lowe,Bo Chan")
    return names
