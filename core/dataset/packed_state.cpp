#include "core/dataset/packed_state.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

namespace fiducial {

namespace {
enum class Base : std::uint8_t { Truth, Floats };

/// Points that the base does not give.
struct Exception {
    std::uint32_t index = 0;
    Point2 place;
};

struct OriginRun {
    std::uint32_t count = 0;
    Provenance origin;
};

/// Not ==: NaN and -0 have to come back as they were.
bool sameBits(Point2 a, Point2 b)
{
    return std::bit_cast<std::uint64_t>(a.x) == std::bit_cast<std::uint64_t>(b.x) &&
           std::bit_cast<std::uint64_t>(a.y) == std::bit_cast<std::uint64_t>(b.y);
}

bool sameBits(const Provenance &a, const Provenance &b)
{
    return a.source == b.source && a.run == b.run && a.time == b.time &&
           std::bit_cast<std::uint32_t>(a.movedPixels) == std::bit_cast<std::uint32_t>(b.movedPixels);
}

template <class BaseAt>
std::vector<Exception> exceptionsFrom(const std::vector<Point2> &points, const BaseAt &baseAt)
{
    std::vector<Exception> exceptions;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!sameBits(points[i], baseAt(i)))
            exceptions.push_back({static_cast<std::uint32_t>(i), points[i]});
    return exceptions;
}

std::vector<OriginRun> originRuns(const std::vector<Provenance> &origin)
{
    std::vector<OriginRun> runs;
    for (const Provenance &o : origin) {
        if (runs.empty() || !sameBits(runs.back().origin, o))
            runs.push_back({0, o});
        ++runs.back().count;
    }
    return runs;
}

/// The bytes never leave the process, so values keep their layout in memory.
class Packer {
public:
    template <class T>
    void put(const T &value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(&value);
        bytes_.insert(bytes_.end(), bytes, bytes + sizeof(T));
    }
    template <class T>
    void putAll(const std::vector<T> &values)
    {
        put(static_cast<std::uint32_t>(values.size()));
        for (const T &value : values)
            put(value);
    }
    void putText(const std::string &text) { putAll(std::vector<char>(text.begin(), text.end())); }
    std::vector<std::uint8_t> take()
    {
        bytes_.shrink_to_fit();
        return std::move(bytes_);
    }

private:
    std::vector<std::uint8_t> bytes_;
};

class Unpacker {
public:
    explicit Unpacker(const std::vector<std::uint8_t> &bytes) : at_(bytes.data()) {}

