"""A release: the package as one archive that anyone can check, and its tables in the formats that tools open."""
