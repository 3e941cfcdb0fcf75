#include "ui/dialogs/help_window.h"

#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QUrl>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kContentsWidth = 200;
constexpr int kContentsRow = 30;
constexpr int kPageMargin = 28;
constexpr int kPageRole = Qt::UserRole + 1;
constexpr QSize kHelpSize(980, 700);
constexpr int kWidestPicture = 720; ///< also in a very wide window

QString readPage(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString titleOf(const QString &markdown)
{
    return markdown.section(u'\n', 0, 0).remove(u'#').trimmed();
}

int headingPixels(int level)
{
    return level == 1 ? 22 : level == 2 ? 16 : 14;
}
} // namespace

void HelpBrowser::setPage(const QString &markdown, const QString &folder)
{
    markdown_ = markdown;
    folder_ = folder;
    layOut();
    verticalScrollBar()->setValue(0);
}

/// Markdown brings no style sheet: headings and spacing are set block by block.
void HelpBrowser::layOut()
{
    document()->setDocumentMargin(kPageMargin);
    setMarkdown(markdown_);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        format.setTopMargin(level == 2 ? 18 : level > 2 ? 10 : 0);
        format.setBottomMargin(level > 0 ? 8 : block.textList() ? 4 : 10);
        format.setLineHeight(level > 0 ? 110 : 135, QTextBlockFormat::ProportionalHeight);
        cursor.setBlockFormat(format);
        if (level == 0)
            continue;
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat characters;
        characters.setProperty(QTextFormat::FontSizeAdjustment, 0);
        characters.setProperty(QTextFormat::FontPixelSize, headingPixels(level));
        characters.setFontWeight(QFont::DemiBold);
        cursor.mergeCharFormat(characters);
    }
}

QVariant HelpBrowser::loadResource(int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource || !name.isRelative())
        return {};
    QImage image(folder_ + u'/' + name.path());
    if (image.isNull())
        return {};
    const int room = std::min(kWidestPicture, viewport()->width() - 2 * kPageMargin - 8);
    const double ratio = devicePixelRatioF();
    if (room > 0 && image.width() > room * ratio)
        image = image.scaledToWidth(qRound(room * ratio), Qt::SmoothTransformation);
    image.setDevicePixelRatio(ratio);
    return image;
}

void HelpBrowser::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (event->oldSize().width() == event->size().width())
        return;
    const int place = verticalScrollBar()->value();
    layOut(); // pictures of another width
    verticalScrollBar()->setValue(place);
}

HelpWindow::HelpWindow(const QString &folder, std::function<QString(const QString &)> keysOf, QWidget *parent)
    : QDialog(parent),
      folder_(folder),
      keysOf_(std::move(keysOf)),
      search_(new QLineEdit(this)),
      contents_(new QListWidget(this)),
      nothing_(new QLabel(this)),
      browser_(new HelpBrowser(this))
{
    markPanel(this);
    search_->setClearButtonEnabled(true);
    search_->addAction(themedIcon(u"search"_s, IconRole::Muted), QLineEdit::LeadingPosition);
    contents_->setFrameShape(QFrame::NoFrame);
    nothing_->setWordWrap(true);
    nothing_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    markNote(nothing_);
    browser_->setOpenLinks(false);
    browser_->setFrameShape(QFrame::NoFrame);
    auto *side = new QWidget(this);
    side->setFixedWidth(kContentsWidth);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(14, 14, 10, 14);
    column->setSpacing(10);
    column->addWidget(search_);
    column->addWidget(contents_, 1);
    column->addWidget(nothing_, 1);
    auto *line = new QWidget(this);
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side);
    layout->addWidget(line);
    layout->addWidget(browser_, 1);
    connect(search_, &QLineEdit::textChanged, this, &HelpWindow::filter);
    connect(contents_, &QListWidget::currentItemChanged, this, &HelpWindow::showCurrent);
    connect(browser_, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    resize(kHelpSize);
    retranslate();
    showPage(pages().first());
}

QStringList HelpWindow::pages()
{
    return {u"first-steps"_s, u"editing"_s, u"comparing"_s, u"laboratory"_s,
            u"models"_s,      u"review"_s,  u"keys"_s,      u"formats"_s};
}

QString HelpWindow::fileOf(const QString &page) const
{
    //: The folder of the help pages in this language: "en", "zh_CN"
    const QString own = folder_ + u'/' + tr("en") + u'/' + page + u".md"_s;
    return QFileInfo::exists(own) ? own : folder_ + u"/en/"_s + page + u".md"_s;
}

QString HelpWindow::textOf(const QString &page) const
{
    static const QRegularExpression key(u"\\{key:([a-z0-9-]+)\\}"_s);
    QString text = readPage(fileOf(page));
    for (auto match = key.match(text); match.hasMatch(); match = key.match(text)) {
        const QString keys = keysOf_(match.captured(1));
        text.replace(match.capturedStart(), match.capturedLength(),
                     keys.isEmpty() ? tr("(no keys)") : u"**"_s + keys + u"**"_s);
    }
    return text;
}

void HelpWindow::showPage(const QString &page)
{
    search_->clear();
    contents_->setCurrentRow(static_cast<int>(pages().indexOf(page)));
}

QString HelpWindow::page() const
{
    const QListWidgetItem *item = contents_->currentItem();
    return item ? item->data(kPageRole).toString() : QString();
}

void HelpWindow::follow(const QUrl &link)
{
    if (link.scheme() == u"action"_s)
        Q_EMIT actionRequested(link.path());
    else if (link.isRelative())
        showPage(QFileInfo(link.path()).completeBaseName());
    else
        QDesktopServices::openUrl(link);
}

void HelpWindow::filter(const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    QListWidgetItem *first = nullptr;
    for (int i = 0; i < contents_->count(); ++i) {
        QListWidgetItem *item = contents_->item(i);
        const QString text = textOf(item->data(kPageRole).toString());
        const bool found = std::all_of(words.begin(), words.end(),
                                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
        item->setHidden(!found);
        if (found && !first)
            first = item;
    }
    contents_->setVisible(first);
    nothing_->setVisible(!first);
    if (!first)
        return;
    if (!contents_->currentItem() || contents_->currentItem()->isHidden())
        contents_->setCurrentItem(first);
    else
        showCurrent();
}

void HelpWindow::showCurrent()
{
    const QString name = page();
    if (name.isEmpty())
        return;
    browser_->setPage(textOf(name), QFileInfo(fileOf(name)).path());
    const QString word = search_->text().section(u' ', 0, 0, QString::SectionSkipEmpty);
    if (!word.isEmpty())
        browser_->find(word);
}

void HelpWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void HelpWindow::retranslate()
{
    setWindowTitle(tr("Help"));
    search_->setPlaceholderText(tr("Search"));
    search_->setAccessibleName(tr("Search the help"));
    contents_->setAccessibleName(tr("Contents"));
    browser_->setAccessibleName(tr("Page"));
    nothing_->setText(tr("No page has these words."));
    const QString before = page();
    contents_->clear();
    for (const QString &name : pages()) {
        auto *item = new QListWidgetItem(titleOf(readPage(fileOf(name))), contents_);
        item->setData(kPageRole, name);
        item->setSizeHint({0, kContentsRow});
    }
    filter(search_->text());
    if (!before.isEmpty())
        contents_->setCurrentRow(static_cast<int>(pages().indexOf(before)));
}

} // namespace fiducial::ui
