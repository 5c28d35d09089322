"""Verantwoording: per figure its source, definition, checks and breaks; the rules; accessibility; the manual."""

import streamlit as st

from ivp.web import page
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, lead_figures, paragraphs, plain
from ivp.web.parts.accessibility import show_accessibility
from ivp.web.parts.open_data import show_open_data
from ivp.web.parts.report import (
    catalog_table,
    checks,
    checks_line,
    dataset_lines,
    datasets_table,
    indicator_lines,
    noise_table,
    source_lines,
    summary_line,
)
from ivp.web.parts.timeline import show_events
from ivp.wording.rules import RULES, rule_text

heading("Waar komen de cijfers vandaan en hoe lezen wij ze?", 1)
head = st.container()
here = page.start(["indicator", "thema"])
failed, checked = checks(here)
with head:
    lead_figures(summary_line(here, failed, len(checked)))
indicator = here.indicator

heading(indicator.label, 2, key="indicator")
paragraphs(*indicator_lines(here))

catalog = catalog_table(here)
without = catalog.column("Perioden").count("geen open cijfer")
with st.expander(
    f"Alle {len(catalog)} indicatoren, {without} zonder open cijfer", on_change="rerun", key="catalogus"
) as all_of_them:
    if all_of_them.open:
        show_table(catalog, alt="Alle indicatoren met veiligheidsveld, thema, tabel en perioden")

heading("Bronnen en momenten van ophalen", 2, key="bronnen")
show_table(datasets_table(here), alt="Tabellen, perioden, licentie en datum van ophalen")
with st.expander("Herkomst en kanttekeningen per bestand"):
    paragraphs(*dataset_lines(here))
with st.expander("Definities en kanttekeningen per bron"):
    paragraphs(*source_lines(here))

heading("Controles op de cijfers", 2, key="controles")
st.markdown(plain(checks_line(failed, len(checked))))
with st.expander(f"Alle {len(checked)} controles"):
    paragraphs(*checked)

heading("Breuken en gebeurtenissen op de tijdas", 2, key="breuken")
show_events(here.known.events)

heading("Hoeveel een cijfer uit zichzelf schommelt", 2, key="schommeling")
st.markdown(plain(rule_text("schommeling")))
with st.expander("Per indicator, en welke verandering te zien is", on_change="rerun", key="schommelingen") as spreads:
    if spreads.open:
        show_table(noise_table(here), alt="Schommeling per indicator, en de kleinste verandering die te zien is")

heading("Zo lezen wij de cijfers", 2, key="regels")
paragraphs(*(plain(rule_text(rule)) for rule in RULES))

show_open_data()

show_accessibility()

heading("Handleiding in het kort", 2, key="handleiding")
st.markdown(
    "1. Kies boven aan een pagina een thema, indicator, periode of gebied. De keuze blijft staan op de andere "
    "pagina’s.\n"
    "2. Elke weergave is een link: met **Kopieer link** deelt u precies wat u ziet.\n"
    "3. Onder elke grafiek staat **Tabel en download**: dezelfde cijfers als tabel en als CSV voor Excel, met bron "
    "en datum.\n"
    "4. In de matrix op Overzicht opent een klik op een cijfer de uitleg in één zin, met een link naar het verloop.\n"
    "5. Geef een scherm in de zaal met Ctrl en + de grootte die u wilt."
)
