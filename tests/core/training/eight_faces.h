#pragma once

#include <QString>

namespace fiducial::test {

/// A network, its own loss and how long it looks at eight drawn faces.
struct Lesson {
    QString network;
    int input = 64;
    QString options;    ///< as of a configuration file, on top of a batch of eight without augmentation
    int landmarks = 29; ///< those of a scheme
    int epochs = 30;    ///< of ten steps
};

/// Columns of a test's data for lesson().
void lessonColumns();
void addLesson(const char *name, const Lesson &lesson);
/// The current row of the data.
Lesson currentLesson();

/// Trains, exports the weights, opens the file as the programs do when it is added as a model, and predicts the faces
/// by their boxes with it. Fails the test where the mean error is not below 1 % of the distance of the eyes in the
/// validation of the training or in the program, or where the two disagree.
void learnByHeart(const Lesson &lesson);

} // namespace fiducial::test
