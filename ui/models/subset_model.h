#pragma once

#include "core/analysis/query.h"
#include "ui/models/laboratory.h"

#include <QAbstractTableModel>

#include <optional>

namespace fiducial::ui {

/// A part of the faces that papers report on its own, as the query that selects it.
struct Subset {
    QString title;
    QString query;                                      ///< empty: all faces
    std::optional<analysis::ReportedSubset> reported{}; ///< by papers, where the data set is the one they speak of
};
/// All faces, the parts of the data set (300W: common, challenge, full, private; AFLW: full, frontal; else by list),
/// those of each attribute, of three sizes and of three ranges of yaw. Only parts that have faces.
std::vector<Subset> subsetsOf(const analysis::FaceTable &table, const analysis::QueryColumns &columns,
                              const std::string &schemeId);

/// Faces, NME, failure rate and AUC of one run; by the exact convention.
struct SubsetNumbers {
    int faces = 0;
    std::optional<double> nme;
    std::optional<double> failureRate;
    std::optional<double> auc;
};
SubsetNumbers numbersOf(std::span<const double> nmes, const std::vector<int> &faces, double threshold);

/// Subsets by runs, as papers print them: one number at a time, the best run of each row marked, and behind the runs
/// what is published about the same faces. Computed in pieces.
class SubsetModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Number { Nme, FailureRate, Auc };
    enum Role { QueryRole = Qt::UserRole, BestRole, PublishedRole };
    enum Column { TitleColumn, FacesColumn, FirstRunColumn };

    explicit SubsetModel(Laboratory &laboratory, QObject *parent = nullptr);
    void setNumber(Number number);
    Number number() const { return number_; }
    int publishedCount() const { return static_cast<int>(published_.size()); } ///< columns behind the runs
    bool isComplete() const { return next_ == subsets_.size(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void restart();
    void computeNext();
    std::optional<double> value(int row, int run) const;
    std::optional<double> published(int row, int column) const;
    QString numberText(std::optional<double> number) const;
    QString publishedTip(const analysis::PublishedRow &row) const;
    bool isBest(int row, int run) const;

    struct Row {
        int faces = 0;
        std::vector<SubsetNumbers> runs;
    };
    Laboratory &laboratory_;
    Number number_ = Number::Nme;
    std::vector<Subset> subsets_;
    std::vector<Row> rows_;
    std::vector<const analysis::PublishedRow *> published_;
    std::size_t next_ = 0;
    QTimer computing_;
};

} // namespace fiducial::ui
