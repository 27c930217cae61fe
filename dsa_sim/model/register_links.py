"""What the register of designated services knows about the platforms of a case."""

from dsa_sim.model.case import Case, Platform


def unresearched_group(case: Case) -> str:
    """The group of a platform from the register whose turnover nobody has researched; else ""."""
    from dsa_sim.law.register import register

    for platform in case.platforms:
        entry = register().entry(platform.register) if platform.register else None
        if entry is not None and not register().group_of(entry).turnover_researched:
            return register().group_of(entry).name
    return ""


def home_state(platform: Platform) -> str:
    """The Member State in which the register has the provider established; "" if not known."""
    if not platform.register:
        return ""
    from dsa_sim.law.register import register

    entry = register().entry(platform.register)
    return "" if entry is None else register().provider_of(entry).member_state


def start_is_range(platform: Platform) -> bool:
    """True where the register knows only a range for the first day of the Section 5 duties.

    And where the case has a day in that range: a day outside was found elsewhere.
    """
    if not platform.register or platform.designation is None:
        return False
    from dsa_sim.law.register import register

    entry, stated = register().entry(platform.register), platform.designation.applies_from
    if entry is None or entry.applies_from is None or entry.applies_from_latest is None:
        return False
    return stated is not None and entry.applies_from <= stated <= entry.applies_from_latest
