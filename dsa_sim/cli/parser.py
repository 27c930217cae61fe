"""The arguments of each command; what they are made of is loaded with the command alone."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import get_args

from dsa_sim.cli.commands import BY_NAME
from dsa_sim.cli.plain_parser import PlainParser
from dsa_sim.language import LANGUAGES

SHELLS = ("bash", "zsh", "fish", "powershell")


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of what follows `dsa-sim NAME`."""
    about = BY_NAME[name].about
    parser = PlainParser(prog=f"dsa-sim {name}", description=f"{about[0].upper()}{about[1:]}.")
    ARGUMENTS[name](parser)
    parser.add_argument("--lang", choices=tuple(LANGUAGES), help="language of the text")
    return parser


def _add_check(check: argparse.ArgumentParser) -> None:
    from dsa_sim.cli.check_command import LEVELS

    check.epilog = (
        "A file that cannot be read is told on standard error and stops no other; the exit status "
        "is 2 then. “dsa-sim help exit-codes” has all of them."
    )
    check.add_argument("files", metavar="FILE", nargs="+", help="cases (.dsacase)")
    _add_scenario(check)
    check.add_argument(
        "--level", choices=LEVELS, help="only what matters so much or more; without it everything"
    )
    check.add_argument(
        "--strict", action="store_true",
        help="exit status 1 where there is anything of --level; without that, a warning or an "
        "error",
    )  # fmt: skip
    _add_json(check)


def _add_assess(assess: argparse.ArgumentParser) -> None:
    _add_json(assess)
    _add_case(assess)


def _add_case(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a case (.dsacase)")
    _add_scenario(command)


def _add_scenario(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scenario", metavar="NAME", help="title or identifier; without it the base case"
    )


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as one JSON object")


def _day(text: str) -> date:
    """A day that a case can mean."""
    from dsa_sim.cli.new_case import case_day

    try:
        return case_day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no day that a case can mean; write it as 2026-10-06"
        ) from None


def _codes(text: str) -> tuple[str, ...]:
    """The parts of a briefing that a text lists by their codes."""
    from dsa_sim.model.plan import PARTS

    codes = tuple(code.strip() for code in text.split(","))
    unknown = [code for code in codes if code not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}"
        )
    return codes


def _add_brief(brief: argparse.ArgumentParser) -> None:
    from dsa_sim.model.plan import PARTS, Template
    from dsa_sim.report.redaction.hiding import ALL
    from dsa_sim.report.writers.formats import FORMATS

    *names, last = (row.name for row in FORMATS)
    brief.description = f"Write the briefings of cases as {', '.join(names)} or {last}."
    brief.epilog = (
        "The same case gives the same bytes: the only date in a file is the as-of date of "
        "the case, or that of --as-of. Nothing is written into the case. With --redact the file "
        "is searched for what is left out before it is written, and what is left out is listed."
    )
    brief.add_argument("files", metavar="FILE", nargs="+", help="cases (.dsacase)")
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
    _add_scenario(brief)
    _add_force(brief)
    _add_json(brief)


def _add_simulate(simulate: argparse.ArgumentParser) -> None:
    simulate.add_argument(
        "--weighted",
        action="store_true",
        help="the scenarios by weight, as one distribution",
    )
    _add_run(simulate)


def _add_sensitivity(sensitivity: argparse.ArgumentParser) -> None:
    sensitivity.add_argument("--result", default="mean", metavar="RESULT", help="mean, P95 …")
    _add_run(sensitivity)


def _add_solve(solve: argparse.ArgumentParser) -> None:
    solve.epilog = (
        "The exit status is 0, also where no value gives the target: the range that can be "
        "reached, or both sides of a step over it, are printed then, and with --json `value` is "
        "null and `reachable`, `step` and `constant` say why. It is 2 for bad input."
    )
    solve.add_argument(
        "--input", required=True, metavar="PATH", help="a wrong one lists those there are"
    )
    solve.add_argument("--result", default="P95", metavar="RESULT", help="mean, P95 …")
    solve.add_argument("--target", required=True, metavar="NUMBER", help="in euro (1e9), or 0.5")
    _add_run(solve)


