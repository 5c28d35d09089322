"""Beleving."""

import streamlit as st

st.title("Beleving")
