#include "ui/imaging/contact_sheet.h"

#include "core/analysis/histogram.h"

#include <QPainter>

#include <cmath>

namespace fiducial::ui {

std::vector<std::size_t> worstEntries(const FaceDrawing &drawing, int count)
{
    std::vector<double> errors;
    for (std::size_t i = 0; i < drawing.faces.size(); ++i)
        errors.push_back(drawing.nme(i));
    std::vector<std::size_t> out;
    for (const int entry : analysis::sortedRows(errors, true))
        if (const auto at = static_cast<std::size_t>(entry); std::ssize(out) < count && std::isfinite(errors[at]))
            out.push_back(at);
    return out;
}

Result<QImage> contactSheet(const FaceDrawing &drawing, const std::vector<std::size_t> &entries, int side,
                            double magnification, const JobContext &context)
{
    constexpr int kGap = 8, kMostPixels = 32767;
    if (entries.empty())
        return makeError(Errc::InvalidArgument, says("A sheet needs faces with an NME, and there is none."));
    const int count = static_cast<int>(entries.size());
    const int columns = static_cast<int>(std::ceil(std::sqrt(count)));
    const int rows = (count + columns - 1) / columns;
    if (columns * (side + kGap) > kMostPixels)
        return makeError(Errc::InvalidArgument,
                         says("The sheet would be more than 32767 pixels wide; make the pictures smaller."));
    QImage sheet(columns * (side + kGap) - kGap, rows * (side + kGap) - kGap, QImage::Format_RGB32);
    sheet.fill(QColor(0x14, 0x16, 0x19));
    QPainter painter(&sheet);
    for (int k = 0; k < count; ++k) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("Drawing was cancelled; there is no sheet."));
        context.progress(k, count);
        const auto drawn = drawFace(drawing, entries[static_cast<std::size_t>(k)], side, magnification);
        if (!drawn)
            return drawn.error();
        painter.drawImage(k % columns * (side + kGap), k / columns * (side + kGap), *drawn);
    }
    painter.end();
    return sheet;
}

} // namespace fiducial::ui
