"""Reference outputs of the encoder networks, computed by Python torch from names, shapes and options alone.

Written against the description of the networks, not against their C++. Weights and input follow the rule of the parity
sheets (a hash of the name and the index). Run in this folder; needs PyTorch and NumPy.
"""

import json
import math

import numpy as np
import torch
import torch.nn.functional as F

LARGE = [  # kernel, expanded, out, squeeze, hardswish, stride
    (3, 16, 16, 0, 0, 1), (3, 64, 24, 0, 0, 2), (3, 72, 24, 0, 0, 1), (5, 72, 40, 1, 0, 2), (5, 120, 40, 1, 0, 1),
    (5, 120, 40, 1, 0, 1), (3, 240, 80, 0, 1, 2), (3, 200, 80, 0, 1, 1), (3, 184, 80, 0, 1, 1), (3, 184, 80, 0, 1, 1),
    (3, 480, 112, 1, 1, 1), (3, 672, 112, 1, 1, 1), (5, 672, 160, 1, 1, 2), (5, 960, 160, 1, 1, 1),
    (5, 960, 160, 1, 1, 1),
]
LEVEL_ENDS = [3, 6, 12, 15]  # blocks up to strides 4, 8, 16, 32
LEVEL_CHANNELS = [24, 40, 112, 160]


def numbers(name, shape):
    h = 2166136261
    for byte in name.encode():
        h = ((h ^ byte) * 16777619) % 2**32
    x = (h + np.arange(int(np.prod(shape)), dtype=np.uint64) * 2654435761) % 2**32
    x = x ^ (x >> np.uint64(16))
    x = x * 2246822519 % 2**32
    x = x ^ (x >> np.uint64(13))
    return torch.from_numpy((x / 2**31 - 1).astype(np.float32)).reshape(shape)


