"""The kinds of file that can be made of one area: what makes them and how they are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ivp.export.deck import deck
from ivp.export.docx import document_docx
from ivp.export.pdf import document_pdf, one_page_pdf
from ivp.export.pptx import deck_pptx
from ivp.export.report import one_page, report
from ivp.export.selection import selection_xlsx
from ivp.export.subject import Subject
from ivp.figures.base import file_stem


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its label on a button, media type, end of its name, and who makes it of an area."""

    label: str
    mime: str
    ending: str
    make: Callable[[Subject], bytes]

    def name(self, subject: Subject) -> str:
        """'veiligheidsbeeld-tholen-a4.pdf'."""
        return f"{file_stem('veiligheidsbeeld', subject.name)}{self.ending}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS: dict[str, Form] = {
    "pptx": Form("Presentatie", f"{_OFFICE}.presentationml.presentation", ".pptx", lambda s: deck_pptx(deck(s))),
    "pdf": Form("Rapport (PDF)", "application/pdf", ".pdf", lambda s: document_pdf(report(s))),
    "docx": Form("Rapport (Word)", f"{_OFFICE}.wordprocessingml.document", ".docx", lambda s: document_docx(report(s))),
    "xlsx": Form("Cijfers (Excel)", f"{_OFFICE}.spreadsheetml.sheet", ".xlsx", selection_xlsx),
    "a4": Form("Eén A4", "application/pdf", "-a4.pdf", lambda s: one_page_pdf(one_page(s))),
}
"""By the word for it in `--vorm`."""


def with_template(template: bytes) -> Form:
    """The presentation in the template of a municipality."""
    form = FORMS["pptx"]
    return Form(form.label, form.mime, form.ending, lambda s: deck_pptx(deck(s), template))
