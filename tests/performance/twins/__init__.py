"""The same figures in other tools, small and fair, to hold our speed against. `compare.py` runs them; nothing else does."""
