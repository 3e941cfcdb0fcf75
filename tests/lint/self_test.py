"""Proves that every rule can fail and can pass: each gets a small tree that breaks it and one that does not."""

import subprocess
import sys
import tempfile
from pathlib import Path

import rules
from source_tree import SourceTree

ROOT_LIST = {"CMakeLists.txt": "set_property(GLOBAL PROPERTY GLOBAL_DEPENDS_NO_CYCLES ON)\n"}
BODY = "void f()\n{\n" + "    g();\n" * 59 + "}\n"

# rule: (trees that break it, trees that do not)
CASES = {
    rules.layering: (
        [
            {"core/base/a.h": '#include "core/geometry/types.h"\n'},
            {"core/metrics/a.cpp": '#include "core/formats/x.h"\n'},
            {"core/pipeline/a.cpp": '#include "core/nets/x.h"\n'},
            {"core/base/a.cpp": '#include "ui/paint/x.h"\n'},
            {"ui/paint/a.cpp": '#include "ui/canvas/x.h"\n'},
            {"ui/canvas/a.cpp": '#include "ui/panels/x.h"\n'},
            {"core/image/CMakeLists.txt": "fiducial_add_library(fiducial_image PUBLIC fiducial_model)\n"},
            {"core/newcomer/a.cpp": "int x;\n"},
        ],
        [
            {"core/metrics/a.cpp": '#include "core/dataset/x.h"\n#include "core/base/y.h"\n#include <vector>\n'},
            {"core/nets/a.cpp": '#include "core/model/backend.h"\n'},
            {"app/cli/a.cpp": '#include "core/pipeline/x.h"\n#include "ui/paint/y.h"\n'},
            {"core/image/CMakeLists.txt": "fiducial_add_library(fiducial_image PUBLIC fiducial_geometry)\n"},
        ],
    ),
    rules.libraries: (
        [
            {"CMakeLists.txt": "project(X)\n"},
            ROOT_LIST | {"core/base/a.cpp": "int x;\n"},
            ROOT_LIST | {"core/base/a.cpp": "", "core/base/CMakeLists.txt": "fiducial_add_library(a)\nfiducial_add_library(b)\n"},
            ROOT_LIST | {"ui/jobs/a.cpp": "", "ui/jobs/CMakeLists.txt": "fiducial_add_library(a)\nadd_library(b)\n"},
        ],
        [ROOT_LIST | {"core/base/a.cpp": "", "core/base/CMakeLists.txt": "fiducial_add_library(a SOURCES a.cpp)\n"}],
    ),
    rules.core_is_plain: (
        [
            {"core/base/a.h": "#include <QString>\n"},
            {"core/store/a.h": "#include <QSqlDatabase>\n"},
            {"core/model/a.cpp": "#include <torch/torch.h>\n"},
            {"ui/panels/a.cpp": "#include <ATen/ATen.h>\n"},
        ],
        [{"core/store/a.cpp": "#include <QSqlQuery>\n"}, {"core/nets/a.h": "#include <torch/torch.h>\n"}],
    ),
    rules.opencv_components: (
        [{"core/image/CMakeLists.txt": "target_link_libraries(x ${OpenCV_LIBS})\n"}],
        [{"core/image/CMakeLists.txt": "# never OpenCV_LIBS\ntarget_link_libraries(x opencv_core)\n"}],
    ),
    rules.no_widgets: (
        [
            {"ui/document/a.h": "#include <QWidget>\n"},
            {"ui/paint/a.cpp": "#include <QApplication>\n"},
            {"ui/jobs/CMakeLists.txt": "target_link_libraries(x Qt6::Widgets)\n"},
        ],
        [{"ui/paint/a.cpp": "#include <QPainter>\n#include <QUndoStack>\n"}, {"ui/canvas/a.h": "#include <QWidget>\n"}],
    ),
    rules.sizes: (
        [
            {"core/base/a.cpp": "int x;\n" * 601},
            {"core/base/a.cpp": BODY},
            {"tests/core/base/a.cpp": "struct S {\n" + BODY.replace("void", "    void").replace("{", "    {").replace("}", "    }") + "};\n"},
        ],
        [
            {"core/base/a.cpp": "int x;\n" * 600},
            {"core/base/a.cpp": BODY.replace("    g();\n", "", 1)},
            {"core/base/a.cpp": "// long: a table of the standard\n" + BODY},
            {"core/base/a.cpp": 'auto s = R"(\n{\n' + "x\n" * 99 + '}\n)";\n'},
        ],
    ),
    rules.qt_habits: (
        [
            {"ui/panels/a.h": "#include <QtWidgets>\n"},
            {"tests/ui/a.cpp": "#include <QtTest>\n"},
            {"ui/panels/a.h": "class X {\nsignals:\n    void f();\n};\n"},
            {"ui/panels/a.h": "class X {\npublic slots:\n    void f();\n};\n"},
            {"ui/panels/a.cpp": "void X::f()\n{\n    emit changed();\n}\n"},
        ],
        [{"ui/panels/a.h": '#include <QWidget>\n// signals: none\nclass X {\nQ_SIGNALS:\n    void f(); auto s = "emit x";\n};\n'}],
    ),
    rules.translatable: (
        [
            {"ui/panels/a.cpp": 'X::X()\n{\n    tr("%d faces");\n}\n', "ui/panels/a.h": "class X { Q_OBJECT };\n"},
            {"ui/panels/a.cpp": 'X::X()\n{\n    tr("read "\n       "%s");\n}\n', "ui/panels/a.h": "class X { Q_OBJECT };\n"},
            {"ui/panels/a.cpp": 'X::X()\n{\n    label(tr("faces"));\n}\n', "ui/panels/a.h": "class X {};\n"},
        ],
        [{"ui/panels/a.cpp": 'X::X()\n{\n    tr("%n faces, %1 %", "", 3);\n}\n', "ui/panels/a.h": "class X { Q_OBJECT };\n"}],
    ),
    rules.plurals: (
        [
            {"ui/panels/a.cpp": 'tr("%n face(s)", nullptr, 3);\n'},
            {"ui/panels/a.cpp": 'tr("%n face(s), "\n   "more", "", 3);\n', "translations/fiducial_en.ts": "<source>%n face(s)</source>"},
            {"translations/fiducial_en.ts": '<translation type="unfinished">'},
        ],
        [{"ui/panels/a.cpp": 'tr("%n a&b", nullptr, 3);\ntr("none");\n', "translations/fiducial_en.ts": "<source>%n a&amp;b</source>"}],
    ),
    rules.chinese: (
        [
            {"translations/fiducial_zh_CN.ts": '<source>face</source>\n<translation type="unfinished"></translation>'},
            {"translations/fiducial_zh_CN.ts": "<source>%1 of %2</source><translation>%1</translation>"},
            {"ui/panels/a.cpp": 'tr("a " "face");\n', "translations/fiducial_zh_CN.ts": "<TS></TS>"},
            {"core/base/a.cpp": 'says("There is no "\n     "%1.", name);\n', "translations/fiducial_zh_CN.ts": "<TS></TS>"},
            {
                "core/base/a.cpp": 'saysCount(f(1, 2), "%1 face", "%1 faces");\n',
                "translations/fiducial_zh_CN.ts": "<source>%1 face</source><translation>%1</translation>",
            },
        ],
        [
            {
                "ui/panels/a.cpp": 'tr("a \\"face\\", "\n   "%n", "", 3);\ntranslate("context", "face");\n',
                "translations/fiducial_zh_CN.ts": "<source>a &quot;face&quot;, %n</source><translation><numerusform>%n</numerusform>"
                "</translation><source>face</source><translation>x</translation>",
            },
            {"ui/panels/a.cpp": 'tr("a face");\n'},
            {
                "core/base/a.cpp": 'saysCount(f(1, 2), "%1 \\"face\\"", "%1 " "faces");\n',
                "translations/fiducial_zh_CN.ts": "<source>%1 &quot;face&quot;</source><translation>%1</translation>"
                "<source>%1 faces</source><translation>%1</translation>",
            },
        ],
    ),
    rules.portable: (
        [
            {"README.md": "see /wo" "rk/main\n"},
            {"dev": "pip install -i https://py" "pi.org/simple x\n"},
            {"core/base/a.cpp": "// download.py" "torch.org\n"},
        ],
        [{"packaging/setup.sh": "https://download.py" "torch.org/whl/cpu\n", "README.md": "shared/work/x\n"}],
    ),
    rules.tested: (
        [{"core/base/text.cpp": "int x;\n"}],
        [{"core/base/text.cpp": "int x;\n", "tests/core/base/text_test.cpp": '#include "core/base/text.h"\n'}],
    ),
}


