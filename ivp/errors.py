"""The one kind of error that a user sees: a Dutch sentence with the remedy."""


class UserError(Exception):
    """Something outside the program is wrong (a file, a URL, an argument, an answer).

    The message is one clear Dutch sentence that says what is wrong and what to do.
    """
