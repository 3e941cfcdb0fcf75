#include "ui/panels/metrics_view.h"

#include "core/pipeline/face_pose.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/paint/scheme_words.h"
#include "ui/panels/figure_rows.h"
#include "ui/panels/section.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kWorstRows = 6;
constexpr int kWorstRowHeight = 22;
enum WorstColumn { IndexCell, NameCell, PixelsCell, PercentCell, WorstColumns };

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// Errors in pixels; NaN where a point is absent on either side.
std::vector<double> presentErrors(const LandmarkSet &reference, const LandmarkSet &points)
{
    std::vector<double> errors = metrics::pointErrors(reference, points.points);
    for (int i = 0; i < points.count(); ++i)
        if (!points.isPresent(i))
            errors[static_cast<std::size_t>(i)] = std::numeric_limits<double>::quiet_NaN();
    return errors;
}

/// Short enough for its column: three digits where one after the point would be a fourth.
QString shortNumber(double value)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', value < 99.95 ? 1 : 0) : u"–"_s;
}

double meanOf(const std::vector<double> &errors, const std::vector<int> &points)
{
    double sum = 0;
    int n = 0;
    for (const int point : points) {
        const double error = errors[static_cast<std::size_t>(point)];
        if (std::isfinite(error)) {
            sum += error;
            ++n;
        }
    }
    return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
}
} // namespace

