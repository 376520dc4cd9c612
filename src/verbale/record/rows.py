"""What a question gives: a sequence of plain dictionaries, and the same as a data frame."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from verbale.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = Mapping[str, Any]


class Rows(Sequence[Row]):
    """The answers, each a dictionary in the contract's terms."""

    def __init__(self, kind: str, rows: Sequence[Row]) -> None:
        self.kind, self._rows = kind, tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        return Rows(self.kind, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self.kind, len(self._rows)))

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind}>"

    def flat(self) -> list[dict[str, str | int | float | bool | None]]:
        """The rows with plain cells: what is a list or a dictionary becomes JSON text."""
        return [{key: _cell(value) for key, value in row.items()} for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame of the flat rows; needs the extra `frames`."""
        try:
            import pandas
        except ImportError as problem:
            raise _missing("pandas") from problem
        return pandas.DataFrame(self.flat())

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame of the flat rows; needs the extra `frames`."""
        try:
            import polars
        except ImportError as problem:
            raise _missing("polars") from problem
        return polars.DataFrame(self.flat(), infer_schema_length=None)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table of the flat rows; needs the extra `frames`."""
        try:
            import pyarrow
        except ImportError as problem:
            raise _missing("pyarrow") from problem
        return pyarrow.Table.from_pylist(self.flat())


def _cell(value: Any) -> str | int | float | bool | None:
    if isinstance(value, (Mapping, list, tuple)):
        return json.dumps(value, ensure_ascii=False)
    return value  # type: ignore[no-any-return]


def _missing(name: str) -> UsageError:
    return UsageError(f"{name} is not installed: run `pip install 'verbale[frames]'`")
