"""A parser of arguments that declines in one plain line, as everything else here does."""

import argparse
import re
from typing import NoReturn

from dsa_sim.cli.commands import close_to
from dsa_sim.cli.refusal import RefusalError

_PLAINER = (
    (r"^the following arguments are required: (.*)", r"What is missing: \1."),
    (r"^argument ", ""),
    (r"invalid choice: '(.*?)' \(choose from (.*)\)", r"“\1” is none of \2."),
    (r"expected (one|at least one) argument$", "a value is missing."),
    (r"ignored explicit argument '.*'$", "no value is taken."),
    (r"^ambiguous option: (\S+) could match (.*)", r"“\1” could be \2."),
)


class PlainParser(argparse.ArgumentParser):
    """Parses as argparse does; what it cannot take is a `RefusalError`."""

    def error(self, message: str) -> NoReturn:
        """Decline, in words without those of the library."""
        for pattern, words in _PLAINER:
            message = re.sub(pattern, words, message)
        unknown = re.match(r"unrecognized arguments: (\S+)", message)
        if unknown:
            word = unknown[1].partition("=")[0]
            message = f"“{word}” is not taken here.{close_to(word, self._option_string_actions)}"
        message = message if message.endswith(("?", ".")) else f"{message}."
        raise RefusalError(f"{' '.join(message.split())} See “{self.prog} --help”.")
