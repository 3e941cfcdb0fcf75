#pragma once

#include "core/base/uuid.h"
#include "core/dataset/face_state.h"
#include "core/dataset/run.h"

#include <optional>

/// Values as bytes: little-endian, NaN kept bit by bit. Nothing that is read is trusted: a length that does not fit
/// gives Malformed, never an allocation of its size.
namespace fiducial::store {

std::string encodeState(const FaceState &state);
Result<FaceState> decodeState(std::string_view bytes);

std::string encodeMask(const std::vector<bool> &mask);
Result<std::vector<bool>> decodeMask(std::string_view bytes);

/// The box a row is known by and the box its model was given.
struct RowBoxes {
    Rect box;
    Rect cropBox;
};
std::string encodeBoxes(const RowBoxes &boxes);
Result<RowBoxes> decodeBoxes(std::string_view bytes);

std::string encodePoints(const std::vector<Point2f> &points);
Result<std::vector<Point2f>> decodePoints(std::string_view bytes);
std::string encodeCovariance(const std::vector<Covariance2f> &covariance);
Result<std::vector<Covariance2f>> decodeCovariance(std::string_view bytes);
std::string encodeFloats(const std::vector<float> &values);
Result<std::vector<float>> decodeFloats(std::string_view bytes);

std::string_view bytesOf(const Uuid &id);
Result<Uuid> decodeUuid(std::string_view bytes);

} // namespace fiducial::store
