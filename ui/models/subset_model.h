#pragma once

#include "core/analysis/query.h"
#include "ui/models/laboratory.h"

#include <QAbstractTableModel>

#include <optional>

namespace fiducial::ui {

/// A part of the faces that papers report on its own, as the query that selects it.
struct Subset {
    QString title;
    QString query; ///< empty: all faces
};
/// All faces, those of each attribute, of three sizes and of three ranges of yaw.
std::vector<Subset> subsetsOf(const analysis::FaceTable &table, const analysis::QueryColumns &columns);

/// Faces, NME, failure rate and AUC of one run; by the exact convention.
struct SubsetNumbers {
    int faces = 0;
    std::optional<double> nme;
    std::optional<double> failureRate;
    std::optional<double> auc;
};
SubsetNumbers numbersOf(std::span<const double> nmes, const std::vector<int> &faces, double threshold);

/// Subsets by runs, as papers print them: one number at a time, the best of each row marked. Computed in pieces.
class SubsetModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Number { Nme, FailureRate, Auc };
    enum Role { QueryRole = Qt::UserRole, BestRole };
    enum Column { TitleColumn, FacesColumn, FirstRunColumn };

    explicit SubsetModel(Laboratory &laboratory, QObject *parent = nullptr);
    void setNumber(Number number);
    Number number() const { return number_; }
    bool isComplete() const { return next_ == subsets_.size(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void restart();
    void computeNext();
    std::optional<double> value(int row, int run) const;
    bool isBest(int row, int run) const;

    struct Row {
        int faces = 0;
        std::vector<SubsetNumbers> runs;
    };
    Laboratory &laboratory_;
    Number number_ = Number::Nme;
    std::vector<Subset> subsets_;
    std::vector<Row> rows_;
    std::size_t next_ = 0;
    QTimer computing_;
};

} // namespace fiducial::ui
