"""The one kind of error that a user sees: a Dutch sentence with the remedy."""

from __future__ import annotations

import errno


class UserError(Exception):
    """Something outside the program is wrong (a file, a URL, an argument, an answer).

    The message is one clear Dutch sentence that says what is wrong and what to do.
    """


_WHY = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EACCES: "u hebt daar geen rechten",
    errno.EPERM: "u hebt daar geen rechten",
    errno.EROFS: "de schijf is alleen te lezen",
    errno.ENOENT: "de map is er niet",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "het is een map",
    errno.EIO: "de schijf geeft een fout",
}


def why(error: OSError) -> str:
    """What a disk says, in Dutch; what is not known here as the system says it."""
    return _WHY.get(error.errno or 0) or str(error.strerror or error)
