#include "core/formats/row_format.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/export_files.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace fiducial::formats {

namespace {

constexpr int kRowsBetweenQuestions = 256;

/// Decimals that most of a row's numbers show.
int decimalsOfTokens(std::string_view row, const std::vector<NumberToken> &tokens)
{
    int decimals = 0;
    for (const NumberToken &token : tokens)
        decimals = std::max(decimals, decimalsOf(token.span.in(row)));
    return decimals;
}

bool isStillThere(std::string_view source, const SourceRecord &record)
{
    return record.offset <= source.size() && record.length <= source.size() - record.offset;
}

} // namespace

Point2 UnitLaw::toPixels(Point2 p) const
{
    return crop.empty() ? p : Point2{p.x * crop.width - 0.5, p.y * crop.height - 0.5};
}

Point2 UnitLaw::fromPixels(Point2 p) const
{
    return crop.empty() ? p : Point2{(p.x + 0.5) / crop.width, (p.y + 0.5) / crop.height};
}

CentreScale centreScaleOf(const Rect &landmarks)
{
    const double left = std::floor(landmarks.x), right = std::ceil(landmarks.right());
    const double top = std::floor(landmarks.y), bottom = std::ceil(landmarks.bottom());
    return {{(left + right) / 2, (top + bottom) / 2}, std::max(right - left, bottom - top) / kPixelsPerScale};
}

bool hadBoxSize(const Face &face)
{
    return face.derived.boxSize || (face.asRead && face.asRead->derived.boxSize);
}

Result<bool> RowFormat::isHeader(std::string_view /*firstRow*/) const
{
    return false;
}

Result<void> RowFormat::completeFaces(DatasetBuilder & /*builder*/, const JobContext & /*context*/) const
{
    return {};
}

UnitLaw RowFormat::unitsOf(const Face & /*face*/) const
{
    return {};
}

Result<Dataset> RowFormat::read(const ReadRequest &request, const JobContext &context) const
{
    DatasetBuilder builder(request, info().id, {});
    for (const std::filesystem::path &path : request.files) {
        auto read = readFileRows(builder, path, context);
        if (read)
            continue;
        const Error &error = read.error();
        if (request.files.size() == 1 || error.code == Errc::Cancelled)
            return error;
        builder.dataset().issues.push_back({Severity::Error, error.file, error.line, error.message, {}, -1});
    }
    Dataset &dataset = builder.dataset();
    if (!dataset.samples.empty())
        dataset.imageRoot = findImageRoot(request, dataset.samples, imageFolders());
    if (auto completed = completeFaces(builder, context); !completed)
        return completed.error();
    return builder.finish(imageFolders());
}

Result<void> RowFormat::readFileRows(DatasetBuilder &builder, const std::filesystem::path &path,
                                     const JobContext &context) const
{
    auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    SourceRecord record;
    record.offset = skipByteOrderMark(*bytes);
    std::int32_t file = -1;
    while (record.offset < bytes->size()) {
        const std::size_t end = std::min(bytes->find('\n', record.offset), bytes->size());
        std::string_view row = std::string_view(*bytes).substr(record.offset, end - record.offset);
        if (row.ends_with('\r'))
            row.remove_suffix(1);
        ++record.line;
        record.length = row.size();
        bool header = false;
        if (file < 0 && !text::trimmed(row).empty()) {
            auto asked = isHeader(row);
            if (!asked)
                return makeError(Errc::Malformed, asked.error().message, toUtf8(path), record.line);
            header = *asked;
            file = builder.addFile(path, bytes->size(), toUtf8(path.stem()));
            record.file = file;
        }
        if (!header && !text::trimmed(row).empty())
            addRow(builder, row, record);
        if (record.line % kRowsBetweenQuestions == 0) {
            if (context.cancelled())
                return makeError(Errc::Cancelled, says("Opening was cancelled."), toUtf8(path));
            context.progress(static_cast<std::int64_t>(end), static_cast<std::int64_t>(bytes->size()));
        }
        record.offset = end + 1;
    }
    return {};
}

