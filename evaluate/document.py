"""How report.json is written: the same bytes on every machine, a row a line."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


def rounded(content: Any) -> Any:
    """The same with floats of six decimals at most, and what is no number as None."""
    if isinstance(content, float):
        return round(content, 6) if math.isfinite(content) else None
    if isinstance(content, Mapping):
        return {str(key): rounded(value) for key, value in content.items()}
    return [rounded(value) for value in content] if isinstance(content, list | tuple) else content


def as_json(report: Json) -> str:
    """Sorted JSON in which every row of a list at the top has a line of its own."""

    def dump(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)

    lines = []
    for key, value in sorted(report.items()):
        rows = isinstance(value, list) and value and isinstance(value[0], dict)
        body = "[\n" + ",\n".join(dump(row) for row in value) + "\n]" if rows else dump(value)
        lines.append(f"{dump(key)}: {body}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
