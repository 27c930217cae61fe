"""The arguments of the commands as plain data, for completions and the page of the commands."""

import argparse
from typing import NamedTuple

from dsa_sim.cli.parser import parser_of
from dsa_sim.cli.window_form import window_parser

_FILES = ("FILE", "OUT", "FIRM", "KEYFILE", "FOLDER")
"""How the names of values begin that are files or folders."""


class Argument(NamedTuple):
    """An option, or what stands without one (then it has no names).

    `value` is how the help calls its value, empty where it takes none; `choices` are the values
    there are, empty where there are too many to list.
    """

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    is_required: bool
    can_repeat: bool
    about: str

    @property
    def is_file(self) -> bool:
        """Whether its value is a file or a folder."""
        return self.value.partition(".")[0] in _FILES


def arguments_of(command: str) -> tuple[Argument, ...]:
    """What a command takes; the window's own form where the name is empty."""
    parser = parser_of(command) if command else window_parser()
    # The library has no other way to ask a parser what it takes.
    return tuple(_described(action) for action in parser._actions)


def _described(action: argparse.Action) -> Argument:
    choices = tuple(map(str, action.choices or ()))
    named = action.metavar if isinstance(action.metavar, str) else ""
    return Argument(
        names=tuple(action.option_strings),
        value="" if action.nargs == 0 else named or f"{{{','.join(choices)}}}",
        choices=choices,
        is_required=action.required and action.nargs != "*",
        can_repeat=action.nargs in ("+", "*") or isinstance(action, argparse._AppendAction),
        about=(action.help or "").replace("%%", "%"),
    )