def breaches(rule, files, folder):
    for path, text in files.items():
        target = Path(folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return list(rule(SourceTree(folder)))


def copy_relocation_cases():
    """A program compiled without -fPIC copies std::cout; with it, it does not."""
    source = "#include <iostream>\nint main() { std::cout << 1; }\n"
    for flags, expected in ((["-fno-pie", "-no-pie"], True), (["-fPIC"], False)):
        with tempfile.TemporaryDirectory() as build:
            (Path(build) / "bin").mkdir()
            command = ["c++", "-x", "c++", "-", *flags, "-o", f"{build}/bin/program"]
            subprocess.run(command, input=source, text=True, check=True)
            yield bool(list(rules.copy_relocations(None, build))) == expected, f"copy_relocations with {flags}"
            yield not list(rules.one_qt(None, build)), "one_qt with a program of one line"
    with tempfile.TemporaryDirectory() as build:
        yield bool(list(rules.copy_relocations(None, build))), "copy_relocations without programs"
        yield bool(list(rules.one_qt(None, build))), "one_qt without programs"


def source_cases():
    for rule in rules.SOURCE_RULES + rules.WARNINGS:
        broken, fine = CASES[rule]
        for expected, trees in ((True, broken), (False, fine)):
            for number, files in enumerate(trees):
                with tempfile.TemporaryDirectory() as folder:
                    found = breaches(rule, files, folder)
                yield bool(found) == expected, f"{rule.__name__}, {'broken' if expected else 'fine'} tree {number}: {found}"


def main():
    failures = [what for good, what in (*source_cases(), *copy_relocation_cases()) if not good]
    print("\n".join(failures) or "every rule fails and passes where it should")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
