"""The sentences of goals and of the outlook, on made-up rows and series."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ivp.analysis.goals import GoalState
from ivp.analysis.outlook import Backtest, Outlook, Refusal, outlook
from ivp.catalog.plan import Direction, Goal, Standing
from ivp.plan_facts import Progress
from ivp.wording import goals as g
from ivp.wording.rules import rule_text
from tests.wording.examples import RATE, area

PLAIN = str.maketrans("\u00a0", " ")


GOAL = Goal(
    id="g", area="GM0001", measure="Voelt zich onveilig", direction=Direction.LOWER, base_year=2018, base_value=16.0,
    target_year=2022, target_value=15.0, unit="%", set_by="de raad", standing=Standing.VASTGESTELD, source="verzonnen",
)  # fmt: skip
PROGRESS = Progress(
    goal=GOAL, area=area("GM0001", "Aadorp"), year=2021, period="2021", value=14.5, lower=13.0, upper=16.0,
    needed=15.25, state=GoalState.REACHED, certain=False, reason="",
)  # fmt: skip
NOTHING = {"state": GoalState.UNKNOWN, "value": None}


SET = "Voelt zich onveilig in Aadorp: van 16 % in 2018 naar 15 % in 2022 (vastgesteld; gesteld door de raad). "
LAST = "Laatste cijfer: 14,5 % in 2021 (95 %-marge 13,0–16,0). "


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, SET + LAST + "Het doel is gehaald; dat verschil kan toeval zijn."),
        ({"certain": True}, SET + LAST + "Het doel is gehaald."),
        ({"state": GoalState.ON_SCHEDULE, "certain": True},
         SET + LAST + "Op een rechte lijn is nu 15,25 % nodig: het doel ligt op schema."),
        ({"state": GoalState.BEHIND},
         SET + LAST + "Op een rechte lijn is nu 15,25 % nodig: het doel ligt achter op schema; dat verschil kan toeval "
         "zijn. Een doel dat niet is gehaald, is nog geen mislukt plan."),
        (NOTHING | {"reason": "no_indicator"},
         SET + "Dit cijfer staat niet in het dashboard, dus de voortgang is niet te zeggen."),
        (NOTHING | {"reason": "no_figure"},
         SET + "Er is nog geen cijfer van na het beginjaar, dus de voortgang is niet te zeggen."),
        (NOTHING | {"reason": "break"},
         SET + "De meting is sinds het beginjaar vernieuwd, dus begin en laatste cijfer zijn niet te vergelijken."),
    ],
)  # fmt: skip
def test_goals(changed, told):
    assert g.goal_sentence(replace(PROGRESS, **changed)).translate(PLAIN) == told


def test_a_goal_that_is_only_a_direction():
    only = replace(
        PROGRESS,
        goal=GOAL.model_copy(update={"target_value": None, "unit": "per 1.000 inwoners"}),
        state=GoalState.ON_SCHEDULE, certain=True, lower=None, upper=None,
    )  # fmt: skip
    assert g.goal_sentence(only).translate(PLAIN) == (
        "Voelt zich onveilig in Aadorp: moet omlaag vanaf 16 per 1.000 inwoners in 2018 (vastgesteld; gesteld door de "
        "raad). Laatste cijfer: 14,5 per 1.000 inwoners in 2021. Het cijfer gaat de goede kant op."
    )
    wrong = g.goal_sentence(replace(only, state=GoalState.BEHIND))
    assert wrong.endswith(
        "Het cijfer gaat niet de goede kant op. Een doel dat niet is gehaald, is nog geen mislukt plan."
    )


def made(refusal: Refusal | None = None, test: Backtest | None = None, **changed: Any) -> Outlook:
    draws = np.array([[40.0, 38.0], [42.0, 36.0], [41.0, 37.0], [43.0, 45.0]])
    values = {
        name: np.array(pair)
        for name, pair in {
            "middle": (41.5, 37.5), "lower80": (40.2, 36.3), "upper80": (42.7, 42.9),
            "lower95": (40.0, 36.0), "upper95": (43.0, 45.0),
        }.items()
    }  # fmt: skip
    found = Outlook(refusal, test, np.array([2025, 2026]), draws=draws, first=2012, last=2024, **values)
    return replace(found, **changed)


RECORD = Backtest(trials=15, mape=5.9, relative=0.84, covered80=0.8, covered95=1.0, widened=1.0)
WALK = "Dit is een doortrekking van de cijfers, geen doel en geen belofte."


def test_an_outlook_with_its_record():
    assert g.outlook_sentence(made(test=RECORD), RATE, "Aadorp").translate(PLAIN) == (
        "Als de lijn van 2012–2024 doorloopt, komt het aantal misdrijven in Aadorp in 2026 uit op 37,5 per 1.000 "
        "inwoners (80 %-marge 36,3–42,9; 95 %-marge 36,0–45,0). Bij 15 proeven op bekende jaren zat deze methode er "
        f"gemiddeld 6 % naast, 0,8 keer zoveel als het laatste jaar herhalen; 100 % viel binnen de 95 %-marge. {WALK}"
    )


def test_a_widened_margin_says_why():
    wide = replace(RECORD, trials=1, covered95=0.6, widened=1.8)
    told = g.outlook_sentence(made(test=wide), RATE, "Aadorp").translate(PLAIN)
    assert "Bij één proef op een bekend jaar zat" in told
    assert "60 % viel binnen de 95 %-marge. Daarom is de marge 1,8 keer zo breed gemaakt. Dit is" in told


def test_months_say_what_is_known():
    months = made(first=12 * 2023 + 4, last=12 * 2026 + 4, known_part=5, years=np.array([2026]))
    told = g.outlook_sentence(months, RATE, "Aadorp")
    assert told.startswith("Als de lijn van mei 2023 – mei 2026 doorloopt")
    assert "in heel 2026 uit op" in told
    assert "Van dat jaar zijn vijf maanden al bekend." in told


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (Refusal.TOO_SHORT, "de reeks is te kort (nodig: 8 jaren of 36 maanden)"),
        (Refusal.BREAK, "na de breuk in de reeks zijn er te weinig cijfers"),
        (Refusal.GAP, "er ontbreken cijfers in de reeks"),
        (Refusal.ZEROS, "het aantal is te vaak nul"),
        (Refusal.KNOWN, "dat jaar is al bekend"),
        (Refusal.TOO_FAR, "dat is meer dan vier jaar vooruit"),
    ],
)
def test_every_refusal_says_why(refusal, why):
    assert g.outlook_sentence(made(refusal), RATE, "Aadorp") == (
        f"Geen vooruitblik voor het aantal misdrijven in Aadorp: {why}."
    )


def test_a_bad_record_is_shown_with_the_refusal():
    bad = replace(RECORD, relative=1.4)
    told = g.outlook_sentence(made(Refusal.WORSE_THAN_NAIVE, bad), RATE, "Aadorp")
    assert "op bekende jaren was doortrekken duidelijk slechter dan het laatste jaar herhalen. Bij 15 proeven" in told
    assert "1,4 keer zoveel" in told


def test_the_chance_of_a_goal_is_rounded():
    assert g.chance_sentence(made(), 38.0, RATE, higher=False).translate(PLAIN) == (
        "De kans dat dit in 2026 op 38,0 of lager uitkomt, is ongeveer 80 % als de lijn doorloopt."
    )
    assert "is minder dan 5 % als" in g.chance_sentence(made(), 10.0, RATE, higher=False).translate(PLAIN)
    assert "op 10,0 of hoger uitkomt, is meer dan 95 %" in g.chance_sentence(made(), 10.0, RATE, higher=True).translate(
        PLAIN
    )
    assert g.chance_sentence(made(Refusal.GAP), 10.0, RATE, higher=True) == ""


def test_a_real_outlook_reads_the_same_way():
    years = np.arange(2012, 2025)
    found = outlook(years, 60.0 - 2 * np.arange(13), np.zeros(13), 2026)
    assert g.outlook_sentence(found, RATE, "Aadorp").startswith("Als de lijn van 2012–2024 doorloopt")


def test_the_rules_say_what_the_code_does():
    assert "meer dan de helft" in rule_text("toets")
    assert "tot twee jaar" in rule_text("toets")
    assert "2020 tot en met 2022" in rule_text("beweging")
    assert "twee tekens hetzelfde zeggen" in rule_text("beweging")
    assert "minstens acht" in rule_text("vergelijkbaar")
    assert "onder 25 gevallen" in rule_text("schommeling")
    assert "hoogstens één ertegen" in rule_text("toets")
    assert "minder dan 200 mensen" in rule_text("indicatief")
    assert "minstens een kwart hoger of een vijfde lager" in rule_text("vergelijking")
    assert "hooguit 5 %" in rule_text("opvallend")
    assert "niet vastgesteld" in rule_text("kandidaat")
    assert "acht jaren of 36 maanden" in rule_text("vooruitblik")
    assert "10 %" in rule_text("vooruitblik")
    assert "geen mislukt plan" in rule_text("doel")
