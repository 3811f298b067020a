"""An address and a day to the copy of it nearest to that day in the Internet Archive."""

from __future__ import annotations

import json
import re
from datetime import date
from urllib.parse import quote

from build_tools.links.robots import Ask
from build_tools.links.target import NoAnswerError
from build_tools.reading.looks import is_short_address

API = "https://archive.org/wayback/available"
"""Tells of the nearest copy: https://archive.org/help/wayback_api.php."""
MAX_BYTES = 64 * 1024
_COPY = re.compile(r"https?://web\.archive\.org/web/\d{4,14}/.+")


def find_copy(url: str, day: date | None, *, ask: Ask, api: str = API) -> str | None:
    """The address of the copy; None where there is none, or where the archive does not answer as it should."""
    near = f"&timestamp={day:%Y%m%d}" if day else ""
    try:
        answer = ask(f"{api}?url={quote(url, safe='')}{near}", MAX_BYTES)
    except NoAnswerError:
        return None
    return read_copy(answer.body) if answer.status == 200 else None


def read_copy(body: bytes) -> str | None:
    """The copy that the archive's answer names, if that is one."""
    try:
        closest = json.loads(body)["archived_snapshots"]["closest"]
        found, is_there = closest["url"], closest["available"] is True and closest["status"] == "200"
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    if not (is_there and isinstance(found, str) and is_short_address(found) and _COPY.fullmatch(found)):
        return None
    return f"https://{found.partition('://')[2]}"
