#include "core/store/blob.h"

#include <bit>
#include <cstring>
#include <type_traits>

namespace fiducial::store {

namespace {

constexpr std::uint8_t kLayoutOfPoints = 1;  ///< review state and points: all there was before layout 3 of the project
constexpr std::uint8_t kLayoutOfRemarks = 2; ///< the same, then the review note and the comments
constexpr std::uint8_t kStateLayout = 3;     ///< the same, then presence, box and attributes
constexpr std::size_t kOriginBytes =
    sizeof(PointSource) + sizeof(Provenance::run) + sizeof(Provenance::movedPixels) + sizeof(Provenance::time);

template <std::size_t Bytes>
using Unsigned = std::conditional_t<
    Bytes == 1, std::uint8_t,
    std::conditional_t<Bytes == 2, std::uint16_t, std::conditional_t<Bytes == 4, std::uint32_t, std::uint64_t>>>;

class ByteWriter {
public:
    template <class T>
    void put(T value)
    {
        auto bits = std::bit_cast<Unsigned<sizeof(T)>>(value);
        for (std::size_t i = 0; i < sizeof(T); ++i)
            out_ += static_cast<char>((bits >> (8 * i)) & 0xFF);
    }
    void putCount(std::size_t count) { put(static_cast<std::uint32_t>(count)); }
    void putText(std::string_view text)
    {
        putCount(text.size());
        out_ += text;
    }
    void putUuid(const Uuid &id) { out_ += bytesOf(id); }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads past the end give zeros and make finished() fail.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    template <class T>
    T get()
    {
        Unsigned<sizeof(T)> bits = 0;
        if (bytes_.size() < sizeof(T)) {
            broken_ = true;
            return std::bit_cast<T>(bits);
        }
        for (std::size_t i = 0; i < sizeof(T); ++i)
            bits |= static_cast<Unsigned<sizeof(T)>>(
                static_cast<Unsigned<sizeof(T)>>(static_cast<std::uint8_t>(bytes_[i])) << (8 * i));
        bytes_.remove_prefix(sizeof(T));
        return std::bit_cast<T>(bits);
    }
    /// A number of entries of which each takes `entryBytes`; 0 and broken where so many cannot follow.
    std::size_t getCount(std::size_t entryBytes)
    {
        const std::size_t count = get<std::uint32_t>();
        if (count <= bytes_.size() / entryBytes)
            return count;
        broken_ = true;
        return 0;
    }
    std::uint8_t getUpTo(std::uint8_t largest)
    {
        const auto value = get<std::uint8_t>();
        broken_ = broken_ || value > largest;
        return broken_ ? std::uint8_t{0} : value;
    }
    void require(bool holds) { broken_ = broken_ || !holds; }
    std::string getText()
    {
        const std::size_t count = getCount(1);
        std::string text(bytes_.substr(0, count));
        bytes_.remove_prefix(count);
        return text;
    }
    Uuid getUuid()
    {
        Uuid id;
        for (std::uint8_t &byte : id.bytes)
            byte = get<std::uint8_t>();
        return id;
    }
    std::string_view rest() const { return bytes_; }
    bool finished() const { return !broken_ && bytes_.empty(); }

private:
    std::string_view bytes_;
    bool broken_ = false;
};

Error damaged(const Sentence &what)
{
    return makeError(Errc::Malformed, says("The project file holds damaged %1; go back to a copy.", what));
}

void putRemarks(ByteWriter &out, const FaceState &state)
{
    out.putText(state.note.author);
    out.put(state.note.time);
    out.putText(state.note.reason);
    out.putCount(state.comments.size());
    for (const Comment &comment : state.comments) {
        out.putUuid(comment.id);
        out.put(comment.point);
        out.putText(comment.text);
        out.putText(comment.author);
        out.put(comment.time);
        out.put(static_cast<std::uint8_t>(comment.resolved));
    }
}

void getRemarks(ByteReader &in, FaceState &state)
{
    constexpr std::size_t kLeastBytes = sizeof(Uuid::bytes) + sizeof(Comment::point) + 2 * sizeof(std::uint32_t) +
                                        sizeof(Comment::time) + sizeof(Comment::resolved);
    state.note.author = in.getText();
    state.note.time = in.get<std::int64_t>();
    state.note.reason = in.getText();
    state.comments.resize(in.getCount(kLeastBytes));
    for (Comment &comment : state.comments) {
        comment.id = in.getUuid();
        comment.point = in.get<std::int32_t>();
        comment.text = in.getText();
        comment.author = in.getText();
        comment.time = in.get<std::int64_t>();
        comment.resolved = in.getUpTo(1) == 1;
    }
}

void putRect(ByteWriter &out, const Rect &box)
{
    for (const double value : {box.x, box.y, box.width, box.height})
        out.put(value);
}

Rect getRect(ByteReader &in)
{
    Rect box;
    for (double *value : {&box.x, &box.y, &box.width, &box.height})
        *value = in.get<double>();
    return box;
}

void putFields(ByteWriter &out, const FaceFields &fields)
{
    out.put(static_cast<std::uint8_t>(fields.presence));
    out.put(static_cast<std::uint8_t>(fields.box.has_value()));
    if (fields.box)
        putRect(out, *fields.box);
    out.putCount(fields.attributes.size());
    for (const auto &[name, value] : fields.attributes) {
        out.putText(name);
        out.put(value);
    }
}

void getFields(ByteReader &in, FaceFields &fields)
{
    constexpr std::size_t kLeastBytes = sizeof(std::uint32_t) + sizeof(std::int8_t);
    fields.presence = static_cast<Presence>(in.getUpTo(static_cast<std::uint8_t>(Presence::Deleted)));
    if (in.getUpTo(1) == 1) {
        fields.box = getRect(in);
        const Rect &box = *fields.box;
        in.require(!box.empty() && isFinite({box.x, box.y}) && isFinite({box.right(), box.bottom()}));
    }
    for (std::size_t left = in.getCount(kLeastBytes); left > 0; --left) {
        std::string name = in.getText();
        const auto value = in.get<std::int8_t>();
        in.require(value >= -1 && value <= 1);
        fields.attributes[std::move(name)] = value;
    }
}

/// Values that are nothing but floats, one after the other.
template <class T>
std::string encodePacked(const std::vector<T> &values)
{
    static_assert(std::is_trivially_copyable_v<T> && std::endian::native == std::endian::little);
    return std::string(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T));
}

template <class T>
Result<std::vector<T>> decodePacked(std::string_view bytes, const Sentence &what)
{
    if (bytes.size() % sizeof(T) != 0)
        return damaged(what);
    std::vector<T> values(bytes.size() / sizeof(T));
    if (!values.empty())
        std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
}

} // namespace

