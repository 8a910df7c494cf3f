"""Documents made at random, read by the reference implementation of Argdown and by this one, with the same result.

The reference is found by the environment variable ARGDOWN_CLI, the path of its cli.js, or as argdown on PATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from clashmap.argdown import parse
from clashmap.diagnostics import Severity
from clashmap.formats.argdown_json import dumps
from clashmap.library import load
from clashmap.resolve import resolve
from clashmap.source import Source
from documents import document

CLI = os.environ.get("ARGDOWN_CLI") or shutil.which("argdown") or ""
READ = """
const path = require.resolve("@argdown/core/dist/argdown.js", { paths: [process.argv[1]] });
const { argdown } = require(path);
const steps = ["parse-input", "build-model", "build-map", "transform-closed-groups", "colorize", "export-json"];
console.log = console.warn = console.error = () => {};
require("readline").createInterface({ input: process.stdin }).on("line", line => {
  let made = {};
  try {
    const request = { process: steps, input: JSON.parse(line), logLevel: "silent", throwExceptions: true };
    const response = argdown.run(request);
    const errors = [...(response.parserErrors || []), ...(response.lexerErrors || [])];
    made = errors.length ? { error: errors[0].message } : { json: JSON.parse(response.json) };
  } catch (error) {
    made = { stopped: String(error) };
  }
  process.stdout.write(JSON.stringify(made) + "\\n");
});
"""
STRICTER = {"T004"}
"""What is an error here on purpose, and prose for the reference."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("node"), reason="needs node"),
    pytest.mark.skipif(not CLI, reason="needs the reference: set ARGDOWN_CLI to its cli.js, or put argdown on PATH"),
]


def theirs(texts: list[str]) -> list[dict[str, Any]]:
    """What the reference makes of each text: its JSON, an error, or why it stopped."""
    done = subprocess.run(
        ["node", "-e", READ, str(Path(CLI).resolve().parent)],
        input="".join(f"{json.dumps(text)}\n" for text in texts),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


def ours(text: str) -> dict[str, Any]:
    map = resolve([parse(Source("text", text))])
    errors = {found.code for found in map.diagnostics if found.severity is Severity.ERROR}
    if errors <= STRICTER:
        return {"json": json.loads(dumps(map, with_map=True))}
    return {"error": sorted(errors)}


def is_compared(made: dict[str, Any]) -> bool:
    """Not where the reference stops half-way, or writes the word “undefined” where there is no text yet."""
    return "stopped" not in made and '"undefined' not in json.dumps(made)


def difference(one: Any, other: Any, path: str = "") -> str:
    """Where two values differ first; empty when they do not."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        found = (difference(one[key], other[key], f"{path}.{key}") for key in one)
        return next(filter(None, found), "")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next(filter(None, (difference(*pair, f"{path}[{index}]") for index, pair in pairs)), "")
    same = one == other and isinstance(one, bool) == isinstance(other, bool)
    return "" if same else f"{path}: {one!r:.200} is not {other!r:.200}"


@pytest.mark.parametrize("first", range(0, 1_200, 200))
def test_random_documents_are_read_as_by_the_reference(first: int) -> None:
    seeds = range(first, first + 200)
    texts = [document(seed) for seed in seeds]
    accepted, differing = 0, {}
    for seed, text, made in zip(seeds, texts, theirs(texts), strict=True):
        if not is_compared(made):
            continue
        own = ours(text)
        accepted += "json" in made
        if "json" in made or "json" in own:
            differing[seed] = difference(made, own)
    assert not {seed: where for seed, where in differing.items() if where}
    assert accepted > 50


def test_included_files_are_read_as_by_the_reference(tmp_path: Path) -> None:
    files = {
        "a.argdown": "===\nx: y\n===\n\n@include(parts/b.argdown)\n\n# Two @include(word)\n\n[A]: a @include(more)\n",
        "parts/b.argdown": "[B]: b\n  + <C>: c {x: 1}\n@include(d.argdown)\n\n@include(d.argdown)\n\n[F]: two\n",
        "parts/d.argdown": "    - [D]: d\n\n\n<E>\n\n(1) [B]\n----\n(2) [A]\n",
        "word": "a few words",
        "more": "c *d* #t",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["node", str(Path(CLI).resolve()), "json", "--stdout", "--removeMap", str(tmp_path / "a.argdown")]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    made, _ = json.JSONDecoder().raw_decode(printed)
    map = load(tmp_path / "a.argdown")
    assert map.diagnostics == ()
    own = json.loads(dumps(map))
    del own["sections"][0]["isGroup"]  # the command of the reference leaves that out where it makes no map
    assert difference(made, own) == ""


def test_the_test_would_see_a_difference() -> None:
    (made,) = theirs(["[A]: a\n  + <B>: b {x: 1}\n"])
    assert difference(made, ours("[A]: a\n  + <B>: b {x: 1}\n")) == ""
    assert difference(made, ours("[A]: a\n  + <B>: b {x: 2}\n")).startswith(".json.arguments.B.members[0].data.x")
    assert theirs(["[A]: a [B]\n"])[0].keys() == {"error"}
