"""Scenes in a browser, run by the Python that has playwright: python scenes.py SCENE ADDRESS [ARGUMENT ...].

Every scene also fails on an error in the console, on a request to any other host, and on text that became markup.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TABLES = ("actors", "districts", "documents", "events", "figures", "findings", "places", "statements")
KINDS = (
    *("index", "documents", "tables", "pictures", "findings", "about"),
    *(f"tables/{table}" for table in TABLES),
)
DISTRICT = "004_31d5688f76911dba:158-201"


class Visit:
    """A site in a browser, and what went wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.wrong = page, address, []
        page.on("console", lambda message: message.type == "error" and self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._ask(request.url))
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog {dialog.message}"))

    def _ask(self, url: str) -> None:
        if not url.startswith((self.address, "blob:")):
            self.wrong.append(f"asked for {url}")

    def open(self, path: str) -> None:
        """Open a page of the site and wait for its script."""
        self.page.goto(self.address + path, wait_until="load")
        if path.startswith("tables/"):
            self.page.wait_for_selector("body[data-ready]")

    def until(self, true: str) -> None:
        """Wait until an expression is true; the policy of the pages lets no page evaluate one."""
        for _ in range(600):
            if self.page.evaluate(true):
                return
            time.sleep(0.02)
        raise AssertionError(true)

    def text(self, path: str) -> str:
        """A file of the site."""
        with urlopen(self.address + path) as file:  # noqa: S310  a disk or the loopback address
            return file.read().decode()

    def chosen(self) -> str:
        """The words that are chosen in the document."""
        return self.page.evaluate("[...document.querySelectorAll('#text .chosen')].map(e => e.textContent).join('')")

    def in_view(self) -> bool:
        """Whether the chosen words can be seen."""
        box = self.page.locator("#text .chosen").first.bounding_box()
        return bool(box) and 0 <= box["y"] < self.page.viewport_size["height"]

    def documents(self) -> list[str]:
        """The pages of the documents."""
        self.open("documents.html")
        links = self.page.locator("tbody th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        return list(map(str, links))


@contextmanager
def visit(address: str, **surroundings: object) -> Iterator[Visit]:
    """A visit in a new browser; at its end nothing may have gone wrong."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        context = found.new_context(**({"viewport": {"width": 1280, "height": 900}} | surroundings))
        visiting = Visit(context.new_page(), address)
        yield visiting
        found.close()
        assert not visiting.wrong, visiting.wrong


def journey(address: str) -> None:
    """From the home page to a district, to its words in the document, to its permalink, and there again."""
    with visit(address) as seen:
        page = seen.page
        seen.open("index.html")
        page.click(".counts a:has-text('districts')")
        page.wait_for_selector("body[data-ready]")
        page.click(f"td a:text-is('{DISTRICT}')")
        page.wait_for_selector("#panel:not([hidden])")
        words = "Kalbajar: april 2, 1993, territory 3054 km2"
        for _ in range(2):
            assert page.url.endswith("documents/004_31d5688f76911dba.html#char=158,201"), page.url
            assert seen.chosen() == words, seen.chosen()
            assert seen.in_view()
            assert page.locator("#panel .permalink a").first.text_content() == DISTRICT
            page.reload()
            page.wait_for_selector("#panel:not([hidden])")
        page.click("#panel .card[open] a:has-text('3054 km2') >> nth=0")
        assert page.url.endswith("#char=193,201")
        page.reload()
        page.wait_for_selector("#panel:not([hidden])")
        assert seen.chosen() == "3054 km2"
        assert "district" in page.locator("#panel").text_content().lower()


def choosing(address: str) -> None:
    """Choosing words shows their rows; choosing a row in the list shows its words, however deep they lie."""
    with visit(address) as seen:
        page = seen.page
        seen.open("documents/004_31d5688f76911dba.html")
        page.click("#text span:has-text('Chinese analogue')")
        panel = page.locator("#panel").text_content()
        assert seen.chosen().startswith("Armenia used anti-personnel"), seen.chosen()
        assert "rule" in panel
        assert "ASSAULT" in panel
        holders = page.locator("#panel .holder").all_text_contents()
        assert any(holder.count(">") >= 2 for holder in holders), holders
        page.click("summary:has-text('Statements')")
        page.click(".rows a:has-text('Monitor’s report released') >> nth=0")
        assert seen.chosen().startswith("The Landmine and Cluster Munition Monitor’s report released")
        assert seen.in_view()
        page.keyboard.press("Escape")
        assert page.locator("#panel").is_hidden()
        page.click("summary:has-text('Events')")
        page.click(".rows a:has-text('cluster munitions had been used in April') >> nth=0")
        assert "Finding: certainty" in page.locator("#panel .card[open] .found").text_content()
        page.click("#panel .card[open] td a >> text=:1380-1605")
        assert seen.chosen().startswith("The Landmine and Cluster Munition Monitor’s report found")
        page.click("summary:has-text('Findings')")
        page.click(".rows a:has-text('share')")
        assert page.locator(":target h2").text_content() == "Share"


def marks(address: str) -> None:
    """Each kind of mark is switched off and on, without a script as well; whose saying it is stands before it."""

    def style(what: str, name: str, pseudo: str = "") -> str:
        return str(page.locator(what).first.evaluate(f"e => getComputedStyle(e, '{pseudo}').{name}"))

    for scripts in (True, False):
        with visit(address, java_script_enabled=scripts) as seen:
            page = seen.page
            page.goto(address + "documents/004_31d5688f76911dba.html")
            assert style("#text a[data-holder^='The New York']", "content", "::after") == '"The New York Times"'
            for kind, what, name in (
                ("statement", "#text .s2", "backgroundColor"),
                ("holder", "#text a[data-holder]", "content"),
                ("event", "#text .event", "borderBottomColor"),
                ("district", "#text .district", "backgroundColor"),
                ("date", "#text .date", "textDecorationLine"),
                ("area", "#text .area", "textDecorationLine"),
                ("figure", "#text .figure:not(.event)", "textDecorationLine"),
                ("name", "#text .name", "fontWeight"),
                ("ignored", "#text .ignored", "fontStyle"),
            ):
                pseudo = "::after" if kind == "holder" else ""
                marked = style(what, name, pseudo)
                page.uncheck(f"#mark-{kind}")
                assert style(what, name, pseudo) != marked, kind
                page.check(f"#mark-{kind}")
                assert style(what, name, pseudo) == marked, kind


def filtering(address: str) -> None:
    """Events of one holder are shown and downloaded; the file has those rows, as the package has them."""
    with visit(address, accept_downloads=True) as seen:
        page = seen.page
        seen.open("tables/events.html")
        page.select_option("select[name=holder]", "Landmine and Cluster Munition Monitor")
        seen.until("document.querySelectorAll('table.data tbody tr').length < 20")
        shown = page.locator("table.data tbody tr td:first-child").all_text_contents()
        assert 1 < len(shown) < 20, shown
        with page.expect_download() as waiting:
            page.click("text=Download these rows")
        raw = Path(waiting.value.path()).read_bytes().decode()
        rows = list(csv.reader(io.StringIO(raw, newline="")))
        assert [row[0] for row in rows[1:]] == shown
        whole = seen.text("data/events.csv")
        lines = whole.splitlines(keepends=True)
        assert raw.startswith(lines[0])
        found = dict(zip((row[0] for row in csv.reader(io.StringIO(whole, newline=""))), range(10_000), strict=False))
        every = list(csv.reader(io.StringIO(whole, newline="")))
        assert rows[1:] == [every[found[key]] for key in shown]
        page.click("text=Show all")
        page.fill("input[name=from]", "1992-05")
        page.fill("input[name=until]", "1993-04")
        seen.until("/of 5 rows|to [0-9]+ of [0-9] rows/.test(document.body.textContent)")
        days = page.locator("table.data tbody tr td:nth-child(5)").all_text_contents()
        assert all("1992" in day or "1993" in day or "/" in day for day in days), days


def keyboard(address: str) -> None:
    """All of it without a mouse."""
    with visit(address) as seen:
        page = seen.page
        seen.open("index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"

        def to(what: str) -> None:
            for _ in range(400):
                if page.evaluate(f"document.activeElement.matches({json.dumps(what)})"):
                    return
                page.keyboard.press("Tab")
            raise AssertionError(what)

        to("nav a[href='documents.html']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents.html")
        to("tbody a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/*")
        page.wait_for_selector("#text[tabindex]")
        to("#text")
        page.keyboard.press("ArrowRight")
        first = seen.chosen()
        page.keyboard.press("ArrowRight")
        assert first
        assert seen.chosen() != first
        page.keyboard.press("ArrowLeft")
        assert seen.chosen() == first
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "text"
        seen.open("tables/districts.html")
        to("input[type=search]")
        page.keyboard.type("Kalbajar")
        seen.until("document.querySelectorAll('table.data tbody tr').length === 1")
        for _ in "Kalbajar":
            page.keyboard.press("Backspace")
        seen.until("document.querySelectorAll('table.data tbody tr').length > 1")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('th')?.textContent.startsWith('Area')"):
                break
        page.keyboard.press("Enter")
        page.wait_for_selector("th[aria-sort=ascending]")
        assert "area" in page.locator(".about-column").text_content().lower()
        assert "Shusha" in page.locator("table.data tbody tr").first.text_content()


def axe(address: str, scheme: str = "light", width: str = "1280") -> None:
    """No rule of accessibility is broken on any page."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    size = {"width": int(width), "height": 800}
    with visit(address, color_scheme=scheme, viewport=size) as seen:
        documents = seen.documents()
        paths = [f"{kind}.html" for kind in KINDS] + documents + [f"{documents[-1]}#char=75,114"]
        for path in paths:
            seen.open(path)
            seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            seen.page.evaluate(source)
            found = seen.page.evaluate("axe.run({ preload: false })")
            broken = [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]]
            assert not broken, (path, broken)
            assert found["passes"], path


