#pragma once

#include "core/base/result.h"
#include "ui/main_window/main_window.h"

#include <QJsonObject>
#include <QStringList>

namespace fiducial {

/// What can only be measured in the window. `fiducial --bench NAME [PATH]` measures one of names(), prints the numbers
/// as one line of JSON and ends; `fiducial-cli bench` starts one such process for each. GUI thread.
class WindowBench : public QObject {
    Q_OBJECT
public:
    /// `path`: data set or project, empty for none. The window is shown already.
    WindowBench(ui::MainWindow &window, QString path);

    static QStringList names();
    Result<QJsonObject> run(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Result<QJsonObject> start();  ///< nothing but getting there: the caller looks at the clock
    Result<QJsonObject> open();   ///< until the first picture is drawn; memory with everything loaded
    Result<QJsonObject> fill();   ///< gives every face a corrected set and predictions of two models
    Result<QJsonObject> browse(); ///< next image: prefetched, decoded on demand, key held
    Result<QJsonObject> order();  ///< sorting and filtering the browser
    Result<QJsonObject> laboratory();
    Result<QJsonObject> commit(); ///< one edit until it is on disk
    Result<QJsonObject> answer(); ///< longest time without an answer while a run comes in and everything is measured
    Result<QJsonObject> drag();

    Result<void> openAndDraw();
    double secondsToShow(int listRow);
    double heldKeyRate();
    bool isShown(int face) const;

    ui::MainWindow &window_;
    QString path_;
    QString problem_;
    int drawnFace_ = -1;
};

} // namespace fiducial
