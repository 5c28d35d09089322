"""The rules behind colours, signs and sentences, each in a few plain sentences for 'one click away'."""

from __future__ import annotations

from ivp.wording.numbers import CONFIDENT, FIRMLY

_RULES = {
    "vergelijking": (
        "Elk gebied wordt vergeleken met de rest van het grotere gebied waar het in ligt, zodat het niet "
        "met zichzelf wordt vergeleken. Bij een enquête vergelijken we met het hele grotere gebied, want "
        "de uitkomst van de rest is niet bekend. Hoger of lager: het verschil is groter dan toeval en dan wat zo’n "
        f"cijfer uit zichzelf schommelt, met {CONFIDENT} zekerheid. Duidelijk hoger of lager: met {FIRMLY} zekerheid "
        "én minstens een kwart hoger of een vijfde lager. Anders is er geen verschil dat telt. Een verschil met het "
        "district zegt vooral hoe stedelijk een gebied is; daarom staat er ook bij hoe het zich verhoudt tot "
        "gemeenten die erop lijken."
    ),
    "vergelijkbaar": (
        "Bij elke gemeente horen de tien Nederlandse gemeenten die er het meest op lijken, op achtergrondcijfers en "
        "niet op misdrijven. We noemen de plaats (hoogste van 11) en het midden van die gemeenten. Het teken ◆ staat "
        "waar een cijfer buiten ligt wat die gemeenten onderling verschillen: zo ver dat het bij hoogstens één op de "
        "twintig gemeenten zou voorkomen. Er moeten minstens acht een cijfer hebben. Voor een basisteam of district "
        "tellen we op wat de gemeenten die lijken op de leden zouden geven. Lijken op elkaar werkt niet altijd twee "
        "kanten op."
    ),
    "schommeling": (
        "Cijfers van een gemeente schommelen van jaar tot jaar meer dan toeval alleen: een groepje daders, een "
        "evenement, een nieuwe winkel. Hoeveel, schatten we per indicator uit alle gemeenten van Nederland. Die "
        "schommeling telt mee in elke toets en in elke marge. Bij een som van gemeenten dempt zij uit. Van een tabel "
        "die op vijftallen is afgerond toetsen we niets onder 25 gevallen, en telt een verschil alleen als het elke "
        "afronding overleeft."
    ),
    "verandering": (
        "We vergelijken met een jaar eerder, en een maand met dezelfde maand een jaar eerder, per inwoner. We noemen "
        f"een verandering pas meer dan toeval als zij met {CONFIDENT} zekerheid groter is dan toeval en de gewone "
        "schommeling samen. Bij minder dan 30 gevallen geven we geen percentage."
    ),
    "beweging": (
        "De pijl zegt waar een cijfer heen gaat, uit drie tekens: de verandering sinds 2019, de verandering sinds het "
        "gemiddelde van 2020 tot en met 2022, en de lijn door de laatste vijf cijfers. Er staat een pijl omhoog of "
        f"omlaag als twee tekens hetzelfde zeggen met {CONFIDENT} zekerheid, of één met {FIRMLY}, en geen ander het "
        "tegendeel zegt. Wijzen tekens twee kanten op, dan staat er ↕. Met minder dan twee tekens geven we geen pijl. "
        "Een verandering van tien procent per jaar zien we bij 300 gevallen in ongeveer drie van de vier keer, bij "
        "50 gevallen in ongeveer vier van de tien."
    ),
    "trend": (
        "De richting komt uit de laatste vijf jaarcijfers aan één kant van een breuk in de reeks. Cijfers "
        f"met een kleinere marge tellen zwaarder. We noemen een lijn stijgend of dalend als dat met {FIRMLY} "
        "zekerheid geen toeval is en de richting gelijk blijft als we één van de vijf cijfers weglaten. "
        f"Is dat met {CONFIDENT} zekerheid zo, dan zijn het tekenen van een lijn. "
        "Met minder dan vijf cijfers geven we geen trend."
    ),
    "indicatief": (
        "Bij minder dan 100 gevallen weegt toeval zwaar. Het cijfer per 1.000 inwoners staat dan cursief "
        "en heet indicatief. Lees het samen met de marge en het aantal. Waar minder dan 200 mensen wonen, en op "
        "bedrijventerreinen, geven we het aantal en geen cijfer per inwoner."
    ),
    "kleuren": (
        "De kleur zegt of het verschil met de vergelijking groter is dan toeval, en of dat gunstig is. Oranje is "
        "ongunstig, blauw is gunstig; sterk gekleurd is duidelijk hoger of lager. Bij cijfers zonder goede of slechte "
        "kant is paars hoger en grijsgroen lager. Grijs is geen verschil dat telt. Een streep boven in een vak zegt "
        "hoger, onder in een vak lager. De kleur volgt niet uit een ranglijst. Misdrijven die vooral door controles "
        "aan het licht komen hebben geen goede of slechte kant: meer controles geven meer registraties."
    ),
    "toestanden": (
        "Voorlopig: de bron kan het cijfer nog aanpassen. Nog niet opgehaald: de tabel heeft het cijfer, dit dashboard "
        "nog niet. Onbekend: er is geen open cijfer. Niet gepubliceerd: de bron heeft het cijfer, maar geeft het niet "
        "vrij. Niet van toepassing: het cijfer kan er niet zijn. Een ontbrekend cijfer is nooit nul en wordt nooit "
        "geschat."
    ),
    "trechter": (
        "In een kleine gemeente schommelt het cijfer meer dan in een grote, en gemeenten verschillen van elkaar. De "
        "trechter laat zien hoe ver gemeenten van die grootte van de middelste gemeente liggen, met "
        f"{CONFIDENT} en {FIRMLY} zekerheid. Buiten de trechter betekent: anders dan gemeenten onderling verschillen, "
        "niet slechter. Binnen de trechter is niet hetzelfde als goed. De trechter weet niet of een gemeente een stad "
        "of een dorp is; daarvoor zijn er de vergelijkbare gemeenten."
    ),
    "marge": (
        f"De marge is het gebied waarin het cijfer met {CONFIDENT} zekerheid ligt. Bij aantallen is dat toeval en de "
        "gewone schommeling samen, bij een enquête de onzekerheid doordat niet iedereen is gevraagd. Van een afgerond "
        "cijfer loopt de marge over alles wat het kan zijn: een 0 is 0 tot 2."
    ),
    "toets": (
        "Per gekoppeld cijfer telt eerst de beweging (zie Waar gaat het heen?), dan het niveau: ongunstig of gunstig "
        "vergeleken met gemeenten die lijken, en waar die er niet zijn met de rest van het district. Een ongunstige "
        "beweging is ongunstig. Een gunstige is gunstig, maar bij een ongunstig niveau gemengd: hoog, maar dalend. "
        "Zonder beweging is het cijfer gelijk, of ongunstig als het hoog blijft. Is de beweging niet bekend, dan "
        "beslist het cijfer niet. Hoofdcijfers beslissen; aanvullende alleen waar geen hoofdcijfer is gekoppeld. Wat "
        "een hoofdcijfer niet kan zeggen, neemt geen ander cijfer over. Een cijfer telt tot twee jaar na het eigen "
        "jaar. Cijfers zonder goede of slechte kant, modelcijfers en misdrijven die vooral door controles aan het "
        "licht komen, beslissen nooit. Over de prioriteit beslissen alle cijfers samen, of een duidelijke "
        "meerderheid: meer dan de helft, met hoogstens één ertegen. Anders is het gemengd. Nodig zijn twee cijfers "
        "die beslissen, of één met een begin en een lijn. Wijzen register en beleving twee kanten op, dan staat dat "
        "er. Een doel staat ernaast en beslist niet. De toets adviseert, mensen besluiten."
    ),
    "opvallend": (
        "Wie duizenden cijfers bekijkt, vindt altijd verschillen die toeval zijn. Daarom rekenen we alle "
        "veranderingen, alle lijnen en alle veranderingen in de enquête elk als groep door (Benjamini en Hochberg): "
        "van wat hier staat is naar verwachting hooguit 5 % toeval. Een verschil in niveau is geen ontdekking; het "
        "staat hier alleen als het zeker en groot is. Een verandering vanaf 2020 of 2021, de jaren met "
        "coronamaatregelen, staat er alleen als zij ook sinds 2019 telt. Elke zaak staat er één keer, bij het "
        "kleinste gebied dat haar zeker laat zien. Niets is ouder dan twee jaar. Een signaal is ongunstig en valt "
        "onder geen prioriteit die in dat gebied geldt."
    ),
    "kandidaat": (
        "De score, van 0 tot 100, komt voor vier vijfde uit wat er mis is: het deel van de cijfers dat ongunstig ligt "
        "en het deel dat ongunstig beweegt. Een vijfde is de omvang: de gevallen als deel van alle gevallen in het "
        "district. Omvang alleen is nooit genoeg. Wat ontbreekt telt niet mee, en wat ouder is dan twee jaar ook "
        "niet. De score is berekend uit de cijfers en niet vastgesteld. Thema’s zonder cijfer staan er ook bij: wat "
        "niet is geteld, kan toch spelen."
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
