#include "ui/panels/laboratory_page.h"

#include "ui/panels/elided.h"

#include <QEvent>
#include <QTableView>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kLaboratoryRowHeight = 22;
}

LaboratoryPage::LaboratoryPage(ProjectDocument &document, Laboratory &laboratory, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent), document_(document), laboratory_(laboratory)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

void LaboratoryPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QSplitter::changeEvent(event);
}

QString LaboratoryPage::activeConditions() const
{
    const int active = laboratory_.active();
    if (active < 0)
        return laboratory_.subjects().empty() ? QString() : laboratory_.conditions(-1);
    return u"%1 · %2"_s.arg(laboratory_.subjects()[static_cast<std::size_t>(active)].name,
                            laboratory_.conditions(active));
}

bool LaboratoryPage::sameBoxes() const
{
    const auto &subjects = laboratory_.subjects();
    return std::all_of(subjects.begin(), subjects.begin() + laboratory_.runCount(),
                       [&](const auto &s) { return s.boxes == subjects.front().boxes; });
}

QString LaboratoryPage::allConditions() const
{
    if (laboratory_.runCount() == 0)
        return {};
    return sameBoxes() ? laboratory_.conditions(0) : tr("%1, boxes differ").arg(laboratory_.conditions(-1));
}

QTableView *makeLaboratoryTable(QAbstractItemModel &model, QWidget *parent)
{
    auto *view = new QTableView(parent);
    view->setHorizontalHeader(new ElidedHeader(view));
    view->setModel(&model);
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setTabKeyNavigation(false);
    view->setWordWrap(false);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->verticalHeader()->hide();
    view->verticalHeader()->setMinimumSectionSize(kLaboratoryRowHeight);
    view->verticalHeader()->setDefaultSectionSize(kLaboratoryRowHeight);
    view->horizontalHeader()->setMinimumSectionSize(40);
    return view;
}

} // namespace fiducial::ui
