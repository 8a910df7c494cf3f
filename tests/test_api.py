"""What is public: everything in ``__all__`` is there, documented and typed."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from pathlib import Path

import pytest

import clashmap
from clashmap import model
from clashmap.model import RelationKind

PUBLIC = [name for name in clashmap.__all__ if name != "__version__"]
TEXT = """\
===
title: Air support
sides: {aff: For, neg: Against}
===

# The zone

[Zone]: There should be a no-fly zone. {side: aff}
  - <War>: It means war. {side: neg}
"""


def test_names_are_listed_once_and_in_order() -> None:
    assert sorted(clashmap.__all__) == list(clashmap.__all__)
    assert len(set(clashmap.__all__)) == len(clashmap.__all__)
    assert set(clashmap.__all__) <= set(dir(clashmap))


def test_the_names_for_type_checkers_are_the_names_at_run_time() -> None:
    text = Path(clashmap.__file__).read_text(encoding="utf-8")
    (block,) = (node for node in ast.parse(text).body if isinstance(node, ast.If))
    declared = {
        node.module: {alias.name for alias in node.names} for node in block.body if isinstance(node, ast.ImportFrom)
    }
    assert declared == {module: set(names) for module, names in clashmap._HOMES.items()}
    assert sorted(name for names in declared.values() for name in names) == sorted(PUBLIC)


def test_every_error_and_every_noun_of_the_library_is_public() -> None:
    assert {"MissingError", "LoadError", "SaveError"} <= set(PUBLIC)
    made = {name for name, value in vars(model).items() if dataclasses.is_dataclass(value) and name[0] != "_"}
    assert made <= set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_documented_and_typed(name: str) -> None:
    value = getattr(clashmap, name)
    assert (inspect.getdoc(value) or "").strip()
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        assert signature.return_annotation is not inspect.Signature.empty
        assert all(part.annotation is not inspect.Parameter.empty for part in signature.parameters.values())
    if dataclasses.is_dataclass(value):
        methods = [(key, member) for key, member in vars(value).items() if not key.startswith("_")]
        for key, member in methods:
            function = getattr(member, "fget", None) or getattr(member, "func", None) or member
            if inspect.isfunction(function):
                assert function.__doc__, f"{name}.{key} has no docstring"
                assert "return" in function.__annotations__, f"{name}.{key} is not typed"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        clashmap.nothing  # noqa: B018


def test_the_version_is_a_text() -> None:
    assert clashmap.__version__


def test_a_debate_from_text_to_picture(tmp_path: Path) -> None:
    file = tmp_path / "debate.argdown"
    file.write_text(TEXT, encoding="utf-8")
    map = clashmap.load(file)
    assert map.diagnostics == ()
    (relation,) = map.relations
    assert relation.kind is RelationKind.ATTACK
    assert map.graph.number_of_edges() == 1
    sheet = clashmap.render(map, page="a4", engine="tidy")
    assert isinstance(sheet, clashmap.Sheet)
    assert sheet.smallest_text > 6


def test_a_sheet_writes_itself() -> None:
    sheet = clashmap.render(clashmap.loads(TEXT), engine="tidy")
    assert sheet.svg().startswith("<svg ")
