"""Trains the cross-encoder that doubts a model's sentences: `make trained`, for authors, with PyTorch.

It begins with all-MiniLM-L6-v2 and learns from worded drafts which sentences turn their sources round: first from
single claims of the course and what there was in the beginning, then from whatever is worded freely.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from bot.content.loading import load_worded
from bot.content.markdown import split_sentences
from bot.content.worded import WordedDraft
from bot.retrieval.embedder import MiniLM, load_embedder
from bot.settings import Settings
from bot.speaking.cross_encoder import Encoded, Tokens
from bot.speaking.faithfulness import TURNED, sources_of, unquoted

LAYERS, SIZE, HEADS, INNER = 6, 384, 12, 1536  # of MiniLM-L6
DROPPED = 0.1
BATCH, RATE, HEAD_RATE = 32, 5e-5, 5e-4
WARMING = 0.1  # share of the steps in which the rate rises
SURE = 0.975  # ... of a label that is believed, as a few are wrong
SEED = 0
# What is learnt from, by file, and how many rounds: single claims teach what the course says, and not how it is worded.
FIRST = ("answers", "recommendations", "personas", "answers-kept-near")
THEN = ("answers-smoothly-turned", "recommendations-smoothly-turned", "reactions")
STAGES = (((*FIRST, "claims"), 5), ((*FIRST, *THEN), 5))


class Net(nn.Module):
    """Sources and a sentence, read together, to the log odds that the sentence turns something round."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, SIZE)
        self.places = nn.Embedding(512, SIZE)
        self.parts = nn.Embedding(2, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        layer = nn.TransformerEncoderLayer(
            SIZE, HEADS, INNER, DROPPED, nn.functional.gelu, 1e-12, batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        self.head = nn.Linear(2 * SIZE, 1)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, ids: Tensor, mask: Tensor, parts: Tensor) -> Tensor:
        """(n,) log odds from (n, tokens) ids, 1 for tokens that are there, and 1 for those of the sentence."""
        places = self.places(torch.arange(ids.shape[1], device=ids.device))
        begun = self.drop(self.norm(self.words(ids) + places + self.parts(parts)))
        hidden = self.layers(begun, src_key_padding_mask=mask == 0)
        of_it = (mask * parts).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * of_it).sum(1) / of_it.sum(1)
        return self.head(self.drop(torch.cat([hidden[:, 0], mean], 1)))[:, 0]


def begun_with(minilm: Path) -> Net:
    """The net with MiniLM's weights, which its package holds as int8 with a scale for each row or column."""
    graph = onnx.load(str(minilm)).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "Mul" and node.input[0].endswith("_f"):
            stem = node.input[0].removesuffix("_f")
            held[node.output[0]] = held[f"{stem}_q"].astype(np.float32) * held[node.input[1]]
    dense = [held[one.input[1]].T for one in graph.node if one.op_type == "MatMul" and one.input[1] in held]  # fmt: skip
    net, own = Net(), {}
    for name, its in (("words", "word"), ("places", "position"), ("parts", "token_type")):
        own[f"{name}.weight"] = held[f"inner.embeddings.{its}_embeddings.weight"]
    for end in ("weight", "bias"):
        own[f"norm.{end}"] = held[f"inner.embeddings.LayerNorm.{end}"]
    for at in range(LAYERS):
        own |= _layer(f"inner.encoder.layer.{at}", f"layers.layers.{at}", dense[6 * at : 6 * at + 6], held)  # fmt: skip
    net.load_state_dict({k: torch.tensor(v) for k, v in own.items()}, strict=False)
    net.words.requires_grad_(False)  # what few examples hold of 30,000 words would only shift them
    net.places.requires_grad_(False)
    return net


