"""The least that Streamlit can do: a headline that follows the query. `tests.performance.measure` serves it."""

import streamlit as st

st.title(f"Leeg {st.query_params.get('n', '')}")
