"""The engine: citeproc-py, with what a style asks for and it leaves undone; imported only when a style is used."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from citeproc import model
from lxml import etree

_CSL = "http://purl.org/net/xbiblio/csl"
_TAG = f"{{{_CSL}}}"


def parse_style(text: str, locale: str) -> Any:
    """The root element of a style, ready to render; *locale* is a language such as ``en-US``.

    It may not declare anything of its own, such as entities, and nothing outside it is read. Raises
    ``etree.XMLSyntaxError``, and ValueError for what is no style. Its ``left`` is how many pieces of text it may still
    make; ``asked`` and ``told`` keep in mind which variables it came across.
    """
    lookup = etree.ElementNamespaceClassLookup()
    space = lookup.get_namespace(_CSL)
    space[None] = model.CitationStylesElement
    for known in model.CitationStylesElement.__subclasses__():
        space[known.__name__.replace("_", "-").lower()] = known
    for own in (Text, Number, Names, Name, Date, Label, Group, Substitute):
        space[own.__name__.lower()] = own
    parser = etree.XMLParser(remove_comments=True, encoding="UTF-8", no_network=True, resolve_entities=False)
    parser.set_element_class_lookup(lookup)
    if "<!DOCTYPE" in text:
        raise ValueError("it declares entities")
    root = etree.parse(BytesIO(text.encode("utf-8", "replace")), parser).getroot()
    if root.tag != f"{_TAG}style":
        raise ValueError("it is no style of CSL")
    root.set_locale_list(locale, validate=False)
    root.left, root.asked, root.told = 0, 0, []
    return root


class BoundlessError(Exception):
    """The macros of a style call one another without measure."""


def _asked(element: Any) -> None:
    element.get_root().asked += 1


def _told(element: Any, text: Any, variable: str = "") -> Any:
    """*text*; that the variable was rendered is kept in mind, if it is anything."""
    if text is not None and str(text):
        element.get_root().told.append(variable)
    return text


class Text(model.Text):  # type: ignore[misc]
    """Text in the case that is asked for: of a sentence only the first letter is made a capital."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """The text and its language. Raises BoundlessError when the style has made more than it may."""
        root = self.get_root()
        root.left -= 1
        if root.left < 0:
            raise BoundlessError
        return super().process(item, context=context, **kwargs)

    def _variable(self, item: Any, context: Any) -> Any:
        if self.get("variable") not in self.generated_variables:
            _asked(self)
        return _told(self, super()._variable(item, context), self.get("variable"))

    def case(self, text: Any, language: Any = None) -> Any:
        """The text in the case of ``text-case``; “sentence” keeps names such as Ukraine as they are written."""
        return text.capitalize_first() if self.get("text-case") == "sentence" else super().case(text, language)


class Number(model.Number):  # type: ignore[misc]
    """A number that counts as a variable."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """The number in words of the style."""
        _asked(self)
        return _told(self, super().process(item, context=context, **kwargs))


class Names(model.Names):  # type: ignore[misc]
    """Names that count as a variable."""

    def process(self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any) -> Any:
        """The names, or what stands for them."""
        _asked(self)
        return _told(self, super().process(item, names_context=names_context, context=context, **kwargs))


class Date(model.Date):  # type: ignore[misc]
    """A date that counts as a variable."""

    def process(
        self, item: Any, variable: Any = None, show_parts: Any = None, context: Any = None, **kwargs: Any
    ) -> Any:
        """The date in the parts that are asked for."""
        _asked(self)
        text = super().process(item, variable=variable, show_parts=show_parts, context=context, **kwargs)
        return _told(self, text)


class Name(model.Name):  # type: ignore[misc]
    """A name that keeps its given names whole where ``initialize`` is false."""

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        """An option of the name, its own or one of the whole style."""
        if name == "initialize-with" and self.get("initialize") == "false":
            return None
        return super().get_option(name, context, sort_options)


class Label(model.Label):  # type: ignore[misc]
    """A label that stands only where there is something to label."""

    def process(self, item: Any, variable: Any = None, plural: Any = None, context: Any = None, **kwargs: Any) -> Any:
        """The label of a variable of *item*."""
        name = (variable or self.get("variable") or "").replace("-", "_")
        if name != "locator" and name not in item.reference and name != "editortranslator":
            return None
        return super().process(item, variable=variable, plural=plural, context=context, **kwargs)


class Group(model.Group):  # type: ignore[misc]
    """A group that stands only where one of its variables does."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """What is in the group, joined; the VariableError of the engine where only words of the style are left."""
        root = self.get_root()
        told, asked = len(root.told), root.asked
        text = super().process(item, context=context, **kwargs)
        if len(root.told) == told and root.asked > asked:
            raise model.VariableError
        return text


class Substitute(model.Substitute):  # type: ignore[misc]
    """What stands for names that are missing, and is then not told again."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """The first thing that can stand for them."""
        told = self.get_root().told
        before = len(told)
        text = super().render(item, context=context, **kwargs)
        if text:
            layout = (context if context is not None else self).get_layout()
            said = [variable for variable in told[before:] if variable]
            layout.repressed[f"{_TAG}text"] = [*layout.repressed.get(f"{_TAG}text", []), *said]
        return text
