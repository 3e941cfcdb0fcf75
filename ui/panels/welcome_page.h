#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fiducial::ui {

class AppSettings;

/// What a stranger sees first: what the application does in a sentence, buttons to open a folder, a file or the sample
/// set, recent projects (missing ones greyed, removable), and the hint that anything can be dropped here.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(AppSettings &settings, QWidget *parent = nullptr);
    void refresh(); ///< reads the recent projects again
    /// While a data set opens: its name and a moving bar instead of the buttons; an empty name ends it.
    void setBusy(const QString &name);

Q_SIGNALS:
    void openFolderRequested();
    void openFileRequested();
    void openSamplesRequested();
    void openRequested(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildActions();
    void buildBusy();
    QWidget *makeRecentRow(const QString &path);
    void retranslate();

    AppSettings &settings_;
    QLabel *title_ = nullptr;
    QLabel *sentence_ = nullptr;
    QLabel *drop_ = nullptr;
    QLabel *recentTitle_ = nullptr;
    QPushButton *folder_ = nullptr;
    QPushButton *file_ = nullptr;
    QPushButton *samples_ = nullptr;
    QWidget *recentRows_ = nullptr;
    QVBoxLayout *recent_ = nullptr;
    QWidget *buttons_ = nullptr;
    QWidget *busy_ = nullptr;
    QLabel *busyText_ = nullptr;
};

} // namespace fiducial::ui
