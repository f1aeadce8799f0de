"""The checks of a package, a step a module: declared, files, structure, keys, quotes, evidence, drift."""
