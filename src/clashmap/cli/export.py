"""``clashmap export``: a debate as data for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clashmap.cli.debate import (
    KEEP_GOING,
    PATH,
    check_output,
    findings_for_argdown,
    leave,
    open_sound,
    open_written,
    refuse,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clashmap.diagnostics import Diagnostic

ATTACK_GRAPHS = ("i23", "apx", "tgf")
FORMATS = ("argdown", "argdown-json", "dot", *ATTACK_GRAPHS)


@click.command(
    "export",
    epilog="""\b
Examples:
  clashmap export arguments/air-support-guarantee --to argdown-json -o map.json
  clashmap export debate.argdown --to argdown-json | jq '.statements | keys'
  clashmap export arguments/air-support-guarantee --to argdown -o in-one-file.argdown
  clashmap export debate.argdown --to apx -o debate.apx""",
)
@PATH
@click.option("--to", "format", type=click.Choice(FORMATS), required=True, help="Which format to write.")
@click.option("-o", "--output", default="-", help="File to write; - for standard output, which is the default.")
@click.option("--with-map", is_flag=True, help="argdown-json: also the boxes and arrows that Argdown's own tools draw.")
@KEEP_GOING
def command(path: str, format: str, output: str, with_map: bool, keep_going: bool) -> None:
    """Write PATH in a format that other tools read.

    argdown is the whole debate as one file, argdown-json what Argdown's own tools make of it, dot text for Graphviz.
    i23, apx and tgf are the attack graph that its verdicts come from, for the solvers of the argumentation competition;
    what its arguments are in the debate stands in comments.
    """
    if with_map and format != "argdown-json":
        refuse(f"--with-map belongs to `--to argdown-json`; leave it out for `--to {format}`")
    if not output.strip():
        refuse("-o needs the name of a file, such as map.json, or - for standard output")
    check_output(output, path=path, is_debate=format == "argdown")
    findings: Sequence[Diagnostic]
    if format == "argdown-json":
        from clashmap.formats.argdown_json import dumps_documents

        reading = open_written(path, keep_going=keep_going)
        text, findings = dumps_documents(reading.documents, with_map=with_map), findings_for_argdown(reading)
    elif format in ATTACK_GRAPHS:
        from clashmap.formats.attackgraphs import dumps
        from clashmap.formats.attackgraphs.framed import framed
        from clashmap.verdicts.framework import frame

        map = open_sound(path, keep_going=keep_going)
        text, findings = dumps(framed(frame(map)), format), map.diagnostics
    else:
        from clashmap.formats import find_format

        map = open_sound(path, keep_going=keep_going)
        text, findings = find_format(format).dumps(map), map.diagnostics
    if not text.endswith("\n"):
        text += "\n"
    write(text, output, path=path)
    if output != "-":
        click.echo(f"wrote {output}", err=True)
    leave(findings)
