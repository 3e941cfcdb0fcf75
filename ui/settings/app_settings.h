#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

class QSettings;
class QVariant;

namespace fiducial::ui {

/// What the application remembers about its user, typed, with defaults. One ini file; a damaged one is kept beside as
/// ".bad" and the defaults are used; where nothing can be written, changes last as long as the program. GUI thread.
class AppSettings : public QObject {
    Q_OBJECT
public:
    /// `file`: the ini file; empty: the platform's place.
    explicit AppSettings(const QString &file = {}, QObject *parent = nullptr);
    ~AppSettings() override;

    /// A sentence where the settings could not be read or cannot be written, else empty.
    QString problem() const;

    QStringList recent() const; ///< paths, the latest first, at most 12
    void addRecent(const QString &path);
    void removeRecent(const QString &path);

    QString theme() const; ///< "system", "light", "dark"
    void setTheme(const QString &theme);

    /// Window geometry and dock layout; empty where the stored layout is of another version.
    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray &geometry, const QByteArray &state);

    double markSize() const; ///< 3..12
    void setMarkSize(double pixels);
    double layerOpacity(const QString &layer) const; ///< 0..1
    void setLayerOpacity(const QString &layer, double opacity);
    double errorMagnification() const; ///< of error lines, 1..20
    void setErrorMagnification(double times);
    QString model() const; ///< name or file of the model that pre-fills; empty: the default for the scheme
    void setModel(const QString &nameOrFile);
    struct ModelSpeed {
        double facesPerSecond = 0; ///< 0: not measured
        QString device;
    };
    /// What measuring gave on this machine; `weights`: their SHA-256, or the model's name.
    ModelSpeed modelSpeed(const QString &weights) const;
    void setModelSpeed(const QString &weights, const ModelSpeed &speed);
    QString boxes() const; ///< "annotated", "detector", "truth"
    void setBoxes(const QString &boxes);
    bool flag(const QString &key, bool fallback) const; ///< view switches: "view/contours", ...
    void setFlag(const QString &key, bool on);
    QStringList filters() const; ///< queries that the user keeps, the latest first
    void setFilters(const QStringList &filters);
    QString lastFolder() const;
    void setLastFolder(const QString &folder);
    QString author() const; ///< name in the revision log; the system's user name by default
    void setAuthor(const QString &author);

    // Preferences. Their setters, and those of theme, mark size and author, emit preferenceChanged().

    QString language() const; ///< "system" or a code of LanguageController::languages()
    void setLanguage(const QString &code);
    bool animation() const; ///< whether zoom and fit glide, where the system allows it
    void setAnimation(bool on);
    enum class Wheel { Zooms, Scrolls }; ///< without Ctrl; with it the other one
    Wheel wheel() const;
    void setWheel(Wheel wheel);
    bool squarePixels() const; ///< where the picture is magnified; smooth otherwise
    void setSquarePixels(bool on);
    double hitRadius() const; ///< 4..24 pixels of the screen
    void setHitRadius(double pixels);

    /// Keys that the user gave to an action, as portable text ("" for none); nothing where it keeps its own.
    std::optional<QString> shortcut(const QString &action) const;
    void setShortcut(const QString &action, const std::optional<QString> &keys);

Q_SIGNALS:
    void preferenceChanged(const QString &key); ///< "theme", "language", "author", "view/mark_size", ...

private:
    void setPreference(const QString &key, const QVariant &value);

    std::unique_ptr<QSettings> settings_;
    QString damaged_; ///< where the file that could not be read is kept
};

} // namespace fiducial::ui
