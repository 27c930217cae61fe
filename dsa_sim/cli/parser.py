"""The commands and their arguments; each carries the function that runs it."""

import argparse
from datetime import date
from typing import get_args

from dsa_sim.cli import (
    case_commands,
    dates_command,
    law_command,
    new_case,
    portfolio_command,
    register_commands,
    simulation_commands,
    table_command,
)
from dsa_sim.language import LANGUAGES
from dsa_sim.language.tables import TABLE_FORMATS
from dsa_sim.model.plan import PARTS, Template
from dsa_sim.report.redaction.hiding import ALL
from dsa_sim.report.writers.formats import FORMATS


def command_parser() -> argparse.ArgumentParser:
    """The parser of `dsa-sim COMMAND …`; `run` of its result takes arguments and language."""
    parser = argparse.ArgumentParser(prog="dsa-sim")
    commands = parser.add_subparsers(dest="command", required=True)
    _add_case_commands(commands)
    _add_law_commands(commands)
    _add_new(commands)
    _add_table(commands)
    _add_portfolio(commands)
    for command in commands.choices.values():
        command.add_argument("--lang", choices=tuple(LANGUAGES), help="language of the text")
    return parser


def _add_case_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = commands.add_parser("check", help="list what needs attention in a case")
    check.set_defaults(run=case_commands.check)
    assess = commands.add_parser("assess", help="print maxima, worksheets and decisions")
    assess.add_argument("--json", action="store_true", help="as one JSON object")
    assess.set_defaults(run=case_commands.assess)
    brief = _add_brief(commands)
    simulations = _add_simulations(commands)
    for command in (check, assess, *simulations, _add_dates(commands)):
        command.add_argument("file", metavar="FILE")
    for command in (check, assess, brief, *simulations):
        command.add_argument(
            "--scenario", metavar="NAME", help="title or identifier; without it the base case"
        )


def _day(text: str) -> date:
    """A day that a case can mean."""
    try:
        return new_case.case_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _codes(text: str) -> tuple[str, ...]:
    """The parts of a briefing that a text lists by their codes."""
    codes = tuple(code.strip() for code in text.split(","))
    unknown = [code for code in codes if code not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}"
        )
    return codes


def _add_brief(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    *names, last = (row.name for row in FORMATS)
    brief = commands.add_parser(
        "brief", help=f"write briefings as {', '.join(names)} or {last}",
        epilog="The same case gives the same bytes: the only date in a file is the as-of date of "
        "the case, or that of --as-of. Nothing is written into the case. With --redact the file "
        "is searched for what is left out before it is written, and what is left out is listed.",
    )  # fmt: skip
    brief.set_defaults(run=case_commands.brief)
    brief.add_argument("files", metavar="FILE", nargs="+")
    brief.add_argument(
        "-o", "--output", required=True, metavar=f"OUT.{{{','.join(row.kind for row in FORMATS)}}}",
        help="for several cases a name with {name} in it, the name of the case file",
    )  # fmt: skip
    brief.add_argument(
        "--template", choices=get_args(Template),
        help="without it the case's own; slides are for a board",
    )  # fmt: skip
    for option, does in (("with", "put these in"), ("without", "leave these out")):
        brief.add_argument(
            f"--{option}", dest=f"{option}_parts", type=_codes, default=(), metavar="PART,PART",
            help=f"{does}: {', '.join(PARTS)}" if option == "with" else does,
        )  # fmt: skip
    brief.add_argument(
        "--redact", action="append", choices=ALL, help="leave this out; can be given again"
    )
    brief.add_argument("--deck", metavar="FIRM.pptx", help="take the layouts of this presentation")
    brief.add_argument(
        "--document", metavar="FIRM.dotx",
        help="take styles, header, footer and page set-up of this Word file",
    )  # fmt: skip
    brief.add_argument(
        "--attach", action="store_true",
        help="attach the case to the PDF (PDF/A-3), in plain text; not with --redact",
    )  # fmt: skip
    brief.add_argument("--pictures", action="store_true", help="charts on slides as pictures")
    brief.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="another as-of date")
    _add_force(brief)
    return brief


