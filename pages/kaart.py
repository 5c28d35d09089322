"""Kaart."""

import streamlit as st

st.title("Kaart")
