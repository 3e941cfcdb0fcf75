#include "tests/ui/document/project_fixture.h"
#include "ui/charts/ced_view.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/mean_face_view.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/subset_model.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/settings/app_settings.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The laboratory as it is used: every gesture yields exactly the faces that a plain computation names.
class LaboratoryPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();
    void withoutRuns_saysWhatToDo();
    void query_typedFiltersTheTable();
    void wrongQuery_isUnderlinedAndExplained();
    void filters_areKeptAndForgotten();
    void columns_areChosenAndRemembered();
    void header_sortsWorstFirst();
    void brush_filtersTheTable();
    void cedClick_showsTheFace();
    void threshold_draggedCountsFailuresAnew();
    void meanFaceClick_sortsByThatPoint();
    void subsetClick_filtersTheTable();
    void table_choosesFaces();
    void titles_nameTheConditions();
    void runAndReference_areChosenInTheHeader();
    void bands_appearByThemselves();
    void hidden_measuresNothing();
    void names_areOfferedWhileTyping();
    void rows_areCopiedAsCsv();
    void header_fitsANarrowWindow();
    void counts_areOfTheFacesThatExist();

private:
    bool measure();
    std::vector<int> listed() const;
    /// Faces whose NME against the ground truth, by the definition alone, satisfies `keeps`.
    template <class Keeps>
    std::vector<int> expected(const Keeps &keeps) const;
    double nmeOf(int face) const;
    void type(const QString &text);
    QString settingsFile() const { return QString::fromStdString((project_->folder() / "settings.ini").string()); }

    std::unique_ptr<ProjectFixture> project_;
    std::unique_ptr<JobRunner> jobs_;
    std::unique_ptr<ProjectDocument> document_;
    std::unique_ptr<AppSettings> settings_;
    std::unique_ptr<LaboratoryPanel> panel_;
};

namespace {
constexpr int kImages = 36; // enough for shape statistics

std::vector<double> someShifts()
{
    std::vector<double> shifts;
    for (int i = 0; i < kImages; ++i)
        shifts.push_back((i * 17 % kImages) * 0.12 + 0.03);
    return shifts;
}

QAction *actionNamed(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions())
        if (QString(action->text()).remove(u'&') == text)
            return action;
    return nullptr;
}
} // namespace

void LaboratoryPanelTest::init()
{
    project_ = std::make_unique<ProjectFixture>(kImages);
    jobs_ = std::make_unique<JobRunner>();
    document_ = std::make_unique<ProjectDocument>();
    project_->open(*document_);
    settings_ = std::make_unique<AppSettings>(settingsFile());
    panel_ = std::make_unique<LaboratoryPanel>(*document_, *jobs_, *settings_);
    panel_->setFilling(true);
    panel_->resize(1300, 800);
}

void LaboratoryPanelTest::cleanup()
{
    jobs_->cancelAll();
    jobs_->waitForDone();
    panel_.reset();
    document_.reset();
    jobs_.reset();
}

bool LaboratoryPanelTest::measure()
{
    document_->addRun(ProjectFixture::shiftedRun(*document_, someShifts()), true);
    panel_->show();
    return QTest::qWaitForWindowExposed(panel_.get()) && QTest::qWaitFor([this] {
               return !panel_->laboratory().isMeasuring() && panel_->laboratory().rowCount() > 0 &&
                      !document_->isMeasuring();
           });
}

double LaboratoryPanelTest::nmeOf(int face) const
{
    const auto &truth = document_->face(face).truth.points;
    const auto points = document_->runSet(face, 0).points;
    double sum = 0;
    for (std::size_t i = 0; i < truth.size(); ++i)
        sum += std::hypot(points[i].x - truth[i].x, points[i].y - truth[i].y);
    return sum / static_cast<double>(truth.size()) / std::hypot(truth[60].x - truth[72].x, truth[60].y - truth[72].y);
}

template <class Keeps>
std::vector<int> LaboratoryPanelTest::expected(const Keeps &keeps) const
{
    std::vector<int> faces;
    for (int face = 0; face < document_->faceCount(); ++face)
        if (keeps(face, nmeOf(face)))
            faces.push_back(face);
    return faces;
}

std::vector<int> LaboratoryPanelTest::listed() const
{
    std::vector<int> faces = panel_->tableModel().faces();
    std::sort(faces.begin(), faces.end());
    return faces;
}

