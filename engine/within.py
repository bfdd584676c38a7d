"""Between which bounds an option lies, said where the option is declared: `most: Annotated[float, Within(2, 1024, whole=True)] = 64`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Within:
    """From low to high, both allowed; whole numbers only where `whole`; of a list at most `many`."""

    low: float
    high: float
    whole: bool = False
    many: int = 6

    def fits(self, value: float) -> bool:
        """Whether a number is allowed."""
        return self.low <= value <= self.high and not (self.whole and value != int(value))

    @property
    def said(self) -> str:
        """What is allowed, in words."""
        return f"{'a whole number' if self.whole else 'a number'} from {self.low:.10g} to {self.high:.10g}"
