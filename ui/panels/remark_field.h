#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace fiducial::ui {

/// Asks for one line of text where the work goes on: over the lower edge of a widget, what it is about, the field and
/// the action. Return finishes, Escape and giveUp() drop it; the keyboard goes back to that widget.
class RemarkField : public QWidget {
    Q_OBJECT
public:
    /// `over`: a sibling in its parent, whose place it follows.
    explicit RemarkField(QWidget *over);

    struct Question {
        QString about;       ///< "Comment on 36 left eye"
        QString placeholder; ///< what could be written
        QString action;      ///< of the button
        bool mayBeEmpty = false;
    };
    /// `done` is called with the trimmed text. An earlier question is dropped.
    void ask(const Question &question, std::function<void(const QString &)> done);
    void giveUp();
    bool isAsking() const { return static_cast<bool>(done_); }
    QLineEdit *field() const { return field_; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finish();
    void place();
    void end();

    QWidget *over_;
    QLabel *about_ = nullptr;
    QLineEdit *field_ = nullptr;
    QPushButton *action_ = nullptr;
    QToolButton *close_ = nullptr;
    bool mayBeEmpty_ = false;
    std::function<void(const QString &)> done_;
};

} // namespace fiducial::ui
