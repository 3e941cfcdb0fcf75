#pragma once

#include "tests/ui/document/project_fixture.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/laboratory.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

/// A laboratory over a small data set, and runs that lie beside its ground truth.
namespace fiducial::test {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Lab {
    explicit Lab(int images = 8, int facesPerImage = 1) : project(images, facesPerImage) { project.open(document); }

    int addRun(const std::vector<double> &shifts, const std::string &name = "shifted")
    {
        Run run = ProjectFixture::shiftedRun(document, shifts);
        run.name = name;
        return document.addRun(std::move(run), true);
    }
    bool measure()
    {
        laboratory.setActive(true);
        return settle();
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return !laboratory.isMeasuring() && !document.isMeasuring(); }, 20'000);
    }
    void move(int row, int point, Point2 by)
    {
        LandmarkSet set = document.state(row).mine.empty() ? document.face(row).truth : document.state(row).mine.set;
        set.points[static_cast<std::size_t>(point)] = set.points[static_cast<std::size_t>(point)] + by;
        document.moveLandmarks(row, document.groundTruthGrab(row), set, {point});
    }
    /// Distance of the outer eye corners of WFLW.
    double interOcular(int row) const
    {
        const auto &points = document.face(row).truth.points;
        return std::hypot(points[60].x - points[72].x, points[60].y - points[72].y);
    }
    const std::vector<double> &nmes(std::size_t run) const { return laboratory.table().runs[run].nme; }

    ProjectFixture project;
    ui::JobRunner jobs;
    ui::ProjectDocument document;
    ui::Laboratory laboratory{document, jobs};
};

inline bool close(double a, double b, double within = 1e-6)
{
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= within;
}

} // namespace fiducial::test
