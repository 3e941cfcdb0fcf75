#pragma once

#include "core/formats/annotation_format.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace fiducial::formats {

/// The files an export makes: never a source unless asked, then with a backup. Stats the source files once.
class OutputFiles {
public:
    /// The request must outlive it.
    explicit OutputFiles(const WriteRequest &request);
    bool isSource(const std::filesystem::path &path) const;
    PlannedFile planned(const std::filesystem::path &path, int faces, int editedFaces) const;
    /// Atomically; InvalidArgument where the path is a source and WriteRequest::overwriteSource is not set.
    Result<void> write(const std::filesystem::path &path, std::string_view bytes) const;

private:
    const WriteRequest *request_;
    std::set<std::pair<std::uint64_t, std::uint64_t>> sources_; ///< device and inode
};

std::filesystem::path sourcePath(const Dataset &dataset, int file);
/// The bytes of Dataset::files[file]; Malformed where the file is no longer the one that was read (length, or SHA-256
/// where it is known).
Result<std::string> readSource(const Dataset &dataset, int file);
/// The error for a record whose text no longer holds the numbers that were read.
Error sourceChanged(const std::string &file, int line);

/// The index of the source file whose faces are exactly the requested ones in the same order, in the same scheme: then
/// a copy of it, patched, is the export. -1 where there is none, or the format cannot patch what was changed.
int wholeSourceFile(const WriteRequest &request, const FormatInfo &info);
/// Edited faces (isEdited()) among `faces` with a record in the source file.
std::vector<AnnotationFormat::Patch> patchesOf(const WriteRequest &request, int file, const std::vector<int> &faces);
/// patch() on the whole source file, with the edited sets of `faces` that have a record in it.
Result<std::string> patchedSource(const AnnotationFormat &format, const WriteRequest &request, int file,
                                  const std::vector<int> &faces);

/// Of a text with one face a line: the lines of `dropped` go, `rows` come at the end with the line ends of the file.
std::vector<Replacement> changedLines(std::string_view source, const std::vector<SourceRecord> &dropped,
                                      const std::vector<std::string> &rows);
/// A record of each image that rows of this file name, by sample; of removed faces too.
std::map<int, SourceRecord> recordsOfImages(const Dataset &dataset, int file);
/// All faces with a record in this source file, removed ones too.
std::vector<int> facesInFile(const Dataset &dataset, int file);

/// An image path from a file as a relative path that stays below the folder it is appended to: no root, no "..".
std::filesystem::path safeRelativePath(std::string_view image);

} // namespace fiducial::formats
