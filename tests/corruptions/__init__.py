"""The catalogue of corruptions: each kind of damage to a package of kbpack, and how it must be told."""
