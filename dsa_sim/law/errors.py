"""Errors of the law room: broken data files and questions the data cannot answer."""

from __future__ import annotations


class LawDataError(Exception):
    """A data file of the law room is broken.

    Carries `file` (its name), `path` (the key inside it, such as `$.rules[2].rate`) and `reason`.
    """

    def __init__(self, file: str, path: str, reason: str) -> None:
        super().__init__(f"{file}: {path}: {reason}")
        self.file = file
        self.path = path
        self.reason = reason


class LawLookupError(LookupError):
    """No rule, or no rule in force on the day asked for, answers to the code.

    Carries `code` (`unknown_rule`, `unknown_ground` or `not_in_force`) and `params`.
    """

    def __init__(self, code: str, **params: object) -> None:
        details = ", ".join(f"{name}={value}" for name, value in params.items())
        super().__init__(f"{code}: {details}")
        self.code = code
        self.params = params
