"""Trains the cross-encoders: `make trained`, for authors, with PyTorch.

Each goes on from the file that ships: the one that doubts a model's sentences learns from worded drafts which of them
turn their sources round, the one that reads what learners take for true from claims on the cards as well. What it ends with is the mean of the weights before and after, which keeps what was learnt from sentences that are gone.
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

from bot.answering.contradiction import AGAINST
from bot.content.loading import load_course, load_worded
from bot.retrieval.cross_encoder import Encoded
from bot.retrieval.embedder import load_embedder
from bot.settings import Settings
from bot.speaking.examples import Example, of_claims, of_drafts
from bot.speaking.faithfulness import TURNED

LAYERS, SIZE, HEADS, INNER = 6, 384, 12, 1536  # of MiniLM-L6
FROZEN = 2  # of the layers, the lowest stay as they are: less to learn, in less time
BATCH, RATE = 32, 5e-5
WARMING = 0.1  # share of the steps in which the rate rises
SURE = 0.975  # ... of a label that is believed, as a few are wrong
SEED = 0
INT8 = "_quantized"  # ends the names of such weights in a file
ROUNDS = 2  # through all the sentences


class Net(nn.Module):
    """Sources and a sentence, read together, to the log odds that the sentence turns something round."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, SIZE)
        self.places = nn.Embedding(512, SIZE)
        self.parts = nn.Embedding(2, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        layer = nn.TransformerEncoderLayer(
            SIZE, HEADS, INNER, 0.0, nn.functional.gelu, 1e-12, batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        self.head = nn.Linear(2 * SIZE, 1)

    def forward(self, ids: Tensor, mask: Tensor, parts: Tensor) -> Tensor:
        """(n,) log odds from (n, tokens) ids, 1 for tokens that are there, and 1 for those of the sentence."""
        places = self.places(torch.arange(ids.shape[1], device=ids.device))
        begun = self.norm(self.words(ids) + places + self.parts(parts))
        hidden = self.layers(begun, src_key_padding_mask=mask == 0)
        of_it = (mask * parts).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * of_it).sum(1) / of_it.sum(1)
        return self.head(torch.cat([hidden[:, 0], mean], 1))[:, 0]


def begun_with(turned: Path) -> Net:
    """The net with the weights of a file that ships, which holds the large ones as int8 with their scales."""
    graph = onnx.load(str(turned)).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    net = Net()
    own = {name: held[name] for name in net.state_dict() if name in held}
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0].endswith(INT8):
            own[node.input[0].removesuffix(INT8)] = _dense(node.input[0], held)
    dense = [
        _dense(node.input[1], held).T for node in graph.node if node.op_type == "MatMulInteger"
    ]
    names = ("self_attn.in_proj_weight", "self_attn.out_proj.weight", "linear1.weight", "linear2.weight")  # fmt: skip
    matrices = [f"layers.layers.{at}.{name}" for at in range(LAYERS) for name in names]
    own |= dict(zip([*matrices, "head.weight"], dense, strict=True))
    net.load_state_dict({name: torch.tensor(np.ascontiguousarray(one)) for name, one in own.items()})  # fmt: skip
    for part in (net.words, net.places, net.parts, net.norm, *net.layers.layers[:FROZEN]):
        part.requires_grad_(False)  # of 30,000 words the few that examples hold would only shift
    return net


def _dense(name: str, held: dict[str, np.ndarray]) -> np.ndarray:
    """A matrix with a scale and a zero point for all of it, or for each column."""
    stem = name.removesuffix(INT8)
    zero = held[f"{stem}_zero_point"].astype(np.float32)
    return (held[name].astype(np.float32) - zero) * held[f"{stem}_scale"]


def mean_of(one: Net, other: Net) -> Net:
    """The net with the means of two nets' weights."""
    found, weights = Net(), other.state_dict()
    found.load_state_dict({name: (its + weights[name]) / 2 for name, its in one.state_dict().items()})  # fmt: skip
    return found.eval()


def trained(net: Net, examples: Sequence[Example], rounds: int) -> Net:
    """The net after some rounds through all the examples."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    learning = [one for one in net.parameters() if one.requires_grad]
    adam = torch.optim.AdamW(learning, RATE, weight_decay=0.01)
    steps = rounds * -(-len(examples) // BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(adam, _rising_then_falling(steps))
    net.train()
    for at in range(rounds):
        losses = []
        for batch, labels in _batches(examples):
            loss = nn.functional.binary_cross_entropy_with_logits(net(*batch), labels)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            adam.step()
            rate.step()
            losses.append(loss.item())
        print(f"round {at + 1} of {rounds}: loss {np.mean(losses):.3f}", file=sys.stderr)
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


def main() -> None:
    """Train both models on all there is, which takes some hours on two cores, and put them among the content."""
    knowledge, embedder = Settings(engine="offline").knowledge, load_embedder()
    worded = [each for its in load_worded(knowledge).values() for each in its]
    of_both = of_drafts(worded, embedder)
    claims = of_claims(load_course(knowledge), embedder)
    for file, learnt in ((TURNED, of_both), (AGAINST, [*of_both, *claims])):
        before = begun_with(knowledge / file)
        saved(
            mean_of(before, trained(begun_with(knowledge / file), learnt, ROUNDS)), knowledge / file
        )


if __name__ == "__main__":
    main()
