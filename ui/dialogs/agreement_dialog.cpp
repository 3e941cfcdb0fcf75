#include "ui/dialogs/agreement_dialog.h"

#include "ui/document/wording.h"
#include "ui/paint/scheme_words.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTabWidget>
#include <QTreeWidget>

#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
/// Sorts by numbers where a column holds them.
class NumberItem : public QTreeWidgetItem {
public:
    using QTreeWidgetItem::QTreeWidgetItem;
    bool operator<(const QTreeWidgetItem &other) const override
    {
        const int column = treeWidget()->sortColumn();
        const QVariant own = data(column, Qt::UserRole + 1), theirs = other.data(column, Qt::UserRole + 1);
        return own.isValid() && theirs.isValid() ? own.toDouble() < theirs.toDouble()
                                                 : QTreeWidgetItem::operator<(other);
    }
    void setNumber(int column, double value, const QString &shown)
    {
        setText(column, std::isfinite(value) ? shown : u"–"_s);
        setData(column, Qt::UserRole + 1, std::isfinite(value) ? value : -1.0);
        setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
};

QString pixelText(double pixels)
{
    return QLocale().toString(pixels, 'f', 2);
}

QTreeWidget *makeTable(const QStringList &columns, const QString &name, QWidget *parent)
{
    auto *table = new QTreeWidget(parent);
    table->setColumnCount(static_cast<int>(columns.size()));
    table->setHeaderLabels(columns);
    for (int column = 1; column < columns.size(); ++column)
        table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the first column gives way
    table->setAccessibleName(name);
    table->header()->setStretchLastSection(false);
    table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    return table;
}
} // namespace

AgreementDialog::AgreementDialog(const ComparedAnnotation &compared, QWidget *parent) : QDialog(parent)
{
    const pipeline::AgreementReport &report = compared.report;
    setWindowTitle(tr("Compared with %1").arg(compared.name));
    markPanel(this);
    auto *headline = new QLabel(
        tr("%1 of %2 apart on average (%3 px); half of the points within %4, nine of ten within %5")
            .arg(percentText(report.all.mean), normaliserName(report.normaliser), pixelText(report.all.meanPixels),
                 percentText(report.all.median), percentText(report.all.p90)),
        this);
    headline->setWordWrap(true);
    markTitle(headline);
    QStringList counts{tr("%n face(s) annotated in both", nullptr, static_cast<int>(report.faces.size()))};
    if (report.onlyFirst > 0)
        counts += tr("%n only here", nullptr, report.onlyFirst);
    if (report.onlySecond > 0)
        counts += tr("%n only there", nullptr, report.onlySecond);
    auto *faceCounts = new QLabel(counts.join(u" · "_s), this);
    markMuted(faceCounts);
    faces_ = buildFaces(compared);
    landmarks_ = buildLandmarks(compared);
    auto *tabs = new QTabWidget(this);
    tabs->addTab(faces_, tr("Disagreements"));
    tabs->addTab(landmarks_, tr("Landmarks"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(headline);
    layout->addWidget(faceCounts);
    layout->addSpacing(4);
    layout->addWidget(tabs, 1);
    layout->addWidget(buttons);
    resize(860, 560);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(faces_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (item)
            Q_EMIT faceChosen(item->data(0, Qt::UserRole).toInt());
    });
}

QTreeWidget *AgreementDialog::buildFaces(const ComparedAnnotation &compared)
{
    enum { Face, Nme, Mean, Worst, WorstPixels, Visibility };
    auto *table = makeTable({tr("face"), tr("NME"), tr("mean px"), tr("worst landmark"), tr("px"), tr("visibility")},
                            tr("Faces, those that differ most first"), this);
    table->headerItem()->setTextAlignment(Worst, Qt::AlignLeft | Qt::AlignVCenter);
    const Dataset &dataset = *compared.dataset;
    for (const pipeline::FaceDisagreement &d : compared.report.faces) {
        auto *item = new NumberItem(table);
        const QString image = QString::fromStdString(dataset.sampleOf(d.face).image);
        item->setText(Face, dataset.sampleOf(d.face).faces.size() > 1
                                ? tr("%1, face %2").arg(image).arg(dataset.numberInImage(d.face) + 1)
                                : image);
        item->setToolTip(Face, image);
        item->setData(Face, Qt::UserRole, d.face);
        item->setNumber(Nme, d.nme, percentText(d.nme));
        item->setNumber(Mean, d.meanPixels, pixelText(d.meanPixels));
        if (d.worstLandmark >= 0)
            item->setText(Worst, landmarkLabel(*dataset.scheme(), d.worstLandmark));
        item->setNumber(WorstPixels, d.worstPixels, pixelText(d.worstPixels));
        item->setNumber(Visibility, d.visibility, d.visibility > 0 ? QLocale().toString(d.visibility) : QString());
    }
    table->setSortingEnabled(true);
    table->sortByColumn(Nme, Qt::DescendingOrder);
    return table;
}

QTreeWidget *AgreementDialog::buildLandmarks(const ComparedAnnotation &compared)
{
    enum { Landmark, MeanPixels, MedianPixels, MostPixels, Mean, Median, Most };
    auto *table =
        makeTable({tr("landmark"), tr("mean px"), tr("median px"), tr("90 % px"), tr("mean"), tr("median"), tr("90 %")},
                  tr("Error between the annotators at each landmark"), this);
    for (std::size_t i = 0; i < compared.report.landmarks.size(); ++i) {
        const pipeline::Disagreement &d = compared.report.landmarks[i];
        auto *item = new NumberItem(table);
        item->setText(Landmark, landmarkLabel(*compared.dataset->scheme(), static_cast<int>(i)));
        item->setData(Landmark, Qt::UserRole + 1, static_cast<int>(i));
        item->setNumber(MeanPixels, d.meanPixels, pixelText(d.meanPixels));
        item->setNumber(MedianPixels, d.medianPixels, pixelText(d.medianPixels));
        item->setNumber(MostPixels, d.p90Pixels, pixelText(d.p90Pixels));
        item->setNumber(Mean, d.mean, percentText(d.mean));
        item->setNumber(Median, d.median, percentText(d.median));
        item->setNumber(Most, d.p90, percentText(d.p90));
    }
    table->setSortingEnabled(true);
    table->sortByColumn(Mean, Qt::DescendingOrder);
    return table;
}

} // namespace fiducial::ui