std::string encodeState(const FaceState &state)
{
    ByteWriter out;
    out.put(kStateLayout);
    out.put(static_cast<std::uint8_t>(state.review));
    out.putCount(state.mine.set.points.size());
    for (const Point2 p : state.mine.set.points) {
        out.put(p.x);
        out.put(p.y);
    }
    out.putCount(state.mine.set.visibility.size());
    for (const Visibility v : state.mine.set.visibility)
        out.put(static_cast<std::uint8_t>(v));
    out.putCount(state.mine.origin.size());
    for (const Provenance &origin : state.mine.origin) {
        out.put(static_cast<std::uint8_t>(origin.source));
        out.put(origin.run);
        out.put(origin.movedPixels);
        out.put(origin.time);
    }
    putRemarks(out, state);
    putFields(out, state.fields);
    return out.take();
}

Result<FaceState> decodeState(std::string_view bytes)
{
    ByteReader in(bytes);
    const auto layout = in.get<std::uint8_t>();
    if (layout < kLayoutOfPoints || layout > kStateLayout)
        return damaged(says("landmarks"));
    FaceState state;
    state.review = static_cast<ReviewState>(in.getUpTo(static_cast<std::uint8_t>(ReviewState::Excluded)));
    state.mine.set.points.resize(in.getCount(2 * sizeof(double)));
    for (Point2 &p : state.mine.set.points) {
        p.x = in.get<double>();
        p.y = in.get<double>();
    }
    state.mine.set.visibility.resize(in.getCount(1));
    for (Visibility &v : state.mine.set.visibility)
        v = static_cast<Visibility>(in.getUpTo(static_cast<std::uint8_t>(Visibility::Visible)));
    state.mine.origin.resize(in.getCount(kOriginBytes));
    for (Provenance &origin : state.mine.origin) {
        origin.source = static_cast<PointSource>(in.getUpTo(static_cast<std::uint8_t>(PointSource::Human)));
        origin.run = in.get<std::int16_t>();
        origin.movedPixels = in.get<float>();
        origin.time = in.get<std::uint32_t>();
    }
    if (layout >= kLayoutOfRemarks)
        getRemarks(in, state);
    if (layout >= kStateLayout)
        getFields(in, state.fields);
    const std::size_t visibilities = state.mine.set.visibility.size();
    if (!in.finished() || (visibilities != 0 && visibilities != state.mine.set.points.size()))
        return damaged(says("landmarks"));
    return state;
}

