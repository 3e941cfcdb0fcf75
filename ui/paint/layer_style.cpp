#include "ui/paint/layer_style.h"

#include <algorithm>
#include <array>

namespace fiducial::ui {

int runLook(int colour, int mark)
{
    return kRunMarks * ((colour - mark + kRunColours) % kRunColours) + mark;
}

int markOfLook(int look)
{
    return std::max(look, 0) % kRunMarks;
}

int colourOfLook(int look)
{
    return (std::max(look, 0) % kRunMarks + std::max(look, 0) / kRunMarks) % kRunColours;
}

LayerStyle layerStyle(LayerKind kind, int look)
{
    static constexpr std::array<Mark, kRunMarks> marks = {Mark::Cross, Mark::Plus, Mark::Diamond, Mark::Triangle};
    static const std::array<std::array<QColor, 2>, kRunColours> colours = {{
        {QColor(0xE6, 0x9F, 0x00), QColor(0xb4, 0x7c, 0x00)},
        {QColor(0x56, 0xB4, 0xE9), QColor(0x2a, 0x8a, 0xc2)},
        {QColor(0xCC, 0x79, 0xA7), QColor(0xb8, 0x60, 0x8f)},
        {QColor(0xF0, 0xE4, 0x42), QColor(0x8a, 0x80, 0x00)},
    }};
    switch (kind) {
    case LayerKind::GroundTruth:
        return {Mark::Circle, QColor(0x2f, 0xd0, 0xa0), QColor(0x0a, 0x73, 0x56)};
    case LayerKind::Run:
        return {marks[static_cast<std::size_t>(markOfLook(look))],
                colours[static_cast<std::size_t>(colourOfLook(look))][0],
                colours[static_cast<std::size_t>(colourOfLook(look))][1]};
    case LayerKind::Mine:
        break;
    }
    return {Mark::Disc, QColor(0xff, 0xff, 0xff), QColor(0x1b, 0x20, 0x26)};
}

QColor errorColour()
{
    return QColor(0xff, 0x8a, 0x52);
}

QColor edgeColour()
{
    return QColor(12, 14, 16, 190);
}

QColor accentEdge(const QColor &accent)
{
    return accent.lightnessF() > 0.55F ? edgeColour() : QColor(255, 255, 255, 190);
}

} // namespace fiducial::ui
