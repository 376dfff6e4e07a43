# SPDX-License-Identifier: MIT
"""Finds what can be broken in a header: operators, conditions, constants, texts, statements, values returned.

Each mutant is a list of edits of the file's text, and a second list that makes it one that mutation.hpp switches on."""
import re

SWAPS = {"==": ("!=", "Equal"), "!=": ("==", "Unequal"), "<=": ("<", "AtMost"), ">=": (">", "AtLeast"), "<": ("<=", "Less"), ">": (">=", "Greater"),
         "+": ("-", "Plus"), "-": ("+", "Minus"), "*": ("/", "Times"), "/": ("*", "Over"), "%": ("/", "Modulo"), "&": ("|", "And"), "|": ("&", "Or"),
         "^": ("&", "Xor"), "<<": (">>", "ShiftLeft"), ">>": ("<<", "ShiftRight")}
STEPS = {"+=": "-=", "-=": "+=", "|=": "&=", "&=": "|="}
DECLARES = re.compile(r"\s*(#|template|friend|using|static_assert|namespace|requires|concept|extern|typedef|enum|class|struct)\b|.*\boperator\b|.*= (default|delete)|.*\bconcept\b")
STATEMENT = re.compile(r"(?<=[;{})])(\s+)((?:\+\+|--|\*|\()?[\w:]+(?:<[^;(){}]*>)?(?:\(|\.|->|\[|\s[-+*/|&^]?=\s|\+\+|--|\s(?:<<|>>)=\s|;))")
KEYWORDS = re.compile(r"(return|if|for|while|switch|case|using|else|do|throw|default|public|private|protected|static_assert|static_cast|template|co_\w+)\b")


def blanked(source):
    """The source with what is in quotes and comments blanked out, and as long as before."""
    token = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\''
    return re.sub(token, lambda m: re.sub(r"[^\n]", "\0", m[0]), source, flags=re.S)


def closing(code, at):
    """The place of the bracket that closes the one at `at`."""
    depth = 0
    for place in range(at, len(code)):
        depth += (code[place] in "([{") - (code[place] in ")]}")
        if depth == 0:
            return place
    return len(code)


def operand_begin(code, at, boundary):
    depth, place = 0, at
    while place > 0:
        c = code[place - 1]
        if c in ")]}":
            depth += 1
        elif c in "([{":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and (c in ";,\0" and c != "\0" or re.search(boundary, code[max(place - 7, 0) : place])):
            break
        place -= 1
    return place + len(code[place:at]) - len(code[place:at].lstrip())


def operand_end(code, at, boundary):
    depth, place = 0, at
    while place < len(code):
        c = code[place]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and (c in ";," or re.match(boundary, code[place:])):
            break
        place += 1
    return place - (len(code[at:place]) - len(code[at:place].rstrip()))


LOWER = r"(\breturn\s|[^=!<>]=\s|\s\?\s|\s:\s)$"
BEHIND = r" \? | : "


class Mutant:
    """`plain` and `switched` are lists of edits (begin, end, text), where MUTANT stands for the mutant's number."""

    def __init__(self, path, source, kind, begin, end, plain, switched):
        self.path, self.kind, self.begin, self.end, self.plain, self.switched = path, kind, begin, end, plain, switched
        edits = [(begin, end), *(edit[:2] for edit in switched or [])]
        self.line = source.count("\n", 0, begin) + 1
        self.first_line = source.count("\n", 0, min(edit[0] for edit in edits)) + 1
        self.last_line = source.count("\n", 0, max(edit[1] for edit in edits)) + 1

    def describe(self, source):
        last = source.find("\n", self.begin)
        first = source.rfind("\n", 0, self.begin) + 1
        change = "".join(text for *_, text in self.plain)
        return f"{self.line}: {source[first : self.begin].lstrip()}[{' '.join(source[self.begin : self.end].split())} -> {change.strip() or 'nothing'}]{source[self.end : last] if self.end < last else ''} ({self.kind})"


