"""Score the reader on annotated articles that neither reader was made from, tuned on or checked against.

    python benches/articles.py

Twenty-seven articles in `articles.jsonl`, composed and annotated for this by the conventions of the development cases
(CC0, text and annotation; outlets and minor incidents are invented). Whoever mends the reader by what it gets wrong
here should say so, and write new ones. Looked at so far: of the first fifteen one fault ("never once sat in the same
room") and which meetings the network loses between seeing and telling them; of the other twelve one fault ("Delhi meet
Chennai", from which the probability for meetings that only the network sees was set). Needs the scorer in
../shared/scoring; says so and stops quietly where it is absent.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from cases import scored, shared

ARTICLES = Path(__file__).resolve().parent / "articles.jsonl"


def figures() -> dict[str, float]:
    """The record score, the zero-tolerance faults and the F1 of each kind; empty where the scorer is absent."""
    return scored(ARTICLES) if shared("scoring", "score_record.py") is not None else {}


if __name__ == "__main__":
    for name, figure in figures().items():
        print(f"{name:24} {figure:.3f}")
