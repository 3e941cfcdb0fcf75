"""What both scripts share: the faces of a WFLW list, their crops, the command line and the report."""

import argparse
import json
import time
from pathlib import Path

import cv2
import numpy
import torch

import network

MARGIN = 1.25
WEIGHTS = Path(__file__).resolve().parents[2] / "resources/models/mobilenetv3_encoder_128_wflw98.safetensors"


class Faces(torch.utils.data.Dataset):
    """Crops as B x 3 x 128 x 128 values, and the affine map from crop to image pixels."""

    def __init__(self, folder):
        lists = sorted(Path(folder).glob("WFLW_annotations/*/*.txt"))
        if not lists:
            raise SystemExit(f"{folder}: no WFLW list below WFLW_annotations")
        self.root = Path(folder) / "WFLW_images"
        rows = [line.split() for file in lists for line in file.read_text().splitlines() if line.strip()]
        self.faces = [(row[206], [float(v) for v in row[196:200]]) for row in rows]

    def __len__(self):
        return len(self.faces)

    def __getitem__(self, index):
        name, (left, top, right, bottom) = self.faces[index]
        picture = cv2.imread(str(self.root / name))
        side = max(right - left, bottom - top) * MARGIN
        crop, corner, scale = cut(picture, (left + right) / 2, (top + bottom) / 2, side)
        values = torch.from_numpy(cv2.cvtColor(crop, cv2.COLOR_BGR2RGB)).permute(2, 0, 1).float() / 127.5 - 1
        return values, torch.tensor([*corner, scale], dtype=torch.float64)


def cut(picture, x, y, side):
    """A square as 128 pixels, averaged down by a whole factor first, then bilinear. Crop pixel p shows image position
    corner + (p + 0.5) scale, where (0, 0) is the centre of the image's first pixel."""
    scale = side / network.SIDE
    corner = numpy.array([x - side / 2, y - side / 2])
    begin, ratio = numpy.zeros(2), numpy.ones(2)
    if scale > 2:
        size = numpy.array(picture.shape[1::-1])
        begin = numpy.clip(numpy.floor(corner - scale / 2), 0, size).astype(int)
        end = numpy.clip(numpy.floor(corner + side + scale / 2 + 2), 0, size).astype(int)
        picture = picture[begin[1]:end[1], begin[0]:end[0]]
        small = numpy.maximum(1, numpy.rint((end - begin) / int(scale))).astype(int)
        ratio = (end - begin) / small
        picture = cv2.resize(picture, small.tolist(), interpolation=cv2.INTER_AREA)
    shift = (corner + 0.5 * scale - begin + 0.5) / ratio - 0.5
    matrix = numpy.hstack([numpy.diag(scale / ratio), shift[:, None]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(picture, matrix, (network.SIDE, network.SIDE), flags=flags), corner, scale


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", help="data set in WFLW's layout, as fiducial-cli synth writes it")
    parser.add_argument("--weights", default=WEIGHTS)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--threads", type=int, default=0, help="of PyTorch; 0: all cores")
    parser.add_argument("--compare", metavar="RUN.json", help="predictions of fiducial-cli for the same faces")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    return options


def measure(predictions, count):
    """Collects (points in 0..1, places of the crops) of all batches; faces a second from the first decoded image on."""
    start = time.perf_counter()
    points = [place[:, None, :2] + output.double() * network.SIDE * place[:, None, 2:] for output, place in predictions]
    seconds = time.perf_counter() - start
    print(f"{count} faces in {seconds:.2f} s: {count / seconds:.1f} faces/s")
    return torch.cat(points).numpy()


def compare(faces, points, file):
    """Distance from Fiducial's points, in pixels of the network's input."""
    rows = {}
    for face in json.loads(Path(file).read_text())["faces"]:
        rows.setdefault(face["image"], []).append(face)
    distances = []
    for (name, box), mine in zip(faces.faces, points):
        other = [face for face in rows[name] if numpy.allclose(face["box"][:2], box[:2])]
        side = max(box[2] - box[0], box[3] - box[1]) * MARGIN
        distances.append(numpy.linalg.norm(mine - numpy.array(other[0]["points"]), axis=1) * network.SIDE / side)
    print(f"distance from {file}: mean {numpy.mean(distances):.5f}, largest {numpy.max(distances):.5f} pixels of the input")
