#pragma once

#include "core/store/project_store.h"

#include <future>

/// Data sets and edits for the tests of the store.
namespace fiducial::test {

using store::FaceChange;
using store::ProjectStore;
using store::Revision;
using store::RevisionKind;

/// `images` images of `facesPerImage` faces with boxes and five points each.
inline Dataset smallDataset(int images = 3, int facesPerImage = 2)
{
    Dataset dataset;
    dataset.name = "small";
    dataset.root = "/data/small";
    dataset.imageRoot = "/data/small/images";
    dataset.formatId = "wflw";
    dataset.schemeId = "wflw98";
    for (int i = 0; i < images; ++i) {
        Sample sample;
        sample.image = "set/image" + std::to_string(i) + ".jpg";
        for (int j = 0; j < facesPerImage; ++j) {
            sample.faces.push_back(static_cast<std::int32_t>(dataset.faces.size()));
            Face face;
            face.sample = i;
            face.box = Rect{100.0 * j, 10.0 * i, 80, 90};
            for (int k = 0; k < 5; ++k)
                face.truth.points.push_back({100.0 * j + 10 + 12 * k, 10.0 * i + 20 + 7 * (k % 3)});
            dataset.faces.push_back(std::move(face));
        }
        dataset.samples.push_back(std::move(sample));
    }
    return dataset;
}

inline FaceState stateWith(double x, int count = 5)
{
    FaceState state;
    for (int i = 0; i < count; ++i) {
        state.mine.set.points.push_back({x + i, x / 3 - i});
        state.mine.origin.push_back({PointSource::Human, -1, static_cast<float>(i), 1700000000u});
    }
    return state;
}

inline Revision edit(const Uuid &face, const FaceState &before, const FaceState &after)
{
    Revision revision;
    revision.gesture = Uuid::random();
    revision.label = "move-points";
    revision.author = "tester";
    revision.session = "session";
    revision.time = 1'700'000'000'123;
    revision.changes.push_back({face, 0, std::vector<bool>(after.mine.set.points.size(), true), before, after});
    return revision;
}

/// The revision that takes `edit` back or repeats it.
inline Revision follow(const Revision &edit, RevisionKind kind)
{
    Revision revision = edit;
    revision.kind = kind;
    if (kind == RevisionKind::Undo)
        for (FaceChange &change : revision.changes)
            std::swap(change.before, change.after);
    return revision;
}

inline Result<std::int64_t> appendAndWait(ProjectStore &project, Revision revision)
{
    std::promise<Result<std::int64_t>> saved;
    auto answer = saved.get_future();
    project.append(std::move(revision), [&saved](Result<std::int64_t> result) { saved.set_value(std::move(result)); });
    return answer.get();
}

} // namespace fiducial::test
