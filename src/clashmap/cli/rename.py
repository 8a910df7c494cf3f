"""``clashmap rename``: another title for a claim or an argument, in every place that names it."""

from __future__ import annotations

from collections import Counter

import click

from clashmap.cli.debate import PATH, DebateCommand, count, open_debate, print_full, refuse, write


@click.command(
    "rename",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap rename debate "free-buses 8.1" "Free buses are cheap"
  clashmap rename arguments "<Jets are few>" "Jets are rare" --diff""",
)
@PATH
@click.argument("old")
@click.argument("new")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
def command(path: str, old: str, new: str, diff: bool) -> None:
    """Call the claim or argument OLD by the title NEW, in all files of PATH.

    Every place that names it follows: where it is written, where something bears on it, and where a text mentions it.
    Where a claim and an argument are called alike, type OLD with its brackets.
    """
    from clashmap.checks.find import find_node
    from clashmap.cli.mend import not_utf8
    from clashmap.cli.rewrite import changes, rewrite
    from clashmap.cli.texts import texts_of
    from clashmap.library import load_texts
    from clashmap.resolve.rename import is_renamed, places, rename

    map = open_debate(path)
    try:
        id = find_node(map.nodes, old)
    except LookupError as error:
        refuse(str(error))
    node, title = map.node(id), new.strip().strip("[]<>")
    if node.title is None:
        refuse(f"{id} has no title, and no other place can name it; write [{title}]: before it")
    renamed = f"{id[0]}{title}{id[-1]}"
    known = {one.id: one for one in map.nodes}.get(renamed)
    if renamed == id:
        refuse(f"that is what {id} is called")
    if known and known.definition and node.definition:
        refuse(f"there is {renamed} already, at {known.definition.origin}; two texts under one title are one claim")
    texts, old_texts = rename(map, id, title), texts_of(map)
    after = load_texts({**old_texts, **texts}, like=map)
    if not title or set(title) & set("[]<>\n") or not is_renamed(map, after, id, renamed):
        refuse(f"“{new}” cannot be a title: it would be read as something else; leave out brackets and line breaks")
    if foreign := [file for file in not_utf8(map) if file in texts]:
        refuse(f"{foreign[0]} is not UTF-8; save it as UTF-8 first")
    if diff:
        write("".join(changes(file, old_texts[file], text) for file, text in texts.items()), "-", path=path)
        return
    for file, text in texts.items():
        write(text, "-", path=path) if path == "-" else rewrite(file, old_texts[file], text)
    click.echo(
        f"{id} is {renamed} now, in {count(len(places(map, id)), 'place')} of {count(len(texts), 'file')}", err=True
    )
    new_rules = Counter(found.rule for found in after.diagnostics) - Counter(found.rule for found in map.diagnostics)
    print_full([found for found in after.diagnostics if found.rule in new_rules], err=True)
