"""The rules of the house, read off the source, each shown to fire on a planted violation."""

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSES = ("engine", "scenes", "studio")
MAY_IMPORT = {
    "engine": {"numpy", "pydantic", "engine"},
    "scenes": {"numpy", "manim", "typst", "contourpy", "engine", "scenes"},
}
MANIM_ADAPTER = "studio/manim_adapter.py"
TOP_LEVEL = {
    *HOUSES, "renders", "tests", "docs", ".ci", ".setup", "Makefile", "pyproject.toml", "requirements.lock.txt",
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore", ".gitattributes", ".editorconfig",
}  # fmt: skip
VAGUE_NAMES = {"util.py", "utils.py", "misc.py", "helpers.py"}
# In two halves, or this file would break its own rule.
REGISTRY_HOSTS = [f"{name}.{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org"), ("debian", "org"), ("npmjs", "org"))]


# ---- The rules: each takes a path and its text and gives the defects it finds. ----


def imports(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Every import as (absolute module, name taken from it or "")."""
    package = PurePosixPath(path).parent.parts
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*here, *filter(None, [node.module])))
            yield from ((module, alias.name) for alias in node.names)


def arrows(path: str, text: str) -> list[str]:
    """The arrows point one way: engine <- scenes <- studio."""
    house = PurePosixPath(path).parts[0]
    allowed = MAY_IMPORT.get(house)
    if allowed is None:
        return []
    tops = {module.split(".")[0] for module, _ in imports(path, text)}
    return [f"{path} imports {top}" for top in sorted(tops - allowed - set(sys.stdlib_module_names))]


def private_manim(path: str, text: str) -> list[str]:
    """Modules inside manim move between versions: one file knows them."""
    if path == MANIM_ADAPTER or path.startswith("tests/"):
        return []
    taken = [(module, name) for module, name in imports(path, text) if module.split(".")[0] == "manim"]
    return [f"{path} imports {module} {name}: only {MANIM_ADAPTER} may" for module, name in taken if "." in module or name.startswith("_")]


def file_length(path: str, text: str) -> list[str]:
    """A file has at most 300 lines; a story is counted in beats (`test_rooms`)."""
    lines = len(text.splitlines())
    return [f"{path} has {lines} lines, at most 300 allowed"] if lines > 300 and not path.endswith("/story.py") else []


def function_length(path: str, text: str) -> list[str]:
    """A function has at most 30 lines, its decorators not counted."""
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = ((f.name, f.end_lineno - f.lineno + 1) for f in functions)
    return [f"{path}: {name} has {lines} lines, at most 30 allowed" for name, lines in lengths if lines > 30]


def vague_name(path: str, text: str) -> list[str]:
    """Split by idea: no file is called after nothing in particular."""
    return [f"{path}: name the idea instead"] if PurePosixPath(path).name in VAGUE_NAMES else []


def registry_host(path: str, text: str) -> list[str]:
    """Where packages come from is the machine's business."""
    return [f"{path} names {host}" for host in REGISTRY_HOSTS if host in text]


def top_level(path: str, text: str) -> list[str]:
    """The top of the tree holds the agreed names and no others."""
    top = PurePosixPath(path).parts[0]
    return [] if top in TOP_LEVEL else [f"{top} is not among the agreed names of the top folder"]


def addressless_lock(path: str, text: str) -> list[str]:
    """The lock holds versions and hashes, no address, no folder of one machine."""
    if not path.endswith(".lock.txt"):
        return []
    strange = [line for line in text.splitlines() if "://" in line or "/opt" in line or line.startswith("-")]
    unhashed = [block for block in text.split("\n") if "==" in block and not block.endswith("\\")]
    return [f"{path}: {line}" for line in strange + unhashed]


def plugin_entry_point(path: str, text: str) -> list[str]:
    """An entry point in manim's group is loaded at every `import manim`: ship none."""
    return [f"{path} declares a plugin of manim"] if path == "pyproject.toml" and "manim.plugins" in text else []


PYTHON_RULES = [arrows, private_manim, file_length, function_length, vague_name]
TEXT_RULES = [registry_host, top_level, addressless_lock, plugin_entry_point]


# ---- The tree keeps them. ----


def project_files() -> list[str]:
    """What git tracks or would track; every file where there is no git."""
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True) if (ROOT / ".git").exists() else None
    if found is None or found.returncode:
        skip = {".git", ".venv", "renders", "__pycache__", "backreel.egg-info", ".ruff_cache", ".mypy_cache", ".hypothesis"}
        return [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file() and not skip & set(p.relative_to(ROOT).parts)]
    return sorted(path for path in set(found.stdout.split("\0")) if path and (ROOT / path).is_file())


