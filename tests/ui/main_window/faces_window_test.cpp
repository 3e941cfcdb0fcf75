#include "core/dataset/edited_dataset.h"
#include "core/image/image.h"
#include "core/shape/shape_model.h"
#include "tests/core/image/picture_files.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/models/face_table_model.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"

#include <QCheckBox>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// Faces that come and go, their boxes and attributes, in the window: by keys and mouse, one undo step each, saved and
/// read again.
class FacesWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void face_isAddedByAKeyAndADrag();
    void face_isAddedBesideOthers_andFoundInTheList();
    void face_isAddedOnAPictureWithoutFaces();
    void faceOnATurnedPhotograph_liesWhereItIsSeen();
    void deletedFace_isSaidAndComesBack();
    void deletedFace_isInNoCount();
    void box_isEditedByItsHandles();
    void box_isEditedByKeys();
    void landmarks_moveToTheOtherFace();
    void landmarks_moveToAChosenFace();
    void attributeKeys_switchAndShow();
    void ownAttributes_areFilteredBy();
    void ownAttributes_areRenamed();
    void rotation_isByKeys_andSaid();
    void steps_areUndoneAcrossRestarts();

private:
    /// By key and drag; the box that the drag meant.
    static Rect addFace(WindowFixture &f, Point2 from, Point2 to)
    {
        f.key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        const QPoint a = f.viewOf(from), b = f.viewOf(to);
        f.drag(a, b - a);
        const Point2 p = f.canvas().viewTransform().toImage(a), q = f.canvas().viewTransform().toImage(b);
        return Rect::fromCorners(p.x, p.y, q.x, q.y);
    }
    static bool isNear(const Rect &a, const Rect &b)
    {
        return distance({a.x, a.y}, {b.x, b.y}) < 1e-6 &&
               distance({a.right(), a.bottom()}, {b.right(), b.bottom()}) < 1e-6;
    }
};

void FacesWindowTest::face_isAddedByAKeyAndADrag()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    f.canvas().fitImage();
    const int steps = f.document().undoStack()->count();
    const Rect meant = addFace(f, {5, 8}, {40, 44});
    QVERIFY(f.canvas().tool() == CanvasTool::Select);
    QVERIFY(!f.window().actions().addFace->isChecked());
    const int row = f.face();
    QCOMPARE(row, 6);
    QVERIFY(isNear(*f.document().face(row).box, meant));
    const auto mean = shape::meanShapeIn(*f.document().scheme(), meant);
    const LandmarkSet &mine = f.document().state(row).mine.set;
    for (std::size_t i = 0; i < mean.size(); ++i)
        QVERIFY(distance(mine.points[i], mean[i]) < 1e-6);
    QVERIFY(f.canvas().activeFace() == f.document().faceId(row));
    QVERIFY(f.says(u"Face added with the mean shape"_s));
    QCOMPARE(f.document().undoStack()->count(), steps + 1);
    const FaceState added = f.document().state(row);
    f.undo();
    QVERIFY(!f.document().exists(row));
    QCOMPARE(f.face(), 0); // the other face of the picture
    f.redo();
    QVERIFY(f.document().state(row) == added);
    QCOMPARE(f.face(), row);
    const Uuid id = f.document().faceId(row);
    QVERIFY(f.gui.waitSaved());
    f.gui.restart();
    QVERIFY(f.openStill());
    QVERIFY(f.document().state(f.document().rowOf(id)) == added);
    QCOMPARE(f.face(), f.document().rowOf(id)); // the face that was shown last
}

void FacesWindowTest::face_isAddedBesideOthers_andFoundInTheList()
{
    WindowFixture f(3, 2);
    QVERIFY(f.openStill());
    f.key(Qt::Key_D);
    QCOMPARE(f.face(), 1);
    f.canvas().fitImage();
    // Beyond the picture's edge on the left.
    const Rect meant = addFace(f, {-6, 30}, {24, 60});
    QVERIFY(meant.x < 0);
    QCOMPARE(f.face(), 6);
    QVERIFY(isNear(*f.document().face(6).box, meant));
    QCOMPARE(f.canvas().faces().size(), std::size_t{3});
    f.key(Qt::Key_A);
    QCOMPARE(f.face(), 1);
    f.key(Qt::Key_D);
    QCOMPARE(f.face(), 6); // in the list it stands with its picture
    f.key(Qt::Key_D);
    QCOMPARE(f.face(), 2);
    f.key(Qt::Key_1);
    f.key(Qt::Key_A);
    f.key(Qt::Key_A);
    QCOMPARE(f.face(), 1);
    f.key(Qt::Key_3);
    QCOMPARE(f.face(), 6);
}

