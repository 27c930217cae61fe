"""Which law data are in use, and what is said of a pack of them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import msgspec

from dsa_sim.language import formats
from dsa_sim.language.plain_record import Record
from dsa_sim.language.translation import Language, mark
from dsa_sim.law import law_version, pack_in_use
from dsa_sim.law.kept import kept_trouble
from dsa_sim.law.pack import Pack, PackError

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "too_large": mark("The file is larger than {limit_mb} MB: it is no pack of law data."),
        "not_a_pack": mark("This is no pack of law data."),
        "newer": mark("The pack was made for a newer version of the program."),
        "damaged": mark("The pack is damaged. Have it sent again."),
        "altered": mark(
            "The signature is not of this content: the pack was changed after it was signed, or it "
            "is damaged. Have it sent again."
        ),
        "files": mark(
            "The pack was made for another version of the program. It does not fit in these files: "
            "{names}."
        ),
        "rows": mark("{file} lacks what cases may refer to: {names}."),
        "data": mark("The law data in it are not sound: {reason}."),
        "unreadable": mark("The pack cannot be read: {reason}."),
        "no_key": mark("The file of the key holds no private key that can sign a pack."),
        "no_library": mark("The package “cryptography” is needed for signatures."),
    }
)

_SIGNED: Mapping[str, str] = MappingProxyType(
    {
        "unknown": mark("signed with a key that this program does not know"),
        "not_signed": mark("not signed"),
        "not_checked": mark("signed; the signature cannot be checked here"),
    }
)


def refusal_words(lang: Language, error: PackError) -> str:
    """Why a pack is refused."""
    return lang.tr(REFUSALS[error.code], **error.params)


def signed_words(lang: Language, pack: Pack) -> str:
    """Who signed a pack, as part of a sentence."""
    if pack.signed == "trusted":
        return lang.tr("signed by {name}", name=pack.signer)
    return lang.tr(_SIGNED[pack.signed])


def doubts(lang: Language, pack: Pack, in_use: tuple[date, date]) -> tuple[str, ...]:
    """What a person should know before a pack is taken: nobody vouches for it, or it is older."""
    said = []
    if pack.signed != "trusted":
        said.append(
            lang.tr(
                "Nobody known to this program vouches for this pack: it is {signed}. Whoever made "
                "it can have changed rates, dates and maxima.",
                signed=signed_words(lang, pack),
            )
        )
    if pack.age < in_use:
        said.append(
            lang.tr(
                "The pack is older than the law data in use: it reaches up to {pack}, they reach "
                "up to {in_use}.",
                pack=formats.day(lang, pack.law_version), in_use=formats.day(lang, in_use[0]),
            )
        )  # fmt: skip
    return tuple(said)


def version_words(lang: Language) -> str:
    """The date of the law data that a result rests on, and whether they are a pack."""
    pack = pack_in_use()
    if pack is None:
        return law_version()
    given = {"version": law_version(), "day": pack.issued_on.isoformat()}
    if pack.signed == "trusted":
        return lang.tr("{version} (pack of {day})", **given)
    return lang.tr("{version} (unverified pack of {day})", **given)


class LawPackRecord(Record, frozen=True, kw_only=True):
    """The pack that the law data come from: when it was issued, and who vouches for it."""

    issued_on: date
    signed: str
    signer: str


def version_record() -> dict[str, Any]:
    """The same as fields of a record; `law_pack` is there where a pack is in use."""
    pack = pack_in_use()
    if pack is None:
        return {"law_version": law_version()}
    told = LawPackRecord(issued_on=pack.issued_on, signed=pack.signed, signer=pack.signer)
    return {"law_version": law_version(), "law_pack": told}


def version_facts() -> dict[str, Any]:
    """That in plain values, for the attributes of a frame."""
    facts: dict[str, Any] = msgspec.to_builtins(version_record())
    return facts


def law_data_notes(lang: Language, built_in: date) -> tuple[str, ...]:
    """What is wrong with the pack that is kept, or that the program came with newer data."""
    trouble, pack = kept_trouble(), pack_in_use()
    if trouble is not None:
        return (
            lang.tr(
                "The law data that you imported cannot be used: {reason} Those that came with "
                "the program are in use.",
                reason=refusal_words(lang, trouble),
            ),
        )
    if pack is not None and pack.law_version < built_in:
        return (
            lang.tr(
                "The program came with newer law data, which reach up to {day}.",
                day=formats.day(lang, built_in),
            ),
        )
    return ()
