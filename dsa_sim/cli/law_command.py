"""The command `law`: an article, a maximum, or what answers to a few words; or the data."""

import argparse

from dsa_sim import law
from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.plain_text import paragraph, print_fact
from dsa_sim.cli.refusal import RefusalError
from dsa_sim.language import Language
from dsa_sim.language.law_text import LawText, law_texts

MOST_HITS = 12


def look_up(arguments: argparse.Namespace, lang: Language) -> int:
    """Print what answers to a reference or to words: the first in full, the others as a list."""
    if not arguments.query:
        from dsa_sim.cli.law_data_command import keep

        return keep(arguments, lang)
    query = " ".join(arguments.query)
    found = law_texts(lang, query, limit=MOST_HITS)
    if not found:
        raise RefusalError(_nothing(query, lang))
    if arguments.json:
        from dsa_sim.language.law_record import law_record

        print_json("law", law_record(found), lang)
        return 0
    _print(found[0])
    if len(found) > 1:
        print()
        print(lang.tr("Also found:"))
        for text in found[1:]:
            print(paragraph(f"{text.citation}  {text.title}", indent=2, hanging=2))
    return 0


def _nothing(query: str, lang: Language) -> str:
    ref = law.parse_provision(query)
    if ref is None:
        return lang.tr(
            "Nothing in the law data answers to “{query}”. Try another word, or an article such "
            "as 34 or 74(2).",
            query=query,
        )
    return lang.tr("The law data hold no {citation}.", citation=ref.citation)


def _print(text: LawText) -> None:
    print(paragraph(f"{text.citation}  {text.title}", hanging=2))
    for fact in text.facts:
        print_fact(fact)
