"""Train the learned reader: from the material to the packaged model, with a report.

    python training/train.py [--epochs N] [--seed N] [--share 1.0] [--out FOLDER]

Writes the model (`encoder.onnx` and `arguments.onnx` in 8 bit, the tokenizer, `labels.json`) to
src/verbale/learned/model and the report to training/report.md. `--share` trains on a part of the passages (for the
learning curve; give `--out` and `--report` too). The same seed gives the same model on the same machine.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "src")]

import material
import network
import packing
import report
from material import Mark, Sample

from verbale.learned.decode import bucket
from verbale.learned.labels import CHOICES, FLAGS, NAMES, ROLES, ROLES_OF, TAGS, TRIGGERS

LIMIT = 128  # word pieces of a window
BATCH = 16  # windows
RATES = {"encoder": 3e-4, "heads": 1.5e-3}
NEWS = 0.2  # of plain news is read in one epoch: names are soon learned
DROPPED = 0.06  # of the pieces are hidden from the network while it learns
CLS_SEP = 102  # ids of words are larger
UNTOLD = -100  # where no word begins
FIRST = 2.0  # the weight of triggers among the losses: what is not seen has no attributes
SLIGHT = 0.3  # that of word classes: they are learned with ease
UNKNOWN = 100  # the piece that stands for a hidden one


@dataclass(frozen=True)
class Window:
    """One or more passages as the network takes them in."""

    ids: list[int]
    marks: tuple[tuple[int, list[int], Mark], ...]  # label, pieces, and the mark (spans shifted already)
    names: list[int]
    tags: list[int]
    weight: list[float]


def windows(samples: Sequence[Sample], tokenizer: Any, rng: random.Random, pack: float = 0.6) -> list[Window]:
    """The samples in random order, some of them several to a window as in an article; of plain news a part."""
    order = [s for s in samples if s.weight or rng.random() < NEWS]
    rng.shuffle(order)
    made, held = [], []
    for sample in order:
        encoded = tokenizer.encode(sample.text, add_special_tokens=False)
        room = LIMIT - 2 - sum(len(e.ids) for _, e in held)
        if held and (len(encoded.ids) > room or rng.random() > pack):
            made.append(window(held))
            held = []
        held.append((sample, encoded))
    if held:
        made.append(window(held))
    return made


def window(held: Sequence[tuple[Sample, Any]]) -> Window:
    """The window of encoded samples: [CLS] pieces [SEP]."""
    ids, weight, names, tags, marks = [101], [0.0], [0], [UNTOLD], []
    for sample, encoded in held:
        at = len(ids)
        room = LIMIT - 1 - at
        offsets = encoded.offsets[:room]
        ids += encoded.ids[:room]
        weight += [sample.weight] * len(offsets)

        def covered(span: tuple[int, int], at: int = at, offsets: Any = offsets) -> list[int]:
            return [at + i for i, (s, e) in enumerate(offsets) if s < span[1] and e > span[0]]

        names += [0] * len(offsets)
        told = dict(sample.tags)
        tags += [TAGS.index(told[s]) if s in told else UNTOLD for s, _ in offsets]
        for start, end, kind in sample.names:
            for piece in covered((start, end)):
                names[piece] = NAMES.index(kind)
        for mark in sample.marks:
            pieces = covered(mark.span)
            if pieces:
                roles = {role: [p for s in spans for p in covered(s)] for role, spans in mark.roles.items()}
                marks.append((TRIGGERS.index(mark.kind), pieces, (mark, roles)))
    return Window([*ids, 102], tuple(marks), [*names, 0], [*tags, UNTOLD], [*weight, 0.0])


class Trainer:
    """Trains a network on windows; the losses of names, tags, triggers, attributes and roles are added."""

    def __init__(self, folder: Path, layers: int, inner: int, seed: int) -> None:
        torch.manual_seed(seed)
        self.encoder = network.Encoder(network.base(folder, layers, inner))
        self.arguments = network.Arguments(self.encoder.bert.config.hidden_size)
        self.encoder.bert.embeddings.word_embeddings.requires_grad_(False)  # words never met keep their place

    def train(self, samples: Sequence[Sample], tokenizer: Any, epochs: int, seed: int) -> None:
        """Epochs over the samples with a rate that rises for a twentieth of the way and then falls to nothing."""
        rng = random.Random(seed)
        heads = [*self.encoder.triggers.parameters(), *self.arguments.parameters()]
        groups = [
            {"params": [p for p in self.encoder.bert.parameters() if p.requires_grad], "lr": RATES["encoder"]},
            {"params": heads, "lr": RATES["heads"]},
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        total = epochs * len(list(batches(windows(samples, tokenizer, random.Random(0)))))
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda n: min((n + 1) / (0.05 * total), max(0.0, (total - n) / (0.95 * total)))
        )
        for epoch in range(epochs):
            began, losses = time.time(), []
            self.encoder.train()
            self.arguments.train()
            for batch in batches(windows(samples, tokenizer, rng)):
                loss = self.loss(batch)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
                optimizer.step()
                schedule.step()
                losses.append(loss.item())
            print(f"  epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s", flush=True)

    def loss(self, batch: Sequence[Window]) -> Tensor:
        """The sum of the losses of a batch."""
        size = max(len(w.ids) for w in batch)
        ids = torch.zeros(len(batch), size, dtype=torch.long)
        weight = torch.zeros(len(batch), size)
        gold = torch.zeros(len(batch), size, len(TRIGGERS))
        names, tags = torch.zeros(2, len(batch), size, dtype=torch.long)
        tags.fill_(UNTOLD)
        for row, w in enumerate(batch):
            ids[row, : len(w.ids)] = torch.tensor(w.ids)
            weight[row, : len(w.ids)] = torch.tensor(w.weight)
            names[row, : len(w.ids)] = torch.tensor(w.names)
            tags[row, : len(w.ids)] = torch.tensor(w.tags)
            for label, pieces, _ in w.marks:
                gold[row, pieces, label] = 1.0
        hide = (torch.rand(ids.shape) < DROPPED) & (ids > CLS_SEP)
        real = ids != 0
        hidden, logits, called, classes = self.encoder(ids.masked_fill(hide, UNKNOWN), real.long())
        each = functional.binary_cross_entropy_with_logits(logits, gold, reduction="none")
        each = each * torch.where(gold > 0, 1.0, weight.unsqueeze(-1))
        loss = FIRST * each.sum() / max(1.0, float((weight > 0).sum()))
        loss = loss + functional.cross_entropy(called[real], names[real])
        loss = loss + SLIGHT * functional.cross_entropy(classes[real], tags[real], ignore_index=UNTOLD)
        rows = [(row, mark) for row, w in enumerate(batch) for mark in w.marks]
        return loss + self.argument_loss(rows, hidden, real.float()) if rows else loss

    def argument_loss(self, rows: Sequence[tuple[int, Any]], hidden: Tensor, real: Tensor) -> Tensor:
        """The losses of the attributes and roles of the marks, given where they truly stand."""
        size = hidden.shape[1]
        inside = torch.zeros(len(rows), size)
        distance = np.zeros((len(rows), size), dtype=np.int64)
        gold = torch.zeros(len(rows), size, len(ROLES))
        counts = torch.zeros(len(rows), len(ROLES))
        for n, (_, (label, pieces, (mark, roles))) in enumerate(rows):
            inside[n, pieces] = 1.0 / len(pieces)
            distance[n] = bucket(np.arange(size) - pieces[0])
            counts[n, [ROLES.index(r) for r in ROLES_OF[TRIGGERS[label]] if r in mark.roles]] = 1.0
            for role, where in roles.items():
                gold[n, where, ROLES.index(role)] = 1.0
        labels = torch.tensor([label for _, (label, *_) in rows])
        where = [row for row, _ in rows]
        attributes, role_logits = self.arguments(hidden[where], real[where], inside, torch.from_numpy(distance), labels)
        each = functional.binary_cross_entropy_with_logits(role_logits, gold, reduction="none")
        loss = (each * counts.unsqueeze(1)).sum() / (len(rows) * 24)
        return loss + self.attribute_loss(attributes, [mark for _, (_, _, (mark, _)) in rows])

    def attribute_loss(self, logits: Tensor, marks: Sequence[Mark]) -> Tensor:
        """Cross entropy of the choices, binary cross entropy of the flags, of the marks that have them."""
        loss, at = torch.zeros(()), 0
        for name, values in (*CHOICES.items(), *FLAGS.items()):
            rows = [n for n, mark in enumerate(marks) if name in mark.attributes]
            part, at = logits[rows, at : at + len(values)], at + len(values)
            if not rows:
                continue
            said = [marks[n].attributes[name] for n in rows]
            if name in CHOICES:
                target = torch.tensor([values.index(v) for v in said])
                loss = loss + 0.5 * functional.cross_entropy(part, target, reduction="sum") / len(marks)
            else:
                flags = torch.tensor([[float(v in these) for v in values] for these in said])
                each = functional.binary_cross_entropy_with_logits(part, flags, reduction="sum")
                loss = loss + 0.5 * each / len(marks)
        return loss


def batches(made: Sequence[Window]) -> list[list[Window]]:
    """Batches of windows of like length, in random order of the windows' order."""
    chunks = [sorted(made[at : at + BATCH * 8], key=lambda w: len(w.ids)) for at in range(0, len(made), BATCH * 8)]
    return [chunk[at : at + BATCH] for chunk in chunks for at in range(0, len(chunk), BATCH)]


