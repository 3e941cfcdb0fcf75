#pragma once

#include "core/base/text.h"
#include "tests/support/test_support.h"
#include "ui/document/project_document.h"

#include <QImage>
#include <QTest>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

/// A small WFLW data set on disk with real (tiny) pictures, opened as a project of its own.
namespace fiducial::test {

class ProjectFixture {
public:
    static constexpr int kPictureSide = 96;

    /// `images` pictures "web/0.png" ... of `facesPerImage` faces with 98 points each.
    explicit ProjectFixture(int images = 6, int facesPerImage = 1)
    {
        std::string list;
        for (int image = 0; image < images; ++image) {
            const std::string name = (image % 2 ? "video/" : "web/") + std::to_string(image) + ".png";
            writePicture(root() / "WFLW_images" / name, image);
            for (int face = 0; face < facesPerImage; ++face)
                list += row(name, face, image) + "\n";
        }
        std::filesystem::create_directories(listFile().parent_path());
        writeAll(listFile(), list);
    }

    std::filesystem::path root() const { return folder_ / "set"; }
    std::filesystem::path userData() const { return folder_ / "user"; }
    std::filesystem::path folder() const { return folder_.path(); }
    std::filesystem::path listFile() const
    {
        return root() / "WFLW_annotations" / "list_98pt_rect_attr_train_test" / "list_98pt_rect_attr_test.txt";
    }
    const formats::FormatRegistry &formats() const { return formats_; }

    /// Opens the data set; the test fails where that is impossible.
    void open(ui::ProjectDocument &document)
    {
        auto opened = pipeline::openProject(formats_, {root(), {}, userData()}, JobContext{});
        if (!opened)
            qFatal("%s", opened.error().text().c_str());
        document.open(std::move(opened).value());
    }

    /// Ground truth moved by `shift` pixels along x, for every row of the document.
    static Run shiftedRun(const ui::ProjectDocument &document, const std::vector<double> &shifts)
    {
        Run run;
        run.name = "shifted";
        run.modelName = "shifted";
        run.schemeId = document.dataset().schemeId;
        for (int i = 0; i < document.faceCount(); ++i)
            run.rows.push_back(shiftedPrediction(document, i, shifts[static_cast<std::size_t>(i) % shifts.size()]));
        return run;
    }

    /// NaN: the detector missed the face.
    static Prediction shiftedPrediction(const ui::ProjectDocument &document, int row, double shift)
    {
        Prediction prediction;
        prediction.image = document.dataset().sampleOf(row).image;
        prediction.box = document.face(row).box.value_or(Rect{});
        prediction.missing = std::isnan(shift);
        if (!prediction.missing)
            for (const Point2 p : document.face(row).truth.points)
                prediction.points.push_back(toFloat({p.x + shift, p.y}));
        return prediction;
    }

private:
    static void writePicture(const std::filesystem::path &file, int seed)
    {
        std::filesystem::create_directories(file.parent_path());
        QImage picture(kPictureSide, kPictureSide, QImage::Format_RGB32);
        picture.fill(QColor::fromHsv(seed * 37 % 360, 120, 200));
        if (!picture.save(QString::fromStdString(file.string())))
            qFatal("cannot write a picture");
    }

    /// The mean face, 60 pixels high; each face a little off the other so that rectangles differ.
    static std::string row(const std::string &image, int face, int seed)
    {
        std::string out;
        double left = 1e9, top = 1e9, right = 0, bottom = 0;
        for (const Point2 p : findScheme("wflw98")->meanShape) {
            const double x = 48 + 2 * face + 60 * p.x;
            const double y = 48 + 3 * face + 60 * p.y;
            left = std::min(left, x);
            top = std::min(top, y);
            right = std::max(right, x);
            bottom = std::max(bottom, y);
            out += text::fixed(x, 6) + " " + text::fixed(y, 6) + " ";
        }
        for (const double v : {left, top, right, bottom})
            out += std::to_string(static_cast<int>(v)) + " ";
        return out + (seed % 3 == 0 ? "1 0 0 0 1 0 " : "0 0 0 1 0 0 ") + image;
    }

    TempDir folder_;
    formats::FormatRegistry formats_ = formats::makeBuiltinFormats();
};

} // namespace fiducial::test
