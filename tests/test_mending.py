"""``clashmap check --fix``, ``--diff``, ``--select`` and ``--ignore``: what is mended, and what is never touched."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.cli.mend import mend, mendable
from clashmap.cli.rewrite import changes
from clashmap.cli.texts import files_in
from clashmap.diagnostics import RULES, Diagnostic, Edit, Fix, Rule, Severity, at, rule
from clashmap.graph import ArgumentMap
from clashmap.library import load_texts
from clashmap.rules import ALL
from clashmap.source import Place, Source, Span
from conftest import Run

FAULTY = "[Thesis]: J.A. Smith says so. {cite: poll}\n  + <Reason>: It is #1.\n\n#Costs\n\n[Cost]: a lot\n"
MENDED = "[Thesis]: J\\.A. Smith says so. {cite: poll}\n  + <Reason>: It is \\#1.\n\n# Costs\n\n[Cost]: a lot\n"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments], prog_name="clashmap")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.argdown").write_text(FAULTY, encoding="utf-8")
    return tmp_path


# --- select and ignore ------------------------------------------------------------------------------------------------


def codes(*arguments: str) -> list[str]:
    said = invoke("d.argdown", "--format", "concise", *arguments).stdout
    return [line.partition("[")[2].partition("]")[0] for line in said.splitlines()]


def test_findings_are_chosen_by_codes_their_beginnings_and_names() -> None:
    assert codes() == ["T001", "E001", "T008", "T009"]
    assert codes("--select", "T") == ["T001", "T008", "T009"]
    assert codes("--select", "t008, E", "--select", "number-as-tag") == ["E001", "T008"]
    assert codes("--ignore", "T00") == ["E001"]
    assert codes("--select", "T", "--ignore", "T001,shortcode-in-word") == ["T008", "T009"]
    assert codes("--select", "T", "--ignore", "T") == []


def test_what_is_left_out_does_not_count() -> None:
    result = invoke("d.argdown", "--ignore", "T,E")
    assert result.exit_code == 0
    assert result.stdout == "no findings in 1 file: 3 claims, 1 argument, 1 relation\n"
    assert invoke("d.argdown", "--select", "E").exit_code == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("T0O1", "--ignore T0O1: there is no rule “T0O1”; did you mean T001 or"),
        ("D9", "did you mean D00"),
        ("T001,sort-code-in-word", "there is no rule “sort-code-in-word”; did you mean shortcode-in-word"),
        ("Q", "there is no rule “Q”; see all by: clashmap explain"),
        (" ,", "--ignore needs codes, such as T001; see all by: clashmap explain"),
    ],
)
def test_an_unknown_code_is_refused_with_what_is_near(typed: str, said: str) -> None:
    result = invoke("d.argdown", "--ignore", typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


# --- fix --------------------------------------------------------------------------------------------------------------


def test_check_says_how_many_findings_can_be_mended_and_how() -> None:
    assert invoke("d.argdown").stdout.endswith("\n3 of them can be mended by: clashmap check d.argdown --fix\n")
    said = invoke("d.argdown", "--select", "T", "--ignore", "T001, T002").stdout
    assert said.endswith(
        "\nall of them can be mended by: clashmap check d.argdown --select T --ignore 'T001, T002' --fix\n"
    )
    assert invoke("d.argdown", "--select", "T001").stdout.count("\nit can be mended by: ") == 1
    assert "mended" not in invoke("d.argdown", "--select", "E").stdout
    assert "  = fix: put a blank behind #\n" in invoke("d.argdown").stdout


def test_fix_mends_the_file_and_shows_what_remains(here: Path) -> None:
    result = invoke("d.argdown", "--fix")
    assert (here / "d.argdown").read_text(encoding="utf-8") == MENDED
    assert result.exit_code == 1
    assert result.stdout.startswith("error[E001]: there is no source “poll”\n --> d.argdown:1:")
    assert result.stdout.count("[E001]") == result.stdout.count(" --> ") == 1
    gone = "1 × T001 shortcode-in-word, 1 × T008 number-as-tag, 1 × T009 heading-as-tag"
    assert result.stderr == f"mended d.argdown: {gone}\n"
    again = invoke("d.argdown", "--fix")
    assert (again.stdout, again.stderr) == (result.stdout, "")


def test_fix_mends_only_what_is_chosen(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for option, value in (("FIX", "1"), ("SELECT", "T"), ("IGNORE", "T008")):
        monkeypatch.setenv(f"CLASHMAP_CHECK_{option}", value)
    result = CliRunner().invoke(cli, ["check", "d.argdown"], auto_envvar_prefix="CLASHMAP")
    assert (here / "d.argdown").read_text(encoding="utf-8") == MENDED.replace("\\#", "#")
    assert (result.exit_code, result.stderr) == (
        0,
        "mended d.argdown: 1 × T001 shortcode-in-word, 1 × T009 heading-as-tag\n",
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_fix_keeps_byte_order_marks_and_line_breaks(mark: bytes, newline: bytes, here: Path) -> None:
    file = here / "d.argdown"
    file.write_bytes(mark + FAULTY.encode().replace(b"\n", newline))
    invoke("d.argdown", "--fix")
    assert file.read_bytes() == mark + MENDED.encode().replace(b"\n", newline)


@pytest.mark.parametrize("data", [b"// \xfc\n\n" + FAULTY.encode(), FAULTY.encode("utf-16")])
def test_fix_leaves_a_file_that_is_not_utf8_and_says_so(data: bytes, here: Path) -> None:
    (here / "debate").mkdir()
    spoiled, other = here / "debate" / "a.argdown", here / "debate" / "b.argdown"
    spoiled.write_bytes(data)
    other.write_text("[B]: J.A. Jones\n", encoding="utf-8")
    result = invoke("debate", "--fix")
    assert (spoiled.read_bytes(), other.read_bytes()) == (data, b"[B]: J\\.A. Jones\n")
    assert "debate/a.argdown is left as it is, since it is not saved as UTF-8\n" in result.stderr
    assert "mended debate/b.argdown: 1 × T001" in result.stderr
    assert "can be mended" not in invoke("debate").stdout


def test_fix_mends_included_files_where_they_are(here: Path) -> None:
    (here / "part.txt").write_text("[P]: J.A. Morgan\n", encoding="utf-8")
    (here / "empty.txt").touch()
    text = "[A]: a\n\n@include(empty.txt)\n\n@include(part.txt)\n\n[B]: J.A. Jones\n"
    (here / "d.argdown").write_text(text, encoding="utf-8")
    assert invoke("d.argdown", "--fix").exit_code == 0
    assert (here / "part.txt").read_text(encoding="utf-8") == "[P]: J\\.A. Morgan\n"
    assert (here / "d.argdown").read_text(encoding="utf-8") == text.replace("J.A.", "J\\.A.")


def test_fix_writes_standard_input_mended_to_standard_output(run: Run) -> None:
    done = run("check", "-", "--fix", input=FAULTY.replace("\n", "\r\n").encode())
    assert done.returncode == 1
    assert done.stdout == MENDED  # ``run`` takes CR away
    assert done.stderr.startswith("mended <stdin>: 1 × T001")
    assert "error[E001]" in done.stderr
    fine = run("check", "-", "--fix", input=b"[A]: a")
    assert (fine.returncode, fine.stdout) == (0, "[A]: a")
    for data in (b"[A]: \xfc J.A. S", b"\0\1\2"):
        done = run("check", "-", "--fix", input=data)
        assert (done.returncode, done.stdout) == (2, "")
        assert "not UTF-8" in done.stderr


def test_fix_does_not_write_over_what_has_changed_meanwhile(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(map: ArgumentMap, chosen: Callable[[Rule], bool]) -> object:
        (here / "d.argdown").write_text("[New]: text\n", encoding="utf-8")
        return mend(map, chosen)

    monkeypatch.setattr("clashmap.cli.fix.mend", meanwhile)
    result = invoke("d.argdown", "--fix")
    assert result.exit_code == 2
    assert "was changed while it was read" in result.stderr
    assert (here / "d.argdown").read_text(encoding="utf-8") == "[New]: text\n"


@pytest.mark.skipif(not hasattr(shutil, "chown"), reason="needs write protection as on Unix")
def test_a_file_that_cannot_be_written_is_misuse(here: Path) -> None:
    (here / "d.argdown").chmod(0o444)
    result = invoke("d.argdown", "--fix")
    assert result.exit_code == 2
    assert "d.argdown is write-protected" in result.stderr
    assert (here / "d.argdown").read_text(encoding="utf-8") == FAULTY


# --- never for the worse ----------------------------------------------------------------------------------------------

RUINOUS = rule("X901", "test-ruinous", Severity.WARNING, "a rule of these tests", why="They need one.")
RULES.pop("X901")


def any_rule(_: Rule) -> bool:
    return True


def with_fix(text: str, start: int, end: int, new: str) -> ArgumentMap:
    """The map of *text* with a finding whose fix puts *new* at *start* to *end*."""

    def ruin(place: Place) -> Fix:
        return Fix("ruin it", (Edit(Place(place.source, Span(start, end)), new),))

    map = load_texts({"d.argdown": text})
    found = at(replace(RUINOUS, mend=ruin), "m", Source("d.argdown", text), Span(start, end))
    return replace(map, diagnostics=(found, *map.diagnostics))


@pytest.mark.parametrize(
    ("start", "end", "new"),
    [
        (0, 0, "[C: "),
        (0, 9, ""),
        (9, 17, ""),
        (13, 14, "T"),
        (0, 0, "/*"),
    ],
)
def test_a_fix_that_would_lose_something_is_taken_back_and_others_are_not(start: int, end: int, new: str) -> None:
    text = "[A]: a.\n\n  [B]: b.\n  + [A]\n\n[S]: J.A. Smith.\n"
    mended = mend(with_fix(text, start, end, new), any_rule)
    assert mended.texts == {"d.argdown": text.replace("J.A.", "J\\.A.")}
    assert mended.left == {"X901": 1}


def test_a_fix_that_does_harm_holds_back_no_other_of_its_rule() -> None:
    text = "[A]: a. {roles: link}\n\n[B]: b.\n  + [A]\n"

    def ruin(place: Place) -> Fix:
        return Fix("ruin it", (Edit(place, {"[A]": "[C: ", "b.": "c."}[place.text]),))

    map, rule = load_texts({"d.argdown": text}), replace(RUINOUS, mend=ruin)
    source = map.documents[0].source
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in ("[A]", "b.")]
    found = tuple(at(rule, "m", source, span) for span in spans)
    faulty = replace(map, diagnostics=found)
    mended = mend(faulty, any_rule)
    assert "c." in mended.texts["d.argdown"]
    assert "[A]: a." in mended.texts["d.argdown"]


def test_what_is_not_mended_is_not_promised() -> None:
    ruined = with_fix("[A]: a.\n\n  [B]: b.\n  + [A]\n\n[S]: J.A. Smith.\n", 0, 0, "[C: ")
    assert [found.code for found, _ in mendable(ruined, any_rule)] == ["T001"]


def test_mending_goes_on_until_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    map = with_fix("[A]: a\n", 6, 6, "\n\n[B]: J.A. Smith\n")  # brings a finding in, which is no error
    mended = mend(map, any_rule)
    assert mended.texts == {"d.argdown": "[A]: a\n\n[B]: J\\.A. Smith\n\n"}
    monkeypatch.setattr("clashmap.cli.mend._ROUNDS", 1)
    assert mend(map, any_rule).texts == {"d.argdown": "[A]: a\n\n[B]: J.A. Smith\n\n"}


FIXABLE = [rule for rule in ALL if rule.mend and rule.bad]


@given(st.lists(st.sampled_from(FIXABLE), min_size=1, max_size=4))
def test_whatever_is_mended_together_stays_and_is_mended_for_good(rules: list[Rule]) -> None:
    texts = {f"{number}.argdown": text for number, rule in enumerate(rules) for text in files_in(rule.bad).values()}
    before = load_texts(texts)
    after = mend(before, any_rule)

    def errors(found: tuple[Diagnostic, ...]) -> int:
        return sum(one.severity is Severity.ERROR for one in found)

    assert errors(after.map.diagnostics) <= errors(before.diagnostics)
    assert len(after.map.relations) >= len(before.relations)
    assert mend(after.map, any_rule).texts == {}
    assert load_texts({**texts, **after.texts}).diagnostics == after.map.diagnostics
    assert set(after.left) or mendable(after.map, any_rule) == []


# --- diff -------------------------------------------------------------------------------------------------------------


def test_diff_shows_and_writes_nothing(here: Path) -> None:
    result = invoke("d.argdown", "--diff", "--select", "T009")
    assert result.exit_code == 1
    assert result.stdout == (
        "--- d.argdown\n+++ d.argdown\n@@ -1,6 +1,6 @@\n [Thesis]: J.A. Smith says so. {cite: poll}\n"
        "   + <Reason>: It is #1.\n \n-#Costs\n+# Costs\n \n [Cost]: a lot\n"
    )
    assert result.stderr == "nothing was written; to change 1 file so: clashmap check d.argdown --select T009 --fix\n"
    assert (here / "d.argdown").read_text(encoding="utf-8") == FAULTY
    assert invoke("d.argdown", "--diff", "--fix").exit_code == 1
    assert (here / "d.argdown").read_text(encoding="utf-8") == FAULTY
    none = invoke("d.argdown", "--diff", "--select", "E")
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "there is nothing that --fix would change\n")


def test_diff_and_a_format_do_not_go_together() -> None:
    result = invoke("d.argdown", "--diff", "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: --diff shows changes and no findings; leave out --format\n"


TEXTS = st.lists(st.sampled_from(["a", "b\n", "\n", "c\r\n", "d\r", "\x0c", "\u2028", "e\n"]), max_size=12).map("".join)


@pytest.mark.skipif(shutil.which("patch") is None, reason="`patch` is not here")
@given(old=TEXTS, new=TEXTS)
def test_a_diff_can_be_applied_by_patch(old: str, new: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("patch")
    (folder / "f").write_bytes(old.encode())
    made = changes("f", old, new).encode()
    assert bool(made) == (old != new)
    if old and made:
        subprocess.run(["patch", "--binary", "-s", "-p0"], input=made, cwd=folder, check=True, capture_output=True)
        assert ((folder / "f").read_bytes() if (folder / "f").exists() else b"") == new.encode()