def phone(address: str) -> None:
    """On a narrow screen nothing is cut off, and the chosen words stay in view beside what is shown of them."""
    with visit(address, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as seen:
        page = seen.page
        for path in [f"{kind}.html" for kind in KINDS] + seen.documents():
            seen.open(path)
            assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), path
        seen.open("documents/004_31d5688f76911dba.html#char=2094,2157")
        page.wait_for_selector("#panel:not([hidden])")
        box, panel = page.locator("#text .chosen").first.bounding_box(), page.locator("#panel").bounding_box()
        assert 0 <= box["y"] < panel["y"], (box, panel)


def dark(address: str) -> None:
    """In the dark the page is dark."""
    with visit(address, color_scheme="dark") as seen:
        for path in ("index.html", "documents/004_31d5688f76911dba.html"):
            seen.open(path)
            colour = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert max(map(int, colour[4:-1].split(","))) < 64, colour


def printing(address: str) -> None:
    """On paper stand the text and its rows, without what only a screen needs, on white."""
    with visit(address) as seen:
        page = seen.page
        seen.open("documents/004_31d5688f76911dba.html#char=26,73")
        page.wait_for_selector("#panel:not([hidden])")
        page.emulate_media(media="print")
        assert page.locator("#text").is_visible()
        for kind in ("Events", "Figures", "Passed over"):
            assert page.locator(f"details:has-text('{kind}') li").last.is_visible(), kind
        assert page.locator(".legend").is_visible()
        for away in ("#panel", ".top nav", ".legend input"):
            assert page.locator(away).first.is_hidden(), away
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert len(page.pdf()) > 10_000
        seen.open("tables/events.html")
        assert page.locator(".filters").is_hidden()


