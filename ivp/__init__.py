"""Veiligheidsbeeld De Markiezaten: the safety plan of eight municipalities, tested against open figures."""

__version__ = "0.1.0"
