"""Trends."""

import streamlit as st

st.title("Trends")
