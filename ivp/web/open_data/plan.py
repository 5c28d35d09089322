"""The resources about the plan and its toets."""

from __future__ import annotations

from ivp.analysis.goals import GoalState
from ivp.catalog.plan import Body, Direction, Evidence, NeedUnit, PlanLevel, Standing, Status, Verdict, Weight
from ivp.outcomes import Outcome
from ivp.web.open_data import figures, filters
from ivp.web.open_data.declare import Column, Kind, Resource
from ivp.wording import open_data as words
from ivp.wording.assessments import excluded_label
from ivp.wording.goals import goal_label
from ivp.wording.labels import outcome_label

TEXT, NUMBER, WHOLE, YES_NO, DAY = Kind.TEXT, Kind.NUMBER, Kind.WHOLE, Kind.YES_NO, Kind.DAY


def _goal_state(code: str) -> str:
    return goal_label(GoalState(code))


PRIORITY = Column("prioriteit", TEXT, "code van de prioriteit")
STANDING = Column("status", TEXT, "hoe zeker het is dat dit bij het plan hoort", choices=tuple(Standing))
WHERE_FROM = Column("bron", TEXT, "waar het staat")
ADDRESS = Column("adres", TEXT, "adres van die bron")
YEAR = Column("jaar", WHOLE, "jaar")
KIND = Column("soort", TEXT, "geteld of gevoeld", choices=tuple(Evidence))
WEIGHT = Column("gewicht", TEXT, "of het cijfer in de toets beslist of ernaast staat", choices=tuple(Weight))

