#include "ui/theme/icon_factory.h"

#include "ui/theme/palette.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {

QString iconPath(const QString &name)
{
    return u":/fiducial/icons/"_s + name + u".svg"_s;
}

QColor strokeColour(IconRole role, QIcon::Mode mode)
{
    const Palette &c = paletteOf(QGuiApplication::palette());
    if (mode == QIcon::Disabled) {
        QColor faint = c.muted;
        faint.setAlphaF(0.5F);
        return faint;
    }
    switch (role) {
    case IconRole::Text:
        return c.text;
    case IconRole::Muted:
        return c.muted;
    case IconRole::Accent:
        return c.accent;
    case IconRole::OnAccent:
        return c.onAccent;
    case IconRole::Good:
        return c.good;
    case IconRole::Warning:
        return c.warning;
    case IconRole::Bad:
        return c.bad;
    }
    return c.text;
}

/// Draws at the moment of painting, so that a change of theme needs no new icons.
class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(const QString &name, QByteArray svg, IconRole role)
        : name_(name), svg_(std::move(svg)), role_(role)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->deviceTransform().m11();
        const QPixmap pixmap = render(rect.size(), ratio, mode, state);
        painter->drawPixmap(rect.topLeft(), pixmap);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return render(size, 1, mode, state);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        // Qt asks for device pixels and sets the ratio by itself.
        Q_UNUSED(scale)
        return render(size, 1, mode, state);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(name_, svg_, role_); }
    QString iconName() override { return name_; }
    bool isNull() override { return false; }

private:
    QPixmap render(QSize size, double ratio, QIcon::Mode mode, QIcon::State) const
    {
        const QColor colour = strokeColour(role_, mode);
        const QSize pixels = (QSizeF(size) * ratio).toSize();
        const QString key = u"fiducial-icon/%1/%2x%3/%4/%5"_s.arg(name_)
                                .arg(pixels.width())
                                .arg(pixels.height())
                                .arg(ratio)
                                .arg(colour.name(QColor::HexArgb));
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap) || pixels.isEmpty())
            return pixmap;
        QByteArray svg = svg_;
        svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        pixmap = QPixmap(pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setOpacity(colour.alphaF());
        const int side = std::min(pixels.width(), pixels.height());
        renderer.render(&painter, QRectF((pixels.width() - side) / 2.0, (pixels.height() - side) / 2.0, side, side));
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString name_;
    QByteArray svg_;
    IconRole role_;
};

} // namespace

QIcon themedIcon(const QString &name, IconRole role)
{
    QFile file(iconPath(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new ThemedIconEngine(name, file.readAll(), role));
}

QStringList iconNames()
{
    QStringList names = QDir(u":/fiducial/icons"_s).entryList({u"*.svg"_s}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace fiducial::ui
