#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <memory>

class QSettings;

namespace fiducial::ui {

/// What the application remembers about its user, typed, with defaults. One ini file; a damaged one is kept beside as
/// ".bad" and the defaults are used. GUI thread.
class AppSettings : public QObject {
    Q_OBJECT
public:
    /// `file`: the ini file; empty: the platform's place.
    explicit AppSettings(const QString &file = {}, QObject *parent = nullptr);
    ~AppSettings() override;

    /// A sentence where the settings could not be read, else empty.
    QString problem() const { return problem_; }

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

private:
    std::unique_ptr<QSettings> settings_;
    QString problem_;
};

} // namespace fiducial::ui
