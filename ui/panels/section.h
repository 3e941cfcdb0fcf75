#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace fiducial::ui {

/// A part of the inspector: a bold title with a muted aside at the right, content below, panel margins around.
class Section : public QWidget {
    Q_OBJECT
public:
    explicit Section(QWidget *parent = nullptr);
    void setTitle(const QString &title);
    /// Elided where it does not fit. The tooltip is `tip`, or the whole of it.
    void setAside(const QString &aside, const QString &tip = {});
    void setCorner(QWidget *widget); ///< at the right end of the title's line
    QVBoxLayout *content() const { return content_; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void elide();

    QLabel *title_ = nullptr;
    QLabel *asideLabel_ = nullptr;
    QString aside_;
    QHBoxLayout *head_ = nullptr;
    QVBoxLayout *content_ = nullptr;
};

/// A scrolling column without a frame, and the layout that its sections go into.
QWidget *makeScrollColumn(QVBoxLayout *&column, QWidget *parent);

} // namespace fiducial::ui
