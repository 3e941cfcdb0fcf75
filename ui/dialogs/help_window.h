#pragma once

#include <QDialog>
#include <QTextBrowser>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;

namespace fiducial::ui {

/// Shows pages with the size and spacing of the interface; pictures never wider than the text.
class HelpBrowser : public QTextBrowser {
    Q_OBJECT
public:
    using QTextBrowser::QTextBrowser;
    /// `folder`: what links and pictures are relative to.
    void setPage(const QString &markdown, const QString &folder);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();

    QString markdown_;
    QString folder_;
};

/// F1: the manual, a Markdown file a page. In a page `{key:NAME}` stands for the keys that the action has now, and a
/// link to `action:NAME` runs it.
class HelpWindow : public QDialog {
    Q_OBJECT
public:
    /// `folder`: one sub-folder a language; where that of the interface lacks a page, the English one is shown.
    /// `keysOf`: the keys of the action of that name, empty where it has none.
    HelpWindow(const QString &folder, std::function<QString(const QString &action)> keysOf, QWidget *parent = nullptr);

    /// Names of the pages in the order of reading: "first-steps", "editing", ...
    static QStringList pages();
    void showPage(const QString &page);
    QString page() const;
    HelpBrowser *browser() const { return browser_; }
    QLineEdit *search() const { return search_; }
    QListWidget *contents() const { return contents_; }

Q_SIGNALS:
    void actionRequested(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    QString fileOf(const QString &page) const;
    QString textOf(const QString &page) const; ///< with the keys put in
    void follow(const QUrl &link);
    void filter(const QString &words);
    void showCurrent();
    void retranslate();

    QString folder_;
    std::function<QString(const QString &)> keysOf_;
    QLineEdit *search_;
    QListWidget *contents_;
    QLabel *nothing_;
    HelpBrowser *browser_;
};

} // namespace fiducial::ui
