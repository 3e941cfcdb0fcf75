#pragma once

#include "core/analysis/query_columns.h"
#include "core/dataset/dataset.h"
#include "core/dataset/face_state.h"
#include "core/dataset/run.h"

#include <span>

/// The measures of every face that people sort, filter and plot by, and the names under which a query knows them.
namespace fiducial::analysis {

/// What one run is like on each face. NaN where it has no such number. Shares of the normaliser.
struct RunMeasures {
    std::string name;
    std::vector<double> nme;
    std::vector<double> worstError;  ///< largest point error
    std::vector<double> worstPoint;  ///< its landmark's index
    std::vector<double> uncertainty; ///< root mean square sigma of the points; NaN for a model without covariance
};

/// One entry a face in every vector; a measure that nobody computed is empty and unknown to queries.
struct FaceTable {
    std::size_t rows = 0;
    std::vector<std::string> image;
    std::vector<std::string> split;       ///< as splitOf(); empty where no face has one
    std::vector<double> size;             ///< sqrt(w h) of the box around the ground truth, pixels
    std::vector<std::uint8_t> state;      ///< ReviewState
    std::vector<std::uint8_t> source;     ///< PointSource of most points of mine; of the truth where there is no mine
    std::vector<double> comments;         ///< not resolved
    std::vector<double> human, model;     ///< points of mine placed by hand, and taken from a model
    std::vector<double> yaw, pitch, roll; ///< degrees
    std::vector<double> disagreement;
    std::vector<double> implausibility;
    std::vector<double> suspicion; ///< worst SuspectPoint::score
    std::vector<std::string> attributeNames;
    std::vector<std::vector<std::int8_t>> attributes; ///< of each attribute
    std::vector<RunMeasures> runs;
};

/// Images, sizes and attributes of a data set; everything else is left to those who compute it.
FaceTable faceTable(const Dataset &dataset);
/// The same as the data set has become: rows of new faces at the end of every column there is, without measures; the
/// attributes that faces may have now; presence and attributes of these rows.
void followDataset(FaceTable &table, const Dataset &dataset, std::span<const int> rows);
/// Takes every measure of a row away, as before it was measured.
void clearMeasures(FaceTable &table, std::size_t row);
/// Review state, comments and where the points come from, of one row. Precondition: the table has these columns, see
/// addReviewColumns().
void setReview(FaceTable &table, std::size_t row, const FaceState &state, bool hasTruth);
/// The columns of setReview(), as of faces nobody has touched.
void addReviewColumns(FaceTable &table);

/// Measures of a run against references, one face after another. Face without points: all NaN.
class RunMeasurer {
public:
    RunMeasurer(std::string name, std::size_t rows);
    /// `points` in the reference's scheme, image pixels; `covariance` empty or one per point; `length`: normaliser.
    void add(std::size_t row, const LandmarkSet &reference, std::span<const Point2> points,
             std::span<const Covariance2f> covariance, double length);
    RunMeasures take() { return std::move(measures_); }

private:
    RunMeasures measures_;
};

/// Columns for parseQuery: nme, worst_error, worst_point and uncertainty of the active run (none for -1) by themselves
/// and of every run by its name in quotes; image, split, size, state, yaw, pitch, roll, disagreement, implausibility,
/// suspicion; the attributes by their names, with "attribute_" in front where the name is taken or a word of the query
/// language, and a number behind where that is taken too: they alone are flags, in the order of the table. Of runs with
/// one name the first counts. The table outlives the columns. InvalidArgument: a measure with another number of rows.
Result<QueryColumns> queryColumns(const FaceTable &table, int activeRun);

} // namespace fiducial::analysis
