"""Formatting: case documents, properties on any text, what the reference reads afterwards, and the command."""

from __future__ import annotations

import codecs
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import clashmap
from clashmap.argdown import parse
from clashmap.argdown.fmt import WIDTH, UnreadableError, format
from clashmap.argdown.tree import Document
from clashmap.cli.fmt import command
from clashmap.diagnostics import Severity
from clashmap.formats.argdown_json import dumps
from clashmap.resolve import resolve
from clashmap.source import Source
from conftest import Run
from documents import document
from paths import DEBATE, ROOT
from test_differential import CLI, theirs
from test_parse import any_text
from treedump import dump

HERE = Path(__file__).parent
CONFORMANCE = ROOT.parent / "shared" / "conformance" / "argdown"
CASE = re.compile(
    r"^## (?:(?P<width>\d+): )?(?P<name>.+)$(?:.|\n)*?^```argdown\n(?P<text>(?:.|\n)*?)^```\n+"
    r"```argdown\n(?P<made>(?:.|\n)*?)^```$",
    re.M,
)
SHOWN = {"␉": "\t", "␍\n": "\r\n", "␠": " ", "⌁\n": ""}
POSITIONS = {"startLine", "endLine", "startColumn", "endColumn", "start", "stop"}
BENT = {"T001", "T009", "T013"}
"""Warnings of what looks like something else, which depends on what stands beside it on its line."""


def cases() -> Iterator[Any]:
    for path in sorted((HERE / "argdown_fmt").glob("*.md")):
        for match in CASE.finditer(path.read_text(encoding="utf-8")):
            yield pytest.param(path, match["name"], id=f"{path.stem}: {match['name']}")


@pytest.mark.parametrize(("path", "name"), list(cases()))
def test_case(path: Path, name: str, accept: bool) -> None:
    written = path.read_text(encoding="utf-8")
    case = next(match for match in CASE.finditer(written) if match["name"] == name)
    text = case["text"]
    for shown, meant in SHOWN.items():
        text = text.replace(shown, meant)
    made = formatted(text, int(case["width"] or WIDTH))
    shown = made.replace("\t", "␉").replace("\r\n", "␍\n").replace(" \n", "␠\n") + ("" if made[-1:] == "\n" else "⌁\n")
    if accept:
        path.write_text(written[: case.start("made")] + shown + written[case.end("made") :], encoding="utf-8")
    else:
        assert shown == case["made"]


# --- what always holds ------------------------------------------------------------------------------------------------


def formatted(text: str, width: int = WIDTH) -> str:
    """*text*, formatted, after everything has been checked that formatting promises."""
    made = format(text, width=width)
    before, after = read(text), read(made)
    assert words(dumped(after)) == words(dumped(before))
    assert comments(after) == comments(before)
    assert "".join(words(made)) == "".join(words(text))
    assert not codes(after) - codes(before) - Counter(dict.fromkeys(BENT, 9))
    assert format(made, width=width) == made
    return made


def read(text: str) -> Document:
    return parse(Source("text", text))


def dumped(document: Document) -> str:
    """The tree of *document*, its tabs as they are."""
    return dump(Document(document.source, document.front_matter, document.blocks)).replace("\\t", "\t")


def words(text: str) -> list[str]:
    """What is left when blanks, the hyphens of inferences and apostrophes that count as blanks are taken away."""
    return re.sub(r"[\s'\"-]+", " ", text).split()


def comments(document: Document) -> list[str]:
    text = document.source.text
    return [
        "\n".join(line.rstrip(" \t") for line in text[span.start : span.end].splitlines()) for span in document.comments
    ]


def codes(document: Document) -> Counter[str]:
    return Counter(found.code for found in document.diagnostics)


def is_readable(text: str) -> bool:
    return all(found.severity is not Severity.ERROR for found in read(text).diagnostics)


def one_kind_of_line_break(text: str) -> str:
    breaks = "\r\n" if text.count("\n") % 3 == 1 else "\n"
    return re.sub(r"\r\n|\r|\n", breaks, text)


PIECES = (
    *(
        "[A]: a",
        "[B]: some words, and more. ",
        "<C>",
        "<C>: c",
        "more, words. ",
        "it  is\t",
        "*it*",
        "**b** ",
        " #tag",
        " #(a b)",
    ),
    *(
        " @[A] ",
        " [l](u v)",
        " {k: v}",
        " {\n  a: 1\n}",
        "\\* ",
        "\\ ",
        "x < y",
        "> z",
        "[",
        "]",
        "}",
        "'",
        " - ",
        " + ",
        "1. ",
        "(2) ",
    ),
    *(
        " // c\n",
        "/* c */",
        "/* c\n d */",
        "<!-- x -->",
        "\n// c",
        "\n\n// c\n\n",
        "\n(1) a",
        "\n(2) b",
        "\n----",
        "\n-- r,s --",
    ),
    *(
        "\n1. x",
        "\n* y",
        "\n  + ",
        "\n  - ",
        "\n    + ",
        "\n\t-> ",
        "\n_ ",
        "\n",
        "\n",
        "\n\n",
        "\n\n\n# H\n\n",
        " \n",
        "://x:",
    ),
)
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.integers(0, 1_000_000).map(document),
    any_text,
)


