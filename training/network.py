"""The network: one encoder over a window of text, and on top of it three small heads.

`triggers` marks each word piece with the labels of the triggers it belongs to. For a trigger, the mean of its pieces
and its label make a query: `attributes` names its status, stance, issue ... from the query, `roles` says of every
piece whether it belongs to an argument of the trigger.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from verbale.learned.labels import CHOICES, FLAGS, ROLES, TRIGGERS

WIDTH = 192  # of the space in which triggers and their arguments meet
RARE = -4.0  # the log odds of a trigger before anything is known
REACH = 8  # distances between a trigger and a piece are told apart up to 2 ** (REACH - 1) pieces
ATTRIBUTES = sum(map(len, (*CHOICES.values(), *FLAGS.values())))


class Encoder(nn.Module):
    """Word pieces in; their vectors and the logits of the triggers out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.triggers = nn.Linear(bert.config.hidden_size, len(TRIGGERS))
        nn.init.constant_(self.triggers.bias, RARE)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`ids` and `mask` are [windows, pieces]; gives [windows, pieces, hidden] and [windows, pieces, TRIGGERS]."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden, self.triggers(hidden)


class Arguments(nn.Module):
    """A trigger and the pieces around it in; the logits of its attributes and of each piece's roles out."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.label = nn.Embedding(len(TRIGGERS), hidden)
        self.attributes = nn.Sequential(nn.Linear(2 * hidden, hidden), nn.GELU(), nn.Linear(hidden, ATTRIBUTES))
        self.query, self.key = nn.Linear(hidden, WIDTH), nn.Linear(hidden, WIDTH, bias=False)
        self.distance = nn.Embedding(2 * REACH + 1, WIDTH)
        self.roles = nn.Sequential(nn.GELU(), nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(ROLES)))

    def forward(self, hidden: Tensor, inside: Tensor, distance: Tensor, label: Tensor) -> tuple[Tensor, Tensor]:
        """`hidden` is [triggers, pieces, hidden]: the window of each trigger; `inside` [triggers, pieces] is one over
        the length of the trigger on its pieces and nought elsewhere; `distance` the bucket of each piece's distance.

        Gives [triggers, ATTRIBUTES] and [triggers, pieces, ROLES].
        """
        trigger = torch.bmm(inside.unsqueeze(1), hidden).squeeze(1) + self.label(label)
        attributes = self.attributes(torch.cat([trigger, hidden[:, 0]], dim=-1))
        meeting = self.query(trigger).unsqueeze(1) + self.key(hidden) + self.distance(distance)
        return attributes, self.roles(meeting)


def base(folder: Path) -> BertModel:
    """The pre-trained encoder in `folder`."""
    config = BertConfig.from_pretrained(folder)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0  # slow on a CPU; words are dropped instead
    return BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
