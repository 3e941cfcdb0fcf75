#pragma once

#include "core/base/job_context.h"
#include "core/formats/annotation_format.h"

#include <QTemporaryDir>

#include <map>
#include <string>
#include <vector>

namespace fiducial::cli {

/// What the measurements are made on, written when it is first asked for into a temporary folder that goes with the
/// object.
class BenchWorkspace {
public:
    /// `samples`: the bundled sample set, whose pictures are enlarged.
    BenchWorkspace(const formats::FormatRegistry &formats, std::filesystem::path samples);

    /// A folder of `count` JPEGs of 1024 pixels, without annotations.
    Result<std::filesystem::path> pictures(int count);
    /// A WFLW list over such pictures, one face each.
    Result<std::filesystem::path> portraits(int count);
    /// A WFLW list of `count` faces, four on three images; only the first pictures exist, none other is drawn.
    Result<std::filesystem::path> list(int count, const JobContext &job);
    /// A fresh folder for settings, projects and caches of a program.
    std::filesystem::path freshState();

private:
    struct Portrait {
        std::filesystem::path file;
        Rect box;
        std::vector<Point2> points;
    };
    Result<void> makePortraits();
    Result<void> linkPictures(const std::filesystem::path &folder, int count);

    const formats::FormatRegistry &formats_;
    std::filesystem::path samples_;
    QTemporaryDir folder_;
    std::vector<Portrait> portraits_;
    std::map<int, std::filesystem::path> lists_;
    int states_ = 0;
};

} // namespace fiducial::cli
