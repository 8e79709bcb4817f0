"""Smaller programs that may still fail as the given one does. Started by processes.ts; needs Python 3.9 for ast.unparse."""
from channel import open_channel, serve

answers = open_channel()
import ast
import re


def variables(line):
    made = re.match(r"[\w, ]+(?= = )", line)
    return made.group().split(", ") if made else []


def candidates(lines):
    """Programs with a line, an argument or an element of a list less, largest cuts first."""
    found = [*without_lines(lines), *without_arguments(lines)]
    unique = {"\n".join(tidy(c)): tidy(c) for c in found}
    unique.pop("\n".join(lines), None)
    return {"candidates": list(unique.values())}


def without_lines(lines):
    for at in range(len(lines) - 1, -1, -1):
        line, rest = lines[at], lines[:at] + lines[at + 1 :]
        made = variables(line)
        if not made:
            if not line.startswith("model.add"):
                yield rest
            continue
        if made == ["model"]:
            continue
        # What used the result uses what it was made of.
        for source in dict.fromkeys(re.findall(r"\b[ti]\d+\b", line.split(" = ", 1)[1])):
            changed = rest
            for name in made:
                changed = [re.sub(r"\b%s\b" % name, source, other) for other in changed]
            yield changed


def without_arguments(lines):
    for at, line in enumerate(lines):
        tree = ast.parse(line)
        for node in ast.walk(tree):
            for field in ("keywords", "elts", "keys"):
                items = getattr(node, field, None)
                if not items or (field != "keywords" and len(items) == 1):
                    continue
                for k in range(len(items)):
                    kept = list(items)
                    removed = [kept.pop(k)]
                    values = list(node.values) if field == "keys" else None
                    setattr(node, field, kept)
                    if values is not None:
                        node.values = values[:k] + values[k + 1 :]
                    yield lines[:at] + [ast.unparse(tree)] + lines[at + 1 :]
                    setattr(node, field, items)
                    if values is not None:
                        node.values = values


def tidy(lines):
    """Lines whose results nothing uses are left out."""
    kept, used = [], {"model"}
    for line in reversed(lines):
        made = variables(line)
        if made and not any(name in used for name in made):
            continue
        if not made and line.split(".")[0] not in used:
            continue
        used |= set(re.findall(r"\b[a-z]\d+\b", line))
        kept.append(line)
    return kept[::-1]


serve(answers, {"candidates": candidates})