def _layer(
    its: str, own: str, dense: Sequence[np.ndarray], held: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """One layer's weights under the names that the net has for them."""
    asks = [f"{its}.attention.self.{one}.bias" for one in ("query", "key", "value")]
    found = {
        f"{own}.self_attn.in_proj_weight": np.concatenate(dense[:3]),
        f"{own}.self_attn.in_proj_bias": np.concatenate([held[one] for one in asks]),
    }
    names = (("self_attn.out_proj", "attention.output.dense"), ("linear1", "intermediate.dense"), ("linear2", "output.dense"))  # fmt: skip
    for (name, other), weight in zip(names, dense[3:], strict=True):
        found |= {f"{own}.{name}.weight": weight, f"{own}.{name}.bias": held[f"{its}.{other}.bias"]}
    for name, other in (("norm1", "attention.output"), ("norm2", "output")):
        found |= {f"{own}.{name}.{end}": held[f"{its}.{other}.LayerNorm.{end}"] for end in ("weight", "bias")}  # fmt: skip
    return found


Example = tuple[
    Encoded, float
]  # sources with a sentence, and 1 where it turns something round, else 0


def trained(net: Net, examples: Sequence[Example], rounds: int) -> Net:
    """The net after some rounds through all the examples."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    body = [one for name, one in net.named_parameters() if one.requires_grad and not name.startswith("head")]  # fmt: skip
    groups = [{"params": body, "lr": RATE}, {"params": net.head.parameters(), "lr": HEAD_RATE}]
    adam = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = rounds * -(-len(examples) // BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(adam, _rising_then_falling(steps))
    net.train()
    for at in range(rounds):
        for batch, labels in _batches(examples):
            with torch.autocast("cpu", torch.bfloat16):
                odds = net(*batch)
            loss = nn.functional.binary_cross_entropy_with_logits(odds.float(), labels)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            adam.step()
            rate.step()
        print(f"round {at + 1} of {rounds}: loss {loss.item():.3f}", file=sys.stderr)
    return net.eval()


def _rising_then_falling(steps: int) -> Callable[[int], float]:
    return lambda at: min(1.0, (at + 1) / (WARMING * steps)) * max(0.0, 1 - at / steps)


def _batches(examples: Sequence[Example]) -> Iterator[tuple[tuple[Tensor, ...], Tensor]]:
    """All examples once, in any order, like lengths together."""
    order = random.sample(range(len(examples)), len(examples))
    parts = []
    for at in range(0, len(order), 20 * BATCH):
        some = sorted(order[at : at + 20 * BATCH], key=lambda one: len(examples[one][0][0]))
        parts += [some[its : its + BATCH] for its in range(0, len(some), BATCH)]
    random.shuffle(parts)
    for part in parts:
        labels = torch.tensor([examples[one][1] for one in part])
        yield tensors([examples[one][0] for one in part]), labels * (2 * SURE - 1) + 1 - SURE


def tensors(encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and parts, each (n, tokens of the longest)."""
    found = torch.zeros(3, len(encoded), max(len(ids) for ids, _ in encoded), dtype=torch.long)
    for row, (ids, parts) in enumerate(encoded):
        found[0, row, : len(ids)] = torch.tensor(ids)
        found[1, row, : len(ids)] = 1
        found[2, row, : len(ids)] = torch.tensor(parts)
    return found[0], found[1], found[2]


def saved(net: Net, path: Path) -> None:
    """Keep the net as an int8 ONNX file."""
    torch.backends.mha.set_fastpath_enabled(
        False
    )  # its one fused operator has no counterpart in ONNX
    whole = path.with_suffix(".whole.onnx")
    free = {one: {0: "n", 1: "tokens"} for one in ("ids", "mask", "parts")}
    sample = tensors([([101, 2023, 102, 2023, 102], [0, 0, 0, 1, 1])] * 2)
    torch.onnx.export(
        net.eval(), sample, str(whole), input_names=list(free), output_names=["odds"],
        dynamic_shapes=free, dynamo=True, external_data=False,
    )  # fmt: skip
    quantize_dynamic(str(whole), str(path), per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()


def examples(worded: Sequence[WordedDraft], embedder: MiniLM) -> list[Example]:
    """All sentences of some drafts, each behind what of its draft is nearest."""
    tokens, found = Tokens(), []
    for one in worded:
        told = [each for part in (one.draft, *one.quotes) for each in split_sentences(part)]
        own = unquoted([*one.faithful, *one.unfaithful], one.said or "")
        labels = [0.0] * len(one.faithful) + [1.0] * len(one.unfaithful)
        for sources, sentence, label in zip(sources_of(own, told, embedder.vectors), own, labels, strict=True):  # fmt: skip
            found.append((tokens.encoded(sources, sentence), label))
    return found


def main() -> None:
    """Train on all the worded drafts, which takes an hour on two cores, and put the model among the content."""
    knowledge, embedder = Settings(engine="offline").knowledge, load_embedder()
    worded, net = load_worded(knowledge), begun_with(embedder.weights)
    for names, rounds in STAGES:
        some = [each for one in names for each in worded[one]]
        net = trained(net, examples(some, embedder), rounds)
    saved(net, knowledge / TURNED)


if __name__ == "__main__":
    main()
