"""How long whole commands take on the seeds, against the imports that they cannot do without.

Run with `python benchmarks/startup.py` in an environment with the plain install: pandera imports hypothesis and pandas
wherever they are installed.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from timing import medians

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print wall and CPU medians, and their ratio to the floor; nothing is taken from a cache."""
    os.environ["KBPACK_CACHE"] = ""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("seeds", "data"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        shutil.copy(ROOT / "datapackage.json", folder)
        kbpack = (sys.executable, "-m", "kbpack")
        groups = {
            "import typer": {"--version": (*kbpack, "--version"), "--help": (*kbpack, "--help")},
            "import pandera.polars, frictionless": {
                "build": (*kbpack, "build", folder),
                "validate": (*kbpack, "validate", folder),
            },
        }
        print(f"{'command':<40}{'wall s':>8}{'cpu s':>8}{'wall ratio':>12}{'cpu ratio':>11}")
        for floor, commands in groups.items():
            found = medians({floor: (sys.executable, "-c", floor), **commands})
            base = found[floor]
            for name, one in found.items():
                print(f"{name:<40}{one.wall:8.3f}{one.cpu:8.3f}{one.wall / base.wall:12.2f}{one.cpu / base.cpu:11.2f}")


if __name__ == "__main__":
    main()
