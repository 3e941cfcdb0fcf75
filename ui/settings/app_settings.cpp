#include "ui/settings/app_settings.h"

#include <QDir>
#include <QFile>
#include <QSettings>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMaxRecent = 12;
constexpr int kLayoutVersion = 1; ///< raise when docks change: an older layout is ignored
} // namespace

AppSettings::AppSettings(const QString &file, QObject *parent) : QObject(parent)
{
    const auto openFile = [&] {
        return file.isEmpty() ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"Fiducial"_s,
                                                            u"fiducial"_s)
                              : std::make_unique<QSettings>(file, QSettings::IniFormat);
    };
    settings_ = openFile();
    settings_->allKeys(); // reads the file
    if (settings_->status() == QSettings::NoError)
        return;
    const QString path = settings_->fileName();
    damaged_ = path + u".bad"_s;
    settings_.reset();
    QFile::remove(damaged_);
    QFile::rename(path, damaged_);
    settings_ = openFile();
}

QString AppSettings::problem() const
{
    if (!damaged_.isEmpty())
        return tr("The settings in %1 could not be read; defaults are used and the file is kept as %2.")
            .arg(settings_->fileName(), damaged_);
    if (!settings_->isWritable())
        return tr("The settings in %1 cannot be written; changes last until the program ends.")
            .arg(settings_->fileName());
    return {};
}

AppSettings::~AppSettings() = default;

QStringList AppSettings::recent() const
{
    return settings_->value(u"recent"_s).toStringList();
}

void AppSettings::addRecent(const QString &path)
{
    QStringList list = recent();
    list.removeAll(path);
    list.prepend(path);
    settings_->setValue(u"recent"_s, QStringList(list.mid(0, kMaxRecent)));
}

void AppSettings::removeRecent(const QString &path)
{
    QStringList list = recent();
    list.removeAll(path);
    settings_->setValue(u"recent"_s, list);
}

QString AppSettings::theme() const
{
    const QString theme = settings_->value(u"theme"_s).toString();
    return theme == u"light"_s || theme == u"dark"_s ? theme : u"system"_s;
}

void AppSettings::setTheme(const QString &theme)
{
    setPreference(u"theme"_s, theme);
}

QByteArray AppSettings::windowGeometry() const
{
    return settings_->value(u"window/geometry"_s).toByteArray();
}

QByteArray AppSettings::windowState() const
{
    return settings_->value(u"window/layout_version"_s).toInt() == kLayoutVersion
               ? settings_->value(u"window/state"_s).toByteArray()
               : QByteArray();
}

void AppSettings::setWindow(const QByteArray &geometry, const QByteArray &state)
{
    settings_->setValue(u"window/geometry"_s, geometry);
    settings_->setValue(u"window/state"_s, state);
    settings_->setValue(u"window/layout_version"_s, kLayoutVersion);
}

double AppSettings::markSize() const
{
    bool ok = false;
    const double size = settings_->value(u"view/mark_size"_s).toDouble(&ok);
    return ok ? std::clamp(size, 3.0, 12.0) : 7.0;
}

void AppSettings::setMarkSize(double pixels)
{
    setPreference(u"view/mark_size"_s, pixels);
}

QString AppSettings::model() const
{
    return settings_->value(u"model/name"_s).toString();
}

void AppSettings::setModel(const QString &nameOrFile)
{
    settings_->setValue(u"model/name"_s, nameOrFile);
}

AppSettings::ModelSpeed AppSettings::modelSpeed(const QString &weights) const
{
    bool ok = false;
    const QStringList parts = settings_->value(u"speed/"_s + weights).toStringList();
    const double speed = parts.value(0).toDouble(&ok);
    return ok && speed > 0 ? ModelSpeed{speed, parts.value(1)} : ModelSpeed{};
}

void AppSettings::setModelSpeed(const QString &weights, const ModelSpeed &speed)
{
    settings_->setValue(u"speed/"_s + weights, QStringList{QString::number(speed.facesPerSecond), speed.device});
}

