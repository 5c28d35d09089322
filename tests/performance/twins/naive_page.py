"""The dashboard as a first attempt in Streamlit: no cache, no database, plotly express, outlines as they lie.

Every click reads both files with pandas and draws a map, a line and a table. It follows `gebied`, `vergelijk` and
`thema` in the address, as our overview does. It judges nothing and keeps nothing: no margins, alternative texts, table
twins or plan. Streamlit collects garbage after every run, as it does when nobody changes that. `IVP_TWIN_FIGURES` is
the folder that `figures.py` wrote.
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

FOLDER = Path(os.environ["IVP_TWIN_FIGURES"])
area = st.query_params.get("gebied", "")
reference = st.query_params.get("vergelijk", "district")
theme = st.query_params.get("thema", "")

st.set_page_config(layout="wide")
st.title(f"Overzicht {area} {theme}, vergeleken met {reference}")
overview = pd.read_csv(FOLDER / "overview.csv")
years = pd.read_csv(FOLDER / "years.csv")
shown = overview[overview["reference"] == reference]
if theme:
    shown = shown[shown["theme"] == theme]
first = shown["indicator"].iloc[0]
if area:
    years = years[years["area"] == area]
series = years[years["indicator"] == first]
outlines = json.loads((FOLDER / "outlines.geojson").read_text())
latest = series[series["year"] == series["year"].max()]

st.dataframe(shown.pivot_table(index="label", columns="name", values="text", aggfunc="first", sort=False))
figure = px.choropleth(latest, geojson=outlines, locations="area", featureidkey="properties.code", color="value")
figure.update_geos(fitbounds="locations", visible=False)
st.plotly_chart(figure)
st.plotly_chart(px.line(series, x="year", y="value", color="name"))
