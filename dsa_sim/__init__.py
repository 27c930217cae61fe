"""DSA fine simulator: exposure to fines under Regulation (EU) 2022/2065."""

__version__ = "0.1.0"
