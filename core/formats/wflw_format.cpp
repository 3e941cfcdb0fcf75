#include "core/formats/wflw_format.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/export_files.h"
#include "core/formats/export_view.h"
#include "core/formats/wflw_reader.h"
#include "core/formats/wflw_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
class WflwFormat final : public AnnotationFormat {
public:
    const FormatInfo &info() const override
    {
        static const FormatInfo info = [] {
            FormatInfo i;
            i.id = "wflw";
            i.name = says("WFLW list");
            i.extensions = {".txt"};
            i.boxes = true;
            i.attributes = true;
            i.manyFacesPerImage = true;
            i.lineAFace = true;
            i.patchesFields = true;
            i.schemes = {"wflw98"};
            return i;
        }();
        return info;
    }

    Confidence sniff(const fs::path &file, std::string_view head) const override;
    Result<Dataset> read(const ReadRequest &request, const JobContext &context) const override
    {
        return readWflwLists(request, context);
    }
    Result<WritePlan> plan(const WriteRequest &request) const override;
    Result<WriteReport> write(const WriteRequest &request, const JobContext &context) const override;
    Result<std::vector<Replacement>> replacements(std::string_view source, const std::vector<Patch> &patches,
                                                  bool recomputeDerived) const override;
    Result<std::vector<Replacement>> changeRows(std::string_view source, const RowChanges &changes) const override;

    std::vector<Sentence> patchLosses(const std::vector<Patch> &patches) const override;

private:
    Result<std::string> newList(const WriteRequest &request, const ExportView &view, const JobContext &context) const;
};

Confidence WflwFormat::sniff(const fs::path &file, std::string_view head) const
{
    std::string_view rest = head.substr(skipByteOrderMark(head));
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        if (parseWflwRow(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line))
            return Confidence::Certain;
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    const bool named = file.filename().native().starts_with("list_98pt");
    return named ? Confidence::Likely : Confidence::No;
}

/// As the other rows of a list are.
struct RowStyle {
    bool full = true;  ///< with rectangle and attributes
    std::string image; ///< spelled as the list has it; empty: Sample::image
};

/// Row text of a face that does not come from a WFLW list.
std::string newWflwRow(const Dataset &dataset, int index, const std::vector<Point2> &points, int decimals,
                       bool recomputeBox, const RowStyle &style)
{
    const std::string &image = style.image.empty() ? dataset.sampleOf(index).image : style.image;
    const Face &face = dataset.faces[static_cast<std::size_t>(index)];
    std::string row;
    for (const Point2 &point : points)
        row += text::fixed(point.x, decimals) + " " + text::fixed(point.y, decimals) + " ";
    if (!style.full)
        return row + image;
    std::array<double, 4> rectangle = wflwRectangle(points);
    if (face.box && !recomputeBox)
        rectangle = wflwRectangle(*face.box);
    for (const double corner : rectangle)
        row += text::fixed(corner, 0) + " ";
    const std::vector<std::int8_t> attributes = wflwAttributesOf(dataset, face);
    for (std::size_t i = 0; i < kWflwAttributes; ++i)
        row += i < attributes.size() && attributes[i] == 1 ? "1 " : "0 ";
    return row + image;
}

/// A row of coordinates and name alone cannot hold what was changed beside the points.
bool losesFields(const Face &face)
{
    return !face.records.empty() && face.asRead && !face.asRead->box && face.asRead->attributes.empty();
}

Sentence fieldLoss(std::size_t faces)
{
    return saysCount(faces, "The changed boxes and attributes of %1 face are lost: rows of 197 fields have neither.",
                     "The changed boxes and attributes of %1 faces are lost: rows of 197 fields have neither.");
}

