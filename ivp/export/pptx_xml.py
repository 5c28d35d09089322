"""The little XML that python-pptx has no words for, made with its own elements."""

from __future__ import annotations

from typing import Any

Element = Any  # python-pptx has types for a part only


def element(name: str, **attributes: str) -> Element:
    """A new element, by its name with prefix: 'c:errBars'."""
    from pptx.oxml.xmlchemy import OxmlElement

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(key, value)
    return made


def under(parent: Element, name: str, **attributes: str) -> Element:
    """A new element at the end of another one."""
    made = element(name, **attributes)
    parent.append(made)
    return made


def filled(parent: Element, colour: str) -> None:
    """One plain colour '#rrggbb' as the fill of a shape or line."""
    under(under(parent, "a:solidFill"), "a:srgbClr", val=colour.removeprefix("#").upper())


def the_child(parent: Element, name: str, before: str = "", **attributes: str) -> Element:
    """The child of this name with these attributes; made before those named in `before`, else at the end."""
    from pptx.oxml.ns import qn

    found = parent.find(qn(name))
    if found is None:
        found = under(parent, name)
        later = [child for child in parent if child.tag in {qn(one) for one in before.split()}]
        if later:
            later[0].addprevious(found)
    for key, value in attributes.items():
        found.set(key, value)
    return found