def part_of(samples: Sequence[Sample], share: float, seed: int) -> list[Sample]:
    """A share of the samples, the same for the same seed, the smaller within the larger."""
    order = sorted(samples, key=lambda s: s.id)
    random.Random(seed).shuffle(order)
    return order[: round(len(order) * share)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=4, help="of the encoder's six, from below")
    parser.add_argument("--inner", type=int, default=896, help="units inside a layer, of the encoder's 1,536")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--base", type=Path, default=None, help="folder of the encoder (default: the package's)")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "verbale" / "learned" / "model")
    parser.add_argument("--samples", type=Path, default=None, help="a file in which the samples are kept")
    parser.add_argument("--kept", type=Path, default=ROOT / "build" / "learned.pt", help="the unpacked weights")
    parser.add_argument("--report", type=Path, default=ROOT / "training" / "report.md")
    args = parser.parse_args()
    began, worked = time.time(), time.process_time()
    torch.set_flush_denormal(True)
    folder = args.base or packing.base_folder()
    tokenizer = packing.tokenizer(folder)
    everything = packing.kept(args.samples, material.everything)
    news = [s for s in everything if not s.weight]
    held = [s for s in everything if material.held_out(s)]
    taught = part_of([s for s in everything if s.weight and not material.held_out(s)], args.share, args.seed)
    print(f"{len(taught)} samples to learn from, {len(news)} for their names, {len(held)} held out", flush=True)
    trainer = Trainer(folder, args.layers, args.inner, args.seed)
    trainer.train([*taught, *news], tokenizer, args.epochs, args.seed)
    args.kept.parent.mkdir(exist_ok=True)
    torch.save([trainer.encoder.state_dict(), trainer.arguments.state_dict()], args.kept)
    packing.pack(trainer.encoder, trainer.arguments, tokenizer, args.out)
    taken = f"{time.time() - began:.0f} s, {time.process_time() - worked:.0f} s of processors"
    print(f"trained and packed in {taken}", flush=True)
    figures = report.figures(held, report.sights(held, args.out))
    told = report.table(figures)
    print(told)
    head = f"{len(taught)} samples learned from, {len(held)} passages held out, {args.epochs} epochs, {taken}"
    args.report.write_text(f"# What the training measured\n\n{head}\n\n```text\n{told}\n```\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
