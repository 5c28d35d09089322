"""Uitvoering: what is being done? Goals with their progress, and the actions of the yearly programme."""

import streamlit as st

from ivp.figures.agenda import action_table, action_timeline
from ivp.figures.goals import goal_chart
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.tables import show_table
from ivp.web.components.text import explain, heading, plain, quiet
from ivp.web.plan.execution import chosen_actions, overdue, source_names
from ivp.web.plan.goals import goal_lines
from ivp.web.selection.empty import empty_state
from ivp.wording.plan import execution_title

head = st.container()
here = page.start(["gebied"])
area = here.selection.gebied
actions, where = chosen_actions(here, area)
progress = here.store.goal_progress(area)
with head:
    heading(execution_title(len(actions), len(progress), where), 1)

if not actions:
    empty_state(
        f"Er zijn geen acties vastgelegd voor {where}",
        "Het jaarlijkse uitvoeringsprogramma is niet openbaar. Vul data/plan/actions.csv in of gebruik de bewerkstand.",
    )
else:
    chart = action_timeline(
        actions, title="Acties in de tijd", source="per actie, in de kolom Bron", palette=here.palette
    )
    show_chart(chart, key="acties")
    for line in overdue(actions):
        st.markdown(plain(line))
    show_table(action_table(actions).only("Jaar", "Gebied", "Actie", "Stand"), alt="De acties")

heading("Doelen", 2, key="doelen")
if not progress:
    quiet("Er is geen streefwaarde openbaar. Toevoegen kan in data/plan/goals.csv of in de bewerkstand.")
else:
    goals = goal_chart(
        progress, title="Van begin naar doel", source=source_names(row.goal for row in progress), palette=here.palette
    )
    show_chart(goals, key="voortgang", level=3)
    goal_lines(here, progress)
quiet("Een doel dat niet is gehaald, is nog geen mislukt plan: de omgeving en de capaciteit veranderen ook.")
explain("doel")
