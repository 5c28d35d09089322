"""Titles that say the finding: every rule, on made-up facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from ivp.catalog.models import Polarity
from ivp.facts import ALIKE, Fact, FunnelLimit
from ivp.outcomes import Measure
from ivp.wording import titles
from tests.wording.examples import RATE, SHARE, SURVEY, fact, towns

NAN = float("nan")
P = "\u00a0%"
SIZES = [80000.0 - 1000 * place for place in range(7)]
ALL = ("Aadorp", "Beekstad", "Ceedam", "Duinwijk", "Eemdorp", "Fortstad", "Geestdam", "Hoogeind")


def outcomes(outcome: str, names: tuple[str, ...]) -> dict[str, str]:
    return dict.fromkeys(names, outcome)


def position(facts: Sequence[Fact]) -> str:
    """The title of a comparison behind the label."""
    label, _, told = titles.comparison_title(facts, RATE).partition(": ")
    assert label == "Misdrijven totaal"
    return told


def test_the_six_smaller_ones() -> None:
    facts = towns(**{**outcomes("lower", ALL[2:]), "Aadorp": "higher", "Beekstad": "much_higher"})
    assert position(facts) == (
        "Beekstad en Aadorp liggen hoger dan de rest van het district, de zes kleinere gemeenten lager"
    )


def test_not_the_smaller_ones_when_one_of_them_is_larger() -> None:
    facts = towns(**{**outcomes("lower", ALL), "Aadorp": "higher", "Hoogeind": "higher"})
    assert position(facts) == (
        "Aadorp en Hoogeind liggen hoger dan de rest van het district, de andere zes gemeenten lager"
    )


def test_not_the_smaller_ones_when_a_size_is_unknown() -> None:
    facts = towns(**{**outcomes("lower", ALL[2:]), "Aadorp": "higher", "Beekstad": "higher"}, denominator=[*SIZES, NAN])
    assert "de andere zes gemeenten lager" in position(facts)


def test_the_larger_ones() -> None:
    facts = towns(**{**outcomes("higher", ALL[:6]), **outcomes("lower", ALL[6:])})
    assert position(facts) == (
        "de zes grotere gemeenten liggen hoger dan de rest van het district, Geestdam en Hoogeind lager"
    )


def test_one_is_singular_and_the_rest_does_not_count() -> None:
    facts = towns(**{**outcomes("similar", ALL), "Ceedam": "higher"})
    assert position(facts) == (
        "Ceedam ligt hoger dan de rest van het district; bij de andere zeven gemeenten telt het verschil niet"
    )
    below = towns(**{**outcomes("similar", ALL), "Ceedam": "lower"})
    assert position(below).startswith("Ceedam ligt lager dan de rest van het district; bij")


def test_three_groups() -> None:
    facts = towns(**{**outcomes("similar", ALL), "Ceedam": "higher", "Aadorp": "lower", "Fortstad": "much_lower"})
    assert position(facts) == (
        "Ceedam ligt hoger dan de rest van het district, Fortstad en Aadorp lager; bij de andere vijf gemeenten "
        "telt het verschil niet"
    )


def test_three_are_named_and_four_are_counted() -> None:
    three = towns(**{**outcomes("similar", ALL), **outcomes("higher", (ALL[0], ALL[2], ALL[4]))})
    assert position(three).startswith("Aadorp, Ceedam en Eemdorp liggen hoger dan de rest van het district;")
    four = towns(**{**outcomes("similar", ALL), **outcomes("higher", (ALL[0], ALL[2], ALL[4], ALL[6]))})
    assert position(four) == (
        "vier van de acht gemeenten liggen hoger dan de rest van het district; "
        "bij de andere vier gemeenten telt het verschil niet"
    )


def test_all_on_one_side_and_all_similar() -> None:
    assert position(towns(**outcomes("higher", ALL))) == (
        "alle acht gemeenten liggen hoger dan de rest van het district"
    )
    assert position(towns(**outcomes("similar", ALL))) == (
        "tussen de gemeenten en de rest van het district is geen verschil dat telt"
    )


def test_missing_figures_are_said() -> None:
    known = [40.0] * 6 + [NAN] * 2
    facts = towns(**{**outcomes("lower", ALL[:6]), "Aadorp": "higher"}, value=known, numerator=known)
    assert position(facts) == (
        "Aadorp ligt hoger dan de rest van het district, vijf van de acht gemeenten lager; "
        "van Geestdam en Hoogeind is er geen cijfer"
    )


def test_only_one_has_a_figure() -> None:
    known = [40.0] + [NAN] * 7
    facts = towns(Aadorp="similar", value=known, numerator=known)
    assert position(facts) == (
        "tussen Aadorp en de rest van het district is geen verschil dat telt; van zeven gemeenten is er geen cijfer"
    )


def test_nothing_to_tell() -> None:
    facts = towns()
    assert position(facts) == "de cijfers van de gemeenten zijn niet te vergelijken met de rest van het district"
    none = towns(reference=None)
    assert position(none) == "de cijfers van de gemeenten zijn niet te vergelijken"
    unknown = towns(value=NAN, numerator=NAN)
    assert position(unknown) == "voor de gemeenten is er nog geen open cijfer"
    assert position([]) == "er is nog geen open cijfer over misdrijven totaal"


def test_only_the_latest_period_and_the_catalog_count() -> None:
    old = towns(**outcomes("higher", ALL), period="2023")
    abroad = towns(**outcomes("higher", ALL), inside=False)
    facts = [*old, *abroad, *towns(**outcomes("lower", ALL))]
    assert position(facts) == "alle acht gemeenten liggen lager dan de rest van het district"


def test_references_of_one_level_but_not_the_same() -> None:
    facts = towns(**outcomes("higher", ALL), reference=["BT-A"] * 4 + ["BT-B"] * 4)
    assert position(facts) == "alle acht gemeenten liggen hoger dan de rest van hun basisteam"


def test_the_whole_of_an_area_is_not_called_its_rest() -> None:
    facts = towns(**outcomes("higher", ALL), reference="PD-X", rest=False)
    assert position(facts) == "alle acht gemeenten liggen hoger dan het district"
    several = towns(**outcomes("higher", ALL), reference=["BT-A"] * 4 + ["BT-B"] * 4, rest=False)
    assert position(several) == "alle acht gemeenten liggen hoger dan hun basisteam"


def test_against_similar_municipalities_the_title_names_those() -> None:
    facts = [
        replace(one, comparison=replace(one.comparison, reference=ALIKE, rest=False))
        for one in towns(**{**outcomes("similar", ALL), "Ceedam": "higher"})
        if one.comparison
    ]
    assert position(facts) == (
        "Ceedam ligt hoger dan vergelijkbare gemeenten; bij de andere zeven gemeenten telt het verschil niet"
    )


def test_comparison_and_map_title() -> None:
    facts = towns(**outcomes("higher", ALL))
    expected = "Misdrijven totaal: alle acht gemeenten liggen hoger dan de rest van het district"
    assert titles.comparison_title(facts, RATE) == expected
    assert titles.map_title(facts, RATE) == expected
    assert titles.map_title(facts, RATE, Measure.DIFFERENCE) == expected


def test_a_map_beside_other_charts_says_in_numbers_what_it_shows() -> None:
    sides = ["higher", "much_higher", "lower", "similar", "none", "similar", "lower", "lower"]
    facts = towns(**dict(zip(ALL, sides, strict=True)))
    assert titles.map_in_numbers(facts, RATE) == (
        "Misdrijven totaal op de kaart: twee gemeenten liggen hoger dan de rest van het district, drie lager, "
        "twee zonder verschil dat telt, één niet te vergelijken"
    )
    assert titles.map_in_numbers(facts, RATE) != titles.comparison_title(facts, RATE)
    same = towns(**outcomes("similar", ALL))
    assert titles.map_in_numbers(same, RATE) == (
        "Misdrijven totaal op de kaart: tussen de gemeenten en de rest van het district is geen verschil dat telt"
    )
    assert titles.map_in_numbers(towns(numerator=5.0), RATE, Measure.COUNT) == (
        "Misdrijven totaal op de kaart: geen gebied springt eruit in 2024"
    )


def test_map_title_of_neighbourhoods_counts() -> None:
    rows = [
        fact(
            area=f"BU{n:08d}",
            area_name=f"Buurt {n}",
            level="buurt",
            denominator=1000.0 + n % 7,
            outcome="higher" if n < 14 else "similar" if n < 20 else "lower",
            difference=5.0,
        )
        for n in range(40)
    ]
    assert titles.map_title(rows, RATE) == (
        "Misdrijven totaal: 14 van de 40 buurten liggen hoger dan de rest van het district, 20 lager; "
        "bij de andere zes buurten telt het verschil niet"
    )


def test_map_title_of_counts() -> None:
    def title(*facts: Fact) -> str:
        return titles.map_title(facts, RATE, Measure.COUNT)

    assert title(*towns(numerator=[5.0, 1200.0, 0.0, 30.0, 5.0, 5.0, 5.0, 5.0])) == (
        "Misdrijven totaal: de meeste gevallen in 2024 in Beekstad (1.200) en Duinwijk (30)"
    )
    assert title(*towns(numerator=5.0)) == "Misdrijven totaal: geen gebied springt eruit in 2024"
    assert title(*towns(numerator=0.0)) == "Misdrijven totaal: geen enkel geval in 2024"
    assert title(*towns(numerator=NAN, value=NAN)) == "Misdrijven totaal: geen open aantallen"
    assert title() == "Misdrijven totaal: geen open aantallen"


def test_map_title_of_counts_names_areas_that_share_the_second_place() -> None:
    three = towns(numerator=[5.0, 1200.0, 30.0, 30.0, 5.0, 5.0, 5.0, 5.0])
    assert titles.map_title(three, RATE, Measure.COUNT) == (
        "Misdrijven totaal: de meeste gevallen in 2024 in Beekstad (1.200), Ceedam (30) en Duinwijk (30)"
    )
    one = towns(numerator=[0.0, 1200.0, *[0.0] * 6])
    assert titles.map_title(one, RATE, Measure.COUNT).endswith("de meeste gevallen in 2024 in Beekstad (1.200)")


def test_map_title_of_trends() -> None:
    def title(*facts: Fact) -> str:
        return titles.map_title(facts, RATE, Measure.TREND)

    assert title(*towns()) == "Misdrijven totaal: te weinig cijfers voor een trend (vijf jaren nodig)"
    assert title(*towns(direction="stable")) == ("Misdrijven totaal: in geen van de gemeenten een duidelijke richting")
    assert title(*towns(direction=["rising", "falling", "falling", *["stable"] * 5])) == (
        "Misdrijven totaal: in één gemeente een stijgende lijn en in twee gemeenten een dalende lijn"
    )
    assert "te weinig" in title()


LIMITS = (
    FunnelLimit(40.0, 10000.0, lower=37.0, upper=43.0, lower_firm=35.0, upper_firm=45.0),
    FunnelLimit(40.0, 100000.0, lower=39.0, upper=41.0, lower_firm=38.0, upper_firm=42.0),
)


def test_funnel_title() -> None:
    half = 55000.0  # halfway: limits 36.5 and 43.5
    facts = towns(value=[43.6, 43.4, 36.4, *[40.0] * 5], denominator=half)
    assert titles.funnel_title(facts, RATE, LIMITS) == (
        "Misdrijven totaal: Aadorp ligt boven de trechter, Ceedam eronder; de andere zes gemeenten erbinnen"
    )
    inside = towns(value=40.0, denominator=half)
    assert titles.funnel_title(inside, RATE, LIMITS) == "Misdrijven totaal: alle gemeenten liggen binnen de trechter"
    none = "Misdrijven totaal: geen cijfers voor een trechter"
    assert titles.funnel_title(facts, RATE, []) == none
    assert titles.funnel_title(towns(denominator=NAN), RATE, LIMITS) == none


def years(*rows: Mapping[str, object]) -> list[Fact]:
    return [fact(**{"period": str(2020 + n), **row}) for n, row in enumerate(rows)]


def test_trend_title_of_a_change() -> None:
    facts = years({}, {}, {}, {}, {"direction": "falling", "trend_from": "2020", "trend_points": 5})
    assert titles.trend_title(facts, RATE) == (
        "In Aadorp daalde het aantal misdrijven tussen 2023 en 2024, meer dan toeval; "
        "dalende lijn over vijf jaar (2020–2024)"
    )


def test_trend_title_without_change() -> None:
    same = {"change_outcome": "same", "direction": "stable", "trend_from": "2019", "trend_points": 5}
    assert titles.trend_title(years({}, {}, {}, {}, same), RATE) == (
        "In Aadorp veranderde het aantal misdrijven niet meer dan toeval tussen 2023 en 2024; "
        "geen duidelijke richting over vijf cijfers (2019–2024)"
    )
    unknown = {"change_outcome": "none", "previous_period": None, "direction": "stable", "trend_from": "2020"}
    assert titles.trend_title(years({}, {}, {}, {}, unknown), RATE) == (
        "Misdrijven totaal in Aadorp: geen duidelijke richting over vijf jaar (2020–2024)"
    )


def test_trend_title_with_too_few_points() -> None:
    assert titles.trend_title([fact("change", trend_points=3)], RATE) == (
        "Misdrijven totaal in Aadorp: te weinig punten voor een trend (3 van de 5 jaren)"
    )
    # Five points of which one has no margin: no direction, and '5 van de 5' would be nonsense.
    full = titles.trend_title([fact("change", trend_points=5)], RATE)
    assert full == "Misdrijven totaal in Aadorp in 2024: nog niets om mee te vergelijken"


def test_trend_title_of_months_has_no_trend() -> None:
    row = fact(period="2025-03", previous_period="2024-03", change_outcome="up", trend_points=0)
    assert titles.trend_title([row], RATE) == (
        "In Aadorp steeg het aantal misdrijven tussen maart 2024 en maart 2025, meer dan toeval"
    )
    alone = fact("change", period="2025-03", trend_points=0)
    assert titles.trend_title([alone], RATE) == (
        "Misdrijven totaal in Aadorp in maart 2025: nog niets om mee te vergelijken"
    )


def test_trend_title_skips_later_periods_without_figure_and_says_when_there_is_none() -> None:
    facts = [fact(), fact("figure", period="2025")]
    assert titles.trend_title(facts, RATE).startswith("In Aadorp daalde het aantal misdrijven tussen 2023 en 2024")
    assert titles.trend_title(facts[1:], RATE) == "Geen open cijfers over misdrijven totaal in Aadorp"
    assert titles.trend_title(facts[:0], RATE) == "Geen open cijfers over misdrijven totaal"


NAMES = ("much_higher", "higher", "higher", "higher", "lower", "much_lower", *["similar"] * 6, "none")
PROFILE = [fact(indicator=f"i-{n}", outcome=name) for n, name in enumerate(NAMES)]


def profile(facts: Sequence[Fact], polarity: Polarity = Polarity.LOWER_IS_BETTER) -> str:
    """The title with the indicators of PROFILE, all of one polarity."""
    known = [RATE.model_copy(update={"id": f"i-{n}", "polarity": polarity}) for n in range(len(PROFILE))]
    return titles.profile_title(facts, known)


def test_a_profile_counts_what_is_unfavourable_favourable_and_the_same() -> None:
    assert profile(PROFILE) == (
        "Aadorp: 4 indicatoren ongunstiger dan de rest van het district, 2 gunstiger, 6 zonder verschil dat telt"
    )
    assert profile(PROFILE[:1]) == "Aadorp: 1 indicator ongunstiger dan de rest van het district"
    assert profile(PROFILE[4:6]) == "Aadorp: 2 indicatoren gunstiger dan de rest van het district"
    assert profile(PROFILE[6:7]) == "Aadorp: 1 indicator zonder verschil dat telt met de rest van het district"


def test_the_same_profile_turns_round_where_higher_is_better_and_has_no_good_side_without_polarity() -> None:
    assert profile(PROFILE, Polarity.HIGHER_IS_BETTER) == (
        "Aadorp: 2 indicatoren ongunstiger dan de rest van het district, 4 gunstiger, 6 zonder verschil dat telt"
    )
    assert profile(PROFILE, Polarity.NONE) == (
        "Aadorp: 4 indicatoren hoger dan de rest van het district (niet goed of slecht), "
        "2 lager (niet goed of slecht), 6 zonder verschil dat telt"
    )


def test_what_differs_without_a_good_side_is_told_beside_what_has_one() -> None:
    polarities = {"i-0": Polarity.LOWER_IS_BETTER, "i-4": Polarity.NONE, "i-6": Polarity.NONE}
    known = [RATE.model_copy(update={"id": id, "polarity": polarity}) for id, polarity in polarities.items()]
    assert titles.profile_title(PROFILE, known) == (
        "Aadorp: 1 indicator ongunstiger dan de rest van het district, 1 lager (niet goed of slecht), "
        "1 zonder verschil dat telt"
    )


def test_a_profile_with_nothing_to_compare_says_so() -> None:
    assert profile(PROFILE[12:]) == "Aadorp: geen enkel cijfer is te vergelijken met de rest van het district"
    nothing = fact("figure", indicator="i-0")
    assert profile([nothing]) == "Aadorp: geen enkel cijfer is te vergelijken"
    assert profile([]) == "Geen open cijfers"
    assert titles.profile_title(PROFILE, [RATE]) == "Geen open cijfers"


def survey(**changed: object) -> Fact:
    base: dict[str, object] = {
        "indicator": SURVEY.id,
        "area": "PD-X",
        "area_name": "De Polder",
        "level": "district",
        "period": "2019",
        "value": 22.1,
        "lower": 20.1,
        "upper": 24.1,
        "numerator": NAN,
        "reference": "NL01",
        "reference_name": "Nederland",
        "reference_value": 27.8,
        "rest": False,
        "outcome": "lower",
    }
    return fact(**(base | changed))


def test_survey_title() -> None:
    label = "Tevreden over de politie in de buurt"
    team = survey(area="BT-X", area_name="Aadorp", level="basisteam", value=21.0, outcome="similar")
    country = survey(area="NL01", area_name="Nederland", level="land", value=27.8, outcome="none", reference=None)
    facts = [country, team, survey()]
    assert titles.survey_title(facts, SURVEY) == (
        f"{label}: 22,1{P} in het district De Polder, 27,8{P} in Nederland (2019); het verschil is groter dan de marges"
    )
    assert titles.survey_title(facts, SURVEY, area="BT-X") == (
        f"{label}: 21,0{P} in basisteam Aadorp, 27,8{P} in Nederland (2019); geen verschil dat telt"
    )
    assert titles.survey_title([country], SURVEY) == f"{label}: 27,8{P} in Nederland (2019; marge 20,1–24,1{P})"
    assert titles.survey_title(facts[:0], SURVEY) == f"{label}: geen open cijfer"


def test_survey_title_of_a_share_names_the_outcome() -> None:
    row = fact(indicator=SHARE.id, value=22.4, reference_value=25.0, outcome="lower")
    assert titles.survey_title([row], SHARE) == (
        f"Opgehelderde misdrijven: 22,4{P} in Aadorp, 25,0{P} in de rest van het district (2024); dat is lager"
    )


@pytest.mark.parametrize("make", [titles.comparison_title, titles.trend_title, titles.survey_title])
def test_titles_have_no_full_stop_and_no_judgement(make: object) -> None:
    text = make(towns(**outcomes("higher", ALL)), RATE)  # type: ignore[operator]
    assert not text.endswith(".")
    assert not any(word in text for word in ("gunstig", "beter", "slechter"))
