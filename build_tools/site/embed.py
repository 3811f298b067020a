"""Data to JSON inside a page, in an element that it cannot end."""

from __future__ import annotations

import json

from markupsafe import Markup

from build_tools.site.runs import without_signs

_ESCAPES = {"&": "\\u0026", "<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Characters with a meaning to HTML or to JavaScript, and how JSON may write them instead."""


def embed_json(data: object) -> Markup:
    """`data` as JSON on one line for the inside of a `<script>` of a data type; dates as ISO 8601."""
    text = without_signs(json.dumps(data, ensure_ascii=False, default=str, separators=(",", ":")))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)
