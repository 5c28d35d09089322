"""Prioriteiten: do the figures support this priority? The dossier, the four levels, signals and candidates."""

import streamlit as st

from ivp.web import page
from ivp.web.components.text import explain, heading, plain
from ivp.web.parts.standing_out import show_candidates, show_signals
from ivp.web.plan.dossier import show_dossier
from ivp.web.plan.levels import show_levels
from ivp.web.plan.view import choose_priority, judged_first, plan_view
from ivp.web.selection.empty import empty_state
from ivp.wording import plan as words

TABS = ["Dossier", "Vier niveaus", "Signalen buiten de prioriteiten", "Kandidaten"]
head = st.container()
here = page.start(["gebied"], levels=page.MEMBERS)
plan = plan_view(here)
area = here.selection.gebied or here.known.codes("district")[0]
chosen = choose_priority(here, judged_first(here, plan, area)) if plan is not None else None
if plan is None or chosen is None:
    with head:
        heading("Er staat nog geen veiligheidsplan in de bestanden", 1)
    empty_state("Geen prioriteiten", "Vul data/plan/priorities.csv in; de eerste regels leggen uit hoe.")
    st.stop()

toets = here.store.assessments(year=plan.year, areas=[area], priorities=[chosen.priority.id])
tabs = st.tabs(TABS, key="deel", bind="query-params")
where = here.known.name(area)
titles = {
    TABS[0]: words.dossier_title(chosen.priority, toets, where),
    TABS[1]: f"Plan {plan.label}: wat elk niveau heeft gekozen",
    TABS[2]: words.signals_title(len(here.store.signals(area)), where),
    TABS[3]: words.candidates_title([row.theme_label for row in here.store.candidates(area) if row.rank], where),
}
with head:
    heading(next(titles[name] for tab, name in zip(tabs, TABS, strict=True) if tab.open), 1)
for tab, name in zip(tabs, TABS, strict=True):
    if not tab.open:
        continue
    with tab:
        if name == TABS[0]:
            show_dossier(here, plan, chosen, area)
        elif name == TABS[1]:
            show_levels(here, plan)
        elif name == TABS[2]:
            st.markdown(plain(words.signals_lead(where)))
            show_signals(here, area)
            explain("opvallend")
        else:
            st.markdown(plain(words.candidates_lead(where)))
            show_candidates(here, area)
            explain("kandidaat")
