#include "ui/paint/overlay_painter.h"

#include <QHash>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>

#include <cmath>

namespace fiducial::ui {

namespace {

constexpr double kStroke = 1.7;
constexpr double kEdge = 1.4; // how much wider the dark stroke below is

QPen roundPen(const QColor &colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

/// The same outline twice: a wider dark one, then the colour.
template <class Draw>
void strokeWithEdge(QPainter &painter, const QColor &colour, double width, Draw draw)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(roundPen(edgeColour(), width + kEdge));
    draw();
    painter.setPen(roundPen(colour, width));
    draw();
}

void paintCross(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    strokeWithEdge(painter, colour, kStroke, [&] {
        painter.drawLine(c + QPointF(-r, -r), c + QPointF(r, r));
        painter.drawLine(c + QPointF(-r, r), c + QPointF(r, -r));
    });
}

void paintPlus(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    strokeWithEdge(painter, colour, kStroke, [&] {
        painter.drawLine(c + QPointF(-r, 0), c + QPointF(r, 0));
        painter.drawLine(c + QPointF(0, -r), c + QPointF(0, r));
    });
}

void paintPolygon(QPainter &painter, const QPolygonF &outline, const QColor &colour)
{
    strokeWithEdge(painter, colour, kStroke - 0.2, [&] { painter.drawPolygon(outline); });
}

void paintFilled(QPainter &painter, const QColor &colour)
{
    painter.setPen(roundPen(QColor(12, 14, 16, 235), 1.3));
    painter.setBrush(colour);
}

void paintHalfFilled(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    const QRectF box(c.x() - r, c.y() - r, 2 * r, 2 * r);
    strokeWithEdge(painter, colour, kStroke - 0.3, [&] { painter.drawEllipse(box); });
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPie(box, 90 * 16, 180 * 16);
}

void paintDashed(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(roundPen(edgeColour(), kStroke + kEdge - 0.3));
    painter.drawEllipse(c, r, r);
    QPen dashed(colour, kStroke - 0.3, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({1.6, 1.6});
    painter.setPen(dashed);
    painter.drawEllipse(c, r, r);
}

void drawMark(QPainter &painter, QPointF centre, const LayerStyle &style, double size, Visibility visibility)
{
    const double r = size / 2;
    const QPointF c = centre;
    if (visibility == Visibility::Absent)
        return paintDashed(painter, c, style.colour, r);
    if (visibility == Visibility::Occluded)
        return paintHalfFilled(painter, c, style.colour, r);
    switch (style.mark) {
    case Mark::Circle:
        return strokeWithEdge(painter, style.colour, kStroke, [&] { painter.drawEllipse(c, r, r); });
    case Mark::Cross:
        return paintCross(painter, c, style.colour, r * 0.8);
    case Mark::Plus:
        return paintPlus(painter, c, style.colour, r);
    case Mark::Diamond:
        return paintPolygon(painter, {c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)},
                            style.colour);
    case Mark::Triangle:
        return paintPolygon(painter, {c + QPointF(0, -r), c + QPointF(r * 0.87, r / 2), c + QPointF(-r * 0.87, r / 2)},
                            style.colour);
    case Mark::Disc:
        paintFilled(painter, style.colour);
        painter.drawEllipse(c, r - 0.5, r - 0.5);
        return;
    case Mark::Square:
        paintFilled(painter, style.colour);
        painter.drawRect(QRectF(c.x() - r + 0.5, c.y() - r + 0.5, size - 1, size - 1));
        return;
    }
}

/// What a drawn mark looks like: its style and where its centre lies within a device pixel, in eighths.
struct SpriteKey {
    Mark mark = Mark::Circle;
    Visibility visibility = Visibility::Visible;
    QRgb colour = 0;
    double size = 0;
    double ratio = 1;
    QPoint eighths;
    friend bool operator==(const SpriteKey &, const SpriteKey &) = default;
    friend size_t qHash(const SpriteKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, static_cast<int>(key.mark), static_cast<int>(key.visibility), key.colour, key.size,
                          key.ratio, key.eighths.x(), key.eighths.y());
    }
};

/// Device pixels from a mark's centre to the edges of its sprite.
int spriteReach(double size, double ratio)
{
    return static_cast<int>(std::ceil((size / 2 + kStroke + kEdge + 1) * ratio));
}

QImage drawnSprite(const SpriteKey &key, const LayerStyle &style)
{
    const int reach = spriteReach(key.size, key.ratio);
    QImage sprite(2 * reach + 1, 2 * reach + 1, QImage::Format_ARGB32_Premultiplied);
    sprite.fill(Qt::transparent);
    QPainter painter(&sprite);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(key.ratio, key.ratio);
    drawMark(painter, (QPointF(reach, reach) + QPointF(key.eighths) / 8) / key.ratio, style, key.size, key.visibility);
    return sprite;
}

const QImage &spriteOf(const SpriteKey &key, const LayerStyle &style)
{
    constexpr qsizetype kSprites = 4096; // some kilobytes each at most
    thread_local QHash<SpriteKey, QImage> sprites;
    const auto known = sprites.constFind(key);
    if (known != sprites.cend())
        return *known;
    if (sprites.size() >= kSprites)
        sprites.clear();
    return *sprites.insert(key, drawnSprite(key, style));
}

/// Pixels that are only moved and enlarged evenly: a screen, not a printer or a vector file.
bool takesSprites(const QPainter &painter, const QTransform &device)
{
    return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster &&
           painter.testRenderHint(QPainter::Antialiasing) && device.type() <= QTransform::TxScale &&
           device.m11() == device.m22() && device.m11() > 0;
}

} // namespace

/// Hundreds of marks are drawn in every frame, and stroking one takes a hundred times as long as copying it.
void paintMark(QPainter &painter, QPointF centre, const LayerStyle &style, double size, Visibility visibility)
{
    const QTransform device = painter.deviceTransform();
    if (!takesSprites(painter, device))
        return drawMark(painter, centre, style, size, visibility);
    const double ratio = device.m11();
    const QPointF at = device.map(centre);
    const QPoint eighths(qRound(8 * at.x()), qRound(8 * at.y()));
    const QPoint pixel(eighths.x() >> 3, eighths.y() >> 3);
    const QImage &sprite =
        spriteOf({style.mark, visibility, style.colour.rgba(), size, ratio, eighths - 8 * pixel}, style);
    const QPointF corner = pixel - QPoint(1, 1) * spriteReach(size, ratio);
    const QPointF offset(device.dx(), device.dy());
    painter.drawImage(QRectF((corner - offset) / ratio, QSizeF(sprite.size()) / ratio), sprite, QRectF(sprite.rect()));
}

} // namespace fiducial::ui
