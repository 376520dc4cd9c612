"""The packaged network: sentences in, what it sees in them out.

Neighbouring sentences go in together, as many as fit into one window, so that each has a little context and none is
read twice. Nothing is loaded before the first text comes, and nothing is ever downloaded.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from verbale.errors import UsageError
from verbale.learned import decode
from verbale.learned.decode import Sight, Span
from verbale.learned.labels import NAMES, TAGS, TRIGGERS

FOLDER = Path(__file__).resolve().parent / "model"
LIMIT = 128  # word pieces of a window, the marks of its ends among them
TOGETHER = 3  # sentences of a window at most
CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text as the network takes it: the ids of its pieces and where each stands in the text."""

    ids: tuple[int, ...]
    offsets: tuple[Span, ...]


@dataclass(frozen=True)
class Model:
    """A loaded network."""

    tokenizer: Any
    encoder: Any
    arguments: Any

    def read(self, text: str, sentences: Sequence[Span], peak: float = decode.PEAK) -> Sight:
        """What is seen in a text, given with its sentences as [start, end)."""
        sights = [self.look(window, text, peak) for window in self.windows(text, sentences)]
        return Sight(
            tuple(sorted((s for one in sights for s in one.triggers), key=lambda s: (s.start, s.end, s.kind))),
            {at: name for one in sights for at, name in one.names.items()},
            {at: tag for one in sights for at, tag in one.tags.items()},
            {kind: {at: p for one in sights for at, p in one.faint.get(kind, {}).items()} for kind in TRIGGERS},
        )

    def windows(self, text: str, sentences: Sequence[Span]) -> Iterator[Window]:
        """Sentences packed into windows; one that is too long alone is cut."""
        encoded = self.tokenizer.encode_batch([text[s:e] for s, e in sentences], add_special_tokens=False)
        ids: list[int] = []
        offsets: list[Span] = []
        held = 0
        for (start, _), one in zip(sentences, encoded, strict=True):
            here = [(start + a, start + b) for a, b in one.offsets]
            for cut in range(0, max(1, len(one.ids)), LIMIT - 2):
                part = one.ids[cut : cut + LIMIT - 2]
                if held and (held >= TOGETHER or len(ids) + len(part) > LIMIT - 2):
                    yield _window(ids, offsets)
                    ids, offsets, held = [], [], 0
                ids = [*ids, *part]
                offsets = [*offsets, *here[cut : cut + LIMIT - 2]]
                held += 1
        if ids:
            yield _window(ids, offsets)

    def look(self, window: Window, text: str, peak: float) -> Sight:
        """What is seen in one window: alone, since filling up to the longest of a batch costs more than it saves."""
        ids = np.array([window.ids], dtype=np.int64)
        hidden, logits, called, classes = self.encoder.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        names = decode.likeliest(called[0], NAMES, window.offsets)
        tags = decode.likeliest(classes[0], TAGS, window.offsets)
        real = np.array([end > start for start, end in window.offsets], dtype=np.float32)
        p = decode.sigmoid(logits[0]) * real[:, None]
        found, faint = decode.triggers(p, peak), decode.faint(p, window.offsets)
        if not found:
            return Sight((), names, tags, faint)
        asked = {"hidden": hidden, **decode.questions(found, len(window.ids))}
        rows = zip(found, *self.arguments.run(None, asked), strict=True)
        seen = tuple(decode.seen(text, one, row, role, window.offsets) for one, row, role in rows)
        return Sight(seen, names, tags, faint)


def _window(ids: Sequence[int], offsets: Sequence[Span]) -> Window:
    return Window((CLS, *ids, SEP), ((0, 0), *offsets, (0, 0)))


def name(folder: Path = FOLDER) -> str:
    """The name and version of the packaged network ("learned 3f2a9c01")."""
    return f"learned {json.loads((folder / 'labels.json').read_text(encoding='utf-8'))['version']}"


def available() -> bool:
    """Whether the libraries that the network needs are installed."""
    from importlib.util import find_spec

    return find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None


@functools.cache
def load(folder: Path = FOLDER) -> Model:
    """The network of a folder; UsageError where a library or a file is missing.

    It thinks on one thread, as the parser does: two take a fifth more processor time, and who reads many articles
    reads them in several processes.
    """
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as problem:
        raise UsageError("the learned reader needs onnxruntime and tokenizers: pip install them") from problem
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # windows differ in length: an arena keeps the largest of each
    options.log_severity_level = 3

    def session(name: str) -> Any:
        return onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

    return Model(
        Tokenizer.from_file(str(folder / "tokenizer.json")), session("encoder.onnx"), session("arguments.onnx")
    )
