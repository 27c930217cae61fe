"""`python -m dsa_sim`: the same as the command `dsa-sim`."""

import sys

from dsa_sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