def edited(source, edits):
    """Applies edits (begin, end, text); of insertions at one place the later in the list come first."""
    made, at = [], 0
    for begin, end, text in sorted(edits, key=lambda e: (e[0], e[1])):
        made += [source[at:begin], text]
        at = end
    return "".join(made) + source[at:]


def mutants_of(path):
    source = path.read_text()
    code = blanked(source)
    starts = [0] + [m.end() for m in re.finditer("\n", code)]
    found = []

    def add(kind, begin, end, plain, switched):
        found.append(Mutant(path, source, kind, begin, end, plain, switched))

    def wrap(begin, end, before, after):
        return [(begin, begin, before), (end, end, after)]

    for start in starts:
        line = code[start : code.find("\n", start) if "\n" in code[start:] else len(code)]
        if DECLARES.match(line):
            continue
        for match in re.finditer(r" (==|!=|<=|>=|<<|>>|<|>|\+|-|\*|/|%|&|\||\^)(?= |\n|$)", line):
            begin, end = start + match.start(1), start + match.end(1)
            old = match[1]
            new, name = SWAPS[old]
            add("operator", begin, end, [(begin, end, new)], [(begin, end, f"{old} ::mutation::{name}{{MUTANT}} {old}")])
        for match in re.finditer(r" (\+=|-=|\|=|&=) ", line):
            begin, end = start + match.start(1), start + match.end(1)
            add("operator", begin, end, [(begin, end, STEPS[match[1]])], None)
        for match in re.finditer(r"\+\+|--", line):
            begin, end = start + match.start(), start + match.end()
            add("operator", begin, end, [(begin, end, "--" if match[0] == "++" else "++")], None)
        for match in re.finditer(r" (&&|\|\|)(?= |\n|$)", line):
            begin, end, old = start + match.start(1), start + match.end(1), match[1]
            left = operand_begin(code, begin, LOWER if old == "||" else LOWER[:-2] + r"|\|\| )$")
            right = operand_end(code, end, (BEHIND if old == "||" else BEHIND + r"| && |\|\| ") + r"|\|\| | && " if old == "&&" else BEHIND + r"|\|\| ")
            decides, other = ("and", "||") if old == "&&" else ("or", "&&")
            otherwise = "::mutation::on(MUTANT)" if old == "&&" else "!::mutation::on(MUTANT)"
            add("operator", begin, end, [(left, left, "("), (begin, end, other), (right, right, ")")],
                [(left, left, f"(::mutation::{decides}_decides(MUTANT, "), (begin, end, ") ? static_cast<bool>("), (right, right, f") : {otherwise})")])
        for match in re.finditer(r"(?<![\w\])])!(?!=)", line):
            begin = start + match.start()
            add("negation", begin, begin + 1, [(begin, begin + 1, "")], [(begin, begin, "::mutation::on(MUTANT) != ")])
        for match in re.finditer(r"\b(true|false)\b", line):
            begin, end = start + match.start(), start + match.end()
            add("constant", begin, end, [(begin, end, "false" if match[1] == "true" else "true")], [(begin, end, f"({match[1]} != ::mutation::on(MUTANT))")])
        for match in re.finditer(r"(?<![\w.'\0])(\d+)(U?)(?![\w.'])", line):
            begin, end = start + match.start(), start + match.end()
            add("constant", begin, end, [(begin, end, f"{int(match[1]) + 1}{match[2]}")], [(begin, end, f"({match[0]} + ::mutation::on(MUTANT))")])
        if "refuse(" not in line and "secure_headers" not in source[start : start + len(line)]:
            for match in re.finditer(r'"([^"\\\n ]{2,})"', source[start : start + len(line)]):  # a word that is written or looked for; sentences are for people
                begin, end = start + match.start(), start + match.end()
                if code[begin] == "\0" and "//" not in source[start:begin].replace("://", "") and not match[1].startswith("https://"):
                    mutated = '"~' + match[0][2:]
                    add("text", begin, end, [(begin, end, mutated)], [(begin, end, f"::mutation::text(MUTANT, {match[0]}, {mutated})")])
            for match in re.finditer(r"'([^'\\\n])'", source[start : start + len(line)]):
                begin, end = start + match.start(), start + match.end()
                if code[begin : begin + 3] == "\0\0\0" and (begin == 0 or code[begin - 1] != "\0"):
                    add("constant", begin, end, [(begin, end, "'~'")], [(begin, end, f"(::mutation::on(MUTANT) ? '~' : {match[0]})")])
    for match in re.finditer(r"\bif \(", code):
        opens = match.end() - 1
        closes = closing(code, opens)
        inner = code[opens + 1 : closes]
        if ";" in inner or re.match(r"(const )?[\w:<>]+[ *&]+(const )?\w+ = ", inner):
            continue
        add("condition", opens + 1, closes, wrap(opens + 1, closes, "!(", ")"), wrap(opens + 1, closes, "::mutation::on(MUTANT) != static_cast<bool>(", ")"))
        add("condition", opens + 1, closes, wrap(opens + 1, closes, "false && (", ")"), wrap(opens + 1, closes, "!::mutation::on(MUTANT) && static_cast<bool>(", ")"))
    for match in re.finditer(r" \?(?= )", code):
        begin = operand_begin(code, match.start(), LOWER)
        add("condition", begin, match.start(), wrap(begin, match.start(), "!(", ")"), wrap(begin, match.start(), "::mutation::on(MUTANT) != static_cast<bool>(", ")"))
    for match in re.finditer(r"\breturn ([^;{}\s][^;{}]*);", code):
        if match[1] in ("*this", "true", "false") or '"' in source[match.start(1)]:
            continue
        begin, end = match.span(1)
        switched = None if re.fullmatch(r"\w+", match[1]) else wrap(begin, end, "::mutation::returned(MUTANT, ", ")")
        add("return", begin, end, wrap(begin, end, "!(", ")"), switched)
    for match in STATEMENT.finditer(code):
        begin = match.start(2)
        if KEYWORDS.match(code[begin:]) or code[begin : begin + 2] == "}":
            continue
        end = code.find(";", begin)
        if code[begin:end].count("(") != code[begin:end].count(")") or code[begin:end].count("{") != code[begin:end].count("}"):
            end = operand_end(code, begin, r"(?!)")
        if code[end : end + 1] != ";" or DECLARES.match(code[begin:end]):
            continue
        end += 1
        add("statement", begin, end, [(begin, end, "{}")], wrap(begin, end, "{ if (!::mutation::on(MUTANT)) ", " }"))
    return source, sorted(found, key=lambda m: (m.begin, m.end, m.kind))


def switched_source(source, numbered):
    """The source in which all these (number, mutant) are, each to be switched on by its number."""
    openings, closings, replaced = {}, {}, {}
    for number, mutant in numbered:
        span = mutant.switched[-1][1] - mutant.switched[0][0]
        for i, (begin, end, text) in enumerate(mutant.switched):
            text = text.replace("MUTANT", str(number))
            if begin != end:
                replaced.setdefault(begin, (end, text))
            elif i == 0:
                openings.setdefault(begin, []).append((span, number, text))
            else:
                closings.setdefault(begin, []).append((span, number, text))
    made, at = [], 0
    places = sorted({*openings, *closings, *replaced})
    for place in places:
        made.append(source[at:place])
        at = place
        made += [text for *_, text in sorted(closings.get(place, []), key=lambda e: (e[0], -e[1]))]  # the innermost first
        made += [text for *_, text in sorted(openings.get(place, []), key=lambda e: (-e[0], e[1]))]  # the outermost first
        if place in replaced:
            at, text = replaced[place]
            made.append(text)
    return "".join(made) + source[at:]
