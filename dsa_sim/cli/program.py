"""The program as a whole: which form of the command line is meant, and how it ends."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dsa_sim import __version__
from dsa_sim.cli.refusal import BAD_INPUT, RefusalError
from dsa_sim.cli.streams import prepare_streams
from dsa_sim.language import LANGUAGES, Language, system_language

COMMANDS = (
    "check", "assess", "brief", "simulate", "sensitivity", "solve", "dates", "law", "register",
    "new", "table", "portfolio",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0, or 2 with one line for bad input."""
    prepare_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except BrokenPipeError:
        # The reader of the output (a pager, `head`) has seen enough.
        sys.stderr.close()
        return 0
    except RefusalError as refusal:
        print(f"dsa-sim: {refusal}", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        # A name or a place that no command has words for: too long, a share that is away.
        _note(error)
        print(f"dsa-sim: {Path(error.filename or '').name}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    except Exception as error:
        _note(error)
        raise


def _note(error: Exception) -> None:
    from dsa_sim import diagnostics

    diagnostics.begin()
    diagnostics.note(error)


def _run(words: list[str]) -> int:
    # The window's own form, `dsa-sim FILE`, has no command word.
    if any(word in COMMANDS for word in words[:1]):
        # Imported here: the window opens without the commands.
        from dsa_sim.cli.parser import command_parser

        arguments = command_parser().parse_args(words)
        lang = Language(arguments.lang or system_language())
        status: int = arguments.run(arguments, lang)
        _tell_refusals(lang)
        return status
    if {"--version", "--verbose"} == set(words):
        from dsa_sim.diagnostics import report

        print(report())
        return 0
    return _open_window(_window_parser().parse_args(words))


def _tell_refusals(lang: Language) -> None:
    """Say what a drive refused while it was written to all the same."""
    from dsa_sim.storage import describe
    from dsa_sim.storage.files import notices_of_writing

    for notice in notices_of_writing():
        print(f"dsa-sim: {describe(notice, lang)}", file=sys.stderr)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dsa-sim",
        description="Model fines under the EU Digital Services Act.",
        epilog="Without a window: dsa-sim check FILE, dsa-sim assess FILE --json, "
        "dsa-sim brief FILE -o OUT.pdf, dsa-sim simulate FILE, dsa-sim sensitivity FILE, "
        "dsa-sim solve FILE --input PATH --target AMOUNT, dsa-sim portfolio FILE FILE, "
        "dsa-sim dates FILE, "
        "dsa-sim table NAME FILE, dsa-sim new --platform NAME -o FILE, dsa-sim register, "
        "dsa-sim law 74 (each with --help).",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a case to open (.dsacase)")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), help="language of the window")
    parser.add_argument("--version", action="version", version=f"dsa-sim {__version__}")
    parser.add_argument(
        "--verbose", action="store_true",
        help="with --version: versions of all it uses, folders and log, nothing of a case",
    )  # fmt: skip
    return parser


def _open_window(arguments: argparse.Namespace) -> int:
    from dsa_sim.app import run

    path = Path(arguments.file) if arguments.file else None
    return run(path, arguments.lang or "")
