"""What changed from one package to another: schemas, rows by their keys, cells, and the version that follows."""
