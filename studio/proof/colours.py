"""How colours are seen: contrast, what shows through, and differences to eyes that lack a cone. RGB in 0..1."""

from __future__ import annotations

import numpy as np

EYES = {
    "normal": np.eye(3),
    # Machado, Oliveira, Fernandes (2009), severity 1, on linear RGB
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])


def linear(rgb: np.ndarray) -> np.ndarray:
    """sRGB's light, (3,)."""
    return np.asarray(np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4))


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    low, high = sorted(float(TO_XYZ[1] @ linear(c)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def over(rgba: np.ndarray, under: np.ndarray) -> np.ndarray:
    """What is seen of a colour with an opacity over another, (3,)."""
    return np.asarray(rgba[3] * rgba[:3] + (1 - rgba[3]) * under)


def lab(rgb: np.ndarray, eye: str = "normal") -> np.ndarray:
    """CIE L*a*b* (3,) of a colour as an eye sees it."""
    seen = np.clip(EYES[eye] @ linear(rgb), 0, 1)
    t = TO_XYZ @ seen / (TO_XYZ @ np.ones(3))
    x, y, z = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: np.ndarray, other: np.ndarray, eye: str = "normal") -> float:
    """CIE76: 2 is just seen, 10 is plain at a glance."""
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def hexcode(rgb: np.ndarray) -> str:
    """#RRGGBB."""
    red, green, blue = (round(255 * c) for c in rgb[:3].tolist())
    return f"#{red:02X}{green:02X}{blue:02X}"


def rgb_of(code: str) -> np.ndarray:
    """(3,) of #RRGGBB."""
    return np.array([int(code[k : k + 2], 16) / 255 for k in (1, 3, 5)])
