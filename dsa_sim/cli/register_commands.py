"""The command `register`: the designated services, or one of them in full."""

import argparse

from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.plain_text import print_fact, table
from dsa_sim.cli.refusal import RefusalError
from dsa_sim.language import Language
from dsa_sim.language.joining import all_quoted
from dsa_sim.law.register import register
from dsa_sim.law.register_rows import RegisterEntry
from dsa_sim.law.register_search import close_names

PROVIDER_COLUMN = 2


def show_register(arguments: argparse.Namespace, lang: Language) -> int:
    """List the services, or show the one that is named."""
    name = " ".join(arguments.platform)
    if name:
        _show_one(entry_named(name, lang), lang, as_json=arguments.json)
    elif arguments.json:
        from dsa_sim.language.law_record import services_record

        print_json("register", services_record(), lang)
    else:
        _list(lang)
    return 0


def entry_named(name: str, lang: Language) -> RegisterEntry:
    """The service with that name, alias or key.

    Raises:
        RefusalError: there is none; the names that come close are told.
    """
    entry = register().entry(name)
    if entry is not None:
        return entry
    close = close_names(name)
    if close:
        text = lang.tr(
            "“{name}” is not in the register. Close to it: {names}.",
            name=name, names=all_quoted(lang, close),
        )  # fmt: skip
    else:
        text = lang.tr(
            "“{name}” is not in the register; “dsa-sim register” lists the services.", name=name
        )
    raise RefusalError(text)


def _list(lang: Language) -> None:
    from dsa_sim.language.register_words import list_row

    tr = lang.tr
    heads = (
        tr("Service"), tr("Category"), tr("Provider"), tr("Applies from"), tr("Turnover"),
        tr("Year to"),
    )  # fmt: skip
    rows = [list_row(lang, entry) for entry in register().services]
    print(table(heads, rows, narrow=PROVIDER_COLUMN))
    print()
    print(tr("* Unchecked: nobody has compared it with its source yet."))
    print(tr("† Projected, not reported."))


def _show_one(entry: RegisterEntry, lang: Language, *, as_json: bool) -> None:
    if as_json:
        from dsa_sim.language.law_record import full_record

        print_json("register", full_record(entry), lang)
        return
    from dsa_sim.language.register_words import event_facts, facts_of

    print(entry.name)
    for fact in facts_of(lang, entry):
        print_fact(fact)
    for fact in event_facts(lang, entry):
        print_fact(fact)
