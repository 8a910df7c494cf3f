"""Pictures through the whole command: which files are written, where their links lead, and which one is opened."""

from __future__ import annotations

import shlex
import webbrowser
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from clashmap.cli import cli
from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.layout.contest import lay_out
from clashmap.draw.layout.plan import Job
from clashmap.draw.sheet import press
from clashmap.draw.view import View

DEBATE = """\
===
title: Zone
sides: {aff: Affirmative, neg: Negative}
views:
  clash: {only-clash: true, page: A4, orientation: Portrait}
  own: {side: neg, theme: club.toml}
===

# Zone

[Zone]: There should be a zone. {side: aff}
  + <Skies>: It clears the skies. {side: aff}
  - <War>: It means war. {side: neg}

# Costs

[Costs]: It costs too much. {side: neg}
  -> [Zone]
  - [Cheap]: It is cheap. {side: aff}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a debate in one of its own, beside which there is a theme."""
    (tmp_path / "club").mkdir()
    (tmp_path / "club" / "zone.argdown").write_text(DEBATE, encoding="utf-8")
    (tmp_path / "club" / "club.toml").write_text('[colours]\npaper = "#FFFDF6"\n', encoding="utf-8")
    (tmp_path / "club.toml").write_text("this is another theme", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened on a machine with a display; each has to be there by then."""
    names: list[str] = []

    def look(url: str) -> bool:
        assert Path(unquote(url.removeprefix("file://"))).is_file()
        names.append(url.rpartition("/")[2])
        return True

    monkeypatch.setattr(webbrowser, "open", look)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return names


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[View]:
    """What was laid out, one after the other."""
    views: list[View] = []

    def counted(job: Job, room: Rect) -> Drawing:
        views.append(job.view)
        return lay_out(job, room)

    monkeypatch.setattr(press, "lay_out", counted)
    return views


def render(options: str, path: str = "club/zone.argdown") -> Result:
    return CliRunner().invoke(
        cli, ["render", path, "--engine", "tidy", "--page", "a4", *shlex.split(options)], prog_name="clashmap"
    )


def written(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.suffix in (".svg", ".html", ".pdf", ".png", ".dot"))


class _Addresses(HTMLParser):
    """The addresses of all links in an SVG or an HTML page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


@pytest.mark.parametrize(
    ("options", "files", "led_to"),
    [
        ("-o m.svg", "m.svg", ""),
        ("-o m.html -o m.svg -o m.png -o m.dot", "m.dot m.html m.png m.svg", ""),
        ("-o m.svg -o n.svg -o m.pdf --sheets 2", "m-1.svg m-2.svg m.pdf n-1.svg n-2.svg", ""),
        ("-o m.html --sheets 2 --report", "m-1.html m-2.html", ""),
        ("-o m.pdf --tile a4", "m.pdf", ""),
        ("--view clash -o m.svg", "m.svg", ""),
        ("--view CLASH", "zone-clash.svg", ""),
        ("--all-views -o m.svg -o m.png", "m-clash.png m-clash.svg m-own.png m-own.svg", ""),
        ("--all-views -o m.svg --sheets 2", "m-clash-1.svg m-clash-2.svg m-own-1.svg m-own-2.svg", ""),
        ("--split -o m.svg", "m-costs.svg m-zone.svg m.svg", "m-costs.svg m-zone.svg m.svg"),
        ("--split -o m.html", "m-costs.html m-zone.html m.html", "m-costs.html m-zone.html m.html"),
        ("--split -o m.svg -o n.png", "m-costs.svg m-zone.svg m.svg n-costs.png n-zone.png n.png",
         "m-costs.svg m-zone.svg m.svg"),
        ("--split -o m.svg --sheets 2", "m-2.svg m-costs-2.svg m-costs.svg m-zone-2.svg m-zone.svg m.svg",
         "m-costs.svg m-zone.svg m.svg"),
    ],
)  # fmt: skip
def test_every_file_is_there_and_every_link_leads_to_one(
    options: str, files: str, led_to: str, folder: Path, opened: list[str]
) -> None:
    if ".pdf" in options:
        pytest.importorskip("typst", reason="typst is not installed")
    result = render(f"{options} --open")
    assert result.exit_code == 0, result.stderr
    assert written(folder) == files.split()
    first, *_ = (line.split()[1].rstrip(":") for line in result.stderr.splitlines() if line.startswith("wrote"))
    assert opened == [first]
    assert ("smallest text, points" in result.stdout) == ("--report" in options)
    assert ("--tile a4 does nothing" in result.stderr) == ("--tile" in options)
    texts = [(folder / name).read_text("utf-8") for name in written(folder) if name.endswith((".svg", ".html"))]
    addresses = {unquote(address) for text in texts for address in _Addresses(text).found}
    assert {address for address in addresses if not address.startswith("#")} == set(led_to.split())


@pytest.mark.parametrize("options", ["", "--sheets 2", "--all-views", "--view own --report"])
def test_several_outputs_are_laid_out_once(options: str, folder: Path, laid_out: list[View]) -> None:
    assert render(f"-o m.svg {options}").exit_code == 0
    alone = list(laid_out)
    assert alone
    laid_out.clear()
    assert render(f"-o m.svg -o n.svg -o m.html -o m.png -o m.dot {options}").exit_code == 0
    assert laid_out == alone
    assert {file.rpartition(".")[2] for file in written(folder)} == {"svg", "html", "png", "dot"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--split -o a.svg -o a-costs.svg", "two maps would both be written to a-costs.svg"),
        ("--all-views -o a.svg --section Coasts", "there is no section “Coasts”"),
        ("--all-views -o a.svg --layout speeches", "in the view “clash”: nothing here says in which speech it is"),
        ("--sheets 2 -o a.svg -o -", "2 sheets do not go to standard output"),
    ],
)
def test_what_cannot_all_be_written_is_not_written_at_all(options: str, said: str, folder: Path) -> None:
    result = render(options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert written(folder) == []


@pytest.mark.parametrize(
    ("views", "said"),
    [
        ("a: {side: neg}, a 1: {focus: Cheap}", ["two maps would both be written to a-a-1.svg"]),
        (
            "a: {side: neg}, b: {section: Coasts}, c: {page: a9}, d: {theme: no.toml}",
            ["in the view “b”: there is no section “Coasts”; did you mean", "`page` of the view “c” is “a9”, and must"],
        ),
        ("a: {side: neg}, d: {theme: no.toml}", ["in the view “d”: club/no.toml cannot be read"]),
    ],
)
def test_one_bad_view_stops_them_all_and_is_named(views: str, said: list[str], folder: Path) -> None:
    text = f"===\nviews: {{{views}}}\n===\n{DEBATE.partition('===')[2].partition('===')[2]}"
    (folder / "club" / "zone.argdown").write_text(text, encoding="utf-8")
    result = render("--all-views -o a.svg --sheets 2")
    assert result.exit_code == 2
    errors = [line for line in result.stderr.splitlines() if line.startswith("error")]
    assert all(part in line for part, line in zip(said, errors, strict=True))
    assert written(folder) == []


@pytest.mark.parametrize("path", ["club", "club/zone.argdown"])
def test_the_theme_of_a_view_lies_beside_the_debate_else_where_it_is_typed(path: str, folder: Path) -> None:
    assert render("--view own -o own.svg", path).exit_code == 0
    assert 'fill="#FFFDF6"' in (folder / "own.svg").read_text(encoding="utf-8")
    assert "this is not TOML" in render("--view own --theme club.toml -o own.svg", path).stderr
    (folder / "club" / "club.toml").rename(folder / "club.toml")
    assert render("--view own -o again.svg", path).exit_code == 0
    assert (folder / "again.svg").read_bytes() == (folder / "own.svg").read_bytes()


def test_a_watched_debate_is_opened_when_it_could_first_be_drawn(
    folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    debate = folder / "club" / "zone.argdown"
    debate.write_text(DEBATE + "\n[Zone]\n  – [Dash]: This is no hyphen.\n", encoding="utf-8")
    before, texts = [], iter((DEBATE, None, DEBATE.replace("It means war", "It starts a war"), None))

    def sleep(seconds: float) -> None:
        before.append(list(opened))
        try:
            if text := next(texts):
                debate.write_text(text, encoding="utf-8")
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("clashmap.cli.watch.sleep", sleep)
    result = render("--watch --open -o m.svg --sheets 2")
    assert result.exit_code == 0
    assert (before[0], opened) == ([], ["m-1.svg"])
    assert "starts a war" in "".join((folder / f"m-{number}.svg").read_text("utf-8") for number in (1, 2))


def test_a_debate_that_is_not_there_is_not_waited_for(opened: list[str]) -> None:
    result = render("--watch --open", "club/nowhere.argdown")
    assert result.exit_code == 2
    assert "there is no file or folder club/nowhere.argdown" in result.stderr
    assert opened == []