/// What rows written from other formats make up, and what own rows cannot hold.
void addRowLosses(const Dataset &dataset, ExportView &view)
{
    std::size_t noBox = 0;
    std::size_t roundedBox = 0;
    std::size_t noAttributes = 0;
    std::size_t noFields = 0;
    for (const int index : view.faces()) {
        const Face &face = dataset.faces[static_cast<std::size_t>(index)];
        const bool ownRow = !face.records.empty() && dataset.formatId == "wflw";
        if (ownRow && !view.mapped()) {
            noFields += losesFields(face) ? 1 : 0;
            continue;
        }
        noBox += face.box ? 0 : 1;
        roundedBox += face.box && (face.box->x != std::round(face.box->x) || face.box->y != std::round(face.box->y) ||
                                   face.box->right() != std::round(face.box->right()) ||
                                   face.box->bottom() != std::round(face.box->bottom()))
                          ? 1
                          : 0;
        noAttributes += wflwAttributesOf(dataset, face).empty() ? 1 : 0;
    }
    if (noBox > 0)
        view.addLoss(saysCount(noBox, "%1 face has no box: the extent of the points is written.",
                               "%1 faces have no box: the extent of the points is written."));
    if (roundedBox > 0)
        view.addLoss(
            saysCount(roundedBox, "%1 box is rounded to whole pixels.", "%1 boxes are rounded to whole pixels."));
    if (noAttributes > 0)
        view.addLoss(saysCount(noAttributes, "The attributes of %1 face are unknown and written as 0.",
                               "The attributes of %1 faces are unknown and written as 0."));
    if (noFields > 0)
        view.addLoss(fieldLoss(noFields));
}

Result<ExportView> wflwView(const WriteRequest &request, const FormatInfo &info)
{
    auto view = ExportView::create(request, info);
    if (view)
        addRowLosses(*request.dataset, *view);
    return view;
}

/// The source files of a data set, each read once.
class SourceTexts {
public:
    explicit SourceTexts(const Dataset &dataset) : dataset_(dataset) {}

    Result<const std::string *> get(int file)
    {
        auto found = texts_.find(file);
        if (found == texts_.end()) {
            auto bytes = readSource(dataset_, file);
            if (!bytes)
                return bytes.error();
            found = texts_.emplace(file, std::move(*bytes)).first;
        }
        return &found->second;
    }

private:
    const Dataset &dataset_;
    std::map<int, std::string> texts_;
};

/// Replacements of one record within its file.
Result<std::vector<Replacement>> patchWflwRecord(std::string_view source, const AnnotationFormat::Patch &patch,
                                                 bool recomputeBox)
{
    const SourceRecord &record = patch.record;
    const std::vector<Point2> &original = patch.face->truth.points;
    if (record.offset > source.size() || record.length > source.size() - record.offset)
        return sourceChanged({}, record.line);
    const std::string_view text = source.substr(record.offset, record.length);
    const auto row = parseWflwRow(text);
    if (!row || original.size() != row->points.size() || patch.points->points.size() != original.size())
        return sourceChanged({}, record.line);
    // A list that joined by the first landmark may differ in the others; the list the face was read from may not.
    const bool first = !patch.face->records.empty() && patch.face->records.front().file == record.file;
    if (first ? row->points != original : row->points.front() != original.front())
        return sourceChanged({}, record.line);
    const std::vector<Point2> points = placedPoints(*patch.points, patch.face->truth);
    const auto &asRead = patch.face->asRead;
    const bool boxIsDrawn = asRead && asRead->box != patch.face->box;
    const bool fromPoints = recomputeBox && patch.movesPoints() && !boxIsDrawn;
    std::vector<Replacement> replacements = patchWflwRow(text, row->full, original, points, fromPoints);
    if (row->full && asRead)
        for (Replacement &changed : patchWflwFields(text, *patch.face, !fromPoints))
            replacements.push_back(std::move(changed));
    for (Replacement &replacement : replacements)
        replacement.offset += record.offset;
    return replacements;
}

/// Appends the row as its own list has it, line end included.
Result<void> appendOwnRow(std::string &out, const std::string &source, const AnnotationFormat::Patch &patch,
                          bool recomputeBox)
{
    const SourceRecord &record = patch.record;
    if (record.offset + record.length > source.size())
        return sourceChanged({}, record.line);
    std::string row = source.substr(record.offset, record.length);
    if (patch.movesPoints() || patch.face->asRead) {
        AnnotationFormat::Patch local = patch;
        local.record.offset = 0;
        auto replacements = patchWflwRecord(row, local, recomputeBox);
        if (!replacements)
            return replacements.error();
        auto patched = applyReplacements(row, std::move(*replacements));
        if (!patched)
            return patched.error();
        row = std::move(*patched);
    }
    const bool crlf = source.compare(record.offset + record.length, 2, "\r\n") == 0;
    out += row + (crlf ? "\r\n" : "\n");
    return {};
}

