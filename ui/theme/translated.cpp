#include "ui/theme/translated.h"

#include <QEvent>
#include <QRegularExpression>
#include <QWidget>

#include <utility>

namespace fiducial::ui {

namespace {
class LanguageWatcher : public QObject {
public:
    LanguageWatcher(QWidget *widget, std::function<void()> setTexts) : QObject(widget), setTexts_(std::move(setTexts))
    {
        widget->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange && watched == parent())
            setTexts_();
        return false;
    }

private:
    std::function<void()> setTexts_;
};
} // namespace

void translated(QWidget *widget, std::function<void()> setTexts)
{
    setTexts();
    new LanguageWatcher(widget, std::move(setTexts));
}

QString withoutMnemonic(QString text)
{
    static const QRegularExpression inBrackets(QStringLiteral("\\s*\\(&[^&)]\\)"));
    text.remove(inBrackets);
    text.replace(QStringLiteral("&&"), QString(QChar(0)));
    text.remove(u'&');
    return text.replace(QChar(0), u'&');
}

} // namespace fiducial::ui
