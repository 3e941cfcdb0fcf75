#include "core/dataset/edited_dataset.h"

#include <algorithm>

namespace fiducial {

namespace {
bool isRemoved(const Face &face, Presence presence)
{
    return face.added ? presence != Presence::Added : presence == Presence::Deleted;
}

/// Keeps the rows of the image rising.
void listInImage(std::vector<std::int32_t> &faces, int row, bool listed)
{
    const auto place = std::ranges::lower_bound(faces, row);
    const bool isListed = place != faces.end() && *place == row;
    if (listed && !isListed)
        faces.insert(place, row);
    else if (!listed && isListed)
        faces.erase(place);
}

/// Without what describes the box that was read.
DerivedFields ofAnotherBox(DerivedFields derived)
{
    derived.centreScale.reset();
    derived.boxSize.reset();
    derived.area.reset();
    return derived;
}
} // namespace

int appendFace(Dataset &dataset, int sample)
{
    Face face;
    face.sample = sample;
    face.added = true;
    face.removed = true;
    dataset.faces.push_back(std::move(face));
    return static_cast<int>(dataset.faces.size()) - 1;
}

void appendStandIns(Dataset &dataset)
{
    std::vector<bool> hasRow(dataset.samples.size(), false);
    for (const Face &face : dataset.faces)
        hasRow[static_cast<std::size_t>(face.sample)] = true;
    for (std::size_t i = 0; i < hasRow.size(); ++i)
        if (!hasRow[i])
            appendFace(dataset, static_cast<int>(i));
}

void setFields(Dataset &dataset, int row, const FaceFields &fields)
{
    Face &face = dataset.faces[static_cast<std::size_t>(row)];
    const bool changed = fields.box || !fields.attributes.empty();
    if (changed && !face.asRead)
        face.asRead = std::make_shared<const FaceAsRead>(FaceAsRead{face.box, face.attributes, face.derived});
    if (face.asRead) {
        face.box = fields.box ? fields.box : face.asRead->box;
        face.attributes = face.asRead->attributes;
        face.derived = fields.box ? ofAnotherBox(face.asRead->derived) : face.asRead->derived;
    }
    if (!changed)
        face.asRead.reset();
    for (const auto &[name, value] : fields.attributes) {
        addAttributes(dataset, {name});
        const auto at = static_cast<std::size_t>(attributeIndex(dataset, name));
        if (face.attributes.size() <= at)
            face.attributes.resize(at + 1, -1);
        face.attributes[at] = value;
    }
    face.removed = isRemoved(face, fields.presence);
    listInImage(dataset.samples[static_cast<std::size_t>(face.sample)].faces, row, !face.removed);
}

bool isEdited(const Face &face, bool landmarks)
{
    return landmarks || face.asRead || face.added;
}

void addAttributes(Dataset &dataset, const std::vector<std::string> &names)
{
    for (const std::string &name : names)
        if (attributeIndex(dataset, name) < 0)
            dataset.attributeNames.push_back(name);
}

int attributeIndex(const Dataset &dataset, std::string_view name)
{
    const auto found = std::ranges::find(dataset.attributeNames, name);
    return found == dataset.attributeNames.end() ? -1 : static_cast<int>(found - dataset.attributeNames.begin());
}

std::int8_t attributeOf(const Dataset &dataset, int row, int attribute)
{
    const auto &values = dataset.faces[static_cast<std::size_t>(row)].attributes;
    const auto at = static_cast<std::size_t>(attribute);
    return at < values.size() ? values[at] : std::int8_t{-1};
}

std::vector<std::int8_t> wflwAttributesOf(const Dataset &dataset, const Face &face)
{
    std::vector<std::int8_t> values;
    for (const std::string &name : wflwAttributeNames()) {
        const auto at = static_cast<std::size_t>(attributeIndex(dataset, name)); // of none: beyond all
        values.push_back(at < face.attributes.size() ? face.attributes[at] : std::int8_t{-1});
    }
    const bool known = std::ranges::any_of(values, [](std::int8_t value) { return value >= 0; });
    return known ? values : std::vector<std::int8_t>();
}

std::vector<std::string> ownAttributeNames(const Dataset &dataset)
{
    std::vector<std::string> names;
    for (const std::string &name : dataset.attributeNames)
        if (std::ranges::find(wflwAttributeNames(), name) == wflwAttributeNames().end())
            names.push_back(name);
    return names;
}

} // namespace fiducial
