"""How long a site of many documents takes to build and to open, and how large its pages are.

Run with `python benchmarks/pages.py [FOLDER [BROWSER]]` in an environment with kbpack[site]; the folder holds .txt
files. BROWSER is the Python of an environment with `tests/sites/requirements.txt`, which opens pages in Chromium;
without it nothing is opened. Ends with 1 where a page is larger, or opens later, than it may.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import SPEECHES, sample
from timing import apart

SCENES = Path(__file__).parent.parent / "tests" / "sites" / "scenes.py"
SHARES = (4, 9, 18, float("inf"))
"""Megabytes of text of the corpora whose sites are built; the last is all of it."""
MOST_BYTES, MOST_S = 3_000_000, 2.0
"""What a page may have, and how long it may take to open."""
PAGES = ("index", "documents", "tables", "tables/statements", "tables/events", "tables/figures", "pictures", "findings")


def built(root: Path, source: Path, megabytes: float) -> tuple[Path, bool]:
    """Build a site, print a line about it, and give the largest page of a document and whether all are small enough."""
    sample(source, root, megabytes)
    cache = {"KBPACK_CACHE": str(root / "cache")}
    apart([sys.executable, "-m", "kbpack", "build", str(root)], **cache)
    run = apart([sys.executable, "-m", "kbpack", "site", str(root)], **cache)
    site = root / "dist" / "site"
    count = len(list((root / "seeds").iterdir()))
    pages = {path: path.stat().st_size for path in site.rglob("*.html")}
    largest = max(pages, key=lambda path: pages[path])
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    print(
        f"{count:>9,}{run.wall:9.1f}{1000 * run.wall / count:9.0f}{run.peak_mb:9.0f}{size / 1e6:9.0f}{len(pages):>8,}"
        f"{pages[largest] / 1e6:9.2f}  {largest.relative_to(site).as_posix()}",
        flush=True,
    )
    documents = [path for path in pages if path.parent.name == "documents"]
    return max(documents, key=lambda path: pages[path]), pages[largest] <= MOST_BYTES


def opened(browser: str, site: Path, paths: list[str]) -> bool:
    """Open pages in Chromium, print how long it took, and give whether none took too long."""
    command = [browser, str(SCENES), "opening", f"{site.as_uri()}/", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"{'page':<44}{'shown s':>9}{'all rows s':>12}")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for path, shown, ready in found:
        print(f"{path:<44}{shown:9.2f}{ready:12.2f}")
    return all(shown <= MOST_S for _, shown, _ in found)


def main(source: Path = SPEECHES, browser: str = "") -> int:
    """Print both tables."""
    print(f"{'documents':>9}{'s':>9}{'ms each':>9}{'peak MB':>9}{'MB':>9}{'pages':>8}{'max MB':>9}  largest page")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for share in SHARES:
            root = Path(folder) / str(share)
            largest, small = built(root, source, share)
            good &= small
        if browser:
            paths = [f"{page}.html" for page in PAGES] + [f"documents/{largest.name}"]
            good &= opened(browser, root / "dist" / "site", paths)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*(kind(given) for kind, given in zip((Path, str), sys.argv[1:], strict=False))))
