#pragma once

#include "core/metrics/metrics.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What papers print, to stand beside numbers measured here: only figures that were found in a source that can be
/// named (algorithms.md section 10), nothing recomputed or guessed.
namespace fiducial::analysis {

/// Parts of the test sets that papers report.
enum class ReportedSubset {
    WflwFull, ///< the test list, 2,500 faces
    WflwPose,
    WflwExpression,
    WflwIllumination,
    WflwMakeUp,
    WflwOcclusion,
    WflwBlur,
    W300Common,    ///< test sets of HELEN and LFPW, 554 faces
    W300Challenge, ///< iBUG, 135 faces
    W300Full,      ///< both
    W300Private,   ///< indoor and outdoor, 600 faces; also the test set of split 2
    AflwFull,      ///< 4,386 faces
    AflwFrontal,
};

/// Those that the data set holds whole and as published. Labels cannot be compared with the originals, so that lists
/// are known by what can be counted: WFLW by the name of the test list, its 2,500 faces and the number of faces that
/// each of the six attributes has there; 300W by folders and AFLW by list names and the number of faces. A data set of
/// other labels in the same format, made by a machine or by hand, has other counts and none of these subsets; so has
/// one of which a face was deleted. Faces that a project added and attributes that it defined belong to no list and do
/// not count.
/// `splits`: splitOf() of every face, as FaceTable::split has them; none where no face has one.
std::vector<ReportedSubset> officialSubsets(const Dataset &dataset, std::span<const std::string> splits);

/// The part of its set that a face belongs to, as file and folder names tell: 300W by the folders of the image (train,
/// common, challenge, private), otherwise the SourceFile::split of every list that holds it, with blanks in between.
std::string splitOf(const Dataset &dataset, const Face &face);

enum class PublishedNumber { Nme, FailureRate, Auc };

struct PublishedRow {
    std::string_view method;
    std::string_view sources; ///< marks: "S", "I, A"; see sourceText
    metrics::Normaliser normaliser = metrics::Normaliser::InterOcular;
    std::string_view note; ///< what else one has to know to compare; may be empty
    /// Shares (0.0402), AUC as printed; failures and AUC at 0.1. Nothing where no source was found.
    std::optional<double> value(ReportedSubset subset, PublishedNumber number) const;

    struct Figure {
        ReportedSubset subset;
        PublishedNumber number;
        double value;
    };
    std::vector<Figure> figures;
};
inline constexpr double kPublishedThreshold = 0.1;

/// Every row that has a figure about one of these subsets, weakest first.
std::vector<const PublishedRow *> publishedRows(std::span<const ReportedSubset> subsets,
                                                metrics::Normaliser normaliser);
/// What a mark stands for: "S" -> "table in the README of STAR, an image, transcribed by eye".
std::string_view sourceText(std::string_view mark);

} // namespace fiducial::analysis
