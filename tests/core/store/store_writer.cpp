#include "tests/core/store/store_fixtures.h"

#include <QCoreApplication>

#include <cstdio>

/// Appends revisions to the project named on the command line until it is killed and prints each sequence number once
/// the store has called it done. With a second argument that many revisions are always on their way.
int main(int argc, char *argv[])
{
    using namespace fiducial;
    using namespace fiducial::test;
    const QCoreApplication application(argc, argv);
    if (argc < 2)
        return 2;
    auto project = ProjectStore::open(argv[1]);
    if (!project) {
        std::fprintf(stderr, "%s\n", project.error().text().c_str());
        return 1;
    }
    const Dataset dataset = smallDataset();
    const auto bound = (*project)->bind(dataset, {});
    auto states = (*project)->states();
    if (!bound || !states)
        return 1;
    for (std::size_t i = 0;; ++i) {
        const Uuid face = bound->faceIds[i % bound->faceIds.size()];
        const FaceState after = stateWith(static_cast<double>(i), 98);
        (*project)->append(edit(face, (*states)[face], after), [](const Result<std::int64_t> &saved) {
            std::printf("%lld\n", saved ? static_cast<long long>(*saved) : -1LL);
            std::fflush(stdout);
        });
        (*states)[face] = after;
        if (argc < 3 || i % 8 == 7)
            (*project)->flush();
    }
}
