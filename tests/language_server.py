"""The YAML language server that editors run, spoken to as an editor does: the Language Server Protocol over stdio."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.node_tools import node_command

SECONDS = 60
"""Longer than any answer takes on a slow machine."""


class LanguageServer:
    """One run of the server on a folder, with the settings that an editor has there."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        command = [*node_command("yaml-language-server/bin/yaml-language-server"), "--stdio"]
        self.folder = folder
        self.settings = settings
        self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._last_id = 0
        self._last_version = 0  # the server takes a file of the same version for the same, even reopened
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> LanguageServer:
        uri = self.folder.as_uri()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
        }
        folders = [{"uri": uri, "name": self.folder.name}]
        self.ask("initialize", processId=None, rootUri=uri, workspaceFolders=folders, capabilities=capabilities)
        self._say({"method": "initialized", "params": {}})
        self._say({"method": "workspace/didChangeConfiguration", "params": {"settings": self.settings}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait(SECONDS)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()

    def open(self, path: str, text: str) -> list[dict[str, Any]]:
        """Open a file of the folder with this text, saved or not, and wait for what the server finds wrong in it."""
        uri = (self.folder / path).as_uri()
        if uri in self._diagnostics:
            self._send_and_await(uri, {"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        self._last_version += 1
        document = {"uri": uri, "languageId": "yaml", "version": self._last_version, "text": text}
        return self._send_and_await(uri, {"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def complete(self, path: str, line: int, column: int) -> dict[str, str]:
        """What the server offers at a place, counted from 0: each label with its documentation."""
        found = self.ask("textDocument/completion", **self._at(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    def hover(self, path: str, line: int, column: int) -> str:
        """What the server shows for the word at a place, counted from 0."""
        found = self.ask("textDocument/hover", **self._at(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request."""
        self._last_id += 1
        own = self._last_id
        self._say({"id": own, "method": method, "params": params})
        while True:
            message = self._hear()
            if message.get("id") == own and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _send_and_await(self, uri: str, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell the server something of a file; what it finds in the file thereupon: nothing where that is closed."""
        self._diagnostics.pop(uri, None)
        self._say(message)
        while uri not in self._diagnostics:
            self._hear()
        return self._diagnostics[uri]

    def _at(self, path: str, line: int, column: int) -> dict[str, Any]:
        uri = (self.folder / path).as_uri()
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}

    def _say(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        """The next message, once what the server itself asks and tells with it is dealt with."""
        message = self._heard.get(timeout=SECONDS)
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            answer = [self.settings.get(item["section"]) for item in message["params"]["items"]]
            self._say({"id": message["id"], "result": answer})
        elif method and "id" in message:
            self._say({"id": message["id"], "result": None})
        return message

    def _listen(self) -> None:
        assert self._process.stdout
        while header := self._process.stdout.readline():
            length = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length") else 0
            while self._process.stdout.readline().strip():
                pass
            self._heard.put(json.loads(self._process.stdout.read(length)))
