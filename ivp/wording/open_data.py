"""The words of the open data: what codes of the database mean, and what the page Verantwoording says about it."""

from __future__ import annotations

from ivp.catalog.models import Detection, Polarity, Statistic

LEFT_OUT = (
    "Cijfers die een gemeente of partner zelf liet maken en hier inlas staan er niet bij: daar gaat de eigenaar over. "
    "Ook de naam van wie een duiding schreef, het journaal van wijzigingen en maandcijfers van wijken en buurten staan "
    "er niet bij."
)
SUMMARY = f"Cijfers, vergelijkingen, plan en toets van dit dashboard, voor andere programma’s. {LEFT_OUT}"
ABOUT = (
    "Wat op deze pagina’s staat, kunnen andere programma’s ook lezen: als JSON, en met **.csv** achter het adres als "
    "CSV voor Excel. Filteren gaat met de codes die ook in de adressen van de pagina’s staan, zoals "
    "**?per=jaar&periode=2024**. Een antwoord heeft hooguit {most} rijen en zegt waar de volgende staan. Op elke "
    "rij met een cijfer staan toestand, tabel en dag van ophalen; de licentie staat per tabel bij de bronnen."
)
_STATISTICS = {
    Statistic.RATE: "aantal per 1.000 inwoners",
    Statistic.SHARE: "aandeel van een ander aantal",
    Statistic.SURVEY: "schatting uit een enquête",
    Statistic.NUMBER: "getal van de bron",
}
_POLARITIES = {
    Polarity.LOWER_IS_BETTER: "lager",
    Polarity.HIGHER_IS_BETTER: "hoger",
    Polarity.NONE: "geen van beide",
}
_DETECTIONS = {
    Detection.REPORTED: "aangifte of melding",
    Detection.FOUND: "controle",
    Detection.NOT_APPLICABLE: "geen misdrijf",
}
_ASSESSMENTS = {
    "supports": "cijfers ondersteunen de prioriteit",
    "improving": "cijfers wijzen op verbetering",
    "no_reason": "geen aanleiding tot bijstellen",
    "mixed": "cijfers wijzen twee kanten op",
    "contradict": "register en beleving spreken elkaar tegen",
    "not_by_figures": "cijfers beslissen hier niet",
    "insufficient": "onvoldoende cijfers",
}
STATISTICS = tuple(_STATISTICS.values())
POLARITIES = tuple(_POLARITIES.values())
DETECTIONS = tuple(_DETECTIONS.values())
ASSESSMENTS = tuple(_ASSESSMENTS.values())


def statistic(code: str) -> str:
    """How a figure is made: 'schatting uit een enquête'."""
    return _STATISTICS[Statistic(code)]


def polarity(code: str) -> str:
    """Which side is the good one: 'lager', 'hoger', 'geen van beide'."""
    return _POLARITIES[Polarity(code)]


def detection(code: str) -> str:
    """How a crime comes to be known: 'aangifte of melding', 'controle', 'geen misdrijf'."""
    return _DETECTIONS[Detection(code)]


def no_rate(code: str) -> str:
    """Why a count has no figure per inhabitant: too few people, or what the area is."""
    return "te weinig inwoners" if code == "few_people" else code


def assessment(code: str) -> str:
    """The outcome of a toets in a few words, as everywhere."""
    return _ASSESSMENTS[code]
