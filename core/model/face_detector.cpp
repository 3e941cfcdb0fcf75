#include "core/model/face_detector.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/model/detector_common.h"
#include "core/model/model_catalogue.h"
#include "core/model/places.h"

#include <cstdlib>

namespace fiducial::model {

namespace fs = std::filesystem;

namespace {
constexpr char kCenterFaceFile[] = "centerface.onnx";
const Sentence kHowToGetDetector =
    says("Run ./dev setup for CenterFace, or install the package opencv-data for the Haar cascade.");

/// Where CenterFace lies; empty where it is nowhere.
fs::path findCenterFace()
{
    if (const char *given = std::getenv("FIDUCIAL_CENTERFACE"))
        return given;
    std::error_code ec;
    for (const auto &folder : {resourcesFolder() / "models", userDataFolder() / "models", checkoutModels()})
        if (fs::is_regular_file(folder / kCenterFaceFile, ec))
            return folder / kCenterFaceFile;
    return {};
}

fs::path findHaarCascade()
{
    std::error_code ec;
    for (const char *folder : {"/usr/share/opencv4/haarcascades", "/usr/local/share/opencv4/haarcascades",
                               "/usr/share/opencv/haarcascades"}) {
        const fs::path file = fs::path(folder) / "haarcascade_frontalface_alt2.xml";
        if (fs::is_regular_file(file, ec))
            return file;
    }
    return {};
}

/// The detector of a committed card, with its weights wherever they lie.
Result<std::unique_ptr<FaceDetector>> knownDetector(const char *cardName, const fs::path &weights)
{
    const auto text = readFile(resourcesFolder() / "models" / cardName);
    if (!text)
        return text.error();
    auto card = parseDetectorCard(*text);
    if (!card)
        return card.error();
    card->file = toUtf8(weights.filename());
    return loadDetector(*card, weights.parent_path());
}
} // namespace

Result<std::unique_ptr<FaceDetector>> loadDetector(const DetectorCard &card, const fs::path &folder)
{
    const fs::path weights = folder / fs::path(card.file);
    if (card.architecture == "haar")
        return haarDetector(card, weights);
    constexpr std::uint64_t kMaxDetectorBytes = std::uint64_t{1} << 30;
    const auto bytes = readFile(weights, kMaxDetectorBytes);
    if (!bytes)
        return bytes.error();
    if (!card.sha256.empty() && sha256(*bytes) != card.sha256)
        return makeError(Errc::Malformed, says("This is not the file that the card \"%1\" describes.", card.name),
                         toUtf8(weights));
    if (card.architecture == "centerface")
        return centerFaceDetector(card, *bytes);
    if (card.architecture == "ultraface")
        return ultraFaceDetector(card, *bytes);
    return makeError(Errc::Unsupported,
                     says("There is no face detector of the kind \"%1\"; there are centerface, ultraface and haar.",
                          card.architecture));
}

Result<std::unique_ptr<FaceDetector>> defaultDetector()
{
    if (const fs::path weights = findCenterFace(); !weights.empty())
        return knownDetector("centerface.json", weights);
    if (const fs::path cascade = findHaarCascade(); !cascade.empty())
        return knownDetector("haar.json", cascade);
    return makeError(Errc::Missing, says("There is no face detector here. %1", kHowToGetDetector));
}

} // namespace fiducial::model