std::string encodeMask(const std::vector<bool> &mask)
{
    ByteWriter out;
    out.putCount(mask.size());
    for (std::size_t i = 0; i < mask.size(); i += 8) {
        std::uint8_t bits = 0;
        for (std::size_t j = 0; j < 8 && i + j < mask.size(); ++j)
            bits = static_cast<std::uint8_t>(bits | (mask[i + j] ? 1 << j : 0));
        out.put(bits);
    }
    return out.take();
}

Result<std::vector<bool>> decodeMask(std::string_view bytes)
{
    ByteReader in(bytes);
    const std::size_t count = in.get<std::uint32_t>();
    if (bytes.size() < sizeof(std::uint32_t) || in.rest().size() != (count + 7) / 8)
        return damaged(says("point masks"));
    std::vector<bool> mask(count);
    for (std::size_t i = 0; i < count; ++i)
        mask[i] = (static_cast<std::uint8_t>(in.rest()[i / 8]) >> (i % 8)) & 1;
    return mask;
}

std::string encodeBoxes(const RowBoxes &boxes)
{
    ByteWriter out;
    putRect(out, boxes.box);
    putRect(out, boxes.cropBox);
    return out.take();
}

Result<RowBoxes> decodeBoxes(std::string_view bytes)
{
    ByteReader in(bytes);
    RowBoxes boxes;
    boxes.box = getRect(in);
    boxes.cropBox = getRect(in);
    if (!in.finished())
        return damaged(says("boxes"));
    return boxes;
}

std::string encodePoints(const std::vector<Point2f> &points)
{
    return encodePacked(points);
}

Result<std::vector<Point2f>> decodePoints(std::string_view bytes)
{
    return decodePacked<Point2f>(bytes, says("predicted points"));
}

std::string encodeCovariance(const std::vector<Covariance2f> &covariance)
{
    return encodePacked(covariance);
}

Result<std::vector<Covariance2f>> decodeCovariance(std::string_view bytes)
{
    return decodePacked<Covariance2f>(bytes, says("covariances"));
}

std::string encodeFloats(const std::vector<float> &values)
{
    return encodePacked(values);
}

Result<std::vector<float>> decodeFloats(std::string_view bytes)
{
    return decodePacked<float>(bytes, says("peaks"));
}

std::string_view bytesOf(const Uuid &id)
{
    return {reinterpret_cast<const char *>(id.bytes.data()), id.bytes.size()};
}

Result<Uuid> decodeUuid(std::string_view bytes)
{
    Uuid id;
    if (bytes.size() != id.bytes.size())
        return damaged(says("identifiers"));
    std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
    return id;
}

} // namespace fiducial::store
