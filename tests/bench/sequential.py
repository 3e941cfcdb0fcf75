"""Batch prediction as a plain PyTorch script does it: decode and crop a batch, run the network, one after the other."""

import torch

import faces as data
import network


def predictions(net, faces, batch):
    for begin in range(0, len(faces), batch):
        crops, places = zip(*(faces[i] for i in range(begin, min(begin + batch, len(faces)))))
        yield net(torch.stack(crops)), torch.stack(places)


def main():
    options = data.arguments(__doc__)
    faces = data.Faces(options.folder)
    net = network.load(options.weights)
    with torch.inference_mode():
        net(torch.zeros(options.batch, 3, network.SIDE, network.SIDE))
        points = data.measure(predictions(net, faces, options.batch), len(faces))
    if options.compare:
        data.compare(faces, points, options.compare)


if __name__ == "__main__":
    main()
