"""Vergelijken."""

import streamlit as st

st.title("Vergelijken")
