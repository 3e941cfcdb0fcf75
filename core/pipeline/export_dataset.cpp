#include "core/pipeline/export_dataset.h"

#include "core/dataset/select.h"

namespace fiducial::pipeline {

namespace {
formats::WriteRequest toWriteRequest(const ExportRequest &request)
{
    formats::WriteRequest write;
    write.dataset = request.dataset;
    write.faces = request.faces;
    if (write.faces.empty())
        write.faces = facesOf(*request.dataset);
    write.edited = request.edited;
    write.target = request.target;
    write.schemeId = request.schemeId;
    write.recomputeDerived = request.recomputeDerived;
    write.overwriteSource = request.overwriteSources;
    return write;
}

Result<const formats::AnnotationFormat *> chosenFormat(const formats::FormatRegistry &registry,
                                                       const ExportRequest &request)
{
    if (request.target.empty())
        return makeError(Errc::InvalidArgument, says("Say where to export to."));
    if (request.formatId.empty())
        return static_cast<const formats::AnnotationFormat *>(nullptr);
    const formats::AnnotationFormat *format = registry.find(request.formatId);
    if (!format)
        return makeError(Errc::InvalidArgument, says("There is no annotation format named '%1'.", request.formatId));
    return format;
}

} // namespace

Result<formats::WritePlan> planExport(const formats::FormatRegistry &registry, const ExportRequest &request)
{
    auto format = chosenFormat(registry, request);
    if (!format)
        return format.error();
    const formats::WriteRequest write = toWriteRequest(request);
    return *format ? (*format)->plan(write) : formats::planPatchedCopies(registry, write);
}

Result<formats::WriteReport> exportDataset(const formats::FormatRegistry &registry, const ExportRequest &request,
                                           const JobContext &context)
{
    auto format = chosenFormat(registry, request);
    if (!format)
        return format.error();
    const formats::WriteRequest write = toWriteRequest(request);
    return *format ? (*format)->write(write, context) : formats::writePatchedCopies(registry, write, context);
}

} // namespace fiducial::pipeline
