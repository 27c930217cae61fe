"""Case files: reading, safe writing, format history, and one window per file. No Qt, no numpy."""

from dsa_sim.storage.case_file import (
    SUFFIX,
    Opened,
    decode_case,
    encode_case,
    is_sealed_file,
    peek,
    read_case,
    write_case,
)
from dsa_sim.storage.errors import CaseFileError, Notice, describe
from dsa_sim.storage.files import Fingerprint, has_changed
from dsa_sim.storage.lock import Held, InUse, Unprotected, hold, real_path
from dsa_sim.storage.portfolio_file import (
    PORTFOLIO_SUFFIX,
    ListedPortfolio,
    read_portfolio,
    write_portfolio,
)
from dsa_sim.storage.sealing import SHORTEST, Seal

__all__ = [
    "PORTFOLIO_SUFFIX",
    "SHORTEST",
    "SUFFIX",
    "CaseFileError",
    "Fingerprint",
    "Held",
    "InUse",
    "ListedPortfolio",
    "Notice",
    "Opened",
    "Seal",
    "Unprotected",
    "decode_case",
    "describe",
    "encode_case",
    "has_changed",
    "hold",
    "is_sealed_file",
    "peek",
    "read_case",
    "read_portfolio",
    "real_path",
    "write_case",
    "write_portfolio",
]
