"""The values a lesson file may hold, as they are typed, and the base of its tables."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MOST_EXAMPLES = 100_000
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Positive = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0)]
Share = Annotated[float, Field(strict=True, ge=0, lt=1)]
Whole = Annotated[int, Field(strict=True, ge=0, lt=2**63)]
Size = Annotated[int, Field(strict=True, ge=1, le=100_000)]
Steps = Annotated[int, Field(strict=True, ge=1, le=10_000_000)]
Yes = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(strict=True, min_length=1, max_length=1000)]
Title = Annotated[str, Field(strict=True, min_length=1, max_length=300)]
Count = Annotated[int, Field(strict=True, ge=1, lt=2**63)]
Words = Annotated[tuple[Text, ...], Field(min_length=1)]
Vector = tuple[Number, ...]
Matrix = tuple[Vector, ...]
Cube = tuple[Matrix, ...]
Cubes = tuple[Cube, ...]


class Spec(BaseModel):
    """Base of the lesson's tables: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
