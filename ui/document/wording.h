#pragma once

#include "core/base/issue.h"
#include "core/base/result.h"
#include "core/dataset/face_state.h"
#include "core/metrics/metrics.h"

#include <QString>

namespace fiducial::ui {

/// What core says, in the language of the interface. A sentence kept for later is kept as a Sentence: the language may
/// change meanwhile.
QString sentenceText(const Sentence &sentence);
QString errorText(const Error &error); ///< "file:line: message"
QString issueText(const Issue &issue); ///< "file:line: what fix"

/// "inter-ocular", translated.
QString normaliserName(metrics::Normaliser normaliser);
/// "WFLW, 98 points"
QString schemeText(const LandmarkScheme &scheme);
/// "4.31 %" in the user's locale.
QString percentText(double fraction, int decimals = 2);
/// "1 min 12 s"
QString durationText(int seconds);
/// "CPU, 2 threads", as models name the device that they run on, in the language of the interface.
QString deviceText(const QString &device);

/// How an attribute of a face is spoken of: "Pose", "frontal", "large".
struct AttributeWords {
    QString caption;
    QString off;
    QString on;
    QString of(std::int8_t value) const; ///< 1, 0, or -1: "unknown"
};
AttributeWords attributeWords(const std::string &name);

/// Text as the caption of a button or an action shows it: no & of it underlines the next letter.
QString literalCaption(QString text);

/// "Ada, 14:02"; a nobody is left out. `time`: Unix milliseconds, 0: unknown.
QString authorAndTime(const std::string &author, std::int64_t time);
/// "14:02", "21 Nov 14:02", "21 Nov 2025"; empty where unknown.
QString timeText(std::int64_t time);

} // namespace fiducial::ui
