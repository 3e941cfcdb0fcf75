#pragma once

#include "core/analysis/bootstrap.h"
#include "core/pipeline/evaluate.h"

namespace fiducial::pipeline {

/// Two runs against the same reference on the same faces.
struct CompareRequest {
    EvaluateRequest evaluated; ///< of the first run
    const Run *second = nullptr;
    analysis::BootstrapOptions bootstrap;
};

struct CompareReport {
    EvaluateReport first; ///< faces in the same order as those of `second`
    EvaluateReport second;
    analysis::PairedComparison paired;  ///< second - first, by the exact convention
    std::vector<std::size_t> order;     ///< entries with an NME in both, largest difference first
    std::vector<std::size_t> onlyFirst; ///< entries with an NME in one of them
    std::vector<std::size_t> onlySecond;

    /// NME of the second - of the first; NaN where either has none.
    double difference(std::size_t entry) const
    {
        const int i = static_cast<int>(entry);
        return second.evaluation.faceNme(i) - first.evaluation.faceNme(i);
    }
};

/// Errors of evaluate() and compareRuns().
Result<CompareReport> compare(const CompareRequest &request, const JobContext &context);

} // namespace fiducial::pipeline