def defects(rule, paths: list[str]) -> list[str]:
    """All that one rule finds in these files; pictures and the like are read as far as they are text."""
    return [defect for path in paths for defect in rule(path, (ROOT / path).read_text(encoding="utf-8", errors="ignore"))]


@pytest.mark.parametrize("rule", PYTHON_RULES)
def test_the_source_keeps(rule):
    assert defects(rule, [path for path in project_files() if path.endswith(".py")]) == []


@pytest.mark.parametrize("rule", TEXT_RULES)
def test_the_tree_keeps(rule):
    assert defects(rule, project_files()) == []


def test_the_files_are_found():
    """A rule over no files would always hold."""
    files = project_files()
    assert "tests/test_architecture.py" in files
    assert {f"{house}/__init__.py" for house in HOUSES} <= set(files)


# ---- Each rule fires. ----

LONG_FUNCTION = "def f():\n" + "    pass\n" * 30
PLANTED = [
    (arrows, "engine/a.py", "import manim"),
    (arrows, "engine/a.py", "import scipy.special"),
    (arrows, "engine/a.py", "def f():\n    from scenes.kit import theme"),
    (arrows, "engine/a.py", "from studio import cli"),
    (arrows, "scenes/a.py", "import studio.cli"),
    (arrows, "scenes/kit/a.py", "from ...studio import cli"),
    (arrows, "scenes/kit/a.py", "from PIL import Image"),
    (private_manim, "scenes/a.py", "from manim.utils.color import ManimColor"),
    (private_manim, "studio/a.py", "import manim.renderer.cairo_renderer"),
    (private_manim, "scenes/a.py", "from manim import _config"),
    (file_length, "engine/a.py", "\n" * 301),
    (file_length, "scenes/films/neuron/facts.py", "\n" * 301),
    (function_length, "tests/a.py", LONG_FUNCTION),
    (function_length, "studio/a.py", "class A:\n" + "".join(f"    {line}\n" for line in LONG_FUNCTION.splitlines())),
    (function_length, "studio/a.py", "async " + LONG_FUNCTION),
    (vague_name, "engine/utils.py", ""),
    (registry_host, "README.md", f"see https://{REGISTRY_HOSTS[0]}/project/backreel"),
    (top_level, "notes.txt", ""),
    (top_level, "media/a.mp4", ""),
    (addressless_lock, "requirements.lock.txt", "--find-links /opt/wheels\n"),
    (addressless_lock, "requirements.lock.txt", "--index-url x\n"),
    (addressless_lock, "requirements.lock.txt", "manim @ file:///tmp/manim.whl\n"),
    (addressless_lock, "requirements.lock.txt", "manim==0.22.0\n"),
    (addressless_lock, ".setup/voices.lock.txt", "--index-url x\n"),
    (plugin_entry_point, "pyproject.toml", '[project.entry-points."manim.plugins"]'),
]
KEPT = [
    (arrows, "engine/a.py", "import math, numpy as np\nfrom pydantic import BaseModel\nfrom . import errors\nfrom .trace import Trace"),
    (arrows, "scenes/kit/a.py", "from manim import Circle\nfrom ..beat import Beat\nimport engine"),
    (arrows, "studio/a.py", "import av, manim, scenes, engine"),
    (arrows, "tests/a.py", "import studio, torch"),
    (private_manim, "scenes/a.py", "from manim import Circle"),
    (private_manim, MANIM_ADAPTER, "from manim.renderer.cairo_renderer import CairoRenderer"),
    (file_length, "engine/a.py", "\n" * 300),
    (file_length, "scenes/films/neuron/story.py", "\n" * 301),
    (function_length, "engine/a.py", "@one\n@two\n" + LONG_FUNCTION.removesuffix("    pass\n")),
    (addressless_lock, "requirements.lock.txt", "manim==0.22.0 \\\n    --hash=sha256:00\n    # via backreel (pyproject.toml)\n"),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_found(rule, path, text):
    assert rule(path, text)


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_what_is_right_is_let_be(rule, path, text):
    assert rule(path, text) == []


def test_every_rule_has_a_planted_violation():
    assert {rule for rule, _, _ in PLANTED} == {*PYTHON_RULES, *TEXT_RULES}


# ---- What an import brings along. ----


def brings_manim(statement: str) -> bool:
    """Whether a fresh Python has manim loaded after this statement."""
    code = f"import sys; {statement}; sys.exit(7 if 'manim' in sys.modules else 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 7), done.stderr
    return done.returncode == 7


@pytest.mark.parametrize("module", ["engine", "studio.cli"])
def test_commands_that_draw_nothing_do_not_pay_for_manim(module):
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not written yet")
    assert not brings_manim(f"import {module}")


def test_the_look_for_manim_can_find_it():
    assert brings_manim("sys.modules['manim'] = sys")
