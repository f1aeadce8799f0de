"""A look at a site in the making: its folder on the loopback address, written again when its sources change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from kbpack.errors import KbpackError, PackageError
from kbpack.paths import DESCRIPTOR
from kbpack.seeds import SEEDS
from kbpack.site.publish import publish

HOST = "127.0.0.1"
EVERY_S = 0.5
"""Seconds between two looks at the files."""

Say = Callable[[str], object]
State = dict[Path, tuple[int, int]]


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of a folder, and tells a browser to keep none of them."""

    def end_headers(self) -> None:
        """Add what the pages say of themselves anyway."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Give no file of a hidden folder, and no list of a folder."""
        path = Path(self.translate_path(self.path)).relative_to(Path(self.directory).resolve())
        if "\0" in str(path) or any(part.startswith(".") for part in path.parts):
            self.send_error(404)
            return None
        return super().send_head()

    def list_directory(self, path: str) -> None:  # type: ignore[override]  # noqa: ARG002  as the class above has it
        """Refuse."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the class above has it
        """Say nothing."""


def serve(root: Path, out: Path, *, port: int, jobs: int | None, say: Say) -> None:
    """Serve a folder on 127.0.0.1 until interrupted, and write the site into it whenever a seed or the data change.

    What cannot be built is said in one line, and the pages stay as they were. Raises PackageError where the port is
    taken.
    """
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(out.resolve())))
    except OSError as error:
        raise PackageError(f"{HOST}:{port}: cannot be served ({error.strerror}); name another --port") from error
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        say(f"http://{HOST}:{server.server_port}/index.html  shows what a build gives; Ctrl-C ends it")
        try:
            _follow(root, out, jobs, say)
        except KeyboardInterrupt:
            say("ended")
        finally:
            server.shutdown()


def _follow(root: Path, out: Path, jobs: int | None, say: Say) -> None:
    before = dict(_state(root))
    while True:
        time.sleep(EVERY_S)
        now = dict(_state(root))
        if now == before:
            continue
        before = now
        try:
            publish(root, out, jobs=jobs, preview=True)
            say("written again")
        except KbpackError as error:
            say(f"not written again: {' '.join(str(error).splitlines())}")


def _state(root: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """When each file that a site is made from changed, and its size."""
    for path in [root / DESCRIPTOR, *(root / SEEDS).rglob("*"), *(root / "data").glob("*")]:
        try:
            status = path.stat()
        except OSError:
            continue
        yield path, (status.st_mtime_ns, status.st_size)
