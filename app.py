"""The front door: `streamlit run app.py` or `python app.py`, from any folder."""

import streamlit as st

from ivp.web.front import server

# A plain call, because `streamlit run` finds the app by reading this file.
app = st.App(
    server.SHELL,
    lifespan=server.lifespan,
    routes=server.routes(),
    middleware=server.middleware(),
    on_script_error=server.on_script_error,
)

if __name__ == "__main__":
    server.run(__file__)
