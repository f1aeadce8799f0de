"""How well texts are read: labels, readers and scores for `benchmarks/reading.py`."""
