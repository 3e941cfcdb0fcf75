"""Which folder may use which: the arrows of the design (core/ and ui/, bottom to top)."""

_DIRECT = {
    "core/base": [],
    "core/geometry": ["core/base"],
    "core/scheme": ["core/geometry"],
    "core/shape": ["core/scheme"],
    "core/dataset": ["core/scheme"],
    "core/formats": ["core/dataset"],
    "core/metrics": ["core/dataset"],
    "core/store": ["core/dataset"],
    "core/analysis": ["core/metrics", "core/shape"],
    "core/image": ["core/geometry"],
    "core/heatmap": ["core/base"],
    "core/nets": ["core/scheme", "core/heatmap"],
    "core/training": ["core/nets"],
    # dataset: some cards crop by the centre and scale that a data set carries (CentreScale).
    "core/model": ["core/image", "core/heatmap", "core/dataset"],
    "core/pipeline": ["core/formats", "core/store", "core/analysis", "core/model"],
    "ui/settings": ["core/pipeline"],
    "ui/theme": ["ui/settings"],
    "ui/document": ["core/pipeline"],
    "ui/jobs": ["core/pipeline"],
    "ui/paint": ["core/pipeline"],
    "ui/imaging": ["ui/document", "ui/jobs", "ui/paint"],
    "ui/models": ["ui/imaging"],  # the model of the browser hands out thumbnails
    "ui/canvas": ["ui/imaging", "ui/models", "ui/theme"],
    "ui/charts": ["ui/imaging", "ui/models", "ui/theme"],
    "ui/panels": ["ui/imaging", "ui/models", "ui/theme", "ui/charts"],
    "ui/dialogs": ["ui/canvas", "ui/panels"],
    "ui/main_window": ["ui/dialogs"],
    # imaging: the picture that render draws on comes as a QImage.
    "app/cli": ["core/pipeline", "ui/paint", "ui/imaging"],
    "app/train": ["core/training"],
    "app/gui": ["ui/main_window"],
}

# The only header that both sides of the LibTorch module see.
MODULE_DOOR = "core/model/backend.h"
MODULE_FOLDERS = ("core/nets", "core/training")


def allowed(folder):
    """All folders that `folder` may use, itself included; None for a folder the design does not know."""
    if folder not in _DIRECT:
        return None
    reached = {folder}
    for below in _DIRECT[folder]:
        reached |= allowed(below)
    return reached


def folder_of(path):
    """"core/base/text.h" -> "core/base"; folders inside a library belong to it."""
    return "/".join(path.split("/")[:2])
