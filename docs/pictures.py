"""Make the pictures of the README: python docs/pictures.py, with Chromium, kbpack[site] and playwright."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kbpack.site.publish import publish

ROOT = Path(__file__).parent.parent
SHOTS = {
    "document": "documents/004_31d5688f76911dba.html#char=1476,1516",
    "table": "tables/events.html",
    "pictures": "pictures.html",
}
SIZE = {"width": 1100, "height": 700}


def main() -> None:
    """Take them."""
    folder = Path(__file__).with_suffix("")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        publish(ROOT, Path(scratch) / "site")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, path in SHOTS.items():
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            page.goto(f"{(Path(scratch) / 'site').as_uri()}/{path}")
            if name == "table":
                page.select_option("select[name=holder]", "The New York Times")
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
