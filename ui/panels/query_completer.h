#pragma once

#include <QCompleter>
#include <QStringList>

#include <functional>

class QLineEdit;

namespace fiducial::ui {

/// Offers the names a query may use while one is typed: Up and Down choose, Return or Tab takes it over.
class QueryCompleter : public QCompleter {
    Q_OBJECT
public:
    /// `names` is asked each time a word begins.
    QueryCompleter(QLineEdit &field, std::function<QStringList()> names);
    void hide();

private:
    void offer();
    void take(const QString &name);
    int wordStart() const; ///< of the name that ends at the cursor

    QLineEdit &field_;
    std::function<QStringList()> names_;
};

} // namespace fiducial::ui
