"""What exists: areas, themes, indicators, sources and events, as typed models loaded from the files under data/."""
