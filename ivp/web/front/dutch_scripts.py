"""Streamlit's own words, in its scripts, in Dutch: it has no setting for them, and CSS does not reach a screen reader.

Only literals that a visitor can see or hear, each in the script where it stands. A test holds them against the
installed Streamlit, so that a new version that words them otherwise is noticed; what is not found stays as it is.
Two roles and a name that mislead a screen reader are mended in the same way.
"""

from __future__ import annotations

_OPEN = ("`Open`", "`Toon de lijst`")
_NOTHING = ("`No results`", "`Niets gevonden`")
_EXIT = ("`Close fullscreen`", "`Sluit het volledige scherm`")
_TYPE = "files are not allowed."
_LOCALE = ("locale:`en-US`", "locale:`nl-NL`")

WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "index": (
        ("`Skip to main content`", "`Ga naar de inhoud`"),
        ('"aria-label":`App pages`', '"aria-label":`Pagina’s`'),
        ("`${i.flat().length} more`", "`Nog ${i.flat().length}`"),
        ("`View less`", "`Toon minder`"),
        ("`View ${x-m} more`", "`Toon er nog ${x-m}`"),
        ("`view less`:`view more`", "`toon minder`:`toon meer`"),
        ("`Navigate to home page`", "`Naar het overzicht`"),
        ("alt:`Logo`", "alt:`Naam van het dashboard`"),
        ('"aria-label":`Sidebar`', '"aria-label":`Menu`'),
        ("`Expand sidebar`", "`Open het menu`"),
        ("`Collapse sidebar`", "`Sluit het menu`"),
        ("`Scroll tabs left`", "`Schuif de tabbladen naar links`"),
        ("`Scroll tabs right`", "`Schuif de tabbladen naar rechts`"),
        ('"aria-label":`Notifications`', '"aria-label":`Meldingen`'),
        ('"aria-label":`Close`', '"aria-label":`Sluiten`'),
        ("children:`Close`", "children:`Sluiten`"),
        ('"aria-label":`Running...`', '"aria-label":`Bezig`'),
        ("`Stopping...`:`Stop`", "`Stopt …`:`Stop`"),
        ("_O=`Connecting`", "_O=`Verbinding maken`"),
        ("vO=`Connecting to Streamlit server`", "vO=`Verbinding maken met het dashboard`"),
        ("bO=`Error`", "bO=`Geen verbinding`"),
        ("xO=`Unable to connect to Streamlit server`", "xO=`Het dashboard antwoordt niet`"),
        ('{toast:e,"data-testid"', '{toast:e,"aria-label":"Melding","data-testid"'),  # else it has no name
        ("`Script execution error`", "`Er ging iets mis`"),
        ("`Connection error`", "`Geen verbinding`"),
        (
            "`Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:`,"
            "codeBlock:`streamlit run yourscript.py`",
            "`Het dashboard antwoordt niet. Is het gestopt, start het dan opnieuw met:`,codeBlock:`python app.py`",
        ),
        (
            "`Streamlit server is not responding. Are you connected to the internet?`",
            "`Het dashboard antwoordt niet. Wacht even of controleer uw verbinding; de pagina probeert het opnieuw.`",
        ),
        (
            "`Connection lost. Please wait for the app to reconnect, then try again.`",
            "`De verbinding is weg. Wacht tot zij er weer is en probeer het opnieuw.`",
        ),
    ),
    "Selectbox": (_OPEN, _NOTHING, _LOCALE, ("`Clear value`", "`Wis de keuze`"), ("`Selectbox options`", "`Keuzes`")),
    "Multiselect": (
        _OPEN,
        _NOTHING,
        _LOCALE,
        ("`Selected values`", "`Gekozen`"),
        ("`Clear all`", "`Wis alles`"),
        ("`Select all`", "`Kies alles`"),
        ("`Select ${p.length} matches`", "`Kies alle ${p.length} gevonden`"),
        ("`Remove ${e}`", "`Haal ${e} weg`"),
        ("`Multiselect options`", "`Keuzes`"),
        (
            "let e=t.maxSelections===1?`option`:`options`;"
            "return`You can only select up to ${t.maxSelections} ${e}. Remove an option first.`",
            "return`U kunt er hooguit ${t.maxSelections} kiezen. Haal er eerst een weg.`",
        ),
    ),
    "utils": (
        ('"aria-label":`file upload`', '"aria-label":`Kies een bestand`'),
        ("`Choose options`:`Choose an option`", "`Maak een keuze`:`Maak een keuze`"),
        ("`No options to select`", "`Niets om te kiezen`"),
        ("`File must be ${$(n,`b`)} or smaller.`", "`Het bestand mag hooguit ${$(n,`b`)} zijn.`"),
        ("`${t.type} " + _TYPE + "`", "`Een bestand van de soort ${t.type} kan hier niet.`"),
        ("`${e.toFixed(n)}${t.toUpperCase()}`", '`${e.toFixed(n).replace(".",",")} ${t.toUpperCase()}`'),
        ("`File size is too small.`", "`Het bestand is te klein.`"),
        ("`Only one file is allowed.`", "`Kies één bestand.`"),
        ("`Unexpected error. Please try again.`", "`Er ging iets mis. Probeer het opnieuw.`"),
        ("`Click to retry upload`", "`Klik om het opnieuw te proberen`"),
        ("`Cancel upload of ${e.name}`:`Remove ${e.name}`", "`Stop met ${e.name}`:`Haal ${e.name} weg`"),
    ),
    "FileUploader": (
        ("`Upload`", "`Kies een bestand`"),
        ("`${T(t,D.Byte,0)} per file`", "`hooguit ${T(t,D.Byte,0)}`"),
        ("`Drag and drop files here`:`Drag and drop a file here`", "`Sleep bestanden hierheen`:`Sleep het hierheen`"),
        ("`${e.type} " + _TYPE + "`", "`Een bestand van de soort ${e.type} kan hier niet.`"),
        ('"aria-label":`Add files`', '"aria-label":`Voeg een bestand toe`'),
        ("e({tabIndex:-1})", 'e({tabIndex:-1,role:"group"})'),  # a name asks for a role that carries one
    ),
    "DownloadButton": (("`Download failed`", "`Het downloaden is niet gelukt. Probeer het opnieuw.`"),),
    "InputInstructions": (
        ("`submit form`:`apply`", "`te bewaren`:`toe te passen`"),
        ("`Press ${r()?`⌘`:`Ctrl`}+Enter to ${e}`", "`Druk op ${r()?`⌘`:`Ctrl`}+Enter om ${e}`"),
        ("`Press Enter to ${e}`", "`Druk op Enter om ${e}`"),
    ),
    "TextInput": (("`Clear entry`", "`Wis de tekst`"), ("g=`Invalid input.`", "g=`Dit kan hier niet.`")),
    "DateInput": (
        _LOCALE,
        ("`Choose date`", "`Kies een datum`"),
        ("`Clear dates`", "`Wis de datum`"),
        ("`Clear date`", "`Wis de datum`"),
        (
            "`Use arrow keys to navigate dates. Enter to select. Escape to close.`",
            "`Ga met de pijltjestoetsen door de dagen. Enter kiest, Escape sluit.`",
        ),
    ),
    "ReorderedSegments": (
        ("Vr=i(`header`,", "Vr=i(`div`,"),  # the month above a calendar is no banner of the page
        ("`Previous month`", "`Vorige maand`"),
        ("`Next month`", "`Volgende maand`"),
        ("`**Error**: Date set outside allowed range. Please select a date on or after ${n}.`",
         "`Kies een datum vanaf ${n}.`"),
        ("`**Error**: Date set outside allowed range. Please select a date on or before ${r}.`",
         "`Kies een datum tot en met ${r}.`"),
        ("`**Error**: Date set outside allowed range. Please select a date between ${n} and ${r}.`",
         "`Kies een datum van ${n} tot en met ${r}.`"),
    ),
    "DynamicIcon": (("return`Loading`", "return`Bezig`"), ("`${n} icon`", "`Teken`")),
    "StreamlitMarkdown": (
        ("`Help`:`Help for ${", "`Uitleg`:`Uitleg bij ${"),
        ("`Link to heading`", "`Link naar deze kop`"),
    ),
    "Toolbar": (("label:`Fullscreen`", "label:`Volledig scherm`"), _EXIT),
    "PlotlyChart": (("`Close fullscreen`:`Fullscreen`", "`Sluit het volledige scherm`:`Volledig scherm`"),),
    "DeckGlJsonChart": (
        ("`Clear selection`", "`Laat de keuze los`"),
        ("`Zoom In`", "`Inzoomen`"),
        ("`Zoom Out`", "`Uitzoomen`"),
        ('"NavigationControl.ZoomIn":`Zoom in`', '"NavigationControl.ZoomIn":`Inzoomen`'),
        ('"NavigationControl.ZoomOut":`Zoom out`', '"NavigationControl.ZoomOut":`Uitzoomen`'),
    ),
}  # fmt: skip
"""Per script (the beginning of its name, up to the point): what stands there, and what comes in its place."""


def in_dutch(name: str, content: bytes) -> bytes:
    """The script of this file name with its words in Dutch; every other file as it is."""
    words = WORDS.get(name.split(".")[0], ()) if name.endswith(".js") else ()
    if not words:
        return content
    text = content.decode()
    for english, dutch in words:
        text = text.replace(english, dutch)
    return text.encode()
