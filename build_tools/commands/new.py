"""`new`: the file of a new annotation or source, its remarks telling what to fill in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from build_tools.commands.asking import Asker, WrongCallError
from build_tools.commands.options import add_root
from build_tools.commands.quoting import Quoted, settle_quote
from build_tools.commands.terminal import say
from build_tools.commands.writing import write_new
from build_tools.model.model import Edition
from build_tools.model.reserved import Reserving, is_reserved
from build_tools.model.vocabulary import KINDS
from build_tools.problems.problem import EditionError
from build_tools.problems.suggest import did_you_mean
from build_tools.reading.files import ANNOTATIONS, SOURCES, EditionFiles, read_files
from build_tools.reading.load import load_edition
from build_tools.reading.record import bare_address, is_web_address
from build_tools.reading.registers import is_id
from build_tools.site.catalog import DEFAULT, Catalog, available_languages, load_catalog
from build_tools.site.draft import annotation_template, fill_template, source_template
from build_tools.site.schemas.editors import FOLDER, with_editor_line
from build_tools.today import utc_today
from build_tools.writing.proposal import choose_language, suggest_id, suggest_source_id, suggest_topic


def add_new(parser: argparse.ArgumentParser) -> None:
    """Its options, those of each kind of file."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for kind in KINDS:
        own = kinds.add_parser(kind, help=f"a new {kind}")
        own.add_argument("--at", metavar="ID", help="the paragraph, as in t16.p2 (default: where the quote stands)")
        own.add_argument(
            "--quote", action="append", metavar="WORDS", help="the exact words; once more for another language"
        )
        own.add_argument("--nth", type=int, metavar="N", help="which occurrence of the quote in its paragraph is meant")
        own.add_argument("--title", metavar="WORDS", help="a short heading")
        own.add_argument("--topic", metavar="ID", help="the folder (default: that of the annotations nearby)")
        own.add_argument("--id", metavar="ID", help="the name of the file (default: from the title)")
        own.add_argument("--by", metavar="HANDLE", help="who writes it")
        _add_shared(own)
    own = kinds.add_parser("source", help="a new source; nothing is fetched")
    own.add_argument("url", metavar="URL", help="the address of the page that was read")
    own.add_argument("--id", metavar="ID", help="the name of the file (default: from the address)")
    _add_shared(own)


def _add_shared(parser: argparse.ArgumentParser) -> None:
    add_root(parser)
    parser.add_argument(
        "--language",
        choices=available_languages(),
        default=DEFAULT,
        help=f"of the remarks and questions (default: {DEFAULT})",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="FILE", help="write this file instead")
    where.add_argument("--print", action="store_true", help="print the text and write nothing")


def run_new(options: argparse.Namespace) -> int:
    """Write the file and say where it is; 1 where the edition cannot be read, 2 where nothing could be written."""
    catalog = load_catalog(options.language)
    asker = Asker(catalog, interactive=sys.stdin.isatty())
    make = _new_source if options.kind == "source" else _new_annotation
    try:
        files, edition = _open(options.root)
        path, text = make(options, asker, files, edition)
        if options.print:
            print(text, end="")
        else:
            _write(options, path, text, catalog)
            if not (options.id or options.out or asker.interactive):
                asker.tell(catalog.label("new.suggested_id", id=Path(path).stem))
    except EditionError as error:
        say(error)
        return 1
    except (WrongCallError, OSError) as error:
        say(error)
        return 2
    except (EOFError, KeyboardInterrupt):
        say("\n" + catalog.label("new.stopped"))
        return 2
    return 0


def _open(root: Path) -> tuple[EditionFiles, Edition]:
    files, unreadable = read_files(root)
    loaded = load_edition(files)
    if loaded.edition is None:
        raise EditionError([*unreadable, *loaded.problems])
    return files, loaded.edition


def _write(options: argparse.Namespace, path: str, text: str, catalog: Catalog) -> None:
    if path and (options.root / FOLDER).is_dir():
        text = with_editor_line(path, text.encode()).decode()
    try:
        write_new(options.out or options.root / path, text)
    except FileExistsError as error:
        raise WrongCallError(catalog.label("new.exists", file=options.out or path)) from error
    print(catalog.label("new.wrote", file=options.out or path))


