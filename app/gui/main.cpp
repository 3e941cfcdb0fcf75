#include "app/gui/window_bench.h"
#include "core/formats/annotation_format.h"
#include "core/model/model_catalogue.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/main_window.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/language_controller.h"
#include "ui/theme/theme_controller.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>
#include <QStandardPaths>

#include <clocale>
#include <cstdio>

namespace {
using namespace Qt::StringLiterals;

fiducial::ui::ThemeMode themeOf(const QString &name)
{
    return name == u"light"_s  ? fiducial::ui::ThemeMode::Light
           : name == u"dark"_s ? fiducial::ui::ThemeMode::Dark
                               : fiducial::ui::ThemeMode::System;
}

int runBench(fiducial::ui::MainWindow &window, const QString &name, const QString &path)
{
    const auto numbers = fiducial::WindowBench(window, path).run(name);
    if (!numbers) {
        std::fprintf(stderr, "fiducial: %s\n", numbers.error().text().c_str());
        return 1;
    }
    std::printf("%s\n", QJsonDocument(*numbers).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return 0;
}
} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // numbers in files have a point, whatever the user's locale
    QCoreApplication::setApplicationName(u"fiducial"_s);
    QCoreApplication::setOrganizationName(u"Fiducial"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(FIDUCIAL_VERSION));
    QGuiApplication::setDesktopFileName(u"fiducial"_s);
    fiducial::ui::AppSettings settings;
    const fiducial::ui::LanguageController languages(settings);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "A workbench for facial landmarks."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        u"path"_s, QCoreApplication::translate("main", "Data set, folder of pictures or project."), u"[PATH]"_s);
    const QCommandLineOption prefill(
        u"prefill"_s, QCoreApplication::translate("main", "Predict every face as soon as the data set is open."));
    const QCommandLineOption theme(u"theme"_s, QCoreApplication::translate("main", "light, dark or system."),
                                   u"theme"_s);
    QCommandLineOption bench(u"bench"_s, QCoreApplication::translate("main", "Measure, print the numbers and end."),
                             u"name"_s);
    bench.setFlags(QCommandLineOption::HiddenFromHelp); // for fiducial-cli bench
    parser.addOptions({prefill, theme, bench});
    parser.process(application);

    const auto formats = fiducial::formats::makeBuiltinFormats();
    const auto resources = fiducial::model::resourcesFolder();
    const auto userData = fiducial::model::userDataFolder();
    const fiducial::model::ModelCatalogue models(resources / "models", userData / "models");
    fiducial::ui::ThemeController themes(application,
                                         themeOf(parser.isSet(theme) ? parser.value(theme) : settings.theme()));
    const auto cache = fiducial::ui::toPath(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    fiducial::ui::MainWindow window({formats, models, settings, themes, userData, cache, resources / "samples"});
    window.show();
    if (parser.isSet(bench))
        return runBench(window, parser.value(bench), parser.positionalArguments().value(0));
    if (!parser.positionalArguments().isEmpty())
        window.open(parser.positionalArguments().front(), parser.isSet(prefill));
    return QApplication::exec();
}
