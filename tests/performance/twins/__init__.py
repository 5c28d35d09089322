"""The same figures in other tools, small and fair, to hold our speed against; only `compare.py` runs them."""