def _add_run(command: argparse.ArgumentParser) -> None:
    """Add what every simulation of one case takes."""
    command.add_argument("--trials", metavar="N", help="how many trials a run has")
    command.add_argument("--seed", metavar="S", help="which random numbers; as in the case")
    _add_json(command)
    _add_case(command)


def _add_dates(dates: argparse.ArgumentParser) -> None:
    dates.add_argument("--ics", metavar="OUT.ics", help="write a calendar file")
    dates.add_argument("--full", action="store_true", help="with titles and notes in the calendar")
    dates.add_argument(
        "--all", action="store_true", help="past days as well, in the list and in the calendar"
    )
    _add_force(dates)
    _add_json(dates)
    dates.add_argument("file", metavar="FILE", help="a case (.dsacase)")


def _add_law(law: argparse.ArgumentParser) -> None:
    law.add_argument("query", nargs="*", metavar="ARTICLE|WORDS", help='"74(2)", 34, traceability')
    _add_json(law)
    _add_law_data(law)


def _add_register(register: argparse.ArgumentParser) -> None:
    register.add_argument("platform", nargs="*", metavar="NAME", help="show this one in full")
    _add_json(register)


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


def _add_new(new: argparse.ArgumentParser) -> None:
    new.add_argument(
        "--platform", required=True, metavar="NAME", help="as `dsa-sim register` has it"
    )
    new.add_argument("-o", "--output", required=True, metavar="FILE", help="the case to write")
    new.add_argument("--as-of", metavar="DATE", help="2026-10-06; without it today")
    _add_force(new)
    _add_json(new)


def _add_table(table: argparse.ArgumentParser) -> None:
    from dsa_sim.cli.table_command import TABLES
    from dsa_sim.language.tables import TABLE_FORMATS

    table.description = "Write a result or the law data as a table: CSV, Excel, Parquet or JSON."
    table.epilog = (
        "Columns and units of every table are in docs/frames.md. CSV has commas and decimal "
        "points, whatever the language of the system; with --lang it has the separators of that "
        "language (de: semicolons and decimal commas), as its spreadsheets take them. Parquet "
        "needs the package pyarrow."
    )
    table.add_argument(
        "name", metavar="NAME", choices=TABLES, type=_underscored, help=", ".join(TABLES)
    )
    table.add_argument("file", metavar="FILE", nargs="?", help="a case; none for the law data")
    table.add_argument("-o", "--output", metavar="OUT", help="without it, or as -, text is printed")
    table.add_argument(
        "--format", choices=TABLE_FORMATS, help="without it that of the ending, or csv"
    )
    _add_scenario(table)
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
    _add_json(table)


def _add_portfolio(portfolio: argparse.ArgumentParser) -> None:
    from dsa_sim.report.writers.formats import FORMATS

    portfolio.epilog = (
        "Each case keeps the figures of its own file. A locked case asks for its "
        "passphrase, or takes it from DSA_SIM_PASSPHRASE. Nothing is written into a case."
    )
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
    _add_json(portfolio)
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


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topic", nargs="?", metavar="COMMAND", help="a command, or exit-codes")


def _add_completion(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print what lets a shell complete commands and options with the tab key."
    parser.epilog = (
        "Once for all: bash: dsa-sim completion bash > "
        "~/.local/share/bash-completion/completions/dsa-sim; zsh: into a file _dsa-sim in a folder "
        "of $fpath; fish: > ~/.config/fish/completions/dsa-sim.fish; PowerShell: dsa-sim "
        "completion powershell >> $PROFILE."
    )
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser], None]] = MappingProxyType(
    {
        "check": _add_check, "assess": _add_assess, "dates": _add_dates,
        "simulate": _add_simulate, "sensitivity": _add_sensitivity, "solve": _add_solve,
        "portfolio": _add_portfolio, "new": _add_new, "brief": _add_brief, "table": _add_table,
        "law": _add_law, "register": _add_register, "help": _add_help,
        "completion": _add_completion,
    }
)  # fmt: skip
"""What adds the arguments of each command."""
