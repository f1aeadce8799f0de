"""Files from http(s) addresses, one at a time, with bounds."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from kbpack.errors import PackageError
from kbpack.paths import DESCRIPTOR

CHUNK = 1 << 20
TIMEOUT_S = 30


def path_of(address: str) -> str:
    """The path of an address. Raises PackageError for one that is malformed."""
    try:
        return urllib.parse.urlsplit(address).path
    except ValueError as error:
        raise PackageError(f"{address}: cannot be fetched ({error}); check the address") from error


def joined(address: str, name: str) -> str:
    """The address of a file that lies beside another."""
    return urllib.parse.urljoin(address, urllib.parse.quote(name))


class _SameKind(urllib.request.HTTPRedirectHandler):
    """Follows a redirection to http(s) alone."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:  # noqa: ANN401, PLR0913, PLR0917
        """Refuse any other scheme."""
        if not newurl.startswith(("http://", "https://")):
            raise PackageError(f"{req.full_url}: leads to {newurl!r}, which is not fetched")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(address: str, target: Path, most: int) -> None:
    """Fetch one file of at most so many bytes.

    Raises FileNotFoundError where the server has none of a file that a descriptor names, PackageError for all else.
    """
    opener = urllib.request.build_opener(_SameKind)
    try:
        with opener.open(address, timeout=TIMEOUT_S) as answer, target.open("wb") as file:
            copied = 0
            while chunk := answer.read(CHUNK):
                copied += len(chunk)
                if copied > most:
                    raise PackageError(f"{address}: holds more than {most} bytes; it was not taken in")
                file.write(chunk)
    except urllib.error.HTTPError as error:
        target.unlink(missing_ok=True)
        if error.code in {404, 410} and target.name != DESCRIPTOR and not target.name.endswith(".zip"):
            raise FileNotFoundError(address) from error
        raise PackageError(f"{address}: cannot be fetched ({error.code} {error.reason}); check the address") from error
    except (OSError, ValueError) as error:
        raise PackageError(f"{address}: cannot be fetched ({error}); check the address and the connection") from error
