"""The rules of the rooms of scenes/: each takes a path and its text, or the whole house, and gives the defects it finds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from tests.test_architecture import imports

_MARK = re.compile(r"<[a-z][\w-]*> ?\w")
MOST_BEATS, MOST_LINES = 30, 25  # of a film; of the method of a beat


# ---- Rules of one file: each takes a path and its text and gives the defects it finds. ----


@cache
def parsed(text: str) -> ast.Module:
    """A file's syntax tree, made once."""
    return ast.parse(text)


@cache
def taken(path: str, text: str) -> tuple[tuple[str, str], ...]:
    """What a file imports, looked up once."""
    return tuple(imports(path, text))


def film_of(path: str) -> str | None:
    """The film in whose room a file stands."""
    parts = PurePosixPath(path).parts
    return parts[2] if parts[:2] == ("scenes", "films") and len(parts) > 3 else None


def is_story(path: str) -> bool:
    return film_of(path) is not None and path.endswith("/story.py")


def no_arrow_between_films(path: str, text: str) -> list[str]:
    """A film imports no other film, and what serves every film knows none."""
    if not path.startswith("scenes/"):
        return []
    films = [module.split(".")[2] for module, _ in taken(path, text) if module.startswith("scenes.films.")]
    return [f"{path} imports the film {film}" for film in films if film != film_of(path)]


def beats_of(text: str) -> Iterator[tuple[ast.ClassDef, ast.FunctionDef, ast.Call]]:
    """Every beat: its class, its method, its decorator."""
    for owner in (node for node in ast.walk(parsed(text)) if isinstance(node, ast.ClassDef)):
        for method in (node for node in owner.body if isinstance(node, ast.FunctionDef)):
            for mark in method.decorator_list:
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "beat":
                    yield owner, method, mark


def told_in_the_story(path: str, text: str) -> list[str]:
    """All beats of a film are in its story.py, in one class that derives from Chapter itself; there are not too many, none too long."""
    if film_of(path) is None:
        return []
    found = list(beats_of(text))
    if not is_story(path):
        return [f"{path}: the beat {method.name} belongs into story.py" for _, method, _ in found]
    owners = {owner.name: [base.id for base in owner.bases if isinstance(base, ast.Name)] for owner, _, _ in found}
    faults = [] if list(owners.values()) == [["Chapter"]] else [f"{path}: not one class that derives from Chapter, but {owners}"]
    faults += [f"{path} has {len(found)} beats, at most {MOST_BEATS}"] if len(found) > MOST_BEATS else []
    long = [(method.name, (method.end_lineno or 0) - method.lineno + 1) for _, method, _ in found]
    return faults + [f"{path}: {name} has {lines} lines, at most {MOST_LINES}" for name, lines in long if lines > MOST_LINES]


def literal_beats(path: str, text: str) -> list[str]:
    """What `@beat` is given are literals and names, and `line(...)` of them."""
    return [
        f"{path}: {method.name}, line {given.lineno}: {ast.unparse(given)[:40]}"
        for _, method, mark in (beats_of(text) if is_story(path) else ())
        for given in _given(mark)
        if not _is_plain(given)
    ]


def _given(call: ast.Call) -> list[ast.expr]:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    lines = [one for one in given if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "line"]
    return [one for one in given if one not in lines] + [inner for one in lines for inner in _given(one)]


def _is_plain(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant | ast.Name) or (isinstance(value, ast.Attribute) and _is_plain(value.value))