void RowFormat::addRow(DatasetBuilder &builder, std::string_view row, const SourceRecord &record) const
{
    const Sentence fix = says("The row is left out; mend it in the file and open it again.");
    const auto leaveOut = [&](Sentence why) {
        builder.addIssue(Severity::Error, record.file, record.line, std::move(why), fix);
    };
    auto parsed = parseRow(row);
    if (!parsed)
        return leaveOut(parsed.error().message);
    if (Sentence problem = imagePathProblem(parsed->image); !problem.empty())
        return leaveOut(std::move(problem));
    const int count = parsed->face.truth.count();
    const LandmarkScheme *scheme = findSchemeByCount(count);
    Dataset &dataset = builder.dataset();
    if (!scheme)
        return leaveOut(says("The row has %1 points; no known scheme has as many.", count));
    if (dataset.schemeId.empty())
        dataset.schemeId = scheme->id;
    if (dataset.schemeId != scheme->id)
        return leaveOut(says("The row has %1 points where the first row has those of %2.", count, dataset.schemeId));
    parsed->face.records.push_back(record);
    const int face = builder.addFace(builder.sample(parsed->image), std::move(parsed->face));
    for (Sentence &warning : parsed->warnings)
        builder.addIssue(Severity::Warning, record.file, record.line, std::move(warning), {}, face);
}

RowFormat::Printing RowFormat::printingOf(const WriteRequest &request, const ExportView &view) const
{
    return {&request, &view, wantsOptionalColumns(*request.dataset, view.faces())};
}

std::vector<Sentence> RowFormat::allLosses(const Printing &printing) const
{
    if (const int source = wholeSourceFile(*printing.request, info()); source >= 0)
        return patchLosses(patchesOf(*printing.request, source, printing.view->faces()));
    std::vector<Sentence> sentences = printing.view->losses();
    for (Sentence &sentence : losses(printing))
        sentences.push_back(std::move(sentence));
    return sentences;
}

std::string RowFormat::coordinate(const Printing &printing, int face, double value) const
{
    return printing.view->edited(face) ? styledNumber(value, 1, info().decimals) : text::shortest(value);
}

Result<WritePlan> RowFormat::plan(const WriteRequest &request) const
{
    auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    const OutputFiles files(request);
    WritePlan plan;
    plan.files.push_back(files.planned(request.target, static_cast<int>(view->faces().size()), view->editedCount()));
    plan.derivedFields = derivedNames(printingOf(request, *view));
    plan.losses = allLosses(printingOf(request, *view));
    return plan;
}

Result<WriteReport> RowFormat::write(const WriteRequest &request, const JobContext &context) const
{
    auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    std::string bytes;
    if (const int source = wholeSourceFile(request, info()); source >= 0) {
        auto patched = patchedSource(*this, request, source, view->faces());
        if (!patched)
            return patched.error();
        bytes = std::move(*patched);
    } else {
        const Printing printing = printingOf(request, *view);
        bytes = printHeader(printing);
        std::int64_t done = 0;
        for (const int face : view->faces()) {
            auto row = printRow(printing, face);
            if (!row)
                return row.error();
            bytes += *row;
            bytes += '\n';
            context.progress(++done, static_cast<std::int64_t>(view->faces().size()));
            if (context.cancelled())
                return makeError(Errc::Cancelled, says("Writing was cancelled; no file was changed."));
        }
    }
    const OutputFiles files(request);
    if (auto written = files.write(request.target, bytes); !written)
        return written.error();
    return WriteReport{{request.target},
                       static_cast<int>(view->faces().size()),
                       view->editedCount(),
                       allLosses(printingOf(request, *view))};
}

Result<std::vector<Replacement>> RowFormat::replacements(std::string_view source, const std::vector<Patch> &patches,
                                                         bool recomputeDerived) const
{
    std::vector<Replacement> out;
    for (const Patch &patch : patches)
        if (auto done = patchRow(source, patch, recomputeDerived, out); !done)
            return done.error();
    return out;
}

const std::string &RowFormat::imageText(const Printing &printing, int face)
{
    return printing.image.empty() ? printing.request->dataset->sampleOf(face).image : printing.image;
}

