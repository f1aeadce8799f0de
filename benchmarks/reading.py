"""How well texts are read: attribution, dates, quantities and the ends of sentences against labels.

Run with `python benchmarks/reading.py [--corpora FOLDER] [--polnear FOLDER] [--umuc FOLDER] [--split dev|test|all]
[--reader 1|2|all] [--errors]` in an environment with kbpack; `pip install -r benchmarks/requirements.txt` brings the
libraries to compare with. Tune on dev only.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

from measures import attribution, boundaries, labels, polnear, spans, umuc
from measures.scores import Errors


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="How well texts are read, against labels.")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="the folder of the documents")
    parser.add_argument("--split", choices=("dev", "test", "all"), default="dev", help="which half of the labels")
    parser.add_argument("--reader", choices=("1", "2", "all"), default="all", help="whose labels")
    parser.add_argument("--polnear", type=Path, help="a clone of PolNeAR, to score attribution against it too")
    parser.add_argument("--umuc", type=Path, help="a clone of UMUC, to score attribution in speeches against it too")
    parser.add_argument("--errors", action="store_true", help="list what kbpack got wrong")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # the libraries' own, about regular expressions and time zones
    corpora, errors = labels.Corpora(asked.corpora), Errors(asked.errors)
    runs = labels.runs(asked.split, asked.reader)
    print(f"split {asked.split}, reader {asked.reader}: {len(runs)} labelled runs and passages")
    attribution.measure(corpora, runs, asked.split, errors)
    spans.measure_dates(corpora, runs, errors)
    spans.measure_quantities(corpora, runs, errors)
    boundaries.measure(corpora, runs, errors)
    if asked.polnear:
        polnear.measure(asked.polnear, asked.split, errors)
    if asked.umuc:
        umuc.measure(asked.umuc, asked.split, errors)


if __name__ == "__main__":
    main()
