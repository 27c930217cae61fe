"""The window's own form of the command line, `dsa-sim FILE`: its parser, and what it refuses."""

import argparse
from collections.abc import Callable
from pathlib import Path

from dsa_sim import __version__
from dsa_sim.cli.commands import BY_NAME, close_to, listed
from dsa_sim.cli.plain_parser import PlainParser
from dsa_sim.cli.refusal import RefusalError
from dsa_sim.language import LANGUAGES


def window_parser() -> argparse.ArgumentParser:
    """The parser of `dsa-sim [FILE]`, whose help is that of the program."""
    parser = PlainParser(
        prog="dsa-sim",
        usage="dsa-sim [FILE] [--lang LANGUAGE]\n       dsa-sim COMMAND … [OPTION …]",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Model fines under the EU Digital Services Act.\n\n"
        "Without a command the window opens, on the start page or on FILE.\n\n"
        f"{listed()}",
        epilog="“dsa-sim help COMMAND” shows all its options, “dsa-sim help exit-codes” how it "
        "can end.",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a case to open (.dsacase)")
    parser.add_argument(
        "--lang", choices=tuple(LANGUAGES), metavar="LANGUAGE",
        help=f"language of window and texts: {', '.join(LANGUAGES)}",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"dsa-sim {__version__}")
    parser.add_argument(
        "--verbose", action="store_true",
        help="with --version: versions of all it uses, folders and log, nothing of a case",
    )  # fmt: skip
    return parser


def file_to_open(words: list[str]) -> Path | None:
    """The file that the words name; None where there is none.

    Raises:
        RefusalError: it is not there or a folder, it is a mistyped command, or there are several.
    """
    if not words or not words[0]:
        return None
    path = Path(words[0])
    if _is(path, Path.is_dir):
        raise RefusalError(f"“{path}” is a folder: name a case in it.")
    if not _is(path, Path.exists):
        raise RefusalError(_unknown(words[0]))
    if len(words) > 1:
        raise RefusalError("The window opens one case: name one file, or a command before them.")
    return path


def _is(path: Path, asked: Callable[[Path], bool]) -> bool:
    """What the system says of a path; no to a name that it cannot even look for."""
    try:
        return asked(path)
    except (OSError, ValueError):
        return False


def _unknown(word: str) -> str:
    if Path(word).suffix or Path(word).name != word:
        return f"The file “{word}” is not there."
    return (
        f"There is no command or file “{word}”.{close_to(word, BY_NAME)} "
        "“dsa-sim help” lists the commands."
    )
