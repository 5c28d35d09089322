"""The rules behind colours, signs and sentences, each in a few plain sentences for 'one click away'."""

from __future__ import annotations

_RULES = {
    "vergelijking": (
        "Elk gebied wordt vergeleken met de rest van het grotere gebied waar het in ligt, zodat het niet "
        "met zichzelf wordt vergeleken. Bij een enquête vergelijken we met het hele grotere gebied, want "
        "de uitkomst van de rest is niet bekend. Hoger of lager: het verschil is groter dan toeval, met "
        "95 % zekerheid. Duidelijk hoger of duidelijk lager: met 99,8 % zekerheid. Anders is er geen "
        "verschil dat telt."
    ),
    "verandering": (
        "Een aantal schommelt altijd door toeval. We noemen een verandering pas meer dan toeval als het "
        "verschil tussen de twee aantallen groter is dan die schommeling, met 95 % zekerheid "
        "(Poisson-verdeling). We vergelijken met een jaar eerder, en een maand met dezelfde maand een "
        "jaar eerder. Bij minder dan 30 gevallen geven we geen percentage."
    ),
    "trend": (
        "De richting komt uit de laatste vijf jaarcijfers aan één kant van een breuk in de reeks. Cijfers "
        "met een kleinere marge tellen zwaarder. We noemen een lijn stijgend of dalend als dat met 99,8 % "
        "zekerheid geen toeval is en de richting gelijk blijft als we één van de vijf cijfers weglaten. "
        "Met minder dan vijf cijfers geven we geen trend."
    ),
    "indicatief": (
        "Bij minder dan 100 gevallen weegt toeval zwaar. Het cijfer per 1.000 inwoners staat dan cursief "
        "en heet indicatief. Lees het samen met de marge en het aantal."
    ),
    "kleuren": (
        "Oranje betekent hoger, blauw betekent lager dan de vergelijking; donker is duidelijk hoger of "
        "lager. Grijs is geen verschil dat telt. De kleur volgt alleen uit de vergelijking, niet uit een "
        "ranglijst. Gunstig of ongunstig noemen we alleen waar dat vaststaat. Misdrijven die vooral door "
        "controles aan het licht komen krijgen dat oordeel niet: meer controles geven meer registraties."
    ),
    "toestanden": (
        "Voorlopig: de bron kan het cijfer nog aanpassen. Onbekend: er is geen open cijfer. Niet "
        "gepubliceerd: de bron heeft het cijfer, maar geeft het niet vrij. Niet van toepassing: het "
        "cijfer kan er niet zijn. Een ontbrekend cijfer is nooit nul en wordt nooit geschat."
    ),
    "trechter": (
        "In een kleine gemeente schommelt het cijfer meer dan in een grote. De trechter laat zien hoe ver "
        "een cijfer door toeval van het cijfer van alle gemeenten samen kan liggen, met 95 % en 99,8 % "
        "zekerheid. Alleen wie buiten de trechter ligt, verschilt meer dan toeval."
    ),
    "marge": (
        "De marge is het gebied waarin het cijfer met 95 % zekerheid ligt. Bij aantallen is dat de "
        "schommeling door toeval, bij een enquête de onzekerheid doordat niet iedereen is gevraagd."
    ),
}
RULES = tuple(_RULES)


def rule_text(rule: str) -> str:
    """The explanation of one of `RULES`: vergelijking, verandering, trend, indicatief, kleuren, toestanden, …

    Raises KeyError for an unknown rule.
    """
    return _RULES[rule]
