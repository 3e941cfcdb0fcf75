#include "core/dataset/edited_dataset.h"
#include "core/dataset/select.h"
#include "ui/document/edit_faces_command.h"
#include "ui/document/edits.h"
#include "ui/document/project_document.h"

#include <QDateTime>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <ranges>

namespace fiducial::ui {

namespace {
std::uint32_t faceEditTime()
{
    return static_cast<std::uint32_t>(QDateTime::currentSecsSinceEpoch());
}

void beginWork(FaceState &state)
{
    if (state.review == ReviewState::New)
        state.review = ReviewState::InWork;
}

} // namespace

int ProjectDocument::existingFaces() const
{
    return std::accumulate(reviewCounts_.begin(), reviewCounts_.end(), 0);
}

std::vector<int> ProjectDocument::existingRows() const
{
    return isOpen() ? facesOf(*dataset_) : std::vector<int>();
}

int ProjectDocument::faceToShow(int row) const
{
    if (exists(row))
        return row;
    const std::int32_t sample = face(row).sample;
    if (const auto &others = dataset_->samples[static_cast<std::size_t>(sample)].faces; !others.empty())
        return others.front();
    return static_cast<int>(std::ranges::find(dataset_->faces, sample, &Face::sample) - dataset_->faces.begin());
}

void ProjectDocument::countReviews(const store::Revision &revision, int by)
{
    for (const store::FaceChange &change : revision.changes)
        if (const int row = rowOf(change.face); row >= 0 && exists(row))
            reviewCounts_[static_cast<std::size_t>(review(row))] += by;
}

/// Where others hold the data set, in their threads perhaps, they keep it as it was. They get it from here, in this
/// thread, so that nobody can come by it meanwhile.
Dataset &ProjectDocument::changeableDataset()
{
    if (dataset_.use_count() > 1)
        dataset_ = std::make_shared<Dataset>(*dataset_);
    std::atomic_thread_fence(std::memory_order_acquire); // after whatever the last of them read
    return *dataset_;
}

void ProjectDocument::changeDataset(const store::Revision &revision)
{
    const auto changesFields = [](const store::FaceChange &c) { return c.before.fields != c.after.fields; };
    if (std::ranges::none_of(revision.changes, changesFields))
        return;
    if (const store::FaceChange &first = revision.changes.front(); revision.label == kRenameAttribute) {
        const AttributeRename rename = attributeRename(first.before.fields, first.after.fields);
        renameInPlace(rename.from, rename.to);
    }
    Dataset &dataset = changeableDataset();
    for (const store::AddedFace &added : revision.added)
        if (rowOf(added.face) < 0)
            appendRow(dataset, added);
    for (const store::FaceChange &change : revision.changes)
        if (const int row = rowOf(change.face); row >= 0) {
            setFields(dataset, row, change.after.fields);
            noteRemoved(row);
        }
}

void ProjectDocument::appendRow(Dataset &dataset, const store::AddedFace &added)
{
    const auto sample = std::ranges::find(dataset.samples, added.image, &Sample::image);
    if (sample == dataset.samples.end())
        return;
    const int row = appendFace(dataset, static_cast<int>(sample - dataset.samples.begin()));
    bind_.faceIds.push_back(added.face);
    rowOfId_[added.face] = row;
    measures_.emplace_back();
    measured_.push_back(false);
    for (auto run = runs_.begin(); run != runs_.end(); ++run)
        changeableRun(run).rowOfFace.push_back(-1);
}

int ProjectDocument::addFace(int sample, const Rect &box, const LandmarkSet &start)
{
    if (facesPending_)
        return -1;
    FaceState after;
    after.fields = {Presence::Added, box, {}};
    after.review = ReviewState::InWork;
    after.note = noteNow();
    if (!start.empty())
        after.mine = copyOf({start, PointSource::Model, -1}, faceEditTime());
    store::Revision revision;
    revision.gesture = Uuid::random();
    revision.label = "add-face";
    revision.added = {{Uuid::random(), dataset_->samples[static_cast<std::size_t>(sample)].image}};
    revision.changes = {{revision.added[0].face, 0, differingPoints({}, after.mine), {}, after, {}}};
    const Uuid id = revision.added[0].face;
    undoStack_.push(new EditFacesCommand(*this, textOf(revision.label), std::move(revision)));
    return rowOf(id);
}

void ProjectDocument::deleteFace(int row)
{
    FaceState after = state(row);
    after.fields.presence = Presence::Deleted;
    pushEdit("delete-face", textOf("delete-face"), {{row, after}});
}

void ProjectDocument::setBox(int row, const Rect &box)
{
    FaceState after = state(row);
    const std::optional<Rect> original = face(row).asRead ? face(row).asRead->box : face(row).box;
    if (!face(row).added && original == box)
        after.fields.box.reset();
    else
        after.fields.box = box;
    if (after.fields.box != state(row).fields.box)
        beginWork(after);
    pushEdit("edit-box", textOf("edit-box"), {{row, after}});
}

std::int8_t ProjectDocument::attributeAsRead(int row, int index) const
{
    const auto &read = face(row).asRead ? face(row).asRead->attributes : face(row).attributes;
    return static_cast<std::size_t>(index) < read.size() ? read[static_cast<std::size_t>(index)] : std::int8_t{-1};
}

void ProjectDocument::setAttribute(const std::vector<int> &rows, const std::string &name, std::int8_t value)
{
    if (facesPending_)
        return;
    defineAttributes({name});
    const int index = attributeIndex(*dataset_, name);
    std::vector<FaceEdit> edits;
    for (const int row : rows) {
        FaceState after = state(row);
        if (value == attributeAsRead(row, index))
            after.fields.attributes.erase(name);
        else
            after.fields.attributes[name] = value;
        edits.push_back({row, after});
    }
    pushEdit("set-attribute", textOf("set-attribute"), edits);
}

std::int8_t ProjectDocument::switchAttribute(int row, const std::string &name)
{
    const int index = attributeIndex(*dataset_, name);
    const std::int8_t value = index < 0 ? std::int8_t{-1} : attributeOf(*dataset_, row, index);
    const bool wasUnknown = index < 0 || attributeAsRead(row, index) < 0;
    const std::int8_t next = value < 0 ? 1 : value == 1 ? 0 : wasUnknown ? -1 : 1;
    setAttribute({row}, name, next);
    return next;
}

void ProjectDocument::defineAttributes(const std::vector<std::string> &names)
{
    if (std::ranges::all_of(names, [this](const auto &name) { return attributeIndex(*dataset_, name) >= 0; }))
        return;
    addAttributes(changeableDataset(), names);
    attributesChanged();
}

bool ProjectDocument::removeAttribute(const std::string &name)
{
    const int index = attributeIndex(*dataset_, name);
    const auto known = [&](int row) { return attributeOf(*dataset_, row, index) >= 0; };
    // A deleted face may come back with its value.
    if (index < dataset_->readAttributes || std::ranges::any_of(std::views::iota(0, faceCount()), known))
        return false;
    Dataset &dataset = changeableDataset();
    dataset.attributeNames.erase(dataset.attributeNames.begin() + index);
    for (Face &face : dataset.faces)
        if (static_cast<int>(face.attributes.size()) > index)
            face.attributes.erase(face.attributes.begin() + index);
    attributesChanged();
    return true;
}

bool ProjectDocument::renameAttribute(const std::string &name, const std::string &to)
{
    const int index = attributeIndex(*dataset_, name);
    if (facesPending_ || index < dataset_->readAttributes || attributeIndex(*dataset_, to) >= 0)
        return false;
    store::Revision revision;
    revision.gesture = Uuid::random();
    revision.label = kRenameAttribute;
    for (int row = 0; row < faceCount(); ++row) // deleted ones too: they may come back
        if (const FaceState &before = state(row); before.fields.attributes.contains(name)) {
            FaceState after = before;
            auto entry = after.fields.attributes.extract(name);
            entry.key() = to;
            after.fields.attributes.insert(std::move(entry));
            const EditedSet shown = shownOf(before.mine, row);
            revision.changes.push_back({faceId(row), 0, differingPoints(shown, shown), before, std::move(after), {}});
        }
    if (revision.changes.empty()) { // like defining it: no edit
        renameInPlace(name, to);
        attributesChanged();
        return true;
    }
    std::ranges::stable_partition(revision.changes, [this](const store::FaceChange &change) {
        return exists(rowOf(change.face)); // the first one is what undo shows
    });
    undoStack_.push(new EditFacesCommand(*this, textOf(revision.label), std::move(revision)));
    return true;
}

/// No face's values move.
void ProjectDocument::renameInPlace(const std::string &name, const std::string &to)
{
    const int index = attributeIndex(*dataset_, name);
    if (index >= 0 && attributeIndex(*dataset_, to) < 0)
        changeableDataset().attributeNames[static_cast<std::size_t>(index)] = to;
}

void ProjectDocument::attributesChanged()
{
    runStorer_.start([store = store_.get(), names = dataset_->attributeNames] {
        [[maybe_unused]] const auto kept = pipeline::rememberAttributes(*store, names); // close() waits for it
    });
    Q_EMIT changed(FacesListed{});
}

bool ProjectDocument::moveLandmarksTo(int from, int to)
{
    if (from == to || !exists(from) || !exists(to))
        return false;
    FaceState source = state(from);
    FaceState target = state(to);
    if (source.mine.empty()) {
        const GrabbedSet run = runGrab(from, activeRun_);
        const GrabbedSet shown = run.set.empty() ? groundTruthGrab(from) : run;
        if (shown.set.presentCount() == 0)
            return false;
        source.mine = copyOf(shown, faceEditTime());
    }
    std::swap(source.mine, target.mine);
    if (source.mine != state(from).mine)
        beginWork(source);
    beginWork(target);
    pushEdit("move-set", textOf("move-set"), {{to, target}, {from, source}});
    return true;
}

} // namespace fiducial::ui
