"""An edition to the schema files that lie beside its YAML, and to the line by which an editor finds a file's schema.

They are committed, as nothing else that is generated: an editor needs them in a fresh clone, offline and
before any build, and where a site will be published its files cannot know. They lie in a hidden folder,
which the readers leave alone.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Mapping

from build_tools.model.model import Edition
from build_tools.site.schemas import NAMES, file_schema, schema_name

FOLDER = "annotations/.schema"
_MARK = b"# yaml-language-server:"


def editor_schemas(edition: Edition) -> Mapping[str, str]:
    """The text of each schema file by its path from the edition's root."""
    return {
        f"{FOLDER}/{name}.schema.json": json.dumps(file_schema(name, edition), ensure_ascii=False, indent=1) + "\n"
        for name in NAMES
    }


def editor_line(path: str) -> str:
    """The comment, without a line's end, that tells the YAML language server the schema of the file at `path`."""
    steps = "../" * (path.count("/") - 1)
    return f"# yaml-language-server: $schema={steps}.schema/{schema_name(path)}.schema.json"


def with_editor_line(path: str, data: bytes) -> bytes:
    """The bytes of a YAML file with that comment as their first line, in the place of an older one."""
    data = data.removeprefix(BOM_UTF8)
    if data.startswith(_MARK):
        data = data.partition(b"\n")[2]
    return editor_line(path).encode() + b"\n" + data
