"""The naive Streamlit page: read_csv on every run, plotly express, raw outlines. No cache, no plan, no words."""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

folder = Path(os.environ["TWINS_DATA"])
table = pd.read_csv(folder / "figures.csv", dtype={"period": str})
year = st.query_params.get("jaar", "2024")
shown = table[table["period"] == year]
st.title(f"Misdrijven {year}")
st.plotly_chart(px.imshow(shown.pivot_table(index="code", columns="area", values="value"), text_auto=True))
outlines = json.loads((folder / "gemeenten.geojson").read_text())
totals = shown.groupby("area", as_index=False)["value"].sum()
st.plotly_chart(
    px.choropleth(totals, geojson=outlines, locations="area", featureidkey="properties.code", color="value")
)
