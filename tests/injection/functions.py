# SPDX-License-Identifier: MIT
"""Prints every public function of include/ that takes text, as Class::name(parameter types).

Text is std::string_view, runtime, std::string and const char*; what can be made of text; and a policy, since a user's own
may write what it likes; and what is of any type. Left out are consteval functions, which no program can call with other text than its own
literals (tests/compile_fail has these), the primitives of adapters, which are given what the set has checked, and what is in a namespace that ends in detail or _rules. With --readers it
prints the functions that read text and do not write it."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2] / "include"
# Folders and files of what reads text and writes none of it into a response: tests/fuzz/readers.cpp has these.
READERS = {"parse", "audit", "report", "allows.hpp", "effective.hpp", "match.hpp", "url.hpp", "parsed_policy.hpp", "parser.hpp"} | {
    "parsed_rules.hpp", "subsumes.hpp", "cover.hpp", "difference.hpp"}
BASE = {"string_view", "runtime", "string", "basic_string", "basic_string_view", "u8string", "u8string_view", "path", "istream", "input_range", "HeaderPolicy", "const char"}
CONST_BYTE = r"\bconst (?:(?:unsigned |signed )?char(?:8_t)?|std::byte|std::uint8_t)\b"
COMPARISON = re.compile(r"operator(==|!=|<=>|<=|>=|<|>)$")


def cleaned(source):
    """The code without comments, the content of literals, and what is for the preprocessor."""
    token = r"(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<text>\"(?:\\.|[^\"\\\n])*\")|(?<![0-9a-fA-F])(?P<char>'(?:\\.|[^'\\\n])+')"
    source = source.replace("SECURE_HEADERS_LIFETIMEBOUND", "")
    source = re.sub(token, lambda m: " " if m["comment"] else '""' if m["text"] else "0", source, flags=re.S)
    return re.sub(r"^[ \t]*#[^\n]*(\\\n[^\n]*)*", "", source, flags=re.M)


def past(text, at, opening, closing):
    """The place behind the bracket that closes the one at `at`."""
    depth = 0
    while True:
        depth += (text[at] == opening) - (text[at] == closing)
        at += 1
        if depth == 0:
            return at


def without_parentheses(text):
    inner = 1
    while inner:
        text, inner = re.subn(r"\([^()]*\)", "", text)
    return text


def without_template(statement):
    statement = statement.strip()
    while statement.startswith("template"):
        statement = statement[past(statement, statement.index("<"), "<", ">") :].strip()
    return statement


def scan(text):
    """Yields (scopes, accessible, statement) for each declaration outside of function bodies."""
    text = re.sub(r"\balignas\s*\([^()]*\)", "", text)
    scopes, access, statement, at = [], [], "", 0
    while at < len(text):
        c = text[at]
        if c in "([":
            end = past(text, at, c, ")" if c == "(" else "]")
            statement += text[at:end]
            at = end
        elif c == "{":
            head = re.sub(r"^\s*template\s*<.*?>\s*(?=(class|struct)\b)", "", statement, flags=re.S)
            scope = re.match(r"\s*(inline\s+)?(namespace|class|struct|union)\b\s*(\[\[.*?\]\])?\s*([\w:]*)", head)
            if scope and "(" not in re.sub(r"\[\[.*?\]\]", "", head, flags=re.S):
                scopes.append(scope.group(4) or "(unnamed)")
                access.append(scope.group(2) != "class")
                yield scopes, all(access), "scope " + statement
                statement, at = "", at + 1
            else:
                at = past(text, at, "{", "}")
                is_function = "(" in statement and "=" not in re.sub(r"operator\S+|<=>|[=!<>]=", "", without_parentheses(without_template(statement)), flags=re.S)
                following = re.match(r"\s*[,{]", text[at:])
                if is_function and not following:
                    yield scopes, all(access), statement
                    statement = ""
                else:
                    statement += "{}"
        elif c == "}":
            if scopes:
                scopes.pop(), access.pop()
            statement, at = "", at + 1
        elif c == ";":
            yield scopes, all(access), statement
            statement, at = "", at + 1
        elif c == ":" and re.fullmatch(r"\s*(public|private|protected)", statement):
            access[-1] = statement.strip() == "public"
            statement, at = "", at + 1
        else:
            statement += c
            at += 1


def split_parameters(text):
    parts, depth, current = [], 0, ""
    for c in text:
        depth += (c in "<([{") - (c in ">)]}")
        if c == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += c
    return [part for part in parts + [current] if part.strip()]


def constraint_of(statement):
    """The requires-clause that the statement begins with, and what follows it."""
    at = len("requires")
    while True:
        at += len(re.match(r"\s*!?\s*(requires\s*)?[\w:]*", statement[at:])[0])
        for opening, closing in ("<>", "()", "{}"):
            if statement[at : at + 1] == opening:
                at = past(statement, at, opening, closing)
        more = re.match(r"\s*(&&|\|\|)", statement[at:])
        if not more:
            return statement[:at], statement[at:].strip()
        at += len(more[0])


def function_of(statement):
    """(constraints by template parameter, name, parameters) of a declaration, or None."""
    templates = {}
    statement = statement.strip()
    while statement.startswith("template"):
        end = past(statement, statement.index("<"), "<", ">")
        for parameter in split_parameters(statement[statement.index("<") + 1 : end - 1]):
            match = re.match(r"\s*(.*?)(\.\.\.)?\s*(\w+)\s*(=.*)?$", parameter, flags=re.S)
            if match:  # else it has no name
                templates[match.group(3)] = match.group(1)
        statement = statement[end:].strip()
        if statement.startswith("requires"):
            clause, statement = constraint_of(statement)
            for name in templates:
                if re.search(rf"\b{name}\b", clause):
                    templates[name] += " " + clause
    statement = re.sub(r"^friend\b|\b(explicit|noexcept|alignas|decltype)\s*\([^()]*\)", "", statement).strip()
    match = re.search(r"(operator\s*(?:\(\s*\)|\[\s*\]|\"\"\s*\w+|[^\s\w()]+)|~?\w+)\s*\(", statement)
    named_lambda = re.match(r"[\w\s]*\bauto (\w+) = \[[^\]]*\]\s*(?=\()", statement)
    match = named_lambda or match
    if re.search(r"=\s*delete$", statement):  # nobody can call it
        return None
    if not match or re.match(r"(using|static_assert|typedef|enum|requires|concept)\b", statement) or "consteval" in statement:
        return None
    opening = match.end() if named_lambda else match.end() - 1
    parameters = split_parameters(statement[opening + 1 : past(statement, opening, "(", ")") - 1])
    return templates, re.sub(r"\s", "", match.group(1)), parameters


def type_of(parameter):
    parameter = re.sub(r"=.*$", "", parameter, flags=re.S).strip()
    match = re.match(r"^(.*[\s&*>])(\w+)$", parameter, flags=re.S)
    bare = match.group(1) if match and match.group(1).strip() != "const" else parameter
    bare = re.sub(r"\bconst char\s*\*", "C_TEXT", bare)
    bare = re.sub(r"\bconst\b|&|\bstd::|\bdetail::|\bcsp::|\bsecure_headers::", "", bare).replace("C_TEXT", "const char*")
    return re.sub(r"\s+", " ", bare).strip()


def is_text(parameter, templates, scopes, text_types):
    parameter = re.sub(r"=.*$", "", parameter, flags=re.S)
    bare = re.match(r"^(.*[\s&*>])\w+$", parameter.strip(), flags=re.S)
    words = set(re.findall(r"const char\b|[\w:]+", re.sub(CONST_BYTE, "const char", bare.group(1) if bare else parameter)))
    whole = re.fullmatch(r"\s*(?:const\s+)?(\w+)\s*(?:const\s*)?&{0,2}\s*(?:\.\.\.)?\s*\w*\s*", parameter)
    if whole and re.fullmatch(r"class|typename|auto", "auto" if whole[1] == "auto" else templates.get(whole[1], "").strip()):
        return True  # of any type, so of text's too
    for word in list(words):
        words |= set(re.findall(r"[\w:]+", templates.get(word, "")))
    words = {re.sub(r"^std::(filesystem::)?|^secure_headers::", "", word) for word in words}
    paths = ["::".join(scopes[:count] + [""]) for count in range(len(scopes) + 1)]
    return any(path + word in text_types for word in words for path in paths)


def text_classes(declarations):
    """What can be made of text: a class one of whose constructors or public members is."""
    text_types, grown = set(BASE), True
    while grown:
        before = len(text_types)
        for scopes, accessible, statement in declarations:
            if not scopes or not accessible or statement.startswith("scope ") or scopes[-1][0].islower() and scopes[-1] != "options":
                continue
            function = function_of(statement)
            if function:
                templates, name, parameters = function
                found = name == scopes[-1] and any(is_text(p, templates, scopes, text_types) for p in parameters)
            else:
                member = re.match(r"(?!static\b|using\b|friend\b|enum\b)([\w:<>,\s]+?)\s+\w+\s*(\{\}|=.*)?$", statement.strip(), flags=re.S)
                found = member and is_text(member.group(1) + " x", {}, scopes, text_types)
            if found:
                text_types.add("::".join(scopes))
        grown = len(text_types) != before
    return text_types


def main():
    readers = "--readers" in sys.argv
    declarations, wanted = [], []
    for path in sorted(ROOT.rglob("*.hpp")):
        reads = path.relative_to(ROOT).parts[1] in READERS or path.name in READERS
        for scopes, accessible, statement in scan(cleaned(path.read_text())):
            declarations.append(([part for scope in scopes for part in scope.split("::")], accessible, statement))
            wanted.append(reads == readers)
    text_types = text_classes(declarations)
    if "--types" in sys.argv:
        print("\n".join(sorted(text_types)))
        return
    functions = set()
    for (scopes, accessible, statement), asked_for in zip(declarations, wanted):
        function = function_of(statement) if asked_for and accessible and not statement.startswith("scope ") else None
        if not function or any(scope.endswith(("detail", "_rules", "_matchers")) for scope in scopes) or "(unnamed)" in scopes or "secure_headers" not in scopes:
            continue
        templates, name, parameters = function
        types = [type_of(parameter) for parameter in parameters]
        if COMPARISON.match(name) or {"ResponseAdapter", "WriteOnce"} & set(scopes) or name in (scopes[-1], "operator=") and types == [scopes[-1]]:
            continue
        if any(is_text(p, templates, scopes, text_types) for p in parameters):
            qualified = "::".join([part for part in scopes if part != "secure_headers"] + [name])
            functions.add(f"{qualified}({', '.join(types)})")
    print("\n".join(sorted(functions)))


main()