def _new_annotation(
    options: argparse.Namespace, asker: Asker, files: EditionFiles, edition: Edition
) -> tuple[str, str]:
    """The path of a new annotation and its text."""
    quoted = settle_quote(asker, edition, options.at, tuple(options.quote or ()), options.nth)
    label = asker.catalog.label
    title = asker.settle("--title", options.title, label("new.ask_title"))
    by = asker.settle("--by", options.by, label("new.ask_by"))
    path = "" if options.out or options.print else _settle_path(options, asker, files, edition, quoted, title)
    asker.stop_if_wrong()
    languages = edition.frame.languages
    preferred = options.language if options.language in languages else languages[0]
    writes = choose_language(title, languages, preferred) if title else preferred
    template = annotation_template(
        options.kind,
        asker.catalog,
        languages=languages,
        source_language=edition.frame.source_language,
        writes=writes,
    )
    today = utc_today().isoformat()
    values = {"at": quoted.paragraph, "added": today, "written": today, "by": by}
    values |= {f"quote.{language}": words for language, words in quoted.words} | {f"title.{writes}": title}
    values |= {name: words for name, words in (("prefix", quoted.prefix), ("suffix", quoted.suffix)) if words}
    if edition.source_text.block_of[quoted.paragraph].kind != "turn":
        values["speaker"] = ""
    return path, fill_template(template, values)


def _settle_path(
    options: argparse.Namespace, asker: Asker, files: EditionFiles, edition: Edition, quoted: Quoted, title: str
) -> str:
    label = asker.catalog.label
    topics = [topic.id for topic in edition.topics]

    def complain(id: str) -> str:
        cure = did_you_mean(id, topics).spoken(asker.catalog.language)
        return "" if id in topics else label("new.no_topic", id=repr(id), cure=cure)

    topic = asker.settle(
        "--topic",
        options.topic,
        label("new.ask_topic", choices=", ".join(topics)),
        suggestion=suggest_topic(edition, quoted.paragraph) or "",
        required=True,
        complaint=complain,
    )
    taken = {Path(path).stem: path for path in files.annotations}
    id = _settle_id(options, asker, suggest_id(title, options.kind, quoted.paragraph, taken), taken)
    return f"{ANNOTATIONS}/{topic}/{id}.yml"


def _settle_id(options: argparse.Namespace, asker: Asker, suggestion: str, taken: dict[str, str]) -> str:
    label = asker.catalog.label
    return asker.settle(
        "--id",
        options.id,
        label("new.ask_id"),
        suggestion=suggestion,
        required=True,
        complaint=_id_complaint(label, taken, "source" if options.kind == "source" else "annotation"),
    )


def _id_complaint(label: Callable[..., str], taken: dict[str, str], kind: Reserving) -> Callable[[str], str]:
    def complain(id: str) -> str:
        if not is_id(id):
            return label("new.bad_id", id=repr(id))
        if is_reserved(kind, id):
            return label("new.id_reserved", id=repr(id))
        return label("new.id_taken", id=id, file=taken[id]) if id in taken else ""

    return complain


def _new_source(options: argparse.Namespace, asker: Asker, files: EditionFiles, edition: Edition) -> tuple[str, str]:
    """The path of a new source and its text."""
    known = {bare_address(source.url): source.id for source in edition.sources}
    if not is_web_address(options.url):
        asker.note("new.not_an_address", address=repr(options.url))
    elif bare_address(options.url) in known:
        asker.note("new.address_taken", id=known[bare_address(options.url)])
    asker.stop_if_wrong()
    path = ""
    if not options.out and not options.print:
        taken = {Path(path).stem: path for path in files.sources}
        path = f"{ANNOTATIONS}/{SOURCES}/{_settle_id(options, asker, suggest_source_id(options.url, taken), taken)}.yml"
        asker.stop_if_wrong()
    languages = edition.frame.languages
    writes = options.language if options.language in languages else languages[0]
    template = source_template(asker.catalog, languages=languages, writes=writes)
    return path, fill_template(template, {"url": options.url, "accessed": utc_today().isoformat()})
