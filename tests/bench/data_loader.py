"""Batch prediction with a DataLoader: worker processes decode and crop ahead, the network runs channels-last."""

import cv2
import torch

import faces as data
import network


def predictions(net, loader):
    for crops, places in loader:
        yield net(crops.contiguous(memory_format=torch.channels_last)), places


def main():
    options = data.arguments(__doc__)
    faces = data.Faces(options.folder)
    net = network.load(options.weights).to(memory_format=torch.channels_last)
    loader = torch.utils.data.DataLoader(faces, options.batch, num_workers=2, worker_init_fn=lambda _: cv2.setNumThreads(1))
    with torch.inference_mode():
        warm = torch.zeros(options.batch, 3, network.SIDE, network.SIDE)
        net(warm.contiguous(memory_format=torch.channels_last))
        points = data.measure(predictions(net, loader), len(faces))
    if options.compare:
        data.compare(faces, points, options.compare)


if __name__ == "__main__":
    main()
