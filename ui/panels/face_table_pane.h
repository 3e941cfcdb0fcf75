#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QMenu;
class QTableView;
class QToolButton;

namespace fiducial::ui {

class AppSettings;
class FaceTableModel;
class QueryCompleter;

/// The laboratory's table of faces with its query field, kept filters and choice of columns.
class FaceTablePane : public QWidget {
    Q_OBJECT
public:
    FaceTablePane(FaceTableModel &model, AppSettings &settings, QWidget *parent = nullptr);

    void setCurrentFace(int face); ///< emits nothing
    void setQuery(const QString &query);
    QString problem() const; ///< the sentence about a wrong query; empty where it is right
    QTableView *view() const { return view_; }
    QLineEdit *queryField() const { return query_; }
    /// The choice of columns as it stands now; the caller owns it.
    QMenu *makeColumnMenu();
    QMenu *makeFilterMenu();
    /// To the clipboard: the selected faces, or all that are listed, with the columns that are shown.
    void copyRows(bool all);

Q_SIGNALS:
    void faceChosen(int face);    ///< by a click or an arrow key
    void faceActivated(int face); ///< by Return or a double click
    void clearIntervalRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildBar();
    QStringList queryNames() const;
    bool filterQueryKey(int key);
    void showRowMenu(QPoint at);
    void buildView();
    void retranslate();
    void applyQuery();
    void underlineProblem(int from, int length);
    void applyColumns();
    void restoreCurrent();
    void updateCount();
    void chooseSort(int column);

    FaceTableModel &model_;
    AppSettings &settings_;
    QLineEdit *query_ = nullptr;
    QueryCompleter *completer_ = nullptr;
    QToolButton *filters_ = nullptr;
    QToolButton *columns_ = nullptr;
    QToolButton *interval_ = nullptr;
    QToolButton *picked_ = nullptr;
    QLabel *count_ = nullptr;
    QLabel *problem_ = nullptr;
    QTableView *view_ = nullptr;
    QTimer delay_;
    QStringList sizedColumns_; ///< ids of the columns whose widths have been set
    int current_ = -1;
    bool restoring_ = false;
};

} // namespace fiducial::ui