void FacesWindowTest::face_isAddedOnAPictureWithoutFaces()
{
    WindowFixture f(2, 1);
    QVERIFY(f.openStill());
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    QCOMPARE(f.document().existingFaces(), 1);
    QVERIFY(f.canvas().hasPicture());
    QVERIFY(f.canvas().faces().empty());
    QVERIFY(f.window().presenter().faceSentence().contains(u"no face yet"_s));
    QCOMPARE(f.window().browser().view()->currentIndex().data().toString(), u"0.png, no face"_s);
    QVERIFY(!f.window().actions().accept->isEnabled());
    QVERIFY(f.window().actions().addFace->isEnabled());
    f.key(Qt::Key_D);
    f.key(Qt::Key_A); // the picture is still in the list
    QVERIFY(!f.document().exists(f.face()));
    QVERIFY(QTest::qWaitFor([&] { return f.window().presenter().isFaceShown(); }));
    f.canvas().fitImage();
    const Rect meant = addFace(f, {20, 20}, {70, 80});
    QVERIFY(f.document().exists(f.face()));
    QVERIFY(isNear(*f.document().face(f.face()).box, meant));
    QCOMPARE(f.document().face(f.face()).sample, 0);
    QVERIFY(f.window().actions().accept->isEnabled());
    QCOMPARE(f.window().browser().faceFromCurrent(1), 1); // one row for the picture, not two
    QCOMPARE(f.window().browser().faceFromCurrent(-1), -1);
}

void FacesWindowTest::faceOnATurnedPhotograph_liesWhereItIsSeen()
{
    WindowFixture f(2, 1);
    // Stored lying, shown upright: red above green.
    cv::Mat upright(96, 64, CV_8UC3, cv::Scalar(0, 160, 0));
    upright.rowRange(0, 48) = cv::Scalar(0, 0, 200);
    const std::string bytes = jpegWithExif(stored(upright, 6), 6);
    writeAll(f.project.root() / "WFLW_images" / "web/0.png", bytes);
    QVERIFY(f.openStill());
    QCOMPARE(f.canvas().imageSize(), (Size{64, 96}));
    f.canvas().fitImage();
    const Rect meant = addFace(f, {10, 4}, {50, 44});
    QVERIFY(isNear(*f.document().face(f.face()).box, meant));
    const QColor under = f.canvas().grab().toImage().pixelColor(f.viewOf({57, 24}));
    QVERIFY(under.red() > 150 && under.green() < 60); // the box lies in the red half, as drawn
}

void FacesWindowTest::deletedFace_isSaidAndComesBack()
{
    WindowFixture f(2, 2);
    QVERIFY(f.openStill());
    f.key(Qt::Key_D);
    f.dragLandmark(54, {9, 6});
    const FaceState edited = f.document().state(1);
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    QVERIFY(!f.document().exists(1));
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(f.face(), 0);
    QCOMPARE(f.canvas().faces().size(), std::size_t{1});
    QVERIFY(f.says(u"Face 2 of web/0.png deleted; Ctrl+Z brings it back"_s));
    f.undo();
    QVERIFY(f.document().exists(1));
    QVERIFY(f.document().state(1) == edited);
    QCOMPARE(f.face(), 1);
    f.redo();
    QVERIFY(!f.document().exists(1));
    f.gui.restart();
    QVERIFY(f.openStill());
    QVERIFY(!f.document().exists(1));
    f.undo();
    QVERIFY(f.document().state(1) == edited);
}