Result<std::string> WflwFormat::newList(const WriteRequest &request, const ExportView &view,
                                        const JobContext &context) const
{
    const Dataset &dataset = *request.dataset;
    SourceTexts sources(dataset);
    std::string out;
    std::int64_t done = 0;
    for (const int index : view.faces()) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("The export was cancelled; no file is written."));
        const Face &face = dataset.faces[static_cast<std::size_t>(index)];
        const SourceRecord record = face.records.empty() ? SourceRecord{} : face.records.front();
        if (record.file >= 0 && dataset.formatId == info().id && !view.mapped()) {
            const auto source = sources.get(record.file);
            if (!source)
                return source.error();
            const LandmarkSet *points = view.edited(index) ? view.edited(index) : &face.truth;
            if (auto added = appendOwnRow(out, **source, {record, &face, points}, request.recomputeDerived); !added)
                return added.error();
        } else {
            out +=
                newWflwRow(dataset, index, view.points(index).points, info().decimals, request.recomputeDerived, {}) +
                "\n";
        }
        context.progress(++done, static_cast<std::int64_t>(view.faces().size()));
    }
    return out;
}

Result<WritePlan> WflwFormat::plan(const WriteRequest &request) const
{
    const auto view = wflwView(request, info());
    if (!view)
        return view.error();
    WritePlan plan;
    plan.files.push_back(
        OutputFiles(request).planned(request.target, static_cast<int>(view->faces().size()), view->editedCount()));
    plan.losses = view->losses();
    plan.derivedFields = {says("box")};
    return plan;
}

Result<WriteReport> WflwFormat::write(const WriteRequest &request, const JobContext &context) const
{
    const auto view = wflwView(request, info());
    if (!view)
        return view.error();
    const int whole = wholeSourceFile(request, info());
    const auto text =
        whole >= 0 ? patchedSource(*this, request, whole, view->faces()) : newList(request, *view, context);
    if (!text)
        return text.error();
    if (auto written = OutputFiles(request).write(request.target, *text); !written)
        return written.error();
    return WriteReport{{request.target}, static_cast<int>(view->faces().size()), view->editedCount(), view->losses()};
}

std::vector<Sentence> WflwFormat::patchLosses(const std::vector<Patch> &patches) const
{
    std::vector<Sentence> losses = AnnotationFormat::patchLosses(patches);
    const auto faces = std::ranges::count_if(patches, [](const Patch &patch) { return losesFields(*patch.face); });
    if (faces > 0)
        losses.push_back(fieldLoss(static_cast<std::size_t>(faces)));
    return losses;
}

Result<std::vector<Replacement>> WflwFormat::changeRows(std::string_view source, const RowChanges &changes) const
{
    WriteRequest request = *changes.request;
    request.faces = changes.added;
    std::vector<std::string> rows;
    if (!request.faces.empty()) {
        const auto view = ExportView::create(request, info());
        if (!view)
            return view.error();
        const std::string_view first = source.substr(skipByteOrderMark(source));
        const auto row = parseWflwRow(text::trimmed(first.substr(0, first.find('\n'))));
        const std::map<int, SourceRecord> records = recordsOfImages(*request.dataset, changes.file);
        for (const int face : changes.added) {
            RowStyle style{!row || row->full, {}};
            if (const auto record = records.find(request.dataset->faces[static_cast<std::size_t>(face)].sample);
                record != records.end() && record->second.offset <= source.size())
                if (const auto own = parseWflwRow(source.substr(record->second.offset, record->second.length)))
                    style.image = own->image;
            rows.push_back(newWflwRow(*request.dataset, face, view->points(face).points, info().decimals,
                                      request.recomputeDerived, style));
        }
    }
    return changedLines(source, changes.dropped, rows);
}

Result<std::vector<Replacement>> WflwFormat::replacements(std::string_view source, const std::vector<Patch> &patches,
                                                          bool recomputeDerived) const
{
    std::vector<Replacement> all;
    for (const Patch &patch : patches) {
        auto replacements = patchWflwRecord(source, patch, recomputeDerived);
        if (!replacements)
            return replacements.error();
        std::move(replacements->begin(), replacements->end(), std::back_inserter(all));
    }
    return all;
}
} // namespace

std::unique_ptr<AnnotationFormat> makeWflwFormat()
{
    return std::make_unique<WflwFormat>();
}

} // namespace fiducial::formats
