"""A few short articles of our own and their readings, made once so that tests of the record need no language model.

`python tests/record/readings.py` reads them again, after a change of the reader that the tests should see.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("readings.json")
ARTICLES = {
    "plan": {
        "publisher": "Harbour Times", "published": "2024-05-13", "title": "Ghana and Togo to meet",
        "text": "The foreign ministers of Ghana and Togo will meet in Accra on 20 May, the government of Ghana said. "
                "Ghana demands that Togo withdraw its troops from the border.",
    },
    "held": {
        "publisher": "Lagoon Post", "published": "2024-05-21", "title": "Ministers meet in Accra",
        "text": "The foreign ministers of Ghana and Togo met in Accra on Monday. Togo rejected the demand of Ghana to "
                "withdraw its troops from the border. “We will stay where we are,” said the foreign minister of Togo.",
    },
    "denial": {
        "publisher": "Harbour Times", "published": "2024-05-23", "title": "Togo denies crossing",
        "text": "The government of Togo denied reports that its troops had crossed the border. Gunmen killed four "
                "soldiers near the town of Aflao on Wednesday, officials in Ghana said.",
    },
    "other": {
        "publisher": "Lakeside Herald", "published": "2024-06-04", "title": "Talks in Nairobi",
        "text": "Ministers of Kenya and Tanzania held talks in Nairobi on 3 June 2024. Kenya supports a ceasefire.",
    },
}  # fmt: skip


@functools.cache
def _all() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def reading(name: str, **document: Any) -> dict[str, Any]:
    """The reading of an article, with what is said of its document changed."""
    found = json.loads(json.dumps(_all()[name]))
    found["document"] |= document
    return dict(found)


def readings() -> list[dict[str, Any]]:
    """All of them, in order of publication."""
    return [reading(name) for name in ARTICLES]


def _make() -> None:
    import verbale

    made = {name: verbale.read(**article).to_json() for name, article in ARTICLES.items()}
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _make()
