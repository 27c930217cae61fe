"""The command line: open the window, or work on cases and look up the law without one."""

from dsa_sim.cli.program import main

__all__ = ["main"]
