#pragma once

#include <QWidget>

#include <cstdint>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace fiducial::ui {

class ProjectDocument;

/// The attributes of one face, each a check box that is an edit, and a field for new ones of the project, which can be
/// renamed (button, or F2 on the check box) and removed.
class AttributeList : public QWidget {
    Q_OBJECT
public:
    explicit AttributeList(ProjectDocument &document, QWidget *parent = nullptr);
    void setFace(int face); ///< -1: none
    void refresh();
    void retranslate();

Q_SIGNALS:
    void notice(const QString &sentence); ///< why nothing was done

private:
    void rebuild();
    QWidget *makeRow(const std::string &name);
    void showValues();
    void add();
    void remove(const std::string &name);
    void beginRename(const std::string &name);
    void endRename(bool take);
    bool eventFilter(QObject *watched, QEvent *event) override;

    ProjectDocument &document_;
    int face_ = -1;
    std::vector<std::string> names_;
    std::vector<QCheckBox *> boxes_;
    std::vector<QLabel *> words_;
    QVBoxLayout *rows_ = nullptr;
    QLineEdit *field_ = nullptr;
    QLineEdit *renamer_ = nullptr; ///< over the check box of renamed_, while there is one
    std::string renamed_;
};

} // namespace fiducial::ui
