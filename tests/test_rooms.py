"""The house: each room imports only from lower floors, and only the top ones touch files and terminals."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import clashmap

HOUSE = Path(clashmap.__file__).parent
FLOORS = [
    {"source", "assets"},
    {"diagnostics", "model"},
    {"mend"},
    {"argdown", "encoding"},
    {"evidence"},
    {"graph", "include"},
    {"resolve"},
    {"checks", "draft", "verdicts"},
    {"draw", "rules"},
    {"formats"},
    {"library"},
    {"cli"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
DATA = "assets/__init__.py"
"""The one module below the library that reads files: those of the package itself."""
PROCESSES = "draw/engines/command.py"
"""The one module that starts a process."""
MODULES = sorted(HOUSE.rglob("*.py"))
INSIDE = [path for path in MODULES if path.parent != HOUSE or path.stem not in ("__init__", "__main__")]


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(module: ast.Module) -> Iterator[str]:
    """Every module that is imported, wherever in the text."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            inner = [f"clashmap.{alias.name}" for alias in node.names]
            yield from (inner if node.module == "clashmap" else [node.module or ""])


def name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("path", INSIDE, ids=name)
def test_a_room_imports_only_from_lower_floors(path: Path) -> None:
    here = room(path)
    assert here in FLOOR, f"{here} has no floor yet"
    for imported in imports(tree(path)):
        parts = imported.split(".")
        if parts[0] != "clashmap" or len(parts) == 1 or parts[1] == here or parts[1].startswith("__"):
            continue
        assert FLOOR[parts[1]] < FLOOR[here], f"{here} imports {imported}"


@pytest.mark.parametrize("path", [path for path in INSIDE if FLOOR.get(room(path), 0) < FLOOR["library"]], ids=name)
def test_nothing_below_the_library_touches_files_or_the_terminal(path: Path) -> None:
    files = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            assert called not in files | {"print", "input"} or name(path) == DATA, f"line {node.lineno} calls {called}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("environ", "argv", "stdout", "stderr", "stdin") or name(path) == PROCESSES
    outside = {"os", "shutil", "tempfile", "subprocess", "socket", "urllib", "http"}
    if name(path) != PROCESSES:
        assert not outside & {imported.split(".")[0] for imported in imports(tree(path))}


def test_only_the_command_line_reads_arguments_and_environment() -> None:
    for node in (node for path in MODULES if room(path) == "library" for node in ast.walk(tree(path))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("environ", "getenv", "argv", "stdout", "stderr")
        assert not (isinstance(node, ast.Name) and node.id in ("print", "input"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_in_a_line_what_it_does_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(tree(path)) or ""
    assert docstring.splitlines()[0].endswith((".", ":", "?"))
    assert len(text.splitlines()) <= 400
    words = {"manager", "handler", "processor", "utils", "helpers", "common"}
    assert path.stem not in words
    classes = [node.name.lower() for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    assert not [found for found in classes for word in words if found.endswith(word)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        *([name, "--help"] for name in ("init", "render", "show", "judge", "check", "explain", "export")),
        *([name, "--help"] for name in ("solve", "help", "cite", "draft")),
    ],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "from clashmap.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code in (0, None), end.code\n"
        "heavy = {'networkx', 'wasmtime', 'yaml', 'rich', 'graphviz', 'pysat', 'clashmap.argdown', 'clashmap.draw'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(HOUSE.parent), "PYTHONIOENCODING": "utf-8", "SYSTEMROOT": "C:\\Windows"},
    )
    assert done.stdout.splitlines()[-1] == "[]"


def imported_by(command: str, folder: Path) -> set[str]:
    """The rooms and the packages of others that a whole *command* on a small debate imports."""
    text = "===\ntitle: Zone\n===\n\n# War\n\n[Zone]: There should be one. {side: aff}\n  - <War>: It means war.\n"
    (folder / "debate.argdown").write_text(text, encoding="utf-8")
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        f"sys.argv[1:] = {command.split()!r}\n"
        "from clashmap.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code in (0, None), end.code\n"
        "for name in set(sys.modules) - before:\n"
        "    if getattr(sys.modules[name], '__spec__', None):\n        print('imported', name)\n"
    )
    env = {"PYTHONPATH": str(HOUSE.parent), "PYTHONIOENCODING": "utf-8", "SYSTEMROOT": "C:\\Windows"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=env, cwd=folder
    )
    names = [line.split()[1].split(".") for line in done.stdout.splitlines() if line.startswith("imported ")]
    return {
        ".".join(parts[:2]) if parts[0] == "clashmap" else parts[0]
        for parts in names
        if parts != ["clashmap"] and parts[0] not in sys.stdlib_module_names
    }


def test_an_export_resolves_checks_and_draws_nothing(tmp_path: Path) -> None:
    rooms = {"argdown", "cli", "diagnostics", "encoding", "formats", "include", "library", "mend", "resolve", "source"}
    imported = imported_by("export debate.argdown --to argdown-json", tmp_path)
    assert imported <= {"click", *(f"clashmap.{room}" for room in rooms)}
    assert "clashmap.formats" in imported


def test_a_check_imports_what_it_may(tmp_path: Path) -> None:
    rooms = {"argdown", "checks", "cli", "diagnostics", "encoding", "evidence", "graph", "include", "library", "mend"}
    rooms |= {"assets", "model", "resolve", "rules", "source"}
    imported = imported_by("check debate.argdown", tmp_path)
    assert imported <= {"click", "networkx", "yaml", *(f"clashmap.{room}" for room in rooms)}
    assert "clashmap.checks" in imported


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, clashmap; print([name for name in sys.modules if name.startswith('clashmap.')])"
    env = {"PYTHONPATH": str(HOUSE.parent), "SYSTEMROOT": "C:\\Windows"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=env)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_group_of_a_regular_expression_is_possessive(path: Path) -> None:
    """Python before 3.11.5 matches more with them than it may, and machines with 3.11.2 are many."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\)(?:\+\+|\*\+|\?\+)|\(\?>", text)