void LaboratoryPanelTest::type(const QString &text)
{
    QLineEdit *field = panel_->tablePane().queryField();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

void LaboratoryPanelTest::withoutRuns_saysWhatToDo()
{
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    QCOMPARE(panel_->emptyReason(), u"Pre-fill or import predictions to see errors here."_s);
    QSignalSpy prefill(panel_.get(), &LaboratoryPanel::prefillRequested);
    QSignalSpy imports(panel_.get(), &LaboratoryPanel::importRequested);
    for (auto *button : panel_->findChildren<QPushButton *>())
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(prefill.size(), 1);
    QCOMPARE(imports.size(), 1);
    QVERIFY(measure());
    QCOMPARE(panel_->emptyReason(), QString());
    document_->setReference({Reference::Kind::Mine, -1}); // nobody has edited anything
    QVERIFY(QTest::qWaitFor([this] { return !document_->isMeasuring() && !panel_->laboratory().isMeasuring(); }));
    QVERIFY(panel_->emptyReason().contains(u"mine"_s));
}

void LaboratoryPanelTest::query_typedFiltersTheTable()
{
    QVERIFY(measure());
    type(u"nme > 8 % and pose = 1"_s);
    QCOMPARE(listed(), expected([](int face, double nme) { return nme > 0.08 && face % 3 == 0; }));
    QVERIFY(!listed().empty());
    QVERIFY(panel_->tablePane().view()->hasFocus()); // Return goes on to the rows
    type(u"make_up = 1 or image matches \"*/3?.png\""_s);
    QCOMPARE(listed(), expected([](int face, double) { return face % 3 != 0 || face / 10 == 3; }));
    QTest::keyClick(panel_->tablePane().queryField(), Qt::Key_Escape);
    QCOMPARE(listed().size(), std::size_t{kImages});
}

void LaboratoryPanelTest::wrongQuery_isUnderlinedAndExplained()
{
    QVERIFY(measure());
    type(u"nme > 5 %"_s);
    const auto before = listed();
    const QImage plain = panel_->tablePane().queryField()->grab().toImage();
    type(u"nme > five"_s);
    QVERIFY2(panel_->tablePane().problem().contains(u"Character 7"_s), qPrintable(panel_->tablePane().problem()));
    QCOMPARE(listed(), before);
    QCOMPARE(panel_->tablePane().queryField()->text(), u"nme > five"_s);
    QVERIFY(panel_->tablePane().queryField()->grab().toImage() != plain);
    type(u"nme > 5 %"_s);
    QCOMPARE(panel_->tablePane().problem(), QString());
}

void LaboratoryPanelTest::filters_areKeptAndForgotten()
{
    QVERIFY(measure());
    type(u"nme > 5 %"_s);
    std::unique_ptr<QMenu> menu(panel_->tablePane().makeFilterMenu());
    actionNamed(*menu, u"Keep this filter"_s)->trigger();
    QCOMPARE(settings_->filters(), QStringList{u"nme > 5 %"_s});
    panel_->tablePane().setQuery({});
    menu.reset(panel_->tablePane().makeFilterMenu());
    QVERIFY(!actionNamed(*menu, u"Keep this filter"_s)->isEnabled());
    actionNamed(*menu, u"nme > 5 %"_s)->trigger();
    QCOMPARE(listed(), expected([](int, double nme) { return nme > 0.05; }));
    menu.reset(panel_->tablePane().makeFilterMenu());
    actionNamed(*menu, u"Forget this filter"_s)->trigger();
    QVERIFY(settings_->filters().isEmpty());
}

void LaboratoryPanelTest::columns_areChosenAndRemembered()
{
    QVERIFY(measure());
    const int pitch = panel_->tableModel().columnOf(FaceTableModel::Kind::Pitch, 0);
    const int state = panel_->tableModel().columnOf(FaceTableModel::Kind::State, 0);
    QTableView *view = panel_->tablePane().view();
    QVERIFY(view->isColumnHidden(pitch) && !view->isColumnHidden(state));
    std::unique_ptr<QMenu> menu(panel_->tablePane().makeColumnMenu());
    actionNamed(*menu, u"pitch °"_s)->trigger();
    actionNamed(*menu, u"state"_s)->trigger();
    QVERIFY(!view->isColumnHidden(pitch) && view->isColumnHidden(state));
    QVERIFY(!actionNamed(*menu, u"image"_s)); // always there
    menu.reset();                             // before its parent goes
    panel_ = std::make_unique<LaboratoryPanel>(*document_, *jobs_, *settings_);
    panel_->setFilling(true);
    panel_->show();
    QVERIFY(QTest::qWaitFor([this] { return panel_->laboratory().rowCount() > 0; }));
    QVERIFY(!panel_->tablePane().view()->isColumnHidden(pitch) && panel_->tablePane().view()->isColumnHidden(state));
}

void LaboratoryPanelTest::header_sortsWorstFirst()
{
    QVERIFY(measure());
    QHeaderView *header = panel_->tablePane().view()->horizontalHeader();
    const int column = panel_->tableModel().columnOf(FaceTableModel::Kind::Uncertainty, 0);
    QVERIFY(column >= 0);
    const auto click = [&](int section) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(section) + header->sectionSize(section) / 2, 10});
    };
    click(column);
    QCOMPARE(panel_->tableModel().sortColumn(), column);
    QCOMPARE(panel_->tableModel().sortOrder(), Qt::DescendingOrder);
    const int nme = panel_->tableModel().columnOf(FaceTableModel::Kind::Nme, 0);
    click(nme);
    std::vector<int> order(kImages);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return nmeOf(a) > nmeOf(b); });
    QCOMPARE(panel_->tableModel().faces(), order);
    click(nme);
    std::reverse(order.begin(), order.end());
    QCOMPARE(panel_->tableModel().faces(), order);
}

