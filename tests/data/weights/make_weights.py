"""Writes the PyTorch files that the tests of the weights reader read. Needs PyTorch; run once in this folder."""

import collections

import torch


def state():
    weight = torch.arange(6, dtype=torch.float32).reshape(2, 3) / 2
    storage = torch.arange(10, dtype=torch.float64)
    return collections.OrderedDict(
        [
            ("conv.weight", weight),
            ("conv.turned", weight.t()),
            ("conv.view", storage[2:8:2]),
            ("norm.half", torch.tensor([1.5, -2.0, 65504.0], dtype=torch.float16)),
            ("norm.brain", torch.tensor([1.0, -0.15625], dtype=torch.bfloat16)),
            ("norm.num_batches_tracked", torch.tensor(7)),
            ("flags", torch.tensor([True, False])),
        ]
    )


class Loss:
    """Stands for a class of somebody's own inside a checkpoint."""

    def __init__(self):
        self.weight = 0.25


torch.manual_seed(0)
torch.save(state(), "zip.pt")
torch.save(state(), "legacy.pth", _use_new_zipfile_serialization=False)
module = torch.nn.Sequential(torch.nn.Conv2d(3, 2, 1), torch.nn.BatchNorm2d(2))
checkpoint = {
    "epoch": 12,
    "best": 0.04,
    "loss": Loss(),
    "net": {"module." + name: value for name, value in module.state_dict().items()},
    "net_ema": {"module." + name: value + 1 for name, value in module.state_dict().items()},
    "optimizer": torch.optim.AdamW(module.parameters()).state_dict(),
}
torch.save(checkpoint, "checkpoint.pkl")
torch.save(module, "module.pt")
