"""The commands by name, declared once: parser, help, completions and their page follow.

Nothing is imported here but words: the window opens without the commands.
"""

from collections.abc import Iterable
from types import MappingProxyType
from typing import NamedTuple


class Command(NamedTuple):
    """A command: its word, the group that the help lists it in, its line there, what runs it.

    `run` names the function by its module in `dsa_sim.cli`: it takes arguments and language and
    gives the exit status. The arguments are those of the row in `parser.ARGUMENTS`.
    """

    name: str
    group: str
    about: str
    run: str


_CASE, _SIMULATION, _FILES = "Look into a case", "Simulate", "Make files"
_LAW, _HELP = "Look up the law", "Help"

COMMANDS = (
    Command("check", _CASE, "list what needs attention in cases", "check_command.check"),
    Command("assess", _CASE, "print maxima, worksheets and decisions", "case_commands.assess"),
    Command("dates", _CASE, "list what is due, or write it as a calendar", "dates_command.dates"),
    Command("simulate", _SIMULATION, "print what is to be paid, as a distribution",
            "simulation_commands.simulate"),
    Command("sensitivity", _SIMULATION, "print what each uncertain input moves",
            "simulation_commands.sensitivity"),
    Command("solve", _SIMULATION, "find the input at which a result meets a target",
            "simulation_commands.solve"),
    Command("portfolio", _SIMULATION, "add the cases of one client up, or brief the sum",
            "portfolio_command.portfolio"),
    Command("new", _FILES, "make a case of a designated service", "new_case.new"),
    Command("brief", _FILES, "write the briefings of cases", "case_commands.brief"),
    Command("table", _FILES, "write a result or the law data as a table", "table_command.table"),
    Command("law", _LAW, "print a rule or an article with its source and status",
            "law_command.look_up"),
    Command("register", _LAW, "list the designated services, or show one",
            "register_commands.show_register"),
    Command("help", _HELP, "show this, a command with all its options, or the exit codes",
            "help_command.show_help"),
    Command("completion", _HELP, "print what lets a shell complete all of this with the tab key",
            "completion_command.complete"),
)  # fmt: skip

BY_NAME = MappingProxyType({command.name: command for command in COMMANDS})


def close_to(word: str, known: Iterable[str]) -> str:
    """Which of the known words was likely meant, as the end of a refusal; empty if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word.casefold(), tuple(known), n=1)
    return f" Did you mean “{near[0]}”?" if near else ""


def listed() -> str:
    """The commands in their groups, a line each."""
    wide = max(len(command.name) for command in COMMANDS)
    lines: list[str] = []
    for group in dict.fromkeys(command.group for command in COMMANDS):
        rows = (c for c in COMMANDS if c.group == group)
        lines += [f"{group}:", *(f"  {c.name:{wide}}  {c.about}" for c in rows), ""]
    return "\n".join(lines)
