"""Making `data/snapshot` and `data/geo` from folders with published copies: `python -m ivp.compile FIGURES GEO`.

For who prepares the embedded figures; the dashboard itself never comes here. A refresh asks the live tables instead.
"""