def declared_parts(path: str, text: str) -> list[str]:
    """What a film keeps from beat to beat is declared in the head of its class."""
    if not is_story(path):
        return []
    faults = []
    for owner in {owner for owner, _, _ in beats_of(text)}:
        known = {node.target.id for node in owner.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
        stored = (node for node in ast.walk(owner) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
        kept = {node.attr for node in stored if _self(node)}
        faults += [f"{path}: self.{name} is not declared in the head of {owner.name}" for name in sorted(kept - known)]
    return faults


def _self(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def no_hidden_state(path: str, text: str) -> list[str]:
    """No film asks whether it has something, or reaches into what a chapter keeps for itself."""
    if film_of(path) is None:
        return []
    nodes = list(ast.walk(parsed(text)))
    asked = {node.id for node in nodes if isinstance(node, ast.Name)} & {"hasattr", "setattr"}
    reached = {node.attr for node in nodes if isinstance(node, ast.Attribute)} & {"_standing"}
    return [f"{path} uses {name}" for name in sorted(asked | reached)]


def sentences_in_the_story(path: str, text: str) -> list[str]:
    """Marks, `<sum> of it`, stand in sentences, and sentences in story.py."""
    if not path.startswith("scenes/") or is_story(path) or path in ("scenes/sentence.py", "scenes/shared_lines.py", "scenes/beat.py"):
        return []
    tree = parsed(text)
    docs = {node.body[0].value for node in ast.walk(tree) if _has_docstring(node)}
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in docs]
    return [f"{path}, line {n.lineno}: a sentence outside of story.py: {n.value[:40]!r}" for n in texts if _MARK.search(n.value)]


def _has_docstring(node: ast.AST) -> bool:
    holders = ast.Module | ast.ClassDef | ast.FunctionDef
    return isinstance(node, holders) and ast.get_docstring(node) is not None


FILE_RULES = [
    no_arrow_between_films, told_in_the_story, literal_beats, declared_parts, no_hidden_state, sentences_in_the_story,
]  # fmt: skip


# ---- Rules of the whole house: they take {path: text} of scenes. ----


def file_of(module: str, name: str, files: dict[str, str]) -> str | None:
    """The file that `from module import name` reads."""
    base = module.replace(".", "/")
    places = (f"{base}/{name}.py", f"{base}/{name}/__init__.py", f"{base}.py", f"{base}/__init__.py")
    return next((path for path in places if path in files), None)


def read_by(path: str, files: dict[str, str]) -> set[str]:
    """The files that one imports."""
    return {found for module, name in taken(path, files[path]) if (found := file_of(module, name, files)) and found != path}


def kit_for_two(files: dict[str, str]) -> list[str]:
    """A file of the kit has two users (a film counts once), or moves to its film."""
    users: dict[str, set[str]] = {path: set() for path in files if path.startswith("scenes/kit/") and not path.endswith("__init__.py")}
    for path in files:
        for found in read_by(path, files) & users.keys():
            users[found].add(film_of(path) or path)
    return [f"{path} serves {' '.join(sorted(found)) or 'nobody'} alone" for path, found in users.items() if len(found) < 2]


def facts_without_manim(files: dict[str, str]) -> list[str]:
    """Facts, and all that they import, know no manim: what a film would say can be asked without drawing."""
    faults = []
    for start in (path for path in files if path.endswith("/facts.py")):
        waiting, reached = [start], set()
        while waiting:
            path = waiting.pop()
            if path not in reached:
                reached.add(path)
                waiting += read_by(path, files)
        drawing = sorted(path for path in reached if any(module.split(".")[0] == "manim" for module, _ in taken(path, files[path])))
        faults += [f"{start} imports manim through {path}" for path in drawing]
    return faults


def no_circle(files: dict[str, str]) -> list[str]:
    """No file imports itself through others."""
    state: dict[str, int] = {}
    faults: list[str] = []

    def visit(path: str, way: tuple[str, ...]) -> None:
        if state.get(path) == 1:
            faults.append(" -> ".join((*way[way.index(path) :], path)))
        if path in state:
            return
        state[path] = 1
        for found in sorted(read_at_once(path, files)):
            visit(found, (*way, path))
        state[path] = 2

    for path in sorted(files):
        visit(path, ())
    return faults


def read_at_once(path: str, files: dict[str, str]) -> set[str]:
    """The files that one imports when it is imported; not those that a function or only a type checker reads."""
    found = {file_of(module, name, files) for module, name in _at_once(path, parsed(files[path]).body)}
    return {file for file in found if file is not None and file != path}


def _at_once(path: str, body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from taken(path, ast.unparse(node))
        elif isinstance(node, ast.ClassDef | ast.Try):
            yield from _at_once(path, node.body)


HOUSE_RULES = [kit_for_two, facts_without_manim, no_circle]
