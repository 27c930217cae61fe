"""The Regulation as dated, sourced data, and its look-ups. No numpy, no Qt."""

from dsa_sim.law.application import ApplicationDate, application_date
from dsa_sim.law.application_rules import ApplicationRule, application_rule
from dsa_sim.law.binding import Binding, binding
from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.errors import LawDataError, LawLookupError
from dsa_sim.law.info import LawInfo, OpenQuestion, law_info, law_version, open_questions
from dsa_sim.law.kept import pack_in_use
from dsa_sim.law.provisions import (
    Article,
    Paragraph,
    Provision,
    ProvisionRef,
    Section,
    articles,
    in_section5,
    parse_provision,
    provision,
    resolve,
)
from dsa_sim.law.rules import (
    Authority,
    Ground,
    MaximumRule,
    RuleKind,
    ground,
    grounds,
    maximum_rule,
)
from dsa_sim.law.search import SearchHit, search_provisions
from dsa_sim.law.services import PlatformFacts, Service, add_months

__all__ = [
    "ApplicationDate",
    "ApplicationRule",
    "Article",
    "Authority",
    "Binding",
    "Ground",
    "LawDataError",
    "LawInfo",
    "LawLookupError",
    "MaximumRule",
    "OpenQuestion",
    "Paragraph",
    "PlatformFacts",
    "Provision",
    "ProvisionRef",
    "RuleKind",
    "SearchHit",
    "Section",
    "Service",
    "Status",
    "Words",
    "add_months",
    "application_date",
    "application_rule",
    "articles",
    "binding",
    "ground",
    "grounds",
    "in_section5",
    "law_info",
    "law_version",
    "maximum_rule",
    "open_questions",
    "pack_in_use",
    "parse_provision",
    "provision",
    "resolve",
    "search_provisions",
]
