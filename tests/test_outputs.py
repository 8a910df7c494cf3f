"""Where drawings go: names and formats that agree, everything made before anything is written, and showing it."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import clashmap
from clashmap.cli import outputs
from clashmap.cli.debate import Refusal
from clashmap.cli.outputs import Output, Result, agreed, refuse_unused, show, written
from clashmap.library import SaveError
from clashmap.library.saving import save_bytes


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(outputs, "find_spec", lambda name: name)  # as if typst were there
    (tmp_path / "debate.argdown").write_text("[A]: First.\n  - [B]: Other.\n", encoding="utf-8")
    return tmp_path


def agree(*names: str, to: str | None = None, path: str = "debate.argdown") -> list[tuple[str, str]]:
    return [tuple(output) for output in agreed(names, to, path=path, stem="debate")]


def test_the_suffix_or_to_says_the_format() -> None:
    assert agree("a.svg", "b.PDF", "c.png", "d.html", "e.gv", "f.dot") == [
        *[("a.svg", "svg"), ("b.PDF", "pdf"), ("c.png", "png"), ("d.html", "html"), ("e.gv", "dot"), ("f.dot", "dot")]
    ]
    assert agree() == [("debate.svg", "svg")]
    assert agree(to="png") == [("debate.png", "png")]
    assert agree(path="-") == [("-", "svg")]
    assert agree("-", to="dot") == [("-", "dot")]
    assert agree("picture", to="svg") == [("picture", "svg")]
    assert agree("a.svg", "-", to="dot") == [("a.svg", "svg"), ("-", "dot")]


@pytest.mark.parametrize(
    ("names", "to", "said"),
    [
        (["map.jpg"], None, "map.jpg: clashmap writes .svg, .html, .pdf, .png or .dot, not “.jpg” files"),
        (["map"], None, "not a file without a suffix"),
        (["a.svg", ""], None, "-o needs the name of a file"),
        (["a.svg"], "png", "a.svg and --to png do not agree; leave out --to, or choose a name that ends in .png"),
        (["a.svg", "./a.svg"], None, "./a.svg is named twice"),
        (["-", "-"], None, "standard output is named twice"),
        (["a.argdown"], None, "would be read as a part of a debate"),
    ],
)
def test_names_that_cannot_be_meant_are_refused(names: list[str], to: str | None, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        agree(*names, to=to)
    assert said in refusal.value.message


def test_a_pdf_without_typst_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match=r'pip install "clashmap\[pdf\]"'):
        agree("a.svg", "a.pdf")


def test_pixels_are_not_poured_into_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert agree("-") == [("-", "svg")]
    with pytest.raises(Refusal, match=r"a PNG is no text for a terminal; add -o debate\.png"):
        agree("-", to="png")


@click.command()
@outputs.OUTPUT
@outputs.TO
@outputs.SCALE
@outputs.WIDTH
@outputs.TILE
@outputs.OPEN
@outputs.WATCH
@click.option("--page")
def command(**given: object) -> None:
    """Check the options as ``render`` does."""
    names = given["output"]
    assert isinstance(names, tuple)
    refuse_unused(agreed(names, None, path="debate.argdown", stem="debate"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-o a.svg --scale 2", "--scale is for .png files, and none is written: leave it out, or add -o map.png"),
        ("--width 90", "--width is for .png files"),
        ("-o a.png --tile a4", "--tile is for .pdf files"),
        ("-o a.dot --page a3", "--page is for pictures, and DOT text is none: leave it out, or write an .svg"),
        ("-o a.png --scale 2 --width 90", "--scale and --width both say how large a .png is"),
        ("-o - --open", "--open shows a file: add -o map.svg"),
        ("-o - --watch", "--watch redraws a file: add -o map.svg"),
        ("-o a.png --scale 0", "Invalid value for '--scale'"),
        ("-o a.png --scale nan", "Invalid value for '--scale'"),
        ("-o a.png --scale inf", "Invalid value for '--scale'"),
    ],
)
def test_options_that_nothing_uses_are_refused(options: str, said: str) -> None:
    result = CliRunner().invoke(command, options.split())
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    "options", ["-o a.png --scale 2", "-o a.svg -o b.png --width 9", "-o a.svg -o b.dot --page a3"]
)
def test_options_that_one_output_uses_are_taken(options: str) -> None:
    assert CliRunner().invoke(command, options.split()).exit_code == 0


def test_an_option_in_the_environment_may_wait_for_its_output() -> None:
    env = {"X_SCALE": "3", "X_TILE": "a4", "X_OUTPUTS": "a.dot"}
    assert CliRunner().invoke(command, [], env=env, auto_envvar_prefix="X").exit_code == 0


def test_what_is_written_is_said_and_given_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [Output("a.svg", "svg"), Output("b.svg", "svg"), Output("c.png", "png")]
    some = Result(b"<svg/>", "2 cards", ("a letter is missing",))
    results = list(zip(names, (some, some, some._replace(data=b"\x89")), strict=True))
    assert written(results, path="debate.argdown") == tuple(names)
    assert (folder / "a.svg").read_bytes() == (folder / "b.svg").read_bytes() == b"<svg/>"
    said = capsys.readouterr().err
    assert said == "warning: a letter is missing\nwrote a.svg: 2 cards\nwrote b.svg: 2 cards\nwrote c.png: 2 cards\n"


def test_bytes_are_saved_whole_or_not_at_all(folder: Path) -> None:
    save_bytes("map.png", b"\x89PNG\r\n\x00\xff")
    assert (folder / "map.png").read_bytes() == b"\x89PNG\r\n\x00\xff"
    with pytest.raises(SaveError, match="never overwritten"):
        save_bytes("debate.argdown", b"", inputs=["./debate.argdown"])
    with pytest.raises(SaveError, match="its folder is not there"):
        save_bytes("nowhere/map.png", b"")
    assert sorted(file.name for file in folder.iterdir()) == ["debate.argdown", "map.png"]


def test_a_png_of_absurd_size_is_refused() -> None:
    sheet = clashmap.render(clashmap.loads("[A]: First.\n"), page="a4", engine="tidy")
    with pytest.raises(Refusal, match="too large to make"):
        outputs.png(sheet, "", width=200_000)


def test_a_poster_says_over_how_many_pages_it_is_cut() -> None:
    pytest.importorskip("typst", reason="typst is not installed")
    sheet = clashmap.render(clashmap.loads("[A]: First.\n"), page="a3", engine="tidy")
    assert outputs.pdf([sheet], "1 card").said == "1 card"
    assert outputs.pdf([sheet, sheet], "1 card", tile="a3").said == "1 card"
    assert re.fullmatch("1 card, cut over [2-4] pages of A4", outputs.pdf([sheet], "1 card", tile="a4").said)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine with a display; the addresses that were opened on it."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return opened


def test_the_first_file_is_shown(folder: Path, screen: list[str]) -> None:
    show([Output("-", "svg"), Output("a b.svg", "svg"), Output("c.pdf", "pdf")])
    assert screen == [(folder / "a b.svg").as_uri()]


@pytest.mark.parametrize("variable", ["CI", "DISPLAY"])
def test_where_nobody_looks_it_says_where_the_file_is(
    variable: str, folder: Path, screen: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv(variable, "true" if variable == "CI" else "")
    show([Output("a.svg", "svg")])
    assert screen == []
    assert capsys.readouterr().err == f"nothing here can show it: open {folder / 'a.svg'} in a browser\n"
