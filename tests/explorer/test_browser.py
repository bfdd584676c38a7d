"""A browser for the tests is had where it can be: `.setup/browser` on machines that have one, may install one, or may not."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".setup" / "browser"


@pytest.fixture
def machine(tmp_path):
    """A PATH on which there is nothing but what a test puts there."""

    def tool(name: str, body: str) -> None:
        path = tmp_path / name
        path.write_text(f"#!{shutil.which('sh')}\n{body}\n")
        path.chmod(0o755)

    tool("env", 'shift; exec "$@"')
    tool("id", "echo 0")
    return tool


def installed(tmp_path) -> tuple[str, str]:
    """What the script says, and what apt-get was asked to do."""
    done = subprocess.run([shutil.which("sh"), SCRIPT], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    asked = tmp_path / "asked"
    return done.stdout, asked.read_text() if asked.exists() else ""


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_left_alone(machine, tmp_path, name):
    machine("apt-get", f'echo "$@" >> {tmp_path}/asked')
    machine(name, "exit 0")
    assert installed(tmp_path) == ("", "")


def test_it_is_installed_where_that_is_allowed(machine, tmp_path):
    machine("apt-get", f'echo "$@" >> {tmp_path}/asked')
    said, asked = installed(tmp_path)
    assert "installing Chromium" in said
    assert asked.splitlines()[-1].endswith("install -y --no-install-recommends chromium")


@pytest.mark.parametrize("hindrance", ["no apt", "no right", "no network"])
def test_where_it_cannot_be_had_that_is_said_and_nothing_fails(machine, tmp_path, hindrance):
    if hindrance != "no apt":
        machine("apt-get", "exit 100")
    if hindrance == "no right":
        machine("id", "echo 1000")
    said, _ = installed(tmp_path)
    assert "tests of the explorer's page are skipped" in said