def without_scripts(address: str) -> None:
    """Documents, tables and findings can be read, and a permalink marks its place."""
    with visit(address, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(address + "documents/004_31d5688f76911dba.html#char=158,201")
        assert "Kalbajar: april 2, 1993" in page.locator("#text").text_content()
        box = page.locator("[id='char=158,201']").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900
        assert page.locator(".rows a").count() > 50
        page.goto(address + "tables/events.html")
        assert page.locator("tbody tr").count() == 55
        page.goto(address + "findings.html")
        assert page.locator(".finding").count() == 7


def hostile(address: str, path: str) -> None:
    """A document that tries to be markup is shown as itself, everywhere."""
    text = Path(path).read_bytes().decode()
    with visit(address) as seen:
        page = seen.page
        for document in seen.documents():
            seen.open(document)
            shown = page.evaluate("document.getElementById('text').textContent")
            assert shown == text, (shown, text)
            assert page.locator("#text :not(span, a)").count() == 0
            assert page.locator("#text .unseen").count() == 7
            assert page.title() != "broken"
            page.locator("#text").focus()
            for _ in range(40):
                page.keyboard.press("ArrowRight")
            assert page.locator("#panel img, #panel b, #panel script").count() == 0
        for kind in ("index", "documents", "tables", "pictures", "findings", "tables/events", "tables/statements"):
            seen.open(f"{kind}.html")
            assert page.title() != "broken"
            assert page.locator("img[onerror], main b").count() == 0
            if kind == "tables/statements":
                page.fill("input[type=search]", "<b>Vale Town</b>")
                seen.until("/of [1-9] rows \\(of/.test(document.querySelector('.dt-info').textContent)")
                assert all("<b>Vale Town</b>" in row for row in page.locator("tbody tr").all_text_contents())


def large(address: str, rows: str) -> None:
    """A table of 100,000 rows shows its first ones at once; all are searched, sorted and filtered."""
    with visit(address) as seen:
        page = seen.page
        page.goto(address + "tables/figures.html", wait_until="domcontentloaded")
        assert page.locator("tbody tr").count() > 100
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        assert f"{int(rows):,} rows" in page.locator(".dt-info").text_content()
        page.fill("input[type=search]", "77777")
        seen.until("/\\(of/.test(document.querySelector('.dt-info').textContent)")
        page.click("text=Show all")
        seen.until("!/\\(of/.test(document.querySelector('.dt-info').textContent)")
        page.click("th:has-text('Value')")
        page.wait_for_selector("th[aria-sort=ascending]")


def opening(address: str, *paths: str) -> None:
    """Seconds until pages are shown, and until tables have all their rows; `benchmarks/pages.py` asks for them."""
    with visit(address) as seen:
        seen.open("about.html")
        for path in paths:
            start = time.monotonic()
            seen.page.goto(address + path, wait_until="commit")
            seen.page.wait_for_selector("main h1")
            shown = time.monotonic() - start
            if path.startswith("tables/"):
                seen.page.wait_for_selector("body[data-ready]", timeout=120_000)
            else:
                seen.page.wait_for_load_state("load")
                shown = time.monotonic() - start
            print(json.dumps([path, shown, time.monotonic() - start]))


if __name__ == "__main__":
    scene: Callable[..., None] = globals()[sys.argv[1]]
    scene(*sys.argv[2:])