void LaboratoryPanelTest::brush_filtersTheTable()
{
    QVERIFY(measure());
    HistogramView &histogram = panel_->histogramView();
    const QPoint from = histogram.pointOf(0.025), to = histogram.pointOf(0.065);
    QTest::mousePress(&histogram, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i)
        QTest::mouseMove(&histogram, from + (to - from) * i / 8);
    QTest::mouseRelease(&histogram, Qt::LeftButton, {}, to);
    QVERIFY(histogram.interval().has_value());
    const auto [low, high] = *histogram.interval();
    QVERIFY(std::abs(low - 0.025) < 0.001 && std::abs(high - 0.065) < 0.001);
    QCOMPARE(listed(), expected([&](int, double nme) { return nme >= low && nme <= high; }));
    QVERIFY(!listed().empty() && listed().size() < kImages);
    QTest::keyClick(&histogram, Qt::Key_Escape);
    QCOMPARE(listed().size(), std::size_t{kImages});
}

void LaboratoryPanelTest::cedClick_showsTheFace()
{
    QVERIFY(measure());
    QSignalSpy chosen(panel_.get(), &LaboratoryPanel::faceChosen);
    const double at = 0.05;
    QTest::mouseClick(&panel_->cedView(), Qt::LeftButton, {}, panel_->cedView().pointOnCurve(0, at));
    int best = -1;
    for (int face = 0; face < kImages; ++face)
        if (nmeOf(face) <= at && (best < 0 || nmeOf(face) > nmeOf(best)))
            best = face;
    QCOMPARE(chosen.size(), 1);
    // A pixel is 0.05 % wide and the faces are further apart than that.
    QCOMPARE(chosen.front().front().toInt(), best);
    QCOMPARE(panel_->tableModel().faceAt(panel_->tablePane().view()->currentIndex().row()), best);
}

void LaboratoryPanelTest::threshold_draggedCountsFailuresAnew()
{
    QVERIFY(measure());
    CedView &ced = panel_->cedView();
    const QPoint from = ced.thresholdHandle(), to(ced.pointOnCurve(0, 0.06).x(), from.y());
    QTest::mousePress(&ced, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i)
        QTest::mouseMove(&ced, from + (to - from) * i / 8);
    QTest::mouseRelease(&ced, Qt::LeftButton, {}, to);
    QVERIFY(std::abs(document_->threshold() - 0.06) < 0.0015);
    const double limit = document_->threshold();
    const auto failures = expected([&](int, double nme) { return nme > limit; });
    QVERIFY(ced.numbersText(0).endsWith(
        QString::number(100.0 * static_cast<double>(failures.size()) / kImages, 'f', 1) + u" %"_s));
    std::vector<int> walked;
    for (int face = panel_->nextFailure(-1, 1); face >= 0; face = panel_->nextFailure(face, 1))
        walked.push_back(face);
    std::sort(walked.begin(), walked.end());
    QCOMPARE(walked, failures);
}

void LaboratoryPanelTest::meanFaceClick_sortsByThatPoint()
{
    Run run = ProjectFixture::shiftedRun(*document_, {0.1});
    for (int face = 0; face < kImages; ++face)
        run.rows[static_cast<std::size_t>(face)].points[54].y += static_cast<float>(face * 5 % kImages) * 0.1F;
    run.name = "second";
    QVERIFY(measure());
    document_->addRun(std::move(run), true);
    QVERIFY(QTest::qWaitFor([this] { return !document_->isMeasuring() && !panel_->laboratory().isMeasuring(); }));
    panel_->setFilling(false); // docked: the click leads to the table
    panel_->showPage(LaboratoryPanel::Page::Overview);
    QTest::mouseClick(&panel_->meanFaceView(), Qt::LeftButton, {}, panel_->meanFaceView().pointOf(54));
    QVERIFY(panel_->tablePane().isVisible());
    std::vector<int> order(kImages);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [](int a, int b) { return a * 5 % kImages > b * 5 % kImages; });
    QCOMPARE(panel_->tableModel().landmark(), 54);
    QCOMPARE(panel_->tableModel().faces(), order);
}

