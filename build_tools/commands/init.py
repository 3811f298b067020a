"""`init`: a complete new edition around a transcript, in a folder of its own."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from string import Template
from urllib.parse import urlsplit
from urllib.request import url2pathname

from build_tools.commands.import_raw import add_reading, import_file, read_raw, report
from build_tools.commands.options import day, language_tag
from build_tools.commands.terminal import say
from build_tools.commands.writing import NoFolderError, no_folder_above
from build_tools.model.language import direction_of, own_name, place_of_use
from build_tools.problems.problem import EditionError
from build_tools.reading.times import is_finer, write_times
from build_tools.reading.transcript import parse_transcript, write_transcript
from build_tools.rules.examine import check
from build_tools.site.catalog import DEFAULT, Catalog, available_languages, load_catalog
from build_tools.site.theme_words import choose_theme_language, packaged_folders
from build_tools.today import utc_today
from build_tools.writing.beginning import NoQuoteError, describe_transcript, quoted
from build_tools.writing.importers.utterance import UnreadableError
from build_tools.writing.importers.whole import own_transcript

STARTER = Path(__file__).parent / "starter"
"""The files of a new edition, with `$name` for what depends on the transcript or, as a word, on the language."""
SAMPLE = "sample.md"
PAGE = "docs/contributing.md"
WORDS = "starter."
"""The labels of a catalog that are words of these files."""
RAW = ("readme", "contributing", "contributing_title")
"""Those that are no values of YAML."""
_HIDDEN = {"gitignore": ".gitignore"}
PROGRAM = "annotated-interview"


def add_init(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument(
        "--transcript", type=Path, metavar="FILE", help="a raw transcript, or an imported one (default: a small sample)"
    )
    parser.add_argument("--title", help="the edition's title (default: from the file's name)")
    parser.add_argument("--date", type=day, default=utc_today(), help="the day of the interview (default: today)")
    parser.add_argument(
        "--language", type=language_tag, default=DEFAULT, metavar="L", help=f"its language (default: {DEFAULT})"
    )
    add_reading(parser)


def run_init(options: argparse.Namespace) -> int:
    """Write the folder, all of it or nothing; 1 where the transcript makes no edition, 2 for a wrong call."""
    try:
        text, times = _transcript(options)
        files = edition_files(text, options)
        if times:
            files = {**files, f"docs/transcript/{options.language}.vtt": times}
        write_edition(files, options.folder)
    except (UnreadableError, NoQuoteError) as error:
        say(f"{options.transcript}: {error}")
        return 1
    except EditionError as error:
        say(error)
        return 1
    except (FileExistsError, NoFolderError) as error:
        say(error)
        return 2
    except OSError as error:
        say(f"{error.filename}: {error.strerror}")
        return 2
    print(f"{len(files)} files in {options.folder}; go there and type: make serve")
    _tell_of_words(options.language)
    return 0


def edition_files(text: str, options: argparse.Namespace) -> Mapping[str, str]:
    """The files of a new edition around the transcript `text`, by path."""
    language, catalog = options.language, load_catalog(options.language)
    title = options.title or (_title(options.transcript) if options.transcript else catalog.label("init.sample_title"))
    transcript, _ = parse_transcript(text, language, f"docs/transcript/{language}.md")
    described = describe_transcript(
        transcript, title=title, day=options.date, today=utc_today(), role=catalog.label("init.role")
    )
    values = {**_words(catalog), **described, **_site_values(language), "requirement": find_requirement()}
    values["readme"] = Template(values["readme"]).substitute(described)
    files = {f"docs/transcript/{language}.md": text}
    for path in sorted(p for p in STARTER.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        name = path.relative_to(STARTER).as_posix()
        if name != SAMPLE:
            files[_HIDDEN.get(name, name)] = Template(path.read_text("utf-8")).substitute(values)
    return {**files, PAGE: _in_its_tongue(files[PAGE], catalog)}


def _words(catalog: Catalog) -> dict[str, str]:
    """The words of the files in the language of the catalog: values as YAML, remarks and pages as they are."""
    found = {key.removeprefix(WORDS): words for key, words in catalog.labels.items() if key.startswith(WORDS)}
    return {name: words if name in RAW or name.endswith("_remark") else quoted(words) for name, words in found.items()}


def _site_values(language: str) -> dict[str, str]:
    """What the site's configuration says of the language; of both where the theme has only one near it."""
    theme = choose_theme_language(language, packaged_folders())
    return {
        "theme_language": theme,
        "extra_language": "" if theme == language else f"  language: {language}\n",
        "own_name": quoted(own_name(language)),
        "place_of_use": place_of_use(language),
    }


def _in_its_tongue(page: str, catalog: Catalog) -> str:
    """A page of Markdown whose words are the catalog's; it says so where they are in another language than the site."""
    if not catalog.is_foreign:
        return page
    front, body = page.split("\n---\n", 1)
    tongue = catalog.tongue
    direction = direction_of(tongue)
    return (
        f"{front}\ntitle_language: {tongue}\n---\n\n"
        f'<div lang="{tongue}" dir="{direction}" markdown="1">\n{body.rstrip()}\n\n</div>\n'
    )


def write_edition(files: Mapping[str, str], folder: Path) -> None:
    """Write the files into a new or empty folder, all of them or nothing.

    Raises `EditionError` where the edition would have problems, `FileExistsError` where the folder is not empty,
    `NoFolderError` where a file stands in the way.
    """
    no_folder_above(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is not an empty folder; name a new one")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as space:
        whole = Path(space) / "edition"
        for name, content in files.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_text(content, encoding="utf-8", newline="\n")
        problems = check(whole, today=utc_today()).problems
        if problems:
            raise EditionError(problems)
        whole.replace(folder)


def find_requirement() -> str:
    """What pip is to install for the program that runs: from where it was installed itself (PEP 610)."""
    try:
        installed = metadata.distribution(PROGRAM)
    except metadata.PackageNotFoundError:
        return PROGRAM
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    if origin.get("dir_info", {}).get("editable"):
        return f"-e {url2pathname(urlsplit(url).path)}"
    if "vcs_info" in origin:
        return f"{PROGRAM} @ {origin['vcs_info']['vcs']}+{url}@{origin['vcs_info']['commit_id']}"
    return f"{PROGRAM} @ {url}" if url else f"{PROGRAM}=={installed.version}"


def _transcript(options: argparse.Namespace) -> tuple[str, str]:
    """The transcript of the edition, the sample, an imported or a raw one, and the file of its words' times, if any."""
    if options.transcript is None:
        words = load_catalog(options.language).labels
        sample = {key.removeprefix(WORDS): said for key, said in words.items() if key.startswith(WORDS)}
        return Template((STARTER / SAMPLE).read_text("utf-8")).substitute(sample), ""
    own = own_transcript(read_raw(options.transcript))
    if own is not None:
        return own, ""
    imported = import_file(options.transcript, options)
    report(options.transcript, imported)
    times = write_times(imported.transcript, imported.cues) if is_finer(imported.cues) else ""
    return write_transcript(imported.transcript), times


def _tell_of_words(language: str) -> None:
    """Say so where the site's own words will be in another language."""
    if load_catalog(language).is_foreign:
        known = ", ".join(available_languages())
        print(f"the site has words of its own in {known}; in {language} it says those in {DEFAULT}, marked as such")


def _title(path: Path) -> str:
    words = " ".join(path.stem.replace("_", "-").split("-")).strip()
    return words[:1].upper() + words[1:] or path.name
