"""The rules behind colours, signs and sentences, each in a few plain sentences for 'one click away'."""

from __future__ import annotations

from ivp.wording.numbers import CONFIDENT, FIRMLY

_RULES = {
    "vergelijking": (
        "Elk gebied wordt vergeleken met de rest van het grotere gebied waar het in ligt, zodat het niet "
        "met zichzelf wordt vergeleken. Bij een enquête vergelijken we met het hele grotere gebied, want "
        "de uitkomst van de rest is niet bekend. Hoger of lager: het verschil is groter dan toeval, met "
        f"{CONFIDENT} zekerheid. Duidelijk hoger of duidelijk lager: met {FIRMLY} zekerheid. Anders is er geen "
        "verschil dat telt."
    ),
    "verandering": (
        "Een aantal schommelt altijd door toeval. We noemen een verandering pas meer dan toeval als het "
        f"verschil tussen de twee aantallen groter is dan die schommeling, met {CONFIDENT} zekerheid "
        "(Poisson-verdeling). We vergelijken met een jaar eerder, en een maand met dezelfde maand een "
        "jaar eerder. Bij minder dan 30 gevallen geven we geen percentage."
    ),
    "trend": (
        "De richting komt uit de laatste vijf jaarcijfers aan één kant van een breuk in de reeks. Cijfers "
        f"met een kleinere marge tellen zwaarder. We noemen een lijn stijgend of dalend als dat met {FIRMLY} "
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
        f"een cijfer door toeval van het cijfer van alle gemeenten samen kan liggen, met {CONFIDENT} en {FIRMLY} "
        "zekerheid. Alleen wie buiten de trechter ligt, verschilt meer dan toeval."
    ),
    "marge": (
        f"De marge is het gebied waarin het cijfer met {CONFIDENT} zekerheid ligt. Bij aantallen is dat de "
        "schommeling door toeval, bij een enquête de onzekerheid doordat niet iedereen is gevraagd."
    ),
    "toets": (
        "Per gekoppeld cijfer kijken we naar het verschil met het district (een district: met de politie-eenheid of "
        "Nederland), de richting over vijf cijfers, en de verandering sinds 2019 en sinds het gemiddelde van 2020 tot "
        "en met 2022. Eén coronajaar is nooit het begin. Ongunstig: aan de verkeerde kant van de vergelijking, of een "
        "verandering alleen de verkeerde kant op. Gunstig: een verandering alleen de goede kant op, en niet aan de "
        "verkeerde kant. Anders neutraal. Hoofdcijfers beslissen; aanvullende alleen als geen hoofdcijfer een oordeel "
        "geeft. Een cijfer telt tot twee jaar na het eigen jaar. Cijfers zonder goede of slechte kant en misdrijven "
        "die vooral door controles aan het licht komen, beslissen nooit. Register en beleving krijgen elk een oordeel: "
        "ongunstig of gunstig als meer dan de helft dat is, anders neutraal. Is er een ongunstig en geen gunstig, dan "
        "ondersteunen de cijfers de prioriteit; gunstig en geen ongunstig wijst op verbetering; één van elk is "
        "tegenspraak; geen van beide geeft geen aanleiding tot bijstellen. De toets beslist niets: dat doen mensen."
    ),
    "opvallend": (
        "Wie duizenden cijfers bekijkt, vindt altijd verschillen die toeval zijn. Daarom rekenen we alle "
        "vergelijkingen, veranderingen en trends van het laatste jaar samen door (Benjamini en Hochberg): van wat hier "
        "staat is naar verwachting hooguit 5 % toeval. Een verandering noemen we één keer, bij het grootste gebied dat "
        "haar laat zien; komt ze door één gemeente, dan daar. Een verschil noemen we bij het gebied dat er het verst "
        "uit ligt. Een signaal is ongunstig en valt onder geen prioriteit die in dat gebied geldt."
    ),
    "kandidaat": (
        "De score van een thema, van 0 tot 100, is het gemiddelde van drie delen: het deel van de cijfers dat "
        "ongunstiger is dan de vergelijking, het deel dat ongunstiger wordt, en het aantal gevallen vergeleken met het "
        "thema met de meeste gevallen. Wat ontbreekt telt niet mee. De score is berekend uit de cijfers en niet "
        "vastgesteld. Thema's zonder cijfer staan er ook bij: wat niet is geteld, kan toch spelen."
    ),
    "vooruitblik": (
        "De vooruitblik trekt de reeks door met de Theta-methode, die de helft van de helling aanhoudt. Nodig zijn "
        "acht jaren of 36 maanden aan één kant van een breuk, zonder gaten, en hooguit vier jaar vooruit. Vooraf "
        "voorspellen we jaren die al bekend zijn. Zit dat er meer dan 10 % verder naast dan het laatste jaar herhalen, "
        "dan geven we geen vooruitblik. Bleken de marges te smal, dan maken we ze breder. Een vooruitblik is geen "
        "doel: hij zegt wat er gebeurt als alles doorgaat zoals het ging."
    ),
    "doel": (
        "Een streefwaarde houden we tegen een rechte lijn van het begin naar het doel. Gehaald: het laatste cijfer is "
        "bij het doel of erover. Op schema: bij of voorbij wat de lijn nu vraagt. Anders achter op schema. We zeggen "
        "erbij of toeval het verschil kan verklaren. Is de meting intussen vernieuwd, dan is er geen oordeel. Een doel "
        "dat niet is gehaald, is nog geen mislukt plan: omstandigheden en capaciteit tellen ook."
    ),
}
RULES = tuple(_RULES)


def rule_text(rule: str) -> str:
    """The explanation of one of `RULES`: vergelijking, verandering, trend, indicatief, kleuren, toestanden, …

    Raises KeyError for an unknown rule.
    """
    return _RULES[rule]