void LaboratoryPanelTest::subsetClick_filtersTheTable()
{
    QVERIFY(measure());
    QVERIFY(QTest::qWaitFor([this] { return panel_->subsetModel().isComplete(); }));
    QTableView &view = panel_->subsetView();
    for (int row = 0; row < panel_->subsetModel().rowCount(); ++row) {
        if (panel_->subsetModel().index(row, 0).data().toString() != u"Pose"_s)
            continue;
        view.scrollTo(panel_->subsetModel().index(row, 0));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(panel_->subsetModel().index(row, 0)).center());
    }
    QCOMPARE(panel_->tablePane().queryField()->text(), u"pose = 1"_s);
    QCOMPARE(listed(), expected([](int face, double) { return face % 3 == 0; }));
}

void LaboratoryPanelTest::table_choosesFaces()
{
    QVERIFY(measure());
    QSignalSpy chosen(panel_.get(), &LaboratoryPanel::faceChosen);
    QSignalSpy activated(panel_.get(), &LaboratoryPanel::faceActivated);
    QTableView *view = panel_->tablePane().view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(panel_->tableModel().index(2, 0)).center());
    QCOMPARE(chosen.takeLast().front().toInt(), panel_->tableModel().faceAt(2));
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(chosen.takeLast().front().toInt(), panel_->tableModel().faceAt(3));
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(activated.takeLast().front().toInt(), panel_->tableModel().faceAt(3));
    chosen.clear();
    panel_->setCurrentFace(5); // from the window: shown, not told back
    QCOMPARE(view->currentIndex().row(), panel_->tableModel().rowOf(5));
    QVERIFY(chosen.isEmpty());
    panel_->tableModel().sort(0, Qt::AscendingOrder);
    QCOMPARE(view->currentIndex().row(), panel_->tableModel().rowOf(5));
    QVERIFY(chosen.isEmpty());
}

void LaboratoryPanelTest::titles_nameTheConditions()
{
    QVERIFY(measure());
    for (const QWidget *chart :
         {static_cast<QWidget *>(&panel_->cedView()), static_cast<QWidget *>(&panel_->histogramView()),
          static_cast<QWidget *>(&panel_->meanFaceView()), static_cast<QWidget *>(&panel_->subsetView())})
        for (const QString &word : {u"inter-ocular"_s, u"ground truth"_s, u"annotated boxes"_s})
            QVERIFY2(chart->accessibleName().contains(word), qPrintable(chart->accessibleName()));
    QVERIFY(panel_->meanFaceView().accessibleName().contains(u"shifted"_s));
    document_->setNormaliser(metrics::Normaliser::Box);
    QVERIFY(QTest::qWaitFor([this] { return !document_->isMeasuring() && !panel_->laboratory().isMeasuring(); }));
    QVERIFY(!panel_->cedView().accessibleName().contains(u"inter-ocular"_s));
}

void LaboratoryPanelTest::runAndReference_areChosenInTheHeader()
{
    QVERIFY(measure());
    Run other = ProjectFixture::shiftedRun(*document_, {0.5});
    other.name = "other";
    const int number = document_->addRun(std::move(other), true);
    const auto settled = [this] { return !panel_->laboratory().isMeasuring() && !document_->isMeasuring(); };
    QVERIFY(QTest::qWaitFor(settled));
    QCOMPARE(panel_->runChoice().currentText(), u"other"_s);
    panel_->runChoice().setFocus();
    QTest::keyClick(&panel_->runChoice(), Qt::Key_Up);
    QVERIFY(QTest::qWaitFor(settled));
    QCOMPARE(document_->activeRun(), 0);
    QVERIFY(panel_->meanFaceView().accessibleName().contains(u"shifted"_s));
    panel_->referenceChoice().setFocus();
    QTest::keyClick(&panel_->referenceChoice(), Qt::Key_End);
    QVERIFY(QTest::qWaitFor(settled));
    QVERIFY(document_->reference() == (Reference{Reference::Kind::Run, number}));
    const auto &truth = document_->face(4).truth.points;
    const double eyes = std::hypot(truth[60].x - truth[72].x, truth[60].y - truth[72].y);
    QVERIFY(std::abs(panel_->laboratory().table().runs[0].nme[4] - std::abs(someShifts()[4] - 0.5) / eyes) < 1e-4);
    QVERIFY(panel_->cedView().accessibleName().contains(u"against other"_s));
}

