"""Documents made at random from a grammar of the whole language, for tests that compare or torture the reader."""

from __future__ import annotations

from random import Random

from words import (
    BLANK,
    COLOURS,
    HOSTILE,
    KEYS,
    MARKUP,
    ODD_MARKUP,
    ODD_VALUES,
    ODD_WORDS,
    SIGNS,
    TITLES,
    VALUES,
    WHITE,
    WORDS,
)


class Grammar:
    """Makes documents; *odd* is how likely something in them is what nobody would write, and mostly an error."""

    def __init__(self, random: Random, *, odd: float) -> None:
        self.random, self.oddity = random, odd
        self.is_windows = random.random() < 0.12 and not odd

    def odd(self) -> bool:
        return self.chance(self.oddity)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def one(self, *options: str) -> str:
        return self.random.choice(options)

    def document(self) -> str:
        blocks = [self.block() for _ in range(self.random.choice((1, 2, 3, 4, 6, 9)))]
        text = (
            self.front_matter()
            if self.chance(0.35)
            else self.one("", "", "", "\n", "\n\n", "// c\n", " \n", "/* c */\n\n")
        )
        for index, block in enumerate(blocks):
            text += (self.blank() if index else "") + block
        text += self.one("\n", "\n", "\n", "", "\n\n", " ", "\n  \n", "\n// c\n", " /* c */", "\n\n// c\n")
        return text.replace("\n", "\r\n") if self.is_windows else text

    def blank(self) -> str:
        return self.random.choice(BLANK) if self.chance(0.4) else "\n\n"

    def block(self) -> str:
        kind = self.random.choices(
            (self.heading, self.member, self.structure, self.argument, self.items, self.member),
            (2, 4, 2, 3, 1, 1),
        )[0]
        return kind()

    # --- text ---

    def text(self) -> str:
        made = ""
        for index in range(self.random.choice((1, 1, 2, 3, 5))):
            if self.odd():
                word = self.one(*ODD_WORDS, *ODD_MARKUP)
            else:
                word = self.one(*MARKUP) if self.chance(0.35) else self.one(*WORDS)
            gap = self.one("", "\n", "  ", "\t", "\n  ", "\n\t") if self.chance(0.2) else " "
            made += (gap if index else "") + word
        return made

    def plain(self) -> str:
        return " ".join(
            self.one("We", "should", "help", "it", "U.S", "not", "ä", "5") for _ in range(self.random.randint(1, 4))
        )

    def words(self) -> str:
        return self.text() if self.chance(0.6) else self.plain()

    def title(self) -> str:
        return self.one(*TITLES[:4]) if self.chance(0.7) else self.one(*TITLES)

    def tags(self) -> str:
        return " ".join(self.one("#t", "#u", "#(v w)", "#pro", "#con") for _ in range(self.random.randint(1, 2)))

    # --- data ---

    def entry(self) -> str:
        return f"{self.one(*KEYS)}: {self.one(*ODD_VALUES) if self.odd() else self.one(*VALUES)}"

    def data(self, *settings: str) -> str:
        entries = (
            [self.one(*settings) for _ in range(self.random.randint(1, 2))] if settings and self.chance(0.7) else []
        )
        for _ in range(self.random.choice((0, 1, 1, 2, 3)) if entries else self.random.choice((1, 1, 2, 3))):
            entries.append(self.entry())
        entries = list({entry.split(":")[0].strip("'\""): entry for entry in entries}.values())
        self.random.shuffle(entries)
        if self.is_windows:  # the reference does not read data that goes over such a line break
            return f"{{{', '.join(entries)}}}"
        if self.chance(0.7):
            inner = self.one(", ", ",", ", ", ",\n").join(entries)
            return self.one("{%s}", "{%s}", "{ %s }", "{%s }", "{%s\n}") % inner
        indent = self.one("  ", "    ", "", "      ")
        lines = "".join(f"{indent}{entry}\n" for entry in entries)
        if self.chance(0.3):
            lines += (
                f"{indent}list:\n{indent}  - a\n{indent}  - {self.one(*VALUES)}\n{indent}  - b: c\n{indent}    d: e\n"
            )
        if self.chance(0.2):
            lines += f"{indent}block: |\n{indent}  one\n{indent}  two\n"
        if self.chance(0.2):
            lines += f"{indent}# a note\n"
        return "{" + self.one("", " ", "\t") + "\n" + lines + self.one("", indent) + "}"

    def tail(self, *settings: str) -> str:
        """Tags and data behind something."""
        tail = ""
        if self.chance(0.2):
            tail += " " + self.tags()
        if self.chance(0.25):
            tail += self.one(" ", " ", "  ", "", "\t", "\n" if self.odd() else " ") + self.data(*settings)
            if self.chance(0.1):
                tail += self.one(" ", "\t", " // c", " /* c */")
        elif self.chance(0.08):
            tail += self.one(" // c", " /* c */", " <!-- c -->", "  ", "\t", " /* a\nb */")
        return tail

    # --- blocks ---

    def heading(self) -> str:
        level = "#" * self.random.choice((1, 1, 1, 2, 2, 3, 4))
        words = (
            self.words() if self.chance(0.3) else self.one("Pro", "Con", "Group one", "A", "Pro #t", "*Con*", "ä (x)")
        )
        words = words.replace("\n", " ") if not self.odd() else words
        settings = (
            "isGroup: true",
            "isGroup: false",
            "isClosed: true",
            "isClosed: false",
            "color: red",
            "color: '#0f0'",
            "isGroup: 1",
        )
        return f"{level} {words}{self.tail(*settings)}"

    def head(self, *, claims_only: bool = False) -> str:
        """A claim or an argument, with its text."""
        settings = (
            "isInMap: false",
            "isInMap: true",
            "color: red",
            "color: '#123'",
            "fontColor: blue",
            "color: 1",
            "isInMap: 0",
        )
        brackets = "[]" if claims_only or self.chance(0.6) else "<>"
        style = self.random.random()
        if style < 0.3:
            return f"{brackets[0]}{self.title()}{brackets[1]}{self.tail(*settings)}"
        gap = self.one("  ", "", "\n", "\t") if self.chance(0.2) else " "
        if style < 0.8:
            return f"{brackets[0]}{self.title()}{brackets[1]}:{gap}{self.words()}{self.tail(*settings)}"
        return f"{self.words()}{self.tail(*settings)}"

    def member(self) -> str:
        return self.head() + self.relations(self.one("  ", "  ", "\t", " ", "    "), 1)

    def relations(self, step: str, depth: int, *, undercuts: bool = False) -> str:
        made = ""
        if depth > 5 or not self.chance(0.55 if depth > 1 else 0.7):
            return made
        for _ in range(self.random.choice((1, 1, 2, 3))):
            sign = self.one("_", "<_") if undercuts else self.one(*SIGNS)
            gap = (
                self.one("" if sign != "_" else " ", "  ", "\t", "\n" if self.odd() else " ")
                if self.chance(0.2)
                else " "
            )
            comment = self.one(" // c", "\n/* c */", "\n   // c", "\n<!-- c -->") if self.odd() else ""
            indent = step * depth + (self.one(" ", "'", "\t") if self.odd() else "")
            made += f"{comment}\n{indent}{sign}{gap}{self.head(claims_only=sign == '><')}"
            made += self.relations(step, depth + 1)
        return made

    def argument(self) -> str:
        """An argument with its structure below it."""
        head = f"<{self.title()}>" if self.chance(0.6) else f"<{self.title()}>: {self.words()}"
        head += self.tail("isInMap: false")
        if self.chance(0.2):
            head += self.relations("  ", 1)
        return f"{head}{self.blank()}{self.structure()}"

    def structure(self) -> str:
        lines, number = [], 0
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            for _ in range(self.random.choice((1, 2, 2, 3)) if not lines else self.random.choice((0, 1, 1))):
                number += 1
                lines.append(self.numbered(number))
            lines.append(self.inference())
            number += 1
            lines.append(self.numbered(number))
        return self.one("\n// c\n", "\n/* c */\n", " // c\n", "\n \n").join(lines) if self.odd() else "\n".join(lines)

    def numbered(self, number: int) -> str:
        shown = str(number) if not self.chance(0.05) else self.one(f"0{number}", str(number + 3))
        gap = self.one("", "  ", "\t", "\n" if self.odd() else " ") if self.chance(0.2) else " "
        indent = "  " if self.odd() else ""
        return f"{indent}({shown}){gap}{self.head(claims_only=True)}{self.relations('  ', 1)}"

    def inference(self) -> str:
        uses = self.one("uses: [1]", "uses: [1, 2]", "uses: [[1,2],3]", f"{self.one(*KEYS)}: {self.one(*VALUES)}")
        has_data = self.chance(0.25) and not self.is_windows
        data = f"{self.one(' ', '', chr(10))}{{{uses}}}" if has_data else ""
        rules = self.one(
            "Modus ponens", "a, b", "A ,B,  C", "x.y", "a *b*", "rule (1)", "a - b", "ä", "[x]", "#t", ".A.", "a\\-b"
        )
        made = self.random.choices(
            (
                "-----",
                f"-- {rules}{data} --",
                f"--\n{rules}{data}\n--",
                f"--{rules} --",
                f"--- {rules}---",
                f"--{data}--",
            ),
            (6, 4, 2, 1, 0.2, 0.2),
        )[0]
        return (" " if self.odd() else "") + made + self.relations("  ", 1, undercuts=not self.odd())

    def items(self) -> str:
        mark = self.one("*", "1.")
        indent = self.one("", "", "", " ", "  ")
        lines = []
        for index in range(self.random.randint(1, 4)):
            shown = f"{index + 1}." if mark == "1." else "*"
            lines.append(
                f"{indent}{shown}{self.one(' ', ' ', ' ', '  ', chr(9))}{self.head()}{self.relations('    ', 1)}"
            )
        return "\n".join(lines)

    # --- settings ---

    def front_matter(self) -> str:
        lines: list[str] = []
        add = lines.append
        if self.chance(0.4):
            add(self.one("title: The map", "title: 'a: b'", "title:\n    - x", "author: X", "title: 1", "title: ä 😀"))
        if self.chance(0.35):
            add("model:")
            for line in self.some(
                "mode: strict", "mode: loose", "mode: strict", "removeTagsFromText: true", "explodeArguments: true",
                "removeTagsFromText: false", "shortcodes: {}",
            ):  # fmt: skip
                add(f"  {line}")
        if self.chance(0.45):
            add("selection:")
            for line in self.some(
                "excludeDisconnected: false", "statementSelectionMode: all", "statementSelectionMode: titled",
                "statementSelectionMode: top-level", "statementSelectionMode: with-relations",
                "statementSelectionMode: with-more-than-one-relation", "statementSelectionMode: not-used-in-argument",
                "selectedSections: [Pro]", "selectedSections: [Pro, Con]", "selectedTags: [t]",
                "selectedTags: [pro, con]",
                "excludeStatements: [A]", "excludeArguments: [A, B]", "selectElementsWithoutTag: false",
                "selectElementsWithoutSection: false", "includeStatements: [A]", "includeArguments: [B]",
                "ignoreIsInMap: true",
            ):  # fmt: skip
                add(f"  {line}")
        if self.chance(0.3):
            add("group:")
            for line in self.some(
                "groupDepth: 0", "groupDepth: 1", "groupDepth: 3", "ignoreIsGroup: true", "ignoreIsClosed: true",
                "sections: {Pro: {isGroup: true}}", "sections:\n    Con:\n      isGroup: false",
                "sections: {Pro: {isClosed: true}}",
                "groupColors: ['#111', '#222']", "regroup: [{title: X, statements: [A], arguments: [B]}]",
                "regroup:\n    - title: X\n      isClosed: true\n      children: [{title: Y, statements: [A, B]}]",
            ):  # fmt: skip
                add(f"  {line}")
        if self.chance(0.3):
            add("color:")
            for line in self.some(
                f"tagColors: {{t: {self.one(*COLOURS)}}}", f"statementColors: {{A: {self.one(*COLOURS)}}}",
                "colorScheme: default",
                "colorScheme: ['#f00', '#0f0', '#00f']", "colorScheme: iwanthue-set3",
                f"argumentColors: {{B: {self.one(*COLOURS)}}}",
                "ignoreColorData: true", "colorizeByTag: true", "colorizeByTag: false",
                f"groupColors: ['#123', {self.one(*COLOURS)}]",
                f"sectionColors: {{Pro: {self.one(*COLOURS)}}}", "tagColors: {pro: '#0f0', con: '#f00'}",
            ):  # fmt: skip
                add(f"  {line}")
        if self.chance(0.25):
            add("map:")
            for line in self.some(
                "statementLabelMode: hide-untitled", "statementLabelMode: title", "statementLabelMode: text",
                "argumentLabelMode: title", "argumentLabelMode: hide-untitled", "argumentLabelMode: text",
            ):  # fmt: skip
                add(f"  {line}")
        if self.chance(0.3) or not lines:
            add(f"{self.one('x', 'y y', 'sides', 'custom')}: {self.one(*VALUES)}")
        equals = self.one("===", "===", "===", "====")
        lead = self.one("", "", "", "", "\n", "// c\n", "  ") if self.odd() else ""
        return f"{lead}{equals}\n" + "\n".join(lines) + f"\n{equals}{self.one('', '', ' ', ' // c')}{self.blank()}"

    def some(self, *lines: str) -> list[str]:
        """One to three of *lines*, no key twice."""
        chosen: dict[str, str] = {}
        for _ in range(self.random.randint(1, 3)):
            line = self.random.choice(lines)
            chosen.setdefault(line.split(":")[0], line)
        return list(chosen.values())


def document(seed: int) -> str:
    """The document with this number; some have errors, some have many."""
    return Grammar(Random(seed), odd=(0.0, 0.0, 0.0, 0.01, 0.03, 0.2)[seed % 6]).document()


def mutate(random: Random, text: str) -> str:
    """*text* with a few cuts, repetitions, swaps and hostile characters."""
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        start, end = sorted(random.randint(0, len(text)) for _ in range(2))
        if random.random() < 0.7:
            end = min(end, start + random.randint(0, 12))
        part = text[start:end]
        change = random.randrange(5)
        if change == 0:
            text = text[:start] + text[end:]
        elif change == 1:
            text = text[:end] + part + text[end:]
        elif change == 2:
            text = text[end:] + text[:end] if random.random() < 0.2 else text[:start] + part[::-1] + text[end:]
        elif change == 3:
            text = text[:start]
        else:
            text = text[:start] + random.choice(HOSTILE + WHITE) * random.choice((1, 1, 2, 3)) + text[end:]
    return text
