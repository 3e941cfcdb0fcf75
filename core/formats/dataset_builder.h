#pragma once

#include "core/formats/annotation_format.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fiducial::formats {

/// Puts together what a reader finds: joins the faces of one image into one sample and keeps paths in the Dataset's
/// form. One thread.
class DatasetBuilder {
public:
    DatasetBuilder(const ReadRequest &request, std::string formatId, std::string schemeId);

    /// Room for so many faces, where the reader knows how many come.
    void reserve(std::size_t faces);
    /// Index of the new annotation file. `bytes`: its length when it was read.
    std::int32_t addFile(const std::filesystem::path &path, std::uint64_t bytes, std::string split = {});
    /// Index of the image's sample, made when it is named for the first time. `image` is as the file writes it ('\' and
    /// '/' are the same).
    std::int32_t sample(std::string_view image, Size size = {});
    /// Appends the face to Dataset::faces and to its sample; its row.
    std::int32_t addFace(std::int32_t sample, Face face);
    /// `file`: index from addFile, -1 where none is concerned. `line`: 0 where none.
    void addIssue(Severity severity, std::int32_t file, int line, Sentence what, Sentence fix = {}, int face = -1);

    Dataset &dataset() { return dataset_; }
    const ReadRequest &request() const { return request_; }
    /// Sets imageRoot with findImageRoot() where nobody has set it. Fails where no face was read: the first issue says
    /// why.
    Result<Dataset> finish(const std::vector<std::string> &imageFolders = {});

private:
    ReadRequest request_;
    Dataset dataset_;
    std::vector<std::string> filePaths_; ///< full paths for issues
    std::unordered_map<std::string, std::int32_t> sampleOfImage_;
};

/// Where the images named in an annotation file start: ReadRequest::imageRoot, else the first folder, from the file's
/// own upwards (each with the subfolders `imageFolders`, for instance "WFLW_images"), that holds one of the first
/// images. Empty where none does.
std::filesystem::path findImageRoot(const ReadRequest &request, const std::vector<Sample> &samples,
                                    const std::vector<std::string> &imageFolders);

/// .jpg .jpeg .png .bmp .webp .tif .tiff, in any case.
bool isImageFile(const std::filesystem::path &path);
/// A UTF-8 string of our own (Sample::image, SourceFile::path) as a path.
std::filesystem::path fromUtf8(std::string_view utf8);
/// `path` below `folder` with '/' where it lies there, else absolute; UTF-8.
std::string relativeTo(const std::filesystem::path &path, const std::filesystem::path &folder);
/// Offset of the first byte after a UTF-8 byte order mark.
std::size_t skipByteOrderMark(std::string_view bytes);
/// The start of a field, fit for a message: UTF-8 without control characters.
std::string shownField(std::string_view token);
/// What is wrong with a field that is no finite number: a decimal comma, NaN, other text. One sentence.
Sentence describeBadNumber(std::string_view token, const Sentence &field);
/// Whether an image path from a file can be used: UTF-8, not empty, no control characters. The sentence that says why
/// not, else empty.
Sentence imagePathProblem(std::string_view image);

} // namespace fiducial::formats