MetricsView::MetricsView(ProjectDocument &document, QWidget *parent) : QWidget(parent), document_(document)
{
    markPanel(this);
    empty_ = new QLabel(this);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    markNote(empty_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    figures_ = buildFigures();
    layout->addWidget(figures_);
    layout->addWidget(empty_);
    retranslate();
}

QWidget *MetricsView::buildFigures()
{
    QVBoxLayout *column = nullptr;
    QWidget *area = makeScrollColumn(column, this);
    faceSection_ = new Section(area);
    numbers_ = new NumberRows(faceSection_);
    faceSection_->content()->addWidget(numbers_);
    contourSection_ = new Section(area);
    contours_ = new BarRows(contourSection_);
    contourSection_->content()->addWidget(contours_);
    worstSection_ = new Section(area);
    buildWorstTable();
    worstSection_->content()->addWidget(worst_);
    column->addWidget(faceSection_);
    column->addWidget(makeSeparator(area));
    column->addWidget(contourSection_);
    column->addWidget(makeSeparator(area));
    column->addWidget(worstSection_);
    column->addStretch();
    return area;
}

void MetricsView::buildWorstTable()
{
    worst_ = new QTableWidget(kWorstRows, WorstColumns, worstSection_);
    worst_->setFrameShape(QFrame::NoFrame);
    worst_->setShowGrid(false);
    worst_->setSelectionBehavior(QAbstractItemView::SelectRows);
    worst_->setSelectionMode(QAbstractItemView::SingleSelection);
    worst_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    worst_->setTabKeyNavigation(false);
    worst_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    worst_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    worst_->verticalHeader()->hide();
    worst_->verticalHeader()->setMinimumSectionSize(kWorstRowHeight);
    worst_->verticalHeader()->setDefaultSectionSize(kWorstRowHeight);
    QHeaderView *header = worst_->horizontalHeader();
    header->setSectionsClickable(false);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(20);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(NameCell, QHeaderView::Stretch);
    for (const int column : {IndexCell, PixelsCell, PercentCell})
        header->resizeSection(column, column == IndexCell ? 34 : 44);
    header->setFixedHeight(24);
    worst_->setFixedHeight(24 + kWorstRows * kWorstRowHeight + 2);
    for (int row = 0; row < kWorstRows; ++row)
        for (int column = 0; column < WorstColumns; ++column) {
            auto *item = new QTableWidgetItem;
            item->setTextAlignment(column == NameCell || column == IndexCell ? Qt::AlignLeft | Qt::AlignVCenter
                                                                             : Qt::AlignRight | Qt::AlignVCenter);
            worst_->setItem(row, column, item);
        }
    const auto clicked = [this](int row) {
        const QVariant landmark = worst_->item(row, IndexCell)->data(Qt::UserRole);
        if (landmark.isValid())
            Q_EMIT landmarkClicked(landmark.toInt());
    };
    connect(worst_, &QTableWidget::cellClicked, this, clicked);
    connect(worst_, &QTableWidget::cellActivated, this, clicked);
}

void MetricsView::setFace(int face)
{
    face_ = face;
    refresh();
}

QString MetricsView::emptyReason() const
{
    if (face_ < 0 || !document_.isOpen())
        return tr("Choose a face to see its numbers.");
    if (!document_.scheme())
        return tr("This data set has no landmarks yet. Pre-fill its faces with a model first.");
    if (document_.referenceSet(face_).empty())
        return tr("There is nothing to measure against: this face has no %1.").arg(document_.referenceName());
    const Prediction *prediction = document_.prediction(face_, document_.activeRun());
    if (document_.subject(face_) == Subject::None)
        return prediction && prediction->missing
                   ? tr("The detector missed this face in %1: it counts as a failure.")
                         .arg(document_.runName(document_.activeRun()))
                   : tr("No prediction yet. Pre-fill this face, or drag a point, to see its error.");
    return {};
}

void MetricsView::refresh()
{
    const QString reason = emptyReason();
    figures_->setVisible(reason.isEmpty());
    empty_->setVisible(!reason.isEmpty());
    empty_->setText(reason);
    if (!reason.isEmpty())
        return;
    const bool mine = document_.subject(face_) == Subject::Mine;
    showNumbers(document_.subjectSet(face_), mine ? tr("mine") : document_.runName(document_.activeRun()));
    announce();
}

void MetricsView::showPreview(const LandmarkSet &preview)
{
    if (face_ < 0 || !document_.scheme() || document_.referenceSet(face_).count() != preview.count())
        return;
    figures_->setVisible(true);
    empty_->setVisible(false);
    showNumbers(preview, tr("mine"));
}

void MetricsView::showNumbers(const LandmarkSet &points, const QString &subject)
{
    const LandmarkSet reference = document_.referenceSet(face_);
    if (reference.count() != points.count() || reference.count() != document_.scheme()->count)
        return;
    const Face &face = document_.face(face_);
    const std::vector<double> errors = presentErrors(reference, points);
    const auto lengths = metrics::normalisers(reference, *document_.scheme(), face.box, face.derived.boxSize);
    const QLocale locale;
    std::vector<NumberRows::Row> rows{{subject, {}, {}}}; // names of models are long: a line of their own
    for (int n = 0; n < metrics::kNormaliserCount; ++n) {
        const double nme = metrics::nme(errors, lengths[static_cast<std::size_t>(n)]);
        const auto normaliser = static_cast<metrics::Normaliser>(n);
        if (std::isfinite(nme))
            rows.push_back({tr("NME, %1").arg(normaliserName(normaliser)), percentText(nme),
                            locale.toString(nme, 'f', 4), normaliser == document_.normaliser()});
    }
    const auto worst = std::max_element(errors.begin(), errors.end(), [](double a, double b) {
        return (std::isfinite(a) ? a : -1.0) < (std::isfinite(b) ? b : -1.0);
    });
    if (worst != errors.end() && std::isfinite(*worst)) {
        const auto index = static_cast<int>(worst - errors.begin());
        rows.push_back({tr("Worst point"), u"#%1"_s.arg(landmarkLabel(*document_.scheme(), index)),
                        tr("%1 px").arg(locale.toString(*worst, 'f', 1)), false});
    }
    const auto degrees = [&](double angle) { return locale.toString(std::round(angle) + 0.0, 'f', 0); }; // no "-0"
    if (const auto pose = pipeline::headPose(shape::HeadPoseFit(*document_.scheme()), points))
        rows.push_back({tr("Yaw, pitch, roll"),
                        tr("%1°, %2°, %3°").arg(degrees(pose->yaw), degrees(pose->pitch), degrees(pose->roll)),
                        {},
                        false});
    numbers_->setRows(std::move(rows));
    faceSection_->setAside(tr("against %1").arg(document_.referenceName()));
    const double length = lengths[static_cast<std::size_t>(document_.normaliser())];
    showContours(errors, length);
    showWorst(errors, length);
}

void MetricsView::showContours(const std::vector<double> &errors, double length)
{
    std::vector<BarRows::Row> rows;
    double full = 100 * document_.threshold();
    for (const Contour &contour : document_.scheme()->contours) {
        const double percent = 100 * meanOf(errors, contour.points) / length;
        rows.push_back({capitalised(contourCaption(contour)), percent});
        if (std::isfinite(percent))
            full = std::max(full, percent);
    }
    contours_->setRows(std::move(rows), full);
    contourSection_->setAside(tr("% of %1").arg(normaliserName(document_.normaliser())));
}

void MetricsView::showWorst(const std::vector<double> &errors, double length)
{
    std::vector<int> order(errors.size());
    std::iota(order.begin(), order.end(), 0);
    std::erase_if(order, [&](int i) { return !std::isfinite(errors[static_cast<std::size_t>(i)]); });
    const auto shown = std::min<std::ptrdiff_t>(kWorstRows, static_cast<std::ptrdiff_t>(order.size()));
    std::partial_sort(order.begin(), order.begin() + shown, order.end(), [&](int a, int b) {
        return errors[static_cast<std::size_t>(a)] > errors[static_cast<std::size_t>(b)];
    });
    const LandmarkScheme &scheme = *document_.scheme();
    for (int row = 0; row < kWorstRows; ++row) {
        const bool used = row < shown;
        const int landmark = used ? order[static_cast<std::size_t>(row)] : -1;
        const double pixels = used ? errors[static_cast<std::size_t>(landmark)] : 0;
        const double percent = 100 * pixels / length;
        worst_->item(row, IndexCell)->setData(Qt::UserRole, used ? QVariant(landmark) : QVariant());
        const std::array<QString, WorstColumns> texts{QString::number(landmark),
                                                      used ? landmarkCaption(scheme, landmark) : QString(),
                                                      shortNumber(pixels), shortNumber(percent)};
        for (int column = 0; column < WorstColumns; ++column)
            worst_->item(row, column)->setText(used ? texts[static_cast<std::size_t>(column)] : QString());
        worst_->item(row, NameCell)->setToolTip(worst_->item(row, NameCell)->text()); // long ones are elided
    }
    setSelectedLandmarks(selected_);
}

void MetricsView::setSelectedLandmarks(const std::vector<int> &landmarks)
{
    selected_ = landmarks;
    int selectedRow = -1;
    for (int row = 0; row < kWorstRows; ++row) {
        const QVariant landmark = worst_->item(row, IndexCell)->data(Qt::UserRole);
        if (landmark.isValid() && std::find(landmarks.begin(), landmarks.end(), landmark.toInt()) != landmarks.end())
            selectedRow = selectedRow < 0 ? row : selectedRow;
    }
    if (selectedRow < 0)
        worst_->clearSelection();
    else if (!worst_->item(selectedRow, IndexCell)->isSelected())
        worst_->selectRow(selectedRow);
}

void MetricsView::announce()
{
    numbers_->announce();
    contours_->announce();
}

void MetricsView::retranslate()
{
    faceSection_->setTitle(tr("This face"));
    contourSection_->setTitle(tr("By contour"));
    worstSection_->setTitle(tr("Worst points"));
    worst_->setHorizontalHeaderLabels({u"#"_s, tr("name"), tr("px"), u"%"_s});
    for (int column = 0; column < WorstColumns; ++column)
        worst_->horizontalHeaderItem(column)->setTextAlignment(column == NameCell || column == IndexCell
                                                                   ? Qt::AlignLeft | Qt::AlignVCenter
                                                                   : Qt::AlignRight | Qt::AlignVCenter);
    numbers_->setAccessibleName(tr("Errors of this face"));
    contours_->setAccessibleName(tr("Error by contour"));
    worst_->setAccessibleName(tr("Worst points"));
    refresh();
}

} // namespace fiducial::ui