void LaboratoryPanelTest::bands_appearByThemselves()
{
    QVERIFY(measure());
    QVERIFY(QTest::qWaitFor([this] { return panel_->cedView().hasBand(0); }));
}

void LaboratoryPanelTest::hidden_measuresNothing()
{
    QVERIFY(measure());
    panel_->hide();
    QVERIFY(!panel_->laboratory().isActive());
    document_->addRun(ProjectFixture::shiftedRun(*document_, {1}), true);
    QCOMPARE(panel_->laboratory().runCount(), 1);
    panel_->show();
    QVERIFY(QTest::qWaitFor([this] { return panel_->laboratory().runCount() == 2; }));
}

void LaboratoryPanelTest::names_areOfferedWhileTyping()
{
    QVERIFY(measure());
    QLineEdit *field = panel_->tablePane().queryField();
    QAbstractItemView *popup = field->findChild<QCompleter *>()->popup();
    field->setFocus();
    QTest::keyClicks(field, u"nme > 5 % and pit"_s);
    QVERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 1);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QCOMPARE(field->text(), u"nme > 5 % and pitch"_s);
    QTest::keyClicks(field, u" > -90"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(listed(), expected([](int, double nme) { return nme > 0.05; }));
    field->clear();
    QTest::keyClicks(field, u"image = \"pit"_s); // nobody knows what stands between quotes
    QVERIFY(!popup->isVisible());
}

void LaboratoryPanelTest::rows_areCopiedAsCsv()
{
    QVERIFY(measure());
    type(u"nme > 5 %"_s);
    QTableView *view = panel_->tablePane().view();
    const auto &model = panel_->tableModel();
    for (int column = 0; column < model.columnCount(); ++column)
        view->setColumnHidden(column, column != model.columnOf(FaceTableModel::Kind::Image, 0) &&
                                          column != model.columnOf(FaceTableModel::Kind::Nme, 0));
    QTest::keyClick(view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u"\r\n"_s);
    QCOMPARE(lines.size(), model.rowCount() + 2); // the titles, and what follows the last line end
    QCOMPARE(lines[0], u"image,\"NME %, shifted\""_s);
    for (int row = 0; row < model.rowCount(); ++row) {
        const int face = model.faceAt(row);
        const QStringList fields = lines[row + 1].split(u',');
        QCOMPARE(fields[0], QString::fromStdString(document_->dataset().sampleOf(face).image));
        QVERIFY(std::abs(fields[1].toDouble() - 100 * nmeOf(face)) < 1e-6);
    }
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(model.index(1, 0)).center());
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().split(u"\r\n"_s).size(), 3);
}

// P28
void LaboratoryPanelTest::header_fitsANarrowWindow()
{
    QVERIFY(measure());
    for (const bool filling : {false, true}) {
        panel_->setFilling(filling);
        panel_->resize(1024, 600);
        QCoreApplication::processEvents();
        QCOMPARE(panel_->width(), 1024); // nothing asks for more
        const QWidget *header = panel_->runChoice().parentWidget();
        QVERIFY(header->rect().width() <= 1024);
        for (const QWidget *child : header->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
            if (child->isVisible())
                QVERIFY2(header->rect().contains(child->geometry()), child->metaObject()->className());
        for (const auto *button : header->findChildren<QToolButton *>())
            QVERIFY(!button->isVisible() || button->width() >= button->minimumSizeHint().width());
    }
}

void LaboratoryPanelTest::counts_areOfTheFacesThatExist()
{
    QVERIFY(measure());
    const auto says = [this](const QString &text) {
        const auto labels = panel_->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *l) { return l->isVisible() && l->text().contains(text); });
    };
    QVERIFY(says(u"36 face(s)"_s));
    document_->deleteFace(3);
    QVERIFY(says(u"35 face(s)"_s));
    QVERIFY(!says(u"36 face(s)"_s));
    document_->setNormaliser(metrics::Normaliser::Diagonal);
    QVERIFY(says(u"0 of 35 faces measured"_s));
    QVERIFY(QTest::qWaitFor([this] { return !panel_->laboratory().isMeasuring(); }));
    document_->undoStack()->undo();
    QVERIFY(QTest::qWaitFor([&] { return says(u"36 face(s)"_s) && !says(u"35 face(s)"_s); }));
}

QTEST_MAIN(LaboratoryPanelTest)
#include "laboratory_panel_test.moc"
