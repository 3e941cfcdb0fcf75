#pragma once

#include "tests/e2e/gui_session.h"
#include "tests/ui/document/project_fixture.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/prefill.h"
#include "ui/main_window/session.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/browser_panel.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QUrl>

/// The application's window over a small data set, driven by real events.
namespace fiducial::test {

class WindowFixture {
public:
    explicit WindowFixture(int images = 6, int facesPerImage = 1)
        : project(images, facesPerImage), gui(*qApp, project.folder())
    {}

    ui::MainWindow &window() { return gui.window(); }
    ui::LandmarkCanvas &canvas() { return window().canvas(); }
    ui::ProjectDocument &document() { return window().document(); }
    int face() { return window().presenter().currentFace(); }
    bool open() { return gui.open(project.root()); }
    /// Opened and settled: the picture is there, nothing moves by itself, every error is measured.
    bool openStill()
    {
        if (!open())
            return false;
        canvas().setAnimated(false);
        return QTest::qWaitFor([this] { return canvas().hasPicture() && !document().isMeasuring(); });
    }
    QString root() const { return ui::toQString(project.root()); }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&canvas(), key, modifiers); }

    void undo() { key(Qt::Key_Z, Qt::ControlModifier); }
    void redo() { key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); }

    /// By the left button, in view pixels.
    void drag(QPoint from, QPoint by, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseMove(&canvas(), from);
        QTest::mousePress(&canvas(), Qt::LeftButton, modifiers, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(&canvas(), from + by * i / 8);
        QTest::mouseRelease(&canvas(), Qt::LeftButton, modifiers, from + by);
    }

    QPoint viewOf(Point2 image) { return canvas().viewTransform().toView(image).toPoint(); }
    QPoint viewOf(int landmark)
    {
        return viewOf(canvas().shownLandmarks()->points[static_cast<std::size_t>(landmark)]);
    }

    /// Moves a landmark of the face on screen by the mouse, in view pixels.
    void dragLandmark(int landmark, QPoint by) { drag(viewOf(landmark), by); }

    /// Each image of the project has a colour of its own: whether the canvas shows this one.
    bool showsPictureOf(int image)
    {
        const QRgb colour = QImage(ui::toQString(document().dataset().imagePath(image))).pixel(0, 0);
        const QImage shown = canvas().grab().toImage();
        int found = 0;
        for (int y = 0; y < shown.height(); y += 8)
            for (int x = 0; x < shown.width(); x += 8)
                found += shown.pixel(x, y) == colour;
        return found > 100;
    }

    /// Whether a visible label of the window holds these words.
    bool says(const QString &words)
    {
        for (const auto *label : window().findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

    void drop(const QString &path)
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        const QPoint at = window().rect().center();
        QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &enter);
        if (!enter.isAccepted())
            return;
        QDropEvent drop(at, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &drop);
    }

    ProjectFixture project;
    GuiSession gui;
};

/// Clicks this button of every message box that comes up while the object lives.
class AnswerBoxes {
public:
    explicit AnswerBoxes(QMessageBox::StandardButton button)
    {
        QObject::connect(&timer_, &QTimer::timeout, [this, button] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box || !box->button(button))
                return;
            text_ = box->text();
            ++count_;
            QTest::mouseClick(box->button(button), Qt::LeftButton);
        });
        timer_.start(0);
    }
    int count() const { return count_; }
    QString text() const { return text_; }

private:
    QTimer timer_;
    QString text_;
    int count_ = 0;
};

} // namespace fiducial::test
