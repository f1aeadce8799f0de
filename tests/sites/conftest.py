"""Sites to look at, and the browser that looks: Chromium, driven from an environment of its own."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from clients.conftest import python_with, run
from conftest import MADE_UP, ROOT, MakeCorpus
from kbpack.pipeline import build_and_write
from kbpack.site.publish import publish

HERE = Path(__file__).parent
HOSTILE = (
    "</script><script>document.title = 'broken'</script><img src=x onerror=\"document.title = 'broken'\">\n"
    "<!-- &lt;b&gt; &amp;amp; &#x3c; ]]> {{ 7 * 7 }} ${7 * 7} \\u003cscript\\u003e\n\n"
    "North Vale: may 08, 1992, territory 289 km2\n\n"
    "Hill State said that \u202ePlain State\u202c attacked <b>Vale Town</b> on 3 May 1890. "
    "\u2066Right\u2069 \u200f\u00ad\u0001.\r\n"
    "\u05e9\u05dc\u05d5\u05dd Plain State rejected \"</style>\" & 'quotes' in \u0645\u0631\u062d\u0628\u0627 1891.\r\n"
)
"""A document that tries to be markup, a template or a script, and to turn the direction of the page."""

MakeSite = Callable[..., Path]
Browse = Callable[..., str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the site of the corpus here; nobody may change it."""
    out = tmp_path_factory.mktemp("site") / "site"
    publish(ROOT, out)
    return out


@pytest.fixture
def make_site(make_corpus: MakeCorpus) -> MakeSite:
    """Give a function that builds a made-up corpus and its site, and gives the site's folder."""

    def make(documents: dict[str, str], others: dict[str, str] | None = None) -> Path:
        root = make_corpus(documents, MADE_UP | (others or {}))
        build_and_write(root)
        out = root / "dist" / "site"
        publish(root, out)
        return out

    return make


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Path:
    """Give the Python of an environment that drives Chromium."""
    if shutil.which("chromium") is None:
        pytest.skip("needs Chromium (Debian's package chromium)")
    return python_with(request.config, "browser", HERE / "requirements.txt")


@pytest.fixture(scope="session")
def browse(browser: Path) -> Browse:
    """Give a function that goes through a scene of `scenes.py` in a site, from an address."""
    return lambda scene, address, *arguments: run([browser, HERE / "scenes.py", scene, address, *arguments], HERE)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=["file", "loopback"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Give the address of the site, once on the disk and once on a web server."""
    if request.param == "file":
        yield f"{site.as_uri()}/"
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