Result<void> RowFormat::takesRows(const Dataset &dataset, int file) const
{
    if (auto possible = AnnotationFormat::takesRows(dataset, file); !possible)
        return possible;
    return checkNewRow(dataset, facesInFile(dataset, file));
}

Result<std::string> RowFormat::newRow(const WriteRequest &request, int face, bool optionalColumns,
                                      std::string image) const
{
    WriteRequest one = request;
    one.faces = {face};
    const auto view = ExportView::create(one, info());
    if (!view)
        return view.error();
    return printRow({&one, &*view, optionalColumns, std::move(image)}, face);
}

Result<void> RowFormat::canAdd(const WriteRequest &request, int /*file*/, int face) const
{
    const auto row = newRow(request, face, false, {});
    return row ? Result<void>() : row.error();
}

Result<std::vector<Replacement>> RowFormat::changeRows(std::string_view source, const RowChanges &changes) const
{
    const Dataset &dataset = *changes.request->dataset;
    const std::map<int, SourceRecord> records = recordsOfImages(dataset, changes.file);
    const bool optional = wantsOptionalColumns(dataset, facesInFile(dataset, changes.file));
    std::vector<std::string> rows;
    for (const int face : changes.added) {
        std::string image;
        if (const auto record = records.find(dataset.faces[static_cast<std::size_t>(face)].sample);
            record != records.end() && isStillThere(source, record->second))
            if (auto parsed = parseRow(source.substr(record->second.offset, record->second.length)))
                image = parsed->imageAsWritten.empty() ? parsed->image : parsed->imageAsWritten;
        auto row = newRow(*changes.request, face, optional, std::move(image));
        if (!row)
            return row.error();
        rows.push_back(std::move(*row));
    }
    return changedLines(source, changes.dropped, rows);
}

Result<void> RowFormat::patchRow(std::string_view source, const Patch &patch, bool recomputeDerived,
                                 std::vector<Replacement> &out) const
{
    if (!isStillThere(source, patch.record))
        return sourceChanged({}, patch.record.line);
    const std::string_view row = source.substr(patch.record.offset, patch.record.length);
    auto parsed = parseRow(row);
    if (!parsed || parsed->face.truth.count() != patch.points->count())
        return sourceChanged({}, patch.record.line);
    const UnitLaw units = unitsOf(*patch.face);
    LandmarkSet &original = parsed->face.truth;
    for (Point2 &point : original.points)
        point = units.toPixels(point);
    const LandmarkSet &edited = *patch.points;
    const std::vector<Point2> placed = placedPoints(edited, original);
    LandmarkSet written = original;
    const int decimals = decimalsOfTokens(row, parsed->coordinates);
    for (int i = 0; i < edited.count(); ++i) {
        const auto k = static_cast<std::size_t>(i);
        const bool leftOut = absentMark() && !edited.isPresent(i);
        if (leftOut ? !original.isPresent(i) : original.isPresent(i) && placed[k] == original.points[k])
            continue;
        if (absentMark())
            written.setVisibility(i, leftOut ? Visibility::Absent : Visibility::Visible);
        written.points[k] = placed[k];
        const Point2 value = leftOut ? *absentMark() : units.fromPixels(placed[k]);
        for (std::size_t axis = 0; axis < 2; ++axis) {
            const NumberToken &token = parsed->coordinates[2 * k + axis];
            replaceMoved(out, token.value, axis == 0 ? value.x : value.y, patch.record.offset + token.span.offset,
                         token.span.in(row), decimals, info().decimals);
        }
    }
    if (!recomputeDerived || !patch.movesPoints())
        return {};
    const std::vector<double> values = recomputed(*parsed, written);
    for (std::size_t i = 0; i < std::min(values.size(), parsed->derived.size()); ++i) {
        const NumberToken &token = parsed->derived[i];
        const std::string_view old = token.span.in(row);
        replaceMoved(out, token.value, values[i], patch.record.offset + token.span.offset, old, decimalsOf(old),
                     info().decimals);
    }
    return {};
}

} // namespace fiducial::formats