void FacesWindowTest::deletedFace_isInNoCount()
{
    WindowFixture f(3, 1);
    QVERIFY(f.openStill());
    QVERIFY(f.says(u"Reviewed 0 of 3"_s));
    f.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.says(u"Reviewed 1 of 3"_s));
    f.key(Qt::Key_A);
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    QVERIFY(f.says(u"Reviewed 0 of 2"_s));
    f.window().actions().laboratory->trigger();
    Laboratory &laboratory = f.window().laboratory().laboratory();
    QVERIFY(QTest::qWaitFor([&] { return laboratory.rowCount() == 3 && !laboratory.isMeasuring(); }));
    QCOMPARE(f.window().laboratory().tableModel().faces(), (std::vector<int>{1, 2}));
    f.undo();
    QVERIFY(QTest::qWaitFor([&] { return f.window().laboratory().tableModel().rowCount() == 3; }));
    QVERIFY(f.says(u"Reviewed 1 of 3"_s));
}

void FacesWindowTest::box_isEditedByItsHandles()
{
    WindowFixture f(2, 1);
    QVERIFY(f.openStill());
    const Rect before = *f.document().face(0).box;
    f.key(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(f.canvas().tool() == CanvasTool::EditBox);
    QVERIFY(f.window().actions().editBox->isChecked());
    const QPoint grip = f.viewOf({before.right(), before.bottom()}), to = grip + QPoint(37, -23);
    const Point2 way = f.canvas().viewTransform().toImage(to) - f.canvas().viewTransform().toImage(grip);
    f.drag(grip, to - grip);
    const Rect meant{before.x, before.y, before.width + way.x, before.height + way.y};
    QVERIFY(isNear(*f.document().face(0).box, meant));
    QCOMPARE(f.document().undoStack()->count(), 1);
    QVERIFY(isNear(*f.canvas().faces()[0].overlay.box, meant));
    f.undo();
    QCOMPARE(*f.document().face(0).box, before);
    f.redo();
    QVERIFY(isNear(*f.document().face(0).box, meant));
    f.gui.restart();
    QVERIFY(f.openStill());
    QVERIFY(isNear(*f.document().face(0).box, meant));
    f.undo();
    QCOMPARE(*f.document().face(0).box, before);
}

void FacesWindowTest::box_isEditedByKeys()
{
    WindowFixture f(2, 1);
    QVERIFY(f.openStill());
    const Rect before = *f.document().face(0).box;
    f.key(Qt::Key_B, Qt::ControlModifier);
    QTest::keyPress(&f.canvas(), Qt::Key_Right);
    QTest::keyPress(&f.canvas(), Qt::Key_Right);
    QTest::keyRelease(&f.canvas(), Qt::Key_Right);
    f.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    const Rect moved{before.x + 2, before.y, before.width, before.height};
    const Rect meant{moved.x, moved.y, moved.width, moved.height + 10};
    QVERIFY(isNear(*f.document().face(0).box, meant));
    QCOMPARE(f.document().undoStack()->count(), 2);
    const FaceState after = f.document().state(0);
    f.undo();
    QVERIFY(isNear(*f.document().face(0).box, moved));
    f.redo();
    QVERIFY(f.document().state(0) == after);
    f.gui.restart();
    QVERIFY(f.openStill());
    QVERIFY(f.document().state(0) == after);
    QVERIFY(isNear(*f.document().face(0).box, meant));
    f.undo();
    f.undo();
    QCOMPARE(*f.document().face(0).box, before);
}

void FacesWindowTest::landmarks_moveToTheOtherFace()
{
    WindowFixture f(2, 2);
    QVERIFY(f.openStill());
    f.dragLandmark(54, {9, 6});
    const EditedSet mine = f.document().state(0).mine;
    f.window().actions().moveLandmarks->trigger();
    QVERIFY(f.document().state(1).mine == mine);
    QVERIFY(f.document().state(0).mine.empty());
    QCOMPARE(f.face(), 1);
    QVERIFY(f.says(u"Landmarks moved to face 2"_s));
    QCOMPARE(f.document().undoStack()->count(), 2);
    f.gui.restart();
    QVERIFY(f.openStill());
    QVERIFY(f.document().state(1).mine == mine);
    f.undo();
    QVERIFY(f.document().state(0).mine == mine);
    QVERIFY(f.document().state(1).mine.empty());
}

void FacesWindowTest::landmarks_moveToAChosenFace()
{
    WindowFixture f(1, 3);
    QVERIFY(f.openStill());
    f.dragLandmark(54, {9, 6});
    const EditedSet mine = f.document().state(0).mine;
    f.window().actions().moveLandmarks->trigger();
    auto *menu = f.window().findChild<QMenu *>(u"move-landmarks-to"_s);
    QVERIFY(menu && menu->isVisible());
    QTest::keyClick(menu, Qt::Key_3);
    QVERIFY(f.document().state(2).mine == mine);
    QVERIFY(f.document().state(1).mine.empty());
    QCOMPARE(f.face(), 2);
}

void FacesWindowTest::attributeKeys_switchAndShow()
{
    WindowFixture f(2, 1);
    QVERIFY(f.openStill());
    Actions &actions = f.window().actions();
    QCOMPARE(actions.attributes[5]->text(), u"Attribute: Blur"_s);
    QVERIFY(actions.attributes[0]->isChecked()); // large pose
    f.key(Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(f.document().face(0).attributes, (std::vector<std::int8_t>{1, 0, 0, 0, 1, 1}));
    QVERIFY(actions.attributes[5]->isChecked());
    QVERIFY(f.says(u"Blur: blurred"_s));
    f.key(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(!actions.attributes[0]->isChecked());
    f.key(Qt::Key_D);
    QVERIFY(!actions.attributes[5]->isChecked());
    f.key(Qt::Key_A);
    f.gui.restart();
    QVERIFY(f.openStill());
    QCOMPARE(f.document().face(0).attributes, (std::vector<std::int8_t>{0, 0, 0, 0, 1, 1}));
    f.undo();
    f.undo();
    QCOMPARE(f.document().face(0).attributes, (std::vector<std::int8_t>{1, 0, 0, 0, 1, 0}));
}

void FacesWindowTest::ownAttributes_areFilteredBy()
{
    WindowFixture f(3, 1);
    QVERIFY(f.openStill());
    auto *field = f.window().inspector().findChild<QLineEdit *>();
    for (auto *candidate : f.window().inspector().findChildren<QLineEdit *>())
        if (candidate->accessibleName() == u"New attribute of your own"_s)
            field = candidate;
    QVERIFY(field);
    field->setText(u"glasses"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(attributeIndex(f.document().dataset(), "glasses") == 6);
    f.document().setAttribute({1}, "glasses", 1);
    f.window().actions().laboratory->trigger();
    Laboratory &laboratory = f.window().laboratory().laboratory();
    QVERIFY(QTest::qWaitFor([&] { return laboratory.rowCount() == 3 && !laboratory.isMeasuring(); }));
    FaceTableModel &table = f.window().laboratory().tableModel();
    QVERIFY(!table.setQuery(u"glasses = 1"_s));
    QCOMPARE(table.faces(), std::vector<int>{1});
    f.document().setAttribute({2}, "glasses", 1); // seen at once
    QVERIFY(!table.setQuery(u"glasses = 1 and blur = 0"_s));
    QCOMPARE(table.faces(), (std::vector<int>{1, 2}));
}

void FacesWindowTest::ownAttributes_areRenamed()
{
    WindowFixture f(3, 1);
    QVERIFY(f.openStill());
    f.document().defineAttributes({"glasses"});
    f.document().setAttribute({1}, "glasses", 1);
    InspectorPanel &inspector = f.window().inspector();
    inspector.showReview();
    const auto rename = [&](const QString &name, Qt::Key last) {
        auto *field = inspector.findChild<QLineEdit *>(u"renamer"_s);
        if (!field || !field->isVisible())
            return false;
        field->clear();
        QTest::keyClicks(field, name);
        QTest::keyClick(field, last);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return true;
    };
    const auto index = [&](const char *name) { return attributeIndex(f.document().dataset(), name); };
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // rows of the attributes before
    auto *button = inspector.findChild<QToolButton *>(u"rename"_s);
    QVERIFY(button && button->isVisible());
    QTRY_VERIFY(button->height() > 0); // the page has just come up
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(rename(u"spectacles"_s, Qt::Key_Return));
    QCOMPARE(index("spectacles"), 6);
    QCOMPARE(index("glasses"), -1);
    QCOMPARE(attributeOf(f.document().dataset(), 1, 6), std::int8_t{1});
    auto *box = inspector.findChild<QCheckBox *>(u"spectacles"_s);
    QVERIFY(box && box->isVisible());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_F2);
    QVERIFY(rename(u"sunglasses"_s, Qt::Key_Escape)); // given up
    QCOMPARE(index("spectacles"), 6);
    QTest::keyClick(box, Qt::Key_F2);
    QVERIFY(rename(u"blur"_s, Qt::Key_Return));
    QVERIFY(f.says(u"There is an attribute of this name already"_s));
    QCOMPARE(f.document().undoStack()->count(), 2);
    const FaceState renamed = f.document().state(1);
    f.undo();
    QCOMPARE(index("glasses"), 6);
    f.redo();
    QVERIFY(f.document().state(1) == renamed);
    f.gui.restart();
    QVERIFY(f.openStill());
    QCOMPARE(index("spectacles"), 6);
    QVERIFY(f.document().state(1) == renamed);
}

void FacesWindowTest::rotation_isByKeys_andSaid()
{
    WindowFixture f(2, 1);
    QVERIFY(f.openStill());
    const LandmarkSet before = f.document().face(0).truth;
    f.key(Qt::Key_BracketRight);
    f.key(Qt::Key_BracketRight);
    QCOMPARE(f.canvas().rotation(), 10.0);
    QVERIFY(f.says(u"· 10°"_s));
    f.key(Qt::Key_BracketLeft);
    QCOMPARE(f.canvas().rotation(), 5.0);
    QVERIFY(f.document().face(0).truth == before);
    QCOMPARE(f.document().undoStack()->count(), 0);
    f.key(Qt::Key_Backslash);
    QCOMPARE(f.canvas().rotation(), 0.0);
    QVERIFY(!f.says(u"°"_s));
    for (int i = 0; i < 6; ++i)
        f.key(Qt::Key_BracketRight);
    QVERIFY(f.canvas().rotation() > 20);
    f.window().actions().levelEyes->trigger();
    QVERIFY(std::abs(f.canvas().rotation()) < 3);
    f.key(Qt::Key_BracketLeft);
    f.key(Qt::Key_D);
    QVERIFY(QTest::qWaitFor([&] { return f.window().presenter().isFaceShown(); }));
    QCOMPARE(f.canvas().rotation(), 0.0);
}

/// Everything this file knows, taken back one by one in another session and made again in a third.
void FacesWindowTest::steps_areUndoneAcrossRestarts()
{
    WindowFixture f(2, 2);
    QVERIFY(f.openStill());
    f.canvas().fitImage();
    (void)addFace(f, {5, 8}, {40, 44});
    f.key(Qt::Key_B, Qt::ControlModifier);
    f.drag(f.viewOf({22, 26}), {31, 17});
    f.key(Qt::Key_2, Qt::ControlModifier);
    f.key(Qt::Key_Escape);
    f.dragLandmark(54, {9, 6});
    QVERIFY(f.document().moveLandmarksTo(f.face(), 0));
    f.key(Qt::Key_3);
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    const int steps = f.document().undoStack()->count();
    QCOMPARE(steps, 6);
    const auto statesNow = [&] {
        std::vector<FaceState> states;
        for (int row = 0; row < f.document().faceCount(); ++row)
            states.push_back(f.document().state(row));
        return states;
    };
    const std::vector<FaceState> all = statesNow();
    f.gui.restart();
    QVERIFY(f.openStill());
    QVERIFY(statesNow() == all);
    for (int i = 0; i < steps; ++i)
        f.undo();
    for (const FaceState &state : statesNow())
        QVERIFY(state == FaceState{});
    QCOMPARE(f.document().existingFaces(), 4);
    f.gui.restart();
    QVERIFY(f.openStill());
    for (int i = 0; i < steps; ++i)
        f.redo();
    QVERIFY(statesNow() == all);
}

QTEST_MAIN(FacesWindowTest)
#include "faces_window_test.moc"
