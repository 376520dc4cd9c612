"""The network: one encoder over a window of text, and on top of it small heads.

`triggers` marks each word piece with the labels of the triggers it belongs to, `names` with the kind of name that it is
part of, `tags` with the class of the word that it begins. For a trigger, the mean of its pieces and its label make a
query: `roles` says of every piece whether it belongs to an argument of the trigger, `attributes` names its status,
stance, issue ... from the query and from the pieces that it looks at.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from verbale.learned.labels import CHOICES, FLAGS, NAMES, ROLES, TAGS, TRIGGERS

WIDTH = 192  # of the space in which triggers and their arguments meet
RARE = -4.0  # the log odds of a trigger before anything is known
REACH = 8  # distances between a trigger and a piece are told apart up to 2 ** (REACH - 1) pieces
FAR = 1e4  # what is taken from the logits of pieces that are none
GLANCES = 2  # ways in which a trigger looks for the pieces that tell its attributes
ATTRIBUTES = sum(map(len, (*CHOICES.values(), *FLAGS.values())))


class Encoder(nn.Module):
    """Word pieces in; their vectors, the logits of triggers, names and tags out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.triggers = nn.Linear(bert.config.hidden_size, len(TRIGGERS))
        nn.init.constant_(self.triggers.bias, RARE)
        self.names = nn.Linear(bert.config.hidden_size, len(NAMES))
        self.tags = nn.Linear(bert.config.hidden_size, len(TAGS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`ids` and `mask` are [windows, pieces]; gives [windows, pieces, ...] of hidden, TRIGGERS, NAMES and TAGS."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden, self.triggers(hidden), self.names(hidden), self.tags(hidden)


class Arguments(nn.Module):
    """A trigger and the pieces around it in; the logits of its attributes and of each piece's roles out."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.label = nn.Embedding(len(TRIGGERS), hidden)
        told = (2 + GLANCES) * hidden
        self.attributes = nn.Sequential(nn.Linear(told, hidden), nn.GELU(), nn.Linear(hidden, ATTRIBUTES))
        self.glances = nn.Linear(WIDTH, GLANCES)
        self.query, self.key = nn.Linear(hidden, WIDTH), nn.Linear(hidden, WIDTH, bias=False)
        self.distance = nn.Embedding(2 * REACH + 1, WIDTH)
        self.roles = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(ROLES)))

    def forward(
        self, hidden: Tensor, real: Tensor, inside: Tensor, distance: Tensor, label: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`hidden` is [triggers or one, pieces, hidden]: the window of each trigger, or that of all of them; `real`
        [triggers, pieces] is one on its pieces and nought on what fills it up; `inside` [triggers, pieces] is one over
        the length of the trigger on its pieces and nought elsewhere; `distance` the bucket of each piece's distance.

        Gives [triggers, ATTRIBUTES] and [triggers, pieces, ROLES].
        """
        trigger = torch.matmul(inside.unsqueeze(1), hidden).squeeze(1) + self.label(label)
        meeting = self.query(trigger).unsqueeze(1) + self.key(hidden) + self.distance(distance)
        met = functional.gelu(meeting)
        looks = torch.softmax(self.glances(met) + (real.unsqueeze(-1) - 1.0) * FAR, dim=1)
        looked = torch.matmul(looks.transpose(1, 2), hidden).flatten(1)
        whole = hidden[:, 0].expand(trigger.shape[0], -1)
        return self.attributes(torch.cat([trigger, whole, looked], dim=-1)), self.roles(met)


def base(folder: Path, layers: int, inner: int) -> BertModel:
    """The lowest layers of the pre-trained encoder in `folder`, each with the `inner` strongest of its inner units."""
    config = BertConfig.from_pretrained(folder, num_hidden_layers=layers)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0  # slow on a CPU; words are dropped instead
    bert = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
    for layer in bert.encoder.layer:
        _narrow(layer.intermediate.dense, layer.output.dense, inner)
    bert.config.intermediate_size = inner
    return bert


def _narrow(rising: nn.Linear, falling: nn.Linear, inner: int) -> None:
    """Keep of the units between two maps those with the largest weights on both sides."""
    strength = rising.weight.norm(dim=1) * falling.weight.norm(dim=0)
    kept = strength.topk(inner).indices.sort().values
    rising.weight, rising.bias = nn.Parameter(rising.weight[kept].detach()), nn.Parameter(rising.bias[kept].detach())
    falling.weight = nn.Parameter(falling.weight[:, kept].detach())
    rising.out_features = falling.in_features = inner
