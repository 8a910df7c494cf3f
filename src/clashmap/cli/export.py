"""``clashmap export``: a debate as data for other tools."""

from __future__ import annotations

import click

from clashmap.cli.debate import KEEP_GOING, PATH, check_output, leave, open_sound, refuse, write

FORMATS = ("argdown-json", "dot")


@click.command(
    "export",
    epilog="""\b
Examples:
  clashmap export arguments/air-support-guarantee --to argdown-json -o map.json
  clashmap export debate.argdown --to argdown-json | jq '.statements | keys'""",
)
@PATH
@click.option("--to", "format", type=click.Choice(FORMATS), required=True, help="Which format to write.")
@click.option("-o", "--output", default="-", help="File to write; - for standard output, which is the default.")
@click.option("--with-map", is_flag=True, help="argdown-json: also the boxes and arrows that Argdown's own tools draw.")
@KEEP_GOING
def command(path: str, format: str, output: str, with_map: bool, keep_going: bool) -> None:
    """Write PATH in a format that other tools read."""
    from clashmap.formats import find_format

    if with_map and format != "argdown-json":
        refuse(f"--with-map belongs to `--to argdown-json`; leave it out for `--to {format}`")
    if not output.strip():
        refuse("-o needs the name of a file, such as map.json, or - for standard output")
    check_output(output, path=path)
    map = open_sound(path, keep_going=keep_going)
    text: str = find_format(format).dumps(map, **({"with_map": True} if with_map else {}))
    write(text if text.endswith("\n") else f"{text}\n", output, path=path)
    if output != "-":
        click.echo(f"wrote {output}", err=True)
    leave(map)