    template <class T>
    T get()
    {
        T value;
        std::memcpy(&value, at_, sizeof(T));
        at_ += sizeof(T);
        return value;
    }
    template <class T>
    std::vector<T> getAll()
    {
        std::vector<T> values(get<std::uint32_t>());
        for (T &value : values)
            value = get<T>();
        return values;
    }
    std::string getText()
    {
        const std::vector<char> text = getAll<char>();
        return {text.begin(), text.end()};
    }

private:
    const std::uint8_t *at_;
};

void packSet(Packer &out, const EditedSet &mine, const LandmarkSet &truth)
{
    const std::vector<Point2> &points = mine.set.points;
    auto exceptions = exceptionsFrom(points, [&](std::size_t i) { return toDouble(toFloat(points[i])); });
    Base base = Base::Floats;
    if (truth.points.size() == points.size()) {
        auto fromTruth = exceptionsFrom(points, [&](std::size_t i) { return truth.points[i]; });
        if (fromTruth.size() * sizeof(Exception) <=
            (exceptions.size() * sizeof(Exception) + points.size() * sizeof(Point2f))) {
            exceptions = std::move(fromTruth);
            base = Base::Truth;
        }
    }
    out.put(base);
    out.put(static_cast<std::uint32_t>(points.size()));
    if (base == Base::Floats)
        for (const Point2 p : points)
            out.put(toFloat(p));
    out.putAll(exceptions);
    out.putAll(mine.set.visibility);
    out.putAll(originRuns(mine.origin));
}

EditedSet unpackSet(Unpacker &in, const LandmarkSet &truth)
{
    EditedSet mine;
    const auto base = in.get<Base>();
    const auto count = in.get<std::uint32_t>();
    std::vector<Point2> &points = mine.set.points;
    if (base == Base::Truth) {
        points = truth.points;
    } else {
        points.resize(count);
        for (Point2 &p : points)
            p = toDouble(in.get<Point2f>());
    }
    for (const Exception &e : in.getAll<Exception>())
        points[e.index] = e.place;
    mine.set.visibility = in.getAll<Visibility>();
    for (const OriginRun &run : in.getAll<OriginRun>())
        mine.origin.insert(mine.origin.end(), run.count, run.origin);
    return mine;
}

void packRemarks(Packer &out, const FaceState &state)
{
    out.putText(state.note.author);
    out.put(state.note.time);
    out.putText(state.note.reason);
    out.put(static_cast<std::uint32_t>(state.comments.size()));
    for (const Comment &comment : state.comments) {
        out.put(comment.id);
        out.put(comment.point);
        out.putText(comment.text);
        out.putText(comment.author);
        out.put(comment.time);
        out.put(comment.resolved);
    }
}

void unpackRemarks(Unpacker &in, FaceState &state)
{
    state.note.author = in.getText();
    state.note.time = in.get<std::int64_t>();
    state.note.reason = in.getText();
    state.comments.resize(in.get<std::uint32_t>());
    for (Comment &comment : state.comments) {
        comment.id = in.get<Uuid>();
        comment.point = in.get<std::int32_t>();
        comment.text = in.getText();
        comment.author = in.getText();
        comment.time = in.get<std::int64_t>();
        comment.resolved = in.get<bool>();
    }
}

void packFields(Packer &out, const FaceFields &fields)
{
    out.put(fields.presence);
    out.put(fields.box.has_value());
    if (fields.box)
        out.put(*fields.box);
    out.put(static_cast<std::uint32_t>(fields.attributes.size()));
    for (const auto &[name, value] : fields.attributes) {
        out.putText(name);
        out.put(value);
    }
}

FaceFields unpackFields(Unpacker &in)
{
    FaceFields fields;
    fields.presence = in.get<Presence>();
    if (in.get<bool>())
        fields.box = in.get<Rect>();
    for (auto left = in.get<std::uint32_t>(); left > 0; --left) {
        std::string name = in.getText();
        fields.attributes[std::move(name)] = in.get<std::int8_t>();
    }
    return fields;
}

/// What follows, in this order.
enum Part : std::uint8_t { SetPart = 1, RemarksPart = 2, FieldsPart = 4 };
} // namespace

PackedState::PackedState(const FaceState &state, const LandmarkSet &truth)
    : review_(state.review),
      edited_(!state.mine.empty()),
      openComments_(static_cast<std::uint16_t>(std::min(fiducial::openComments(state), 0xFFFF)))
{
    const bool set = state.mine != EditedSet{};
    const bool remarks = state.note != ReviewNote{} || !state.comments.empty();
    const bool fields = state.fields != FaceFields{};
    if (!set && !remarks && !fields)
        return;
    Packer out;
    out.put(static_cast<std::uint8_t>((set ? SetPart : 0) | (remarks ? RemarksPart : 0) | (fields ? FieldsPart : 0)));
    if (set)
        packSet(out, state.mine, truth);
    if (remarks)
        packRemarks(out, state);
    if (fields)
        packFields(out, state.fields);
    bytes_ = out.take();
}

FaceState PackedState::unpacked(const LandmarkSet &truth) const
{
    FaceState state;
    state.review = review_;
    if (bytes_.empty())
        return state;
    Unpacker in(bytes_);
    const auto parts = in.get<std::uint8_t>();
    if (parts & SetPart)
        state.mine = unpackSet(in, truth);
    if (parts & RemarksPart)
        unpackRemarks(in, state);
    if (parts & FieldsPart)
        state.fields = unpackFields(in);
    return state;
}

} // namespace fiducial
