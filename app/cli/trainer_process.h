#pragma once

#include "app/cli/cli_context.h"

#include <QStringList>

namespace fiducial::cli {

/// Runs fiducial-train to its end and returns its exit code. Its log, a JSON object a line on its standard output,
/// becomes a line of progress with epoch, NME and time left; with --json it is passed on as it is. The first Ctrl+C is
/// passed on, so that the trainer can write a checkpoint; it ends when this program does.
int runTrainer(CliContext &context, const QString &program, const QStringList &arguments);

} // namespace fiducial::cli
