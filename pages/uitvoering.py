"""Uitvoering: what is being done, by whom, and what does it ask? Goals with their progress, and the actions."""

from datetime import date

import streamlit as st

from ivp.figures.agenda import action_table, action_timeline
from ivp.figures.goals import goal_chart
from ivp.store.partners import partner_view
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.tables import show_table
from ivp.web.components.text import explain, heading, paragraphs, quiet
from ivp.web.plan import execution
from ivp.web.plan.goals import goal_lines
from ivp.web.selection.empty import empty_state
from ivp.wording.execution import no_actions, partner_title
from ivp.wording.plan import execution_title

head = st.container()
here = page.start(["gebied"])
area = here.selection.gebied
chosen = execution.chosen_actions(here, area)
actions = chosen.actions
view = partner_view(here.store, chosen.partner, area=area) if chosen.partner else None
progress = execution.chosen_goals(here, area, chosen, view)
with head:
    theme = here.known.theme[chosen.topic.theme].label if chosen.topic.theme else ""
    title = execution_title(len(actions), len(progress), chosen.where, theme)
    heading(partner_title(view, date.today(), chosen.where if area else "") if view else title, 1)

if view:
    execution.show_partner(here, view)
    heading("De acties", 2, key="de-acties")
if not actions:
    empty_state(
        no_actions(chosen.where, view.partner.name if view else "", theme),
        "Het jaarlijkse uitvoeringsprogramma is niet openbaar. Vul data/plan/actions.csv in of gebruik de bewerkstand.",
        ("Toon alle acties", {"partner": "", "thema": ""}) if view or theme else None,
    )
else:
    chart = action_timeline(
        actions, title="Acties in de tijd", source="per actie, in de kolom Bron", palette=here.palette
    )
    show_chart(chart, key="acties")
    execution.show_overdue_and_obstacles(actions)
    shown = action_table(actions).only("Jaar", "Gebied", "Actie", "Stand", "Nodig").without_empty()
    show_table(shown, alt="De acties")
    execution.show_needs(here, chosen)

heading("Doelen", 2, key="doelen")
if not progress:
    quiet("Er is geen streefwaarde openbaar. Toevoegen kan in data/plan/goals.csv of in de bewerkstand.")
else:
    source = execution.source_names(row.goal for row in progress)
    goals = goal_chart(progress, title="Van begin naar doel", source=source, palette=here.palette)
    show_chart(goals, key="voortgang", level=3)
    paragraphs(*goal_lines(here, progress))
quiet("Een doel dat niet is gehaald, is nog geen mislukt plan: de omgeving en de capaciteit veranderen ook.")
explain("doel")