def _add_simulations(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> tuple[argparse.ArgumentParser, ...]:
    simulate = commands.add_parser("simulate", help="print what is to be paid, as a distribution")
    simulate.set_defaults(run=simulation_commands.simulate)
    simulate.add_argument(
        "--weighted",
        action="store_true",
        help="the scenarios by weight, as one distribution",
    )
    sensitivity = commands.add_parser("sensitivity", help="print what each input moves")
    sensitivity.set_defaults(run=simulation_commands.sensitivity)
    sensitivity.add_argument("--result", default="mean", metavar="RESULT", help="mean, P95 …")
    solve = commands.add_parser(
        "solve", help="find the input at which a result meets a target",
        epilog="The exit status is 0, also where no value gives the target: the range that can be "
        "reached, or both sides of a step over it, are printed then, and with --json `value` is "
        "null and `reachable`, `step` and `constant` say why. It is 2 for bad input.",
    )  # fmt: skip
    solve.set_defaults(run=simulation_commands.solve)
    solve.add_argument(
        "--input", required=True, metavar="PATH", help="a wrong one lists those there are"
    )
    solve.add_argument("--result", default="P95", metavar="RESULT", help="mean, P95 …")
    solve.add_argument("--target", required=True, metavar="NUMBER", help="in euro (1e9), or 0.5")
    for command in (simulate, sensitivity, solve):
        command.add_argument("--trials", metavar="N", help="how many trials a run has")
        command.add_argument("--seed", metavar="S", help="which random numbers; as in the case")
        command.add_argument("--json", action="store_true", help="as one JSON object")
    return simulate, sensitivity, solve


def _add_dates(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    dates = commands.add_parser("dates", help="list what is due, or write it as a calendar")
    dates.add_argument("--ics", metavar="OUT.ics", help="write a calendar file")
    dates.add_argument("--full", action="store_true", help="with titles and notes in the calendar")
    dates.add_argument(
        "--all", action="store_true", help="past days as well, in the list and in the calendar"
    )
    _add_force(dates)
    dates.set_defaults(run=dates_command.dates)
    return dates


def _add_law_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    law = commands.add_parser("law", help="print a rule or an article with its source and status")
    law.add_argument("query", nargs="*", metavar="ARTICLE|WORDS", help='"74(2)", 34, traceability')
    law.set_defaults(run=law_command.look_up)
    _add_law_data(law)
    register = commands.add_parser("register", help="list the designated services, or show one")
    register.add_argument("platform", nargs="*", metavar="NAME", help="show this one in full")
    register.set_defaults(run=register_commands.show_register)
    for command in (law, register):
        command.add_argument("--json", action="store_true", help="as JSON")


def _add_law_data(law: argparse.ArgumentParser) -> None:
    keeping = law.add_argument_group(
        "the data themselves", "docs/keeping-the-law-current.md says how they are kept"
    )
    keeping.add_argument("--to-xlsx", metavar="OUT.xlsx", help="write all law data as a workbook")
    keeping.add_argument(
        "--from-xlsx", metavar="FILE.xlsx", help="make the data files of such a workbook, into -o"
    )
    keeping.add_argument("--in-use", action="store_true", help="say which law data are in use")
    keeping.add_argument(
        "--export-pack", metavar="OUT.dsalaw", help="write all law data as one file"
    )
    keeping.add_argument("--sign", metavar="KEYFILE", help="sign the pack with this private key")
    keeping.add_argument("--import-pack", metavar="FILE", help="use the law data of a pack")
    keeping.add_argument(
        "--accept-unsigned", action="store_true", help="although nobody known vouches for it"
    )
    keeping.add_argument(
        "--accept-older", action="store_true", help="although it is older than the data in use"
    )
    keeping.add_argument(
        "--built-in", action="store_true", help="use the law data that came with the program again"
    )
    keeping.add_argument("--new-key", metavar="KEYFILE", help="make a key for signing packs")
    keeping.add_argument(
        "--from", dest="source", metavar="FOLDER|FILE.xlsx",
        help="take the data files of this folder or workbook, instead of those in use",
    )  # fmt: skip
    keeping.add_argument("-o", "--output", metavar="FOLDER", help="where the data files go")
    _add_force(keeping)


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    new = commands.add_parser("new", help="make a case of a designated service")
    new.add_argument(
        "--platform", required=True, metavar="NAME", help="as `dsa-sim register` has it"
    )
    new.add_argument("-o", "--output", required=True, metavar="FILE")
    new.add_argument("--as-of", metavar="DATE", help="2026-10-06; without it today")
    _add_force(new)
    new.set_defaults(run=new_case.new)


def _add_table(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    table = commands.add_parser(
        "table", help="write a result or the law data as a table: CSV, Excel, Parquet or JSON",
        epilog="Columns and units of every table are in docs/frames.md. CSV has commas and decimal "
        "points, whatever the language of the system; with --lang it has the separators of that "
        "language (de: semicolons and decimal commas), as its spreadsheets take them. Parquet "
        "needs the package pyarrow.",
    )  # fmt: skip
    table.set_defaults(run=table_command.table)
    names = table_command.TABLES
    table.add_argument(
        "name", metavar="NAME", choices=names, type=_underscored, help=", ".join(names)
    )
    table.add_argument("file", metavar="FILE", nargs="?", help="a case; none for the law data")
    table.add_argument("-o", "--output", metavar="OUT", help="without it, or as -, text is printed")
    table.add_argument(
        "--format", choices=TABLE_FORMATS, help="without it that of the ending, or csv"
    )
    table.add_argument(
        "--scenario", metavar="NAME", help="title or identifier; without it the base case"
    )
    table.add_argument("--trials", metavar="N", help="how many trials a run has")
    table.add_argument("--seed", metavar="S", help="which random numbers; as in the case")
    table.add_argument("--result", metavar="RESULT", help="sensitivity, grid: mean, P95 …")
    table.add_argument("--infringement", metavar="ID", help="worksheet: of this one alone")
    table.add_argument("--strand", metavar="ID", help="decision_dates: of this one alone")
    table.add_argument(
        "--down", metavar="PATH", help="grid: one input; without it the one that moves most"
    )
    table.add_argument(
        "--across", metavar="PATH", help="grid: the other input; a wrong one lists them"
    )
    table.add_argument("--steps", metavar="N", help="grid: how many numbers of each input")
    _add_force(table)


def _add_portfolio(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    portfolio = commands.add_parser(
        "portfolio", help="print what several cases of one client come to together, or brief it",
        epilog="Each case keeps the figures of its own file. A locked case asks for its "
        "passphrase, or takes it from DSA_SIM_PASSPHRASE. Nothing is written into a case.",
    )  # fmt: skip
    portfolio.set_defaults(run=portfolio_command.portfolio)
    portfolio.add_argument(
        "files", metavar="FILE", nargs="+", help="cases, or a portfolio that the window saved"
    )
    portfolio.add_argument(
        "--severity", metavar="X", help="how far the amounts that one authority sets in different "
        "cases rise and fall together: 0.5, or 30–60 %%; without it each by itself",
    )  # fmt: skip
    portfolio.add_argument("--reason", default="", metavar="TEXT", help="why so far")
    portfolio.add_argument(
        "--scenario", action="append", metavar="FILE=NAME",
        help="see this case under a scenario; can be given again",
    )  # fmt: skip
    portfolio.add_argument("--trials", metavar="N", help="how many trials; the most of any case")
    portfolio.add_argument("--seed", metavar="S", help="one seed for all; else each its own")
    portfolio.add_argument("--json", action="store_true", help="as one JSON object")
    portfolio.add_argument(
        "-o", "--output", metavar=f"OUT.{{{','.join(row.kind for row in FORMATS)}}}",
        help="write a briefing instead",
    )  # fmt: skip
    _add_force(portfolio)


def _underscored(name: str) -> str:
    return name.replace("-", "_")


def _add_force(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--force", action="store_true",
        help="overwrite a file that is there; without it nothing is replaced",
    )  # fmt: skip