PRIORITIES = Resource(
    "prioriteiten",
    "Prioriteiten",
    "De prioriteiten van alle niveaus, elk met bron en status.",
    "plan",
    "open_priorities",
    (
        PRIORITY,
        Column("niveau", TEXT, "niveau van het plan", choices=tuple(PlanLevel)),
        Column("gebied", TEXT, "code van het gebied dat haar koos; zij geldt daar en in alles wat erin ligt"),
        figures.AREA_NAME,
        Column("titel", TEXT, "titel"),
        Column("thema", TEXT, "code van het thema"),
        Column("thema_naam", TEXT, "naam van het thema"),
        Column("eerste_jaar", WHOLE, "eerste jaar van het plan"),
        Column("laatste_jaar", WHOLE, "laatste jaar van het plan"),
        STANDING,
        WHERE_FROM,
        ADDRESS,
        Column("omschrijving", TEXT, "wat erover bekend is"),
    ),
    (filters.AREA, filters.THEME, filters.PRIORITY),
)
LINKS = Resource(
    "koppelingen",
    "Koppelingen",
    "Welke indicator iets zegt over welke prioriteit, en waarom.",
    "plan",
    "open_links",
    (PRIORITY, figures.INDICATOR, KIND, WEIGHT, Column("reden", TEXT, "waarom dit cijfer erbij hoort")),
    (filters.PRIORITY, filters.INDICATOR),
)
GOALS = Resource(
    "doelen",
    "Doelen",
    "De streefwaarden, en hoe ver het ermee is.",
    "plan",
    "open_goals",
    (
        Column("doel", TEXT, "code van het doel"),
        figures.AREA,
        figures.AREA_NAME,
        Column("meting", TEXT, "wat er is gemeten"),
        figures.INDICATOR,
        PRIORITY,
        Column("richting", TEXT, "welke kant het op moet", choices=tuple(Direction)),
        Column("beginjaar", WHOLE, "jaar van het begin"),
        Column("beginwaarde", NUMBER, "cijfer van het begin"),
        Column("doeljaar", WHOLE, "jaar van het doel"),
        Column("doelwaarde", NUMBER, "streefwaarde; leeg: alleen de richting telt"),
        figures.UNIT,
        Column("gesteld_door", TEXT, "wie het doel stelde"),
        figures.PERIOD,
        figures.VALUE,
        Column("nu_nodig", NUMBER, "wat op een rechte weg naar het doel in die periode nodig is"),
        Column("stand", TEXT, "hoe ver het is", label=_goal_state, choices=tuple(map(goal_label, GoalState))),
        Column("zeker", YES_NO, "of de hele marge aan die kant ligt"),
        STANDING,
        WHERE_FROM,
        ADDRESS,
    ),
    (filters.AREA, filters.PRIORITY, filters.INDICATOR),
)
ACTIONS = Resource(
    "acties",
    "Acties",
    "De regels van de jaarlijkse uitvoeringsprogramma’s.",
    "plan",
    "open_actions",
    (
        Column("actie", TEXT, "code van de actie"),
        figures.AREA,
        figures.AREA_NAME,
        YEAR,
        Column("titel", TEXT, "wat er gebeurt"),
        Column("voortgang", TEXT, "hoe ver het is", choices=tuple(Status)),
        PRIORITY,
        Column("trekker", TEXT, "welke organisatie de actie trekt"),
        Column("partners", Kind.CODES, "codes van de partners"),
        Column("termijn", DAY, "wanneer het klaar moet zijn"),
        Column("resultaat", TEXT, "wat het opleverde"),
        Column("nodig", NUMBER, "wat de actie in dat jaar vraagt; leeg: niet vastgelegd"),
        Column("nodig_eenheid", TEXT, "waarin dat is geteld", choices=tuple(NeedUnit)),
        Column("belemmering", TEXT, "wat in de weg staat; leeg: niet vastgelegd"),
        STANDING,
        WHERE_FROM,
        ADDRESS,
    ),
    (filters.AREA, filters.PRIORITY, filters.YEAR),
)
PARTNERS = Resource(
    "partners",
    "Partners",
    "De partners in het veld, met hun rol.",
    "plan",
    "open_partners",
    (
        Column("partner", TEXT, "code van de partner"),
        Column("naam", TEXT, "naam"),
        Column("rol", TEXT, "rol"),
        WHERE_FROM,
        ADDRESS,
    ),
)
DECISIONS = Resource(
    "besluiten",
    "Besluiten",
    "Wat raad, college of driehoek over een prioriteit besloot.",
    "plan",
    "open_decisions",
    (
        Column("besluit", TEXT, "code van het besluit"),
        PRIORITY,
        figures.AREA,
        YEAR,
        Column("uitkomst", TEXT, "wat er is besloten", choices=tuple(Verdict)),
        Column("besloten_door", TEXT, "wie besloot", choices=tuple(Body)),
        Column("besloten_op", DAY, "dag van het besluit"),
        Column("toelichting", TEXT, "toelichting"),
        WHERE_FROM,
    ),
    (filters.AREA, filters.PRIORITY, filters.YEAR),
)
COMMENTARY = Resource(
    "duidingen",
    "Duidingen",
    "Wat een gemeente over de cijfers van een prioriteit zegt, zonder de naam van wie het schreef.",
    "plan",
    "open_commentary",
    (
        Column("duiding", TEXT, "code van de duiding"),
        PRIORITY,
        figures.AREA,
        YEAR,
        Column("tekst", TEXT, "tekst"),
        Column("geschreven_op", DAY, "dag waarop het is geschreven"),
    ),
    (filters.AREA, filters.PRIORITY, filters.YEAR),
)
ASSESSMENTS = Resource(
    "toetsen",
    "Toetsen",
    "Of de cijfers een prioriteit ondersteunen, per gebied en jaar. Berekend, niet vastgesteld.",
    "plan",
    "open_assessments",
    (
        PRIORITY,
        figures.AREA,
        figures.AREA_NAME,
        Column("jaar", WHOLE, "met de cijfers tot en met dit jaar"),
        Column("uitkomst", TEXT, "wat de cijfers zeggen", label=words.assessment, choices=words.ASSESSMENTS),
        Column("register_ongunstig", WHOLE, "beslissende cijfers uit een register die ongunstig zijn"),
        Column("register_gunstig", WHOLE, "beslissende cijfers uit een register die gunstig zijn"),
        Column("register_gekoppeld", WHOLE, "alle gekoppelde cijfers uit een register"),
        Column("beleving_ongunstig", WHOLE, "beslissende cijfers uit een enquête die ongunstig zijn"),
        Column("beleving_gunstig", WHOLE, "beslissende cijfers uit een enquête die gunstig zijn"),
        Column("beleving_gekoppeld", WHOLE, "alle gekoppelde cijfers uit een enquête"),
    ),
    (filters.PRIORITY, filters.AREA, filters.YEAR),
)
PARTS = Resource(
    "toetscijfers",
    "Cijfers van de toetsen",
    "De cijfers waarop een toets rust, en waarom een cijfer niet beslist.",
    "plan",
    "open_assessment_parts",
    (
        PRIORITY,
        figures.AREA,
        figures.AREA_NAME,
        YEAR,
        figures.INDICATOR,
        KIND,
        WEIGHT,
        Column("beslist", YES_NO, "of het cijfer meebeslist"),
        Column("beslist_niet_want", TEXT, "waarom het niet beslist", label=excluded_label),
        figures.PERIOD,
        figures.VALUE,
        figures.SHOWN,
        figures.COUNT,
        figures.STATE,
        figures.COMPARED_WITH,
        figures.OTHER_VALUE,
        Column(
            "vergelijking",
            TEXT,
            "hoger of lager dan waarmee is vergeleken",
            label=figures.comparison_outcome,
            choices=tuple(outcome_label(outcome) for outcome in Outcome),
        ),
        figures.SOURCE,
        figures.RETRIEVED,
    ),
    (filters.PRIORITY, filters.AREA, filters.YEAR, filters.INDICATOR),
)
PLAN = (PRIORITIES, LINKS, GOALS, ACTIONS, PARTNERS, DECISIONS, COMMENTARY, ASSESSMENTS, PARTS)
