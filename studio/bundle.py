"""Files in one zip whose bytes are the same whenever it is made again."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

FIRST = (1980, 1, 1, 0, 0, 0)  # the day that zip begins with
PACKED = (".mp4", ".jpg", ".png")  # what is small already


def bundled(files: Mapping[str, bytes]) -> bytes:
    """The zip of these files, in their order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as bundle:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIRST)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, content)
    return made.getvalue()
