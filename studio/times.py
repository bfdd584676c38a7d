"""Times as people read them."""


def clock(seconds: float) -> str:
    """12:34"""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
