"""The command `help`: what there is, one command in full, or what the exit codes mean."""

import argparse

from dsa_sim.cli.commands import BY_NAME, close_to
from dsa_sim.cli.refusal import EXIT_CODES, RefusalError
from dsa_sim.language import Language

EXIT_TOPIC = "exit-codes"
TOPICS = (*BY_NAME, EXIT_TOPIC)


def show_help(arguments: argparse.Namespace, _lang: Language) -> int:
    """Print the help that is asked for."""
    from dsa_sim.cli.parser import parser_of
    from dsa_sim.cli.window_form import window_parser

    topic = arguments.topic
    if topic is None:
        print(window_parser().format_help(), end="")
    elif topic == EXIT_TOPIC:
        for code, meaning in EXIT_CODES.items():
            print(f"{code:3}  {meaning}")
    elif topic in BY_NAME:
        print(parser_of(topic).format_help(), end="")
    else:
        raise RefusalError(
            f"There is no command “{topic}”.{close_to(topic, TOPICS)} "
            "“dsa-sim help” lists the commands."
        )
    return 0