QString AppSettings::boxes() const
{
    return settings_->value(u"model/boxes"_s, u"annotated"_s).toString();
}

void AppSettings::setBoxes(const QString &boxes)
{
    settings_->setValue(u"model/boxes"_s, boxes);
}

double AppSettings::layerOpacity(const QString &layer) const
{
    bool ok = false;
    const double opacity = settings_->value(u"opacity/"_s + layer).toDouble(&ok);
    return ok ? std::clamp(opacity, 0.0, 1.0) : 1.0;
}

void AppSettings::setLayerOpacity(const QString &layer, double opacity)
{
    settings_->setValue(u"opacity/"_s + layer, opacity);
}

double AppSettings::errorMagnification() const
{
    bool ok = false;
    const double times = settings_->value(u"view/error_magnification"_s).toDouble(&ok);
    return ok ? std::clamp(times, 1.0, 20.0) : 1.0;
}

void AppSettings::setErrorMagnification(double times)
{
    settings_->setValue(u"view/error_magnification"_s, times);
}

bool AppSettings::flag(const QString &key, bool fallback) const
{
    return settings_->value(key, fallback).toBool();
}

void AppSettings::setFlag(const QString &key, bool on)
{
    settings_->setValue(key, on);
}

QStringList AppSettings::filters() const
{
    return settings_->value(u"laboratory/filters"_s).toStringList();
}

void AppSettings::setFilters(const QStringList &filters)
{
    settings_->setValue(u"laboratory/filters"_s, filters);
}

QString AppSettings::lastFolder() const
{
    return settings_->value(u"last_folder"_s, QDir::homePath()).toString();
}

void AppSettings::setLastFolder(const QString &folder)
{
    settings_->setValue(u"last_folder"_s, folder);
}

QString AppSettings::author() const
{
    const QString system = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME", u"unknown"_s));
    return settings_->value(u"author"_s, system).toString();
}

void AppSettings::setAuthor(const QString &author)
{
    setPreference(u"author"_s, author);
}

QString AppSettings::language() const
{
    return settings_->value(u"language"_s, u"system"_s).toString();
}

void AppSettings::setLanguage(const QString &code)
{
    setPreference(u"language"_s, code);
}

bool AppSettings::animation() const
{
    return settings_->value(u"view/animation"_s, true).toBool();
}

void AppSettings::setAnimation(bool on)
{
    setPreference(u"view/animation"_s, on);
}

AppSettings::Wheel AppSettings::wheel() const
{
    return settings_->value(u"view/wheel"_s).toString() == u"scroll"_s ? Wheel::Scrolls : Wheel::Zooms;
}

void AppSettings::setWheel(Wheel wheel)
{
    setPreference(u"view/wheel"_s, wheel == Wheel::Scrolls ? u"scroll"_s : u"zoom"_s);
}

bool AppSettings::squarePixels() const
{
    return settings_->value(u"view/pixelated"_s, true).toBool();
}

void AppSettings::setSquarePixels(bool on)
{
    setPreference(u"view/pixelated"_s, on);
}

double AppSettings::hitRadius() const
{
    bool ok = false;
    const double radius = settings_->value(u"view/hit_radius"_s).toDouble(&ok);
    return ok ? std::clamp(radius, 4.0, 24.0) : 8.0;
}

void AppSettings::setHitRadius(double pixels)
{
    setPreference(u"view/hit_radius"_s, pixels);
}

std::optional<QString> AppSettings::shortcut(const QString &action) const
{
    const QVariant keys = settings_->value(u"keys/"_s + action);
    return keys.isValid() ? std::optional(keys.toString()) : std::nullopt;
}

void AppSettings::setShortcut(const QString &action, const std::optional<QString> &keys)
{
    if (keys)
        settings_->setValue(u"keys/"_s + action, *keys);
    else
        settings_->remove(u"keys/"_s + action);
}

void AppSettings::setPreference(const QString &key, const QVariant &value)
{
    settings_->setValue(key, value);
    Q_EMIT preferenceChanged(key);
}

} // namespace fiducial::ui
