"""The bundled 98-point network in PyTorch, written from its description and its weights' names alone: MobileNetV3-Large
to stride 16, 64 image tokens and 98 landmark tokens through four pre-norm encoder layers with rotary positions."""

import json
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional as F

SIDE, STRIDE, WIDTH, HEADS, POINTS = 128, 16, 128, 4, 98

# kernel, expanded, out, squeeze and excitation, hard swish, stride (Howard et al. 2019, table 1, to stride 16)
BLOCKS = [
    (3, 16, 16, False, False, 1), (3, 64, 24, False, False, 2), (3, 72, 24, False, False, 1),
    (5, 72, 40, True, False, 2), (5, 120, 40, True, False, 1), (5, 120, 40, True, False, 1),
    (3, 240, 80, False, True, 2), (3, 200, 80, False, True, 1), (3, 184, 80, False, True, 1),
    (3, 184, 80, False, True, 1), (3, 480, 112, True, True, 1), (3, 672, 112, True, True, 1),
]


def conv_norm(inputs, outputs, kernel, stride=1, groups=1, activation=None, eps=1e-3):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs, eps)]
    return nn.Sequential(*layers, *([activation()] if activation else []))


class SqueezeExcitation(nn.Module):
    def __init__(self, channels):
        super().__init__()
        squeezed = max(8, (channels // 4 + 4) // 8 * 8)  # the nearest multiple of 8, at most a tenth below
        squeezed += 8 if squeezed < 0.9 * channels / 4 else 0
        self.fc1 = nn.Conv2d(channels, squeezed, 1)
        self.fc2 = nn.Conv2d(squeezed, channels, 1)

    def forward(self, x):
        return x * F.hardsigmoid(self.fc2(F.relu(self.fc1(x.mean((2, 3), keepdim=True)))))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, kernel, expanded, outputs, squeeze, hard, stride):
        super().__init__()
        activation = nn.Hardswish if hard else nn.ReLU
        layers = [] if expanded == inputs else [conv_norm(inputs, expanded, 1, activation=activation)]
        layers.append(conv_norm(expanded, expanded, kernel, stride, expanded, activation))
        if squeeze:
            layers.append(SqueezeExcitation(expanded))
        layers.append(conv_norm(expanded, outputs, 1))
        self.block = nn.Sequential(*layers)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.block(x) if self.residual else self.block(x)


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        layers, channels = [conv_norm(3, 16, 3, 2, activation=nn.Hardswish)], 16
        for kernel, expanded, outputs, squeeze, hard, stride in BLOCKS:
            layers.append(InvertedResidual(channels, kernel, expanded, outputs, squeeze, hard, stride))
            channels = outputs
        self.features = nn.Sequential(*layers)


def rotary(positions):
    """Angles of B x n x 2 positions: the first half of a head's channels turns by x, the second by y."""
    half = WIDTH // HEADS // 2
    frequencies = 10000.0 ** (-torch.arange(0, half, 2) / half)
    angles = (positions[..., None] * frequencies).flatten(2).repeat_interleave(2, -1)[:, None]
    return angles.cos(), angles.sin()


def rotate(x, cosine, sine):
    turned = torch.stack([-x[..., 1::2], x[..., 0::2]], -1).flatten(-2)
    return x * cosine + turned * sine


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.proj = nn.Linear(WIDTH, WIDTH)

    def forward(self, x, positions):
        q, k, v = (part.unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in self.qkv(x).chunk(3, -1))
        mixed = F.scaled_dot_product_attention(rotate(q, *positions), rotate(k, *positions), v)
        return self.proj(mixed.transpose(1, 2).flatten(2))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.attn = Attention()
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(WIDTH, 2 * WIDTH), "fc2": nn.Linear(2 * WIDTH, WIDTH)})

    def forward(self, x, positions):
        x = x + self.attn(self.norm1(x), positions)
        return x + self.mlp["fc2"](F.gelu(self.mlp["fc1"](self.norm2(x))))


class Network(nn.Module):
    """B x 3 x 128 x 128, values -1..1, RGB -> B x 98 x 2 in 0..1 of the crop."""

    def __init__(self):
        super().__init__()
        cells = SIDE // STRIDE
        self.backbone = Backbone()
        self.lateral = nn.ModuleList([conv_norm(BLOCKS[-1][2], WIDTH, 1, eps=1e-5)])
        self.level_weights = nn.Parameter(torch.ones(1))
        self.landmark_tokens = nn.Parameter(torch.zeros(1, POINTS, WIDTH))
        self.register_buffer("mean_shape", torch.zeros(1, POINTS, 2))
        self.first = nn.Linear(cells * cells * WIDTH, 2 * POINTS)
        self.refine = nn.ModuleList(Layer() for _ in range(4))
        self.heads = nn.ModuleList(nn.ModuleDict({"fc1": nn.Linear(WIDTH, 2)}) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH)
        rows, columns = torch.meshgrid(torch.arange(cells), torch.arange(cells), indexing="ij")
        self.register_buffer("cells", torch.stack([columns, rows], -1).view(1, -1, 2).float(), persistent=False)

    def forward(self, images):
        count = len(images)
        image = (self.lateral[0](self.backbone.features(images)) * self.level_weights[0]).flatten(2).transpose(1, 2)
        # Linear layers start near zero; their outputs are scaled to offsets by 8 / inputs.
        first = self.first(image.flatten(1)) * (8 / self.first.in_features)
        points = self.mean_shape + first.view(count, POINTS, 2)
        tokens = torch.cat([image, self.landmark_tokens.expand(count, -1, -1)], 1)
        cells = self.cells.expand(count, -1, -1)
        for layer, head in zip(self.refine, self.heads):
            landmarks = points * (SIDE // STRIDE) - 0.5
            tokens = layer(tokens, rotary(torch.cat([cells, landmarks], 1)))
            points = points + head["fc1"](self.norm(tokens[:, -POINTS:])) * (8 / WIDTH)
        return points


def read_safetensors(path):
    """Tensors by name; a header of JSON, then the numbers of each."""
    types = {"F16": numpy.float16, "F32": numpy.float32}
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        body = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = numpy.frombuffer(body[begin:end], types[entry["dtype"]]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.astype(numpy.float32))
    return tensors


def load(weights):
    """Every tensor of the file must have its place, and every parameter its tensor."""
    network = Network().eval()
    missing, unexpected = network.load_state_dict(read_safetensors(weights), strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise SystemExit(f"{weights}: missing {missing}, unexpected {unexpected}")
    return network
