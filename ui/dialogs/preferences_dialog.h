#pragma once

#include "ui/dialogs/shortcut_sheet.h"

#include <QDialog>

#include <functional>

class QAbstractButton;
class QButtonGroup;
class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;
class QStackedWidget;

namespace fiducial::ui {

class AppSettings;
class ShortcutBook;
class ShortcutPage;

/// Ctrl+,: what the user prefers. Every change is written into the settings at once, and whoever listens to them
/// follows; there is nothing to confirm. `settings` and `book` outlive the dialog.
class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    enum Page { General, Canvas, Keys };

    PreferencesDialog(AppSettings &settings, ShortcutBook &book, std::function<QList<ShortcutSheet::Group>()> groups,
                      QWidget *parent = nullptr);
    void showPage(Page page);
    ShortcutPage &keys() const { return *keys_; }

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row {
        QLabel *label;
        QLabel *hint; ///< null: none
    };
    QWidget *buildGeneral();
    QWidget *buildCanvas();
    Row addRow(QFormLayout &form, QWidget *field, bool hint);
    QButtonGroup *addChoice(QWidget *row, int count);
    void retranslate();
    void retranslateGeneral();
    void retranslateCanvas();

    AppSettings &settings_;
    QListWidget *pages_;
    QStackedWidget *stack_;
    QDialogButtonBox *buttons_;
    QComboBox *language_ = nullptr;
    QButtonGroup *theme_ = nullptr;
    QLineEdit *author_ = nullptr;
    QCheckBox *animation_ = nullptr;
    QSpinBox *markSize_ = nullptr;
    QSpinBox *hitRadius_ = nullptr;
    QButtonGroup *wheel_ = nullptr;
    QButtonGroup *enlarged_ = nullptr;
    Row languageRow_{}, themeRow_{}, authorRow_{}, animationRow_{}, markSizeRow_{}, hitRadiusRow_{}, wheelRow_{},
        enlargedRow_{};
    ShortcutPage *keys_ = nullptr;
};

} // namespace fiducial::ui
