#include "ui/document/document_run.h"

namespace fiducial::ui {

const Prediction *DocumentRun::unsaved(int row) const
{
    if (row >= stored)
        return &run.rows[static_cast<std::size_t>(row - stored)];
    const auto found = replaced.find(row);
    return found == replaced.end() ? nullptr : &found->second;
}

std::shared_ptr<DocumentRun> DocumentRun::ofStore(store::ProjectStore::RunIndex stored,
                                                  const std::unordered_map<Uuid, int> &rowOfId, int faces)
{
    auto run = std::make_shared<DocumentRun>();
    run->number = stored.number;
    run->run = std::move(stored.header);
    run->stored = static_cast<int>(stored.faceOfRow.size());
    run->missing = std::move(stored.missing);
    run->rowOfFace.assign(static_cast<std::size_t>(faces), -1);
    for (std::size_t i = 0; i < stored.faceOfRow.size(); ++i)
        if (const auto it = rowOfId.find(stored.faceOfRow[i]); it != rowOfId.end())
            run->rowOfFace[static_cast<std::size_t>(it->second)] = static_cast<int>(i);
    return run;
}

Result<void> DocumentRun::save(store::ProjectStore &store, const std::vector<Uuid> &faceIds) const
{
    std::vector<Uuid> faceOfRow(static_cast<std::size_t>(rowCount()));
    for (std::size_t face = 0; face < rowOfFace.size(); ++face)
        if (rowOfFace[face] >= 0)
            faceOfRow[static_cast<std::size_t>(rowOfFace[face])] = faceIds[face];
    if (stored == 0)
        return store.saveRun(run, faceOfRow, JobContext{}); // takes the place of whatever was stored
    std::vector<store::ProjectStore::RunRow> rows;
    for (int row = stored; row < rowCount(); ++row)
        rows.push_back({row, unsaved(row), faceOfRow[static_cast<std::size_t>(row)]});
    for (const auto &[row, prediction] : replaced)
        rows.push_back({row, &prediction, faceOfRow[static_cast<std::size_t>(row)]});
    return store.saveRunRows(run, rows, JobContext{});
}

} // namespace fiducial::ui
