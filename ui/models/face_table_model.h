#pragma once

#include "core/analysis/query.h"
#include "ui/models/laboratory.h"

#include <QAbstractTableModel>

#include <optional>
#include <utility>

namespace fiducial::ui {

/// The faces of the laboratory as a table: sorted by any column, narrowed by a query and by an interval of the active
/// run's NME. Rows keep their places while single faces change, and are put in order anew when all was measured.
class FaceTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        FaceRole = Qt::UserRole,
        FailedRole, ///< an NME beyond the threshold
        ReviewRole, ///< int: ReviewState, in the state's column
    };
    enum class Kind {
        Image,
        Nme,
        PointError,
        WorstPoint,
        WorstError,
        Uncertainty,
        Disagreement,
        Implausibility,
        Suspicion,
        Yaw,
        Pitch,
        Roll,
        Size,
        Attribute,
        State
    };
    struct Column {
        Kind kind = Kind::Image;
        int index = 0;         ///< Nme: subject; PointError: landmark; Attribute: its number
        QString id;            ///< in the settings
        QString title;         ///< for people, with the unit
        QString tip;           ///< one sentence
        bool isNumber = true;  ///< right-aligned; worst first by the first click
        bool standard = false; ///< shown where nobody has chosen
    };

    explicit FaceTableModel(Laboratory &laboratory, QObject *parent = nullptr);

    const std::vector<Column> &columns() const { return columns_; }
    int columnOf(Kind kind, int index) const; ///< -1: there is none
    QString tipOf(int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    int sortColumn() const { return columnOf(sortKind_, sortIndex_); }
    Qt::SortOrder sortOrder() const { return sortOrder_; }

    /// The filter from now on; where it is wrong, the earlier one stays and the error is told.
    std::optional<analysis::QueryError> setQuery(const QString &text);
    QString query() const { return query_; }
    /// Only faces whose NME (active run) lies in [from, to]; either end may be infinite.
    void setInterval(std::optional<std::pair<double, double>> interval);
    std::optional<std::pair<double, double>> interval() const { return interval_; }
    /// Only these faces, whatever else narrows the list; the title says what they have in common. Ends with the data
    /// they were picked from.
    struct Picked {
        QString title;
        std::vector<int> faces;
    };
    void setPicked(std::optional<Picked> picked);
    const std::optional<Picked> &picked() const { return picked_; }
    /// Adds the error of one landmark of the active run as a column and sorts by it; -1 takes it away.
    void setLandmark(int landmark);
    int landmark() const { return landmark_; }

    /// What a query may name: "yaw", "nme", "nme(\"second run\")".
    QStringList queryNames() const;
    /// Rows of the table as CSV (RFC 4180): titles first, then numbers in full with a decimal point, in the unit that
    /// the title names; empty where there is none.
    QString csv(const std::vector<int> &rows, const std::vector<int> &columns) const;

    const std::vector<int> &faces() const { return rows_; } ///< as listed
    int faceAt(int row) const { return rows_[static_cast<std::size_t>(row)]; }
    int rowOf(int face) const; ///< -1: not listed
    /// The first failure after (step 1) or before (-1) this face in the table's order; -1: there is none.
    int nextFailure(int face, int step) const;

private:
    using Values = std::span<const double>;
    void laboratoryReset();
    void laboratoryListed();
    void rowsMeasured(const std::vector<int> &faces);
    void makeColumns();
    void addRunColumns();
    void addFaceColumns();
    void rebuild();
    void readPointErrors();
    void sortByDefault(); ///< the worst faces of the active run first
    void sortRows();
    void filterRows();
    bool isFailure(int face) const;
    /// What a number column is sorted and shown by; empty for the others.
    Values numbers(const Column &column) const;
    std::vector<double> sortKeys(const Column &column) const;
    QString text(const Column &column, int face) const;
    QString csvField(const Column &column, int face) const;

    Laboratory &laboratory_;
    std::vector<Column> columns_;
    bool sortChosen_ = false; ///< by the user
    Kind sortKind_ = Kind::Nme;
    int sortIndex_ = 0;
    Qt::SortOrder sortOrder_ = Qt::DescendingOrder;
    QString query_;
    analysis::Query parsed_;
    std::optional<std::pair<double, double>> interval_;
    std::optional<Picked> picked_;
    int landmark_ = -1;
    std::vector<double> pointErrors_;        ///< of landmark_
    mutable std::vector<double> imageOrder_; ///< rank of each face's image name
    std::vector<int> sorted_;                ///< all faces
    std::vector<int> rows_;                  ///< those that are listed
    std::vector<int> rowOf_;                 ///< per face
};

/// Where a query goes wrong, in characters of the text that was typed.
QString queryProblem(const analysis::QueryError &error, const QString &text);

} // namespace fiducial::ui
