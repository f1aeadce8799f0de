"""What kbpack raises: one root, and a child for each thing a caller may want to tell apart."""


class KbpackError(Exception):
    """Something a user can cause and mend; the message says where, what, and what to do."""


class CorpusError(KbpackError):
    """The corpus cannot be read: a seed, `corpus.toml` or a vocabulary file is missing or malformed."""


class PackageError(KbpackError):
    """The package cannot be read or written; what was there before is still there, whole."""


class InvalidError(PackageError):
    """The data do not pass their own checks, so nothing was written."""


class BusyError(PackageError):
    """Another build is writing this package."""
