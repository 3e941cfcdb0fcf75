#include "core/pipeline/compare.h"

#include <algorithm>
#include <cmath>

namespace fiducial::pipeline {

Result<CompareReport> compare(const CompareRequest &request, const JobContext &context)
{
    auto first = evaluate(request.evaluated, context);
    if (!first)
        return first.error();
    EvaluateRequest other = request.evaluated;
    other.run = request.second;
    other.rowOfFace.clear();
    auto second = evaluate(other, context);
    if (!second)
        return second.error();
    CompareReport out;
    out.first = std::move(first).value();
    out.second = std::move(second).value();
    auto paired = analysis::compareRuns(out.first.evaluation.nmes, out.second.evaluation.nmes,
                                        out.first.evaluation.threshold, request.bootstrap, context);
    if (!paired)
        return paired.error();
    out.paired = std::move(paired).value();
    for (std::size_t i = 0; i < out.first.faces.size(); ++i) {
        const bool inFirst = std::isfinite(out.first.evaluation.faceNme(static_cast<int>(i)));
        const bool inSecond = std::isfinite(out.second.evaluation.faceNme(static_cast<int>(i)));
        if (inFirst && inSecond)
            out.order.push_back(i);
        else if (inFirst || inSecond)
            (inFirst ? out.onlyFirst : out.onlySecond).push_back(i);
    }
    std::ranges::stable_sort(out.order, std::greater{}, [&](std::size_t i) { return std::abs(out.difference(i)); });
    return out;
}

} // namespace fiducial::pipeline
