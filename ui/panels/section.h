#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace fiducial::ui {

/// A part of the inspector: a bold title with a muted aside at the right, content below, panel margins around.
class Section : public QWidget {
    Q_OBJECT
public:
    explicit Section(QWidget *parent = nullptr);
    void setTitle(const QString &title);
    /// Elided where it does not fit; the whole of it is the tooltip.
    void setAside(const QString &aside);
    QVBoxLayout *content() const { return content_; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void elide();

    QLabel *title_ = nullptr;
    QLabel *asideLabel_ = nullptr;
    QString aside_;
    QVBoxLayout *content_ = nullptr;
};

/// A scrolling column without a frame, and the layout that its sections go into.
QWidget *makeScrollColumn(QVBoxLayout *&column, QWidget *parent);

} // namespace fiducial::ui
