"""The base of the records that `--json` prints; their schemas are made of these types."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An object of the output: what is UNSET is not there, everything else always is."""