@settings(max_examples=500)
@given(texts.map(one_kind_of_line_break), st.sampled_from((0, 1, 10, 30, 100)))
@example("[A]: x\n\n// the end", 0)
@example("*\n<", 0)
@example("[A]: x *a * b", 1)
@example("#\nx", 10)
def test_whatever_is_formatted_stays_the_same(text: str, width: int) -> None:
    assume(is_readable(text))
    formatted(text, width)


@pytest.mark.parametrize("text", ["[A]: x\n  + {a: b}\n", "(1) a\n", "", "// only a comment\n"])
def test_what_has_errors_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        format(text)
    assert [found.code for found in caught.value.diagnostics] == [found.code for found in read(text).diagnostics]


def test_a_line_is_broken_only_where_it_may_be() -> None:
    made = format("[A]: " + "word " * 50 + "\n", width=50)
    lines = made.splitlines()
    assert max(map(len, lines)) in (48, 49, 50)
    assert all(line.startswith("    word") for line in lines[1:])


# --- the recorded cases, and the reference ----------------------------------------------------------------------------


def recorded() -> list[Path]:
    if not CONFORMANCE.is_dir():
        pytest.skip(f"no reference cases at {CONFORMANCE}")
    return sorted(CONFORMANCE.glob("inputs/*.argdown"))


@pytest.mark.parametrize("width", [0, 30, WIDTH])
def test_every_recorded_input_without_errors_is_formatted(width: int) -> None:
    texts = [path.read_bytes().decode("utf-8-sig") for path in recorded()]
    readable = [text for text in texts if is_readable(text)]
    assert len(readable) > 250
    for text in readable:
        made = formatted(text, width)
        assert said(exported(made)) == said(exported(text))


def exported(text: str) -> Any:
    return json.loads(dumps(resolve([read(text)]), with_map=True))


