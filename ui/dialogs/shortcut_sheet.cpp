#include "ui/dialogs/shortcut_sheet.h"

#include "ui/theme/marks.h"
#include "ui/theme/palette.h"
#include "ui/theme/translated.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMostColumns = 3;
constexpr int kColumnGap = 36;
constexpr int kTitleRows = 2; ///< what a group's title weighs when columns are balanced

struct SheetLine {
    QString text;
    QStringList keys;
    bool enabled = true;
};

struct SheetGroup {
    QString title;
    QList<SheetLine> lines;
    int weight() const { return static_cast<int>(lines.size()) + kTitleRows; }
};

/// Keys as caps, several alternatives side by side.
class KeyCaps : public QWidget {
public:
    KeyCaps(const QStringList &keys, QWidget *parent) : QWidget(parent), keys_(keys)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setAccessibleName(keys.join(u", "_s));
    }

    QSize sizeHint() const override
    {
        int width = 0;
        for (const QString &key : keys_)
            width += capWidth(key) + kGap;
        return {std::max(0, width - kGap), kHeight};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Palette &colours = paletteOf(palette());
        painter.setFont(capFont());
        double x = 0;
        for (const QString &key : keys_) {
            const QRectF cap(x + 0.5, 0.5, capWidth(key) - 1, kHeight - 1);
            painter.setPen(colours.border);
            painter.setBrush(colours.raised);
            painter.drawRoundedRect(cap, 4, 4);
            painter.setPen(colours.text);
            painter.drawText(cap, Qt::AlignCenter, key);
            x += capWidth(key) + kGap;
        }
    }

private:
    static constexpr int kHeight = 20;
    static constexpr int kGap = 4;
    QFont capFont() const
    {
        QFont small = font();
        small.setPixelSize(measures::kCaptionPixels);
        return small;
    }
    int capWidth(const QString &key) const
    {
        return std::max(kHeight, QFontMetrics(capFont()).horizontalAdvance(key) + 12);
    }
    QStringList keys_;
};

QList<SheetLine> linesOf(const QList<QAction *> &actions)
{
    QList<SheetLine> lines;
    for (const QAction *action : actions) {
        if (!action || action->isSeparator() || action->text().isEmpty() || action->shortcuts().isEmpty())
            continue;
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys += sequence.toString(QKeySequence::NativeText);
        lines += SheetLine{withoutMnemonic(action->text()), keys, action->isEnabled()};
    }
    return lines;
}

QWidget *makeGroup(const SheetGroup &group, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 18);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    auto *title = new QLabel(group.title, box);
    markTitle(title);
    grid->addWidget(title, 0, 0, 1, 2);
    int row = 1;
    for (const SheetLine &line : group.lines) {
        auto *text = new QLabel(line.text, box);
        markMuted(text);
        grid->addWidget(text, row, 0);
        grid->addWidget(new KeyCaps(line.keys, box), row, 1, Qt::AlignRight | Qt::AlignVCenter);
        ++row;
    }
    return box;
}

/// Groups stay whole; each column gets its share of the lines.
QWidget *makeColumns(const QList<SheetGroup> &groups, int count, QWidget *parent)
{
    auto *body = new QWidget(parent);
    markPanel(body);
    auto *columns = new QHBoxLayout(body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(kColumnGap);
    int left = 0;
    for (const SheetGroup &group : groups)
        left += group.weight();
    auto next = groups.begin();
    for (int column = 0; column < count && next != groups.end(); ++column) {
        auto *layout = new QVBoxLayout;
        layout->setSpacing(0); // groups bring their own
        const int share = left / (count - column);
        int used = 0;
        // A group goes where more than half of it fits.
        while (next != groups.end() && (used == 0 || used + next->weight() / 2 <= share)) {
            layout->addWidget(makeGroup(*next, body));
            used += next->weight();
            ++next;
        }
        left -= used;
        layout->addStretch();
        columns->addLayout(layout, 1);
    }
    return body;
}
} // namespace

ShortcutSheet::ShortcutSheet(const QList<Group> &groups, QWidget *parent, bool wheelScrolls) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard and mouse"));
    markPanel(this);
    QList<SheetGroup> all;
    for (const Group &group : groups)
        if (QList<SheetLine> lines = linesOf(group.actions); !lines.isEmpty())
            all += SheetGroup{group.title, lines};
    all += SheetGroup{tr("On the picture"),
                      {{tr("Zoom at the pointer"), {wheelScrolls ? tr("Ctrl + wheel") : tr("Wheel")}},
                       {tr("Scroll"), {wheelScrolls ? tr("Wheel") : tr("Ctrl + wheel")}},
                       {tr("Pan"), {tr("Middle drag"), tr("Space + drag")}},
                       {tr("Hide the overlays"), {tr("Hold H")}},
                       {tr("Move a point"), {tr("Drag")}},
                       {tr("Select points in a box"), {tr("Drag on empty ground")}},
                       {tr("Add or remove a point"), {tr("Ctrl + click")}},
                       {tr("Select a range of points"), {tr("Shift + click")}},
                       {tr("Select a whole contour"), {tr("Double click")}},
                       {tr("Nudge by 1, 10 or 0.1 px"), {tr("Arrows"), tr("Shift"), tr("Alt")}},
                       {tr("Move the box being edited"), {tr("Arrows"), tr("Shift"), tr("Alt")}},
                       {tr("Resize the box being edited"), {tr("Ctrl + arrows")}},
                       {tr("Next or previous point"), {tr("Tab"), tr("Shift + Tab")}},
                       {tr("Next or previous contour"), {u"}"_s, u"{"_s}},
                       {tr("Give up a drag"), {tr("Esc")}}}};
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    const QSize room = parent ? parent->window()->size() : QSize(1100, 760), around(64, 80);
    int columns = kMostColumns; // fewer where the words are longer than there is room for
    QWidget *body = makeColumns(all, columns, area);
    while (columns > 1 && body->sizeHint().width() + around.width() > room.width()) {
        delete body;
        body = makeColumns(all, --columns, area);
    }
    area->setWidget(body);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 14);
    layout->addWidget(area, 1);
    layout->addWidget(buttons);
    resize((body->sizeHint() + around).boundedTo(room));
}

} // namespace fiducial::ui
