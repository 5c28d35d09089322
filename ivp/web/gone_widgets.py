"""What a session keeps of controls that are no longer on the screen."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def forget_gone_widgets() -> None:
    """Drop what Streamlit remembers of controls that the last run did not draw; at the start of a run.

    It drops their values itself, but never their callbacks and options: a session that walks through the pages kept
    those of every control that it ever saw, and for two minutes after it left as well.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    state = context.session_state._state  # there is no public way
    known = state._new_widget_state.widget_metadata
    for gone in known.keys() - state._old_state.keys() - state._new_widget_state.states.keys():
        del known[gone]
