#include "ui/canvas/canvas_accessible.h"

#include "ui/canvas/canvas_p.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QLocale>

#include <algorithm>
#include <map>

namespace fiducial::ui {

namespace {

class CanvasAccessible;

/// One landmark of the active face.
class LandmarkAccessible : public QAccessibleInterface {
public:
    LandmarkAccessible(CanvasAccessible &canvas, int landmark) : canvas_(canvas), landmark_(landmark) {}

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text what) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::Indicator; }
    QAccessible::State state() const override;
    int landmark() const { return landmark_; }

private:
    CanvasAccessible &canvas_;
    int landmark_;
};

class CanvasAccessible : public QAccessibleWidget {
public:
    explicit CanvasAccessible(LandmarkCanvas *canvas) : QAccessibleWidget(canvas, QAccessible::Canvas) {}

    ~CanvasAccessible() override
    {
        for (const auto &[landmark, id] : children_)
            QAccessible::deleteAccessibleInterface(id);
    }

    LandmarkCanvas &canvas() const { return *static_cast<LandmarkCanvas *>(widget()); }
    const LandmarkSet *set() const { return widget() ? canvas().shownLandmarks() : nullptr; }

    int landmarkCount() const { return set() ? set()->count() : 0; }
    /// Divider and slider of a comparison come after the landmarks.
    QList<QWidget *> controls() const
    {
        QList<QWidget *> shown;
        if (widget())
            shown = widget()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        shown.removeIf([](const QWidget *control) { return !control->isVisible(); });
        return shown;
    }

    int childCount() const override { return landmarkCount() + static_cast<int>(controls().size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (index >= landmarkCount())
            return QAccessible::queryAccessibleInterface(controls().at(index - landmarkCount()));
        const auto found = children_.find(index);
        if (found != children_.end())
            return QAccessible::accessibleInterface(found->second);
        // Qt owns registered interfaces; they are given back in the destructor.
        auto *made = new LandmarkAccessible(const_cast<CanvasAccessible &>(*this), index);
        children_[index] = QAccessible::registerAccessibleInterface(made);
        return made;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *landmark = dynamic_cast<const LandmarkAccessible *>(child);
        if (landmark)
            return landmark->landmark();
        const auto *control = child ? qobject_cast<QWidget *>(child->object()) : nullptr;
        const auto at = control ? controls().indexOf(control) : -1;
        return at < 0 ? -1 : landmarkCount() + static_cast<int>(at);
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (child(i)->rect().contains(x, y))
                return child(i);
        return nullptr;
    }

private:
    mutable std::map<int, QAccessible::Id> children_;
};

bool LandmarkAccessible::isValid() const
{
    return landmark_ < canvas_.landmarkCount();
}

QAccessibleInterface *LandmarkAccessible::parent() const
{
    return &canvas_;
}

QString LandmarkAccessible::text(QAccessible::Text what) const
{
    if (!isValid())
        return {};
    const Point2 p = canvas_.set()->points[static_cast<std::size_t>(landmark_)];
    switch (what) {
    case QAccessible::Name:
        return canvas_.canvas().landmarkLabel(landmark_);
    case QAccessible::Value: {
        const QLocale locale;
        return isFinite(p) ? locale.toString(p.x, 'f', 1) + QStringLiteral(", ") + locale.toString(p.y, 'f', 1)
                           : QString();
    }
    case QAccessible::Description:
        switch (canvas_.set()->visibilityAt(landmark_)) {
        case Visibility::Visible:
            return LandmarkCanvas::tr("visible");
        case Visibility::Occluded:
            return LandmarkCanvas::tr("occluded");
        case Visibility::Absent:
            return LandmarkCanvas::tr("absent");
        }
        return {};
    default:
        return {};
    }
}

QRect LandmarkAccessible::rect() const
{
    if (!isValid())
        return {};
    const Point2 p = canvas_.set()->points[static_cast<std::size_t>(landmark_)];
    if (!isFinite(p))
        return {};
    const QPoint at = canvas_.canvas().viewTransform().toView(p).toPoint();
    return QRect(canvas_.canvas().mapToGlobal(at) - QPoint(6, 6), QSize(13, 13));
}

QAccessible::State LandmarkAccessible::state() const
{
    QAccessible::State state;
    const std::vector<int> &selected = canvas_.canvas().selection();
    state.selectable = true;
    state.selected = std::binary_search(selected.begin(), selected.end(), landmark_);
    state.focused = state.selected && selected.size() == 1 && canvas_.canvas().hasFocus();
    state.movable = canvas_.canvas().isEditable();
    state.invisible = !isValid() || !isFinite(canvas_.set()->points[static_cast<std::size_t>(landmark_)]);
    return state;
}

QAccessibleInterface *canvasInterface(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<LandmarkCanvas *>(object);
    return canvas ? new CanvasAccessible(canvas) : nullptr;
}

} // namespace

void installCanvasAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(canvasInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace fiducial::ui