def multiple_of_8(channels):
    rounded = max(8, int(channels + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * channels else rounded


def scaled(options, channels):
    return multiple_of_8(channels * options.get("backbone_width", 1))


class Description:
    """Names, shapes and kinds of a network."""

    def __init__(self, options):
        self.o = options
        self.state = []
        self.macs = 0
        d = options["width"]
        self.backbone()
        for i, level in enumerate(range(options["first_level"], options["last_level"] + 1)):
            channels = scaled(options, LEVEL_CHANNELS[level - 1])
            self.conv_norm(f"lateral.{i}", channels, d, 1, options["input"] >> (level + 1))
        levels = options["last_level"] - options["first_level"] + 1
        self.add("level_weights", [levels], "vector")
        if options["sample"]:
            self.add("sample_weights", [levels], "vector")
        self.add("landmark_tokens", [1, options["points"], d], "table")
        self.add("mean_shape", [1, options["points"], 2], "table", "buffer")
        self.encoder()

    def add(self, name, shape, kind, what="param"):
        self.state.append([name, shape, f"{what}:{kind}"])

    def linear(self, name, i, o, rows):
        self.add(f"{name}.weight", [o, i], "matrix")
        self.add(f"{name}.bias", [o], "vector")
        self.macs += rows * i * o

    def norm(self, name, width):
        self.add(f"{name}.weight", [width], "scale")
        self.add(f"{name}.bias", [width], "vector")

    def conv_norm(self, name, i, o, kernel, side, groups=1):
        self.add(f"{name}.0.weight", [o, i // groups, kernel, kernel], "matrix")
        self.norm(f"{name}.1", o)
        self.add(f"{name}.1.running_mean", [o], "running_mean", "buffer")
        self.add(f"{name}.1.running_var", [o], "running_var", "buffer")
        self.add(f"{name}.1.num_batches_tracked", [], "counter", "buffer")
        self.macs += o * (i // groups) * kernel * kernel * side * side

    def backbone(self):
        side = self.o["input"] // 2
        width = scaled(self.o, 16)
        self.conv_norm("backbone.features.0", 3, width, 3, side)
        for index in range(LEVEL_ENDS[self.o["last_level"] - 1]):
            kernel, expanded, out, squeeze, _, stride = LARGE[index]
            expanded, out = scaled(self.o, expanded), scaled(self.o, out)
            block = f"backbone.features.{index + 1}.block"
            part = 0
            if expanded != width:
                self.conv_norm(f"{block}.0", width, expanded, 1, side)
                part = 1
            side //= stride
            self.conv_norm(f"{block}.{part}", expanded, expanded, kernel, side, expanded)
            if squeeze:
                part += 1
                narrow = multiple_of_8(expanded // 4)
                for layer, (i, o) in (("fc1", (expanded, narrow)), ("fc2", (narrow, expanded))):
                    self.add(f"{block}.{part}.{layer}.weight", [o, i, 1, 1], "matrix")
                    self.add(f"{block}.{part}.{layer}.bias", [o], "vector")
                    self.macs += i * o
            self.conv_norm(f"{block}.{part + 1}", expanded, out, 1, side)
            width = out

    def encoder(self):
        o, d = self.o, self.o["width"]
        cells = (o["input"] // o["token_stride"]) ** 2
        rows = cells + o["points"]
        for stack, count in (("reference", o["reference_layers"]), ("refine", o["refine_layers"])):
            for i in range(count):
                name = f"{stack}.{i}"
                self.norm(f"{name}.norm1", d)
                self.linear(f"{name}.attn.qkv", d, 3 * d, rows)
                self.linear(f"{name}.attn.proj", d, d, rows)
                self.norm(f"{name}.norm2", d)
                self.linear(f"{name}.mlp.fc1", d, o["mlp"], rows)
                self.linear(f"{name}.mlp.fc2", o["mlp"], d, rows)
        for i in range(o["refine_layers"] + (o["reference_layers"] > 0)):
            for layer in range(o["head_layers"]):
                self.linear(f"heads.{i}.fc{layer + 1}", d, d, o["points"])
            self.linear(f"heads.{i}.fc{o['head_layers'] + 1}", d, 2, o["points"])
        self.norm("norm", d)
        if o["reference_layers"] == 0:
            self.linear("first", cells * d, 2 * o["points"], 1)


def fill(state):
    values = {}
    for name, shape, kind in state:
        kind = kind.split(":")[1]
        u = numbers(name, shape).double()
        fan_in = math.prod(shape[1:]) if shape else 1
        if kind == "matrix":
            factor = 2.0 if len(shape) == 2 else 5.0 if shape[1] == 1 else 0.8
            u = u * factor * math.sqrt(3 / fan_in)
        elif kind == "scale":
            u = 1 + 0.1 * u
        elif kind == "running_var":
            u = 1 + 0.2 * u.abs()
        elif kind != "table":
            u = 0.05 * u
        values[name] = u.float()
    return values


class Network:
    def __init__(self, options, weights):
        self.o, self.w = options, weights

    def conv_norm(self, name, x, stride=1, groups=1, activation=None):
        w = self.w[f"{name}.0.weight"]
        x = F.conv2d(x, w, stride=stride, padding=w.shape[2] // 2, groups=groups)
        eps = 0.001 if name.startswith("backbone") else 1e-5
        part = [self.w[f"{name}.1.{p}"] for p in ("running_mean", "running_var", "weight", "bias")]
        x = F.batch_norm(x, *part, training=False, eps=eps)
        return activation(x) if activation else x

    def levels(self, x):
        x = self.conv_norm("backbone.features.0", x, 2, 1, F.hardswish)
        maps = []
        for index in range(LEVEL_ENDS[self.o["last_level"] - 1]):
            _, expanded, out, squeeze, hard, stride = LARGE[index]
            expanded, out = scaled(self.o, expanded), scaled(self.o, out)
            block = f"backbone.features.{index + 1}.block"
            activation = F.hardswish if hard else F.relu
            y, part = x, 0
            if expanded != x.shape[1]:
                y = self.conv_norm(f"{block}.0", y, 1, 1, activation)
                part = 1
            y = self.conv_norm(f"{block}.{part}", y, stride, expanded, activation)
            if squeeze:
                part += 1
                se = f"{block}.{part}"
                s = y.mean((2, 3), keepdim=True)
                s = F.relu(F.conv2d(s, self.w[f"{se}.fc1.weight"], self.w[f"{se}.fc1.bias"]))
                s = F.conv2d(s, self.w[f"{se}.fc2.weight"], self.w[f"{se}.fc2.bias"])
                y = y * (F.relu6(s + 3) / 6)
            y = self.conv_norm(f"{block}.{part + 1}", y)
            x = y + x if stride == 1 and out == x.shape[1] else y
            if index + 1 in LEVEL_ENDS:
                maps.append(x)
        return maps

    def linear(self, name, x):
        return x @ self.w[f"{name}.weight"].T + self.w[f"{name}.bias"]

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.w[f"{name}.weight"], self.w[f"{name}.bias"])

    def turn(self, x, positions):
        """Complex numbers turn by position: x in the first half of a head's channels, y in the second."""
        half = x.shape[-1] // 2
        theta = 10000.0 ** (-torch.arange(0, half, 2, dtype=torch.float64) / half)
        angles = torch.cat([positions[..., :1] * theta, positions[..., 1:] * theta], -1).double()
        turns = torch.polar(torch.ones_like(angles), angles)[:, None]
        pairs = torch.view_as_complex(x.double().reshape(*x.shape[:-1], -1, 2))
        return torch.view_as_real(pairs * turns).flatten(-2).to(x.dtype)

    def layer(self, name, x, positions):
        heads = self.o["heads"]
        q, k, v = self.linear(f"{name}.attn.qkv", self.norm(f"{name}.norm1", x)).chunk(3, -1)
        q, k, v = (t.reshape(*t.shape[:2], heads, -1).transpose(1, 2) for t in (q, k, v))
        q, k = self.turn(q, positions), self.turn(k, positions)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), -1)
        x = x + self.linear(f"{name}.attn.proj", (weights @ v).transpose(1, 2).flatten(2))
        y = self.norm(f"{name}.norm2", x)
        return x + self.linear(f"{name}.mlp.fc2", F.gelu(self.linear(f"{name}.mlp.fc1", y)))

    def head(self, index, x):
        x = self.norm("norm", x)
        for layer in range(self.o["head_layers"]):
            x = F.relu(self.linear(f"heads.{index}.fc{layer + 1}", x))
        return self.linear(f"heads.{index}.fc{self.o['head_layers'] + 1}", x) * 8 / x.shape[-1]

    def maps(self, images):
        levels = self.levels(images)[self.o["first_level"] - 1 :]
        return [self.conv_norm(f"lateral.{i}", level) for i, level in enumerate(levels)]

    def __call__(self, images):
        o = self.o
        maps = self.maps(images)
        side = o["input"] // o["token_stride"]
        fused = 0
        for i, m in enumerate(maps):
            if m.shape[2] > side:
                m = F.avg_pool2d(m, m.shape[2] // side)
            elif m.shape[2] < side:
                m = F.interpolate(m, (side, side), mode="bilinear", align_corners=False)
            fused = fused + m * self.w["level_weights"][i]
        image = fused.flatten(2).transpose(1, 2)
        batch, cells = image.shape[:2]
        grid = torch.arange(side, dtype=images.dtype)
        places = torch.stack([grid.repeat(side), grid.repeat_interleave(side)], -1).expand(batch, -1, -1)
        tokens = torch.cat([image, self.w["landmark_tokens"].expand(batch, -1, -1)], 1)
        points = self.w["mean_shape"].expand(batch, -1, -1)
        stages = []
        if o["reference_layers"] == 0:
            flat = image.flatten(1)
            points = points + self.linear("first", flat).reshape(batch, -1, 2) * 8 / flat.shape[1]
        for i in range(o["reference_layers"]):
            tokens = self.layer(f"reference.{i}", tokens, torch.cat([places, points * side - 0.5], 1))
        if o["reference_layers"] > 0:
            points = points + self.head(0, tokens[:, cells:])
        stages.append(points)
        for i in range(o["refine_layers"]):
            if o["sample"]:
                extra = 0
                for j, m in enumerate(maps):
                    s = F.grid_sample(m, (points * 2 - 1)[:, :, None], align_corners=False)[..., 0].transpose(1, 2)
                    extra = extra + s * self.w["sample_weights"][j]
                tokens = torch.cat([tokens[:, :cells], tokens[:, cells:] + extra], 1)
            tokens = self.layer(f"refine.{i}", tokens, torch.cat([places, points * side - 0.5], 1))
            points = points + self.head(i + (o["reference_layers"] > 0), tokens[:, cells:])
            stages.append(points)
        return stages


def sheet(options):
    description = Description(options)
    weights = fill(description.state)
    images = numbers("input", [2, 3, options["input"], options["input"]])
    single = Network(options, weights)(images)
    double = Network(options, {n: w.double() for n, w in weights.items()})(images.double())
    outputs = []
    for i, (s, d) in enumerate(zip(single, double)):
        picked = [k * (d.numel() - 1) // 31 for k in range(32)]
        outputs.append(
            {
                "path": f"stage {i}",
                "shape": list(d.shape),
                "std": float(d.std(correction=0)),
                "max_abs_diff_f32_f64": float((s.double() - d).abs().max()),
                "values": [float(f"{s.flatten()[k].item():.9g}") for k in picked],
                "values_f64": [float(f"{d.flatten()[k].item():.12g}") for k in picked],
            }
        )
    learned = sum(math.prod(shape) for _, shape, kind in description.state if kind.startswith("param"))
    return {
        "options": {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in options.items()},
        "input": {"shape": [2, 3, options["input"], options["input"]]},
        "parameters_learnable": learned,
        "macs_per_image": description.macs,
        "outputs": outputs,
        "state": description.state,
    }


torch.set_num_threads(1)
common = {"points": 98, "width": 128, "heads": 4, "mlp": 256, "token_stride": 16}
networks = {
    "encoder_fast": common | {"input": 128, "first_level": 3, "last_level": 3, "reference_layers": 0,
                              "refine_layers": 4, "head_layers": 0, "sample": False},
    "encoder_sampling": common | {"input": 128, "first_level": 1, "last_level": 4, "reference_layers": 2,
                                  "refine_layers": 2, "head_layers": 1, "sample": True},
}
tiny = {"backbone_width": 0.125, "points": 5, "input": 32, "width": 16, "heads": 2, "mlp": 32, "token_stride": 4,
        "first_level": 1, "last_level": 1, "reference_layers": 1, "refine_layers": 1, "head_layers": 1, "sample": True}
networks["encoder_tiny"] = tiny
weights = fill(Description(tiny).state)
torch.save({"epoch": 3, "net_ema": {f"module.{n}": w for n, w in weights.items()}}, "encoder_tiny.pth")
for name, options in networks.items():
    with open(f"{name}.json", "w", encoding="utf-8") as out:
        text = json.dumps(sheet(options), separators=(",", ":"))
        out.write(text.replace("],[", "],\n[") + "\n")
