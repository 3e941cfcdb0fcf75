"""Writes the four TorchScript modules of tests/e2e/torchscript_test.cpp: constant outputs whose NME is known.

Point k of a face stands at (0.2 + 0.006 k, 0.8 - 0.006 k) of the crop. Needs torch.
"""
from typing import List, Tuple

import torch

POINTS = 98
k = torch.arange(POINTS, dtype=torch.float32)
TRUE = torch.stack([0.2 + 0.006 * k, 0.8 - 0.006 * k], dim=1)
WRONG = torch.full((POINTS, 2), 0.9)


def with_channels(points: torch.Tensor) -> torch.Tensor:
    """Two further channels that a reader has to ignore."""
    return torch.cat([points, torch.full((POINTS, 2), 7.0)], dim=1)


class OneTensor(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("points", TRUE)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.points.unsqueeze(0).expand(x.shape[0], -1, -1)


class ListOfStages(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("points", with_channels(TRUE))

    def forward(self, x: torch.Tensor) -> List[torch.Tensor]:
        stage = self.points.unsqueeze(0).expand(x.shape[0], -1, -1)
        return [stage, stage, stage]


class TupleOfStages(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("points", TRUE)

    def forward(self, x: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor]:
        stage = self.points.unsqueeze(0).expand(x.shape[0], -1, -1)
        return stage, stage


class LastStageDiffers(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("wrong", with_channels(WRONG))
        self.register_buffer("points", with_channels(TRUE))

    def forward(self, x: torch.Tensor) -> List[torch.Tensor]:
        wrong = self.wrong.unsqueeze(0).expand(x.shape[0], -1, -1)
        return [wrong, wrong, self.points.unsqueeze(0).expand(x.shape[0], -1, -1)]


for name, module in (("tensor", OneTensor()), ("list", ListOfStages()), ("tuple", TupleOfStages()), ("last_differs", LastStageDiffers())):
    torch.jit.script(module.eval()).save(f"{name}.pt")
