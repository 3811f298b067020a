"""`build`: the pages and data files of an edition as a complete docs folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.build import build
from build_tools.commands.options import add_as_of, add_root, language_tag
from build_tools.commands.terminal import say
from build_tools.problems.problem import EditionError, phrase
from build_tools.site.docs_folder import write_docs
from build_tools.site.setting import LOCAL_SITE, Setting
from build_tools.today import utc_today


def add_build(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_root(parser)
    add_as_of(parser)
    parser.add_argument(
        "--language",
        type=language_tag,
        metavar="L",
        help="default: the edition's first language",
    )
    parser.add_argument("--site-url", default=LOCAL_SITE, metavar="URL", help="where the site will stand")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")


def run_build(options: argparse.Namespace) -> int:
    """Write the folder, all of it or nothing; 1 where the edition has problems."""
    try:
        setting = Setting(options.language, options.as_of, utc_today(), options.site_url.rstrip("/") + "/")
        site = build(options.root, setting)
        write_docs(options.root, site, options.out)
    except EditionError as error:
        say(error)
        return 1
    except FileExistsError as error:
        say(error)
        return 2
    except OSError as error:
        say(phrase("site-kept", reason=str(error)))
        return 2
    if site.remark:
        say(site.remark)
    print(f"{len(site.pages) + len(site.pictures) + len(site.handwritten)} files in {options.out}")
    return 0
