"""The filters, each once: the parameters have the names and codes that they have in the addresses of the pages."""

from __future__ import annotations

from ivp.catalog.models import Level
from ivp.outcomes import Grain
from ivp.web.open_data.declare import Asks, Filter

AREA = Filter("gebied", "areas", Asks.CODES, "codes van gebieden (zie gebieden)")
LEVEL = Filter("niveau", "levels", Asks.CHOICES, "soort gebied", tuple(Level))
EVERYWHERE = Filter("landelijk", "everywhere", Asks.SWITCH, "ook de andere gemeenten van Nederland")
INDICATOR = Filter("indicator", "indicators", Asks.CODES, "codes van indicatoren (zie indicatoren)")
THEME = Filter("thema", "themes", Asks.CODES, "codes van thema’s (zie indicatoren)")
SOURCE = Filter("bron", "sources", Asks.CODES, "nummers van tabellen (zie bronnen)")
PERIOD = Filter("periode", "periods", Asks.PERIODS, "jaren of maanden, zoals 2024 of 2024-03")
GRAIN = Filter("per", "grain", Asks.CHOICE, "alleen jaren of alleen maanden", tuple(Grain))
REFERENCE = Filter("vergelijk", "references", Asks.CHOICES, "soort gebied waarmee is vergeleken", tuple(Level))
PRIORITY = Filter("prioriteit", "priorities", Asks.CODES, "codes van prioriteiten (zie prioriteiten)")
YEAR = Filter("jaar", "years", Asks.YEARS, "jaren, zoals 2024")