def said(value: Any) -> Any:
    """JSON without positions and without the blanks that line breaks and the ends of texts leave."""
    if isinstance(value, dict):
        return {key: said(inner) for key, inner in value.items() if key not in POSITIONS}
    if isinstance(value, list):
        return [said(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
@pytest.mark.skipif(not CLI, reason="needs the reference: set ARGDOWN_CLI to its cli.js, or put argdown on PATH")
@pytest.mark.parametrize("width", [0, 30, WIDTH])
def test_the_reference_reads_what_is_formatted_as_before(width: int) -> None:
    expected, texts = [], []
    for path in recorded():
        answer = json.loads((CONFORMANCE / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
        text = path.read_bytes().decode("utf-8")
        if answer["accepted"] and is_readable(text) and text[0] != "\ufeff":
            expected.append(answer["json"])
            texts.append(format(text, width=width))
    assert len(expected) > 250
    for text, before, answer in zip(texts, expected, theirs(texts), strict=True):
        assert "json" in answer, text
        assert said({key: answer["json"][key] for key in before}) == said(before), text


# --- this project's own files -----------------------------------------------------------------------------------------


def test_what_is_in_this_project_is_formatted() -> None:
    examples = re.findall(r"```argdown\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    written = [path.read_text(encoding="utf-8") for path in sorted(DEBATE.glob("*.argdown"))]
    assert len(examples) == 1
    assert len(written) > 10
    for text in examples + written:
        assert formatted(text) == text


# --- the command ------------------------------------------------------------------------------------------------------

UGLY = "[A]:  a\n\t+<B>\n"
NEAT = "[A]: a\n  + <B>\n"
BAD = "[A]: a\n\n  - [B]\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.argdown").write_bytes(text.encode())


def test_files_are_formatted_in_place(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ugly=UGLY, neat=NEAT, marked="\ufeff" + UGLY.replace("\n", "\r\n"))
    neat = (tmp_path / "neat.argdown").stat()
    done = run("fmt", ".", "ugly.argdown")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "formatted 2 files, 1 was fine\n")
    assert (tmp_path / "ugly.argdown").read_bytes() == NEAT.encode()
    assert (tmp_path / "marked.argdown").read_bytes() == codecs.BOM_UTF8 + NEAT.replace("\n", "\r\n").encode()
    assert (tmp_path / "neat.argdown").stat().st_mtime_ns == neat.st_mtime_ns
    assert sorted(path.name for path in tmp_path.iterdir()) == ["marked.argdown", "neat.argdown", "ugly.argdown"]


def test_a_check_writes_nothing(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ugly=UGLY, neat=NEAT)
    done = run("fmt", "--check", ".")
    assert (done.returncode, done.stdout, done.stderr) == (1, "ugly.argdown\n", "1 file would change, 1 is fine\n")
    assert (tmp_path / "ugly.argdown").read_bytes() == UGLY.encode()
    assert run("fmt", "--check", "neat.argdown").returncode == 0


@pytest.mark.parametrize(("options", "code"), [(["--diff"], 0), (["--diff", "--check"], 1)])
def test_a_diff_is_only_shown(run: Run, tmp_path: Path, options: list[str], code: int) -> None:
    write(tmp_path, ugly=UGLY)
    done = run("fmt", *options, "ugly.argdown")
    assert done.returncode == code
    assert done.stdout.splitlines()[:4] == ["--- ugly.argdown", "+++ ugly.argdown", "@@ -1,2 +1,2 @@", "-[A]:  a"]
    assert (tmp_path / "ugly.argdown").read_bytes() == UGLY.encode()


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    done = run("fmt", "-", "--width", "12", input=b"[A]:  one two three")
    assert (done.returncode, done.stdout, done.stderr) == (0, "[A]: one two\n    three\n", "")
    done = run("fmt", "--check", "-", input=UGLY.encode())
    assert (done.returncode, done.stdout, done.stderr) == (1, "<stdin>\n", "1 file would change\n")


def test_files_with_errors_are_left_as_they_are(run: Run, tmp_path: Path) -> None:
    write(tmp_path, bad=BAD, ugly=UGLY)
    (tmp_path / "latin.argdown").write_bytes(b"[A]: \xe9  x")
    (tmp_path / "wide.argdown").write_bytes(UGLY.encode("utf-16"))
    done = run("fmt", ".")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("\nformatted 1 file, 3 were left as they are\n")
    assert "--> bad.argdown:3:3" in done.stderr
    assert "T010" in done.stderr
    assert "T011" in done.stderr
    assert (tmp_path / "bad.argdown").read_bytes() == BAD.encode()
    assert (tmp_path / "latin.argdown").read_bytes() == b"[A]: \xe9  x"
    assert (tmp_path / "wide.argdown").read_bytes() == UGLY.encode("utf-16")
    assert (tmp_path / "ugly.argdown").read_bytes() == NEAT.encode()


def test_what_would_read_otherwise_is_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, ugly=UGLY)
    monkeypatch.setattr("clashmap.argdown.fmt._set", lambda text, width: text.replace("+", "-"))
    with pytest.raises(SystemExit) as end:
        command.main([str(tmp_path / "ugly.argdown")], standalone_mode=False)
    assert end.value.code == 2
    assert "This is a fault of clashmap" in capsys.readouterr().err
    assert (tmp_path / "ugly.argdown").read_bytes() == UGLY.encode()


def test_nothing_is_written_when_a_name_is_wrong(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ugly=UGLY)
    done = run("fmt", "ugly.argdown", "nothing.argdown")
    assert done.returncode == 2
    assert "there is no file or folder nothing.argdown" in done.stderr
    assert (tmp_path / "ugly.argdown").read_bytes() == UGLY.encode()


def test_the_default_width_is_said_in_one_place() -> None:
    (width,) = (option.default for option in command.params if option.name == "width")
    assert width == WIDTH


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        ("fmt --help", {"networkx", "wasmtime", "rich", "yaml", "graphviz", "clashmap.argdown", "clashmap.library"}),
        ("fmt debate.argdown", {"networkx", "wasmtime", "rich", "yaml", "graphviz", "clashmap.draw"}),
    ],
)
def test_formatting_imports_nothing_heavy(tmp_path: Path, arguments: str, heavy: set[str]) -> None:
    write(tmp_path, debate="[A]: a {side: aff}\n   + <B>\n")
    code = (
        f"import sys\nsys.argv[1:] = {arguments.split()!r}\nfrom clashmap.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code in (0, None), end.code\n"
        f"print(sorted({heavy!r} & set(sys.modules)))\n"
    )
    env = {
        "PYTHONPATH": str(Path(clashmap.__file__).parents[1]),
        "PYTHONIOENCODING": "utf-8",
        "SYSTEMROOT": "C:\\Windows",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=env, cwd=tmp_path
    )
    assert done.stdout.splitlines()[-1] == "[]"
