"""The rules. Each takes a SourceTree and yields one sentence for every breach; where it looks into a build as well, that
folder is its second argument. Rules 1-6 are those of the design's section 3."""

import html
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "translations"))

import layers
import sentences

MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 60
LONG_MARKER = re.compile(r"^(//|#) long: \S+", re.M)
UMBRELLAS = {f"Qt{m}" for m in "Core Gui Widgets Concurrent Test Sql Svg SvgWidgets Network PrintSupport Xml OpenGL".split()}
NO_WIDGETS = ("ui/document/", "ui/jobs/", "ui/paint/")


def layering(tree):
    """Rule 1: includes and links follow the arrows."""
    for file in tree.files():
        own = layers.folder_of(file.path)
        if own == file.path:
            continue  # lies beside the libraries: the precompiled header
        allowed = layers.allowed(own)
        if allowed is None:
            yield f"{file.path}: the folder {own} has no place in the design's arrows"
            continue
        for line, path, _ in file.includes():
            target = layers.folder_of(path)
            door = path == layers.MODULE_DOOR and own in layers.MODULE_FOLDERS
            if layers.allowed(target) is not None and target not in allowed and not door:
                yield f"{file.path}:{line}: {own} must not use {target} ({path})"
    for file in tree.cmake_files():
        allowed = layers.allowed(layers.folder_of(file.path)) if file.path.startswith("core/") else None
        for name in re.findall(r"\bfiducial_(\w+)", re.sub(r"#.*", "", file.text)) if allowed else ():
            target = f"core/{name}"
            if layers.allowed(target) is not None and target not in allowed:
                yield f"{file.path}: {layers.folder_of(file.path)} must not link fiducial_{name}"


def libraries(tree):
    """Rule 1: one static library a folder, no cycles."""
    if "GLOBAL_DEPENDS_NO_CYCLES ON" not in tree.file("CMakeLists.txt").text:
        yield "CMakeLists.txt: GLOBAL_DEPENDS_NO_CYCLES is not set"
    folders = {layers.folder_of(f.path) for f in tree.files((".cpp",), ("core/", "ui/"))}
    for folder in sorted(folders - set(layers.MODULE_FOLDERS)):
        lists = [f for f in tree.cmake_files() if f.path.startswith(f"{folder}/")]
        count = sum(len(re.findall(r"^\s*fiducial_add_library\(", f.text, re.M)) for f in lists)
        other = [f.path for f in lists if re.search(r"^\s*add_library\(", f.text, re.M)]
        if count != 1:
            yield f"{folder}: fiducial_add_library is called {count} times; one static library a folder"
        if other:
            yield f"{other[0]}: libraries are made by fiducial_add_library"


def core_is_plain(tree):
    """Rule 2: no Qt in core but in store/*.cpp, no LibTorch but in the module."""
    for file in tree.files(under=("core/",)):
        folder = layers.folder_of(file.path)
        for line, path, angled in file.includes():
            first = path.split("/")[0]
            if angled and re.match(r"Q[A-Z]|Qt", first) and not (folder == "core/store" and file.suffix == ".cpp"):
                yield f"{file.path}:{line}: Qt ({path}) is for core/store/*.cpp alone"
            if first in ("torch", "ATen", "c10", "caffe2") and folder not in layers.MODULE_FOLDERS:
                yield f"{file.path}:{line}: LibTorch ({path}) is for core/nets and core/training alone"
    for file in tree.files(under=("ui/", "app/")):
        for line, path, _ in file.includes():
            if path.split("/")[0] in ("torch", "ATen", "c10"):
                yield f"{file.path}:{line}: LibTorch ({path}) stays behind {layers.MODULE_DOOR}"


def _executables(build):
    folders = [Path(build) / "bin", Path(build) / "tests"]
    files = sorted(p for f in folders if f.is_dir() for p in f.iterdir() if p.is_file())
    return [p for p in files if p.read_bytes()[:4] == b"\x7fELF"]


def _output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def copy_relocations(_tree, build):
    """Rule 3: an executable that copies std::cout crashes when the deeply bound module prints."""
    programs = _executables(build)
    if not programs:
        yield f"{build}: no executables to look at"
    for program in programs:
        copied = re.findall(r"R_X86_64_COPY\s+\S+\s+(\S+)", _output("readelf", "-rW", str(program)))
        if copied:
            yield f"{program.name}: copy relocations of {', '.join(copied[:5])}; compile it with -fPIC"


def opencv_components(tree):
    """Rule 4: OpenCV components by name."""
    for file in tree.cmake_files():
        for number, line in enumerate(file.lines(), 1):
            if re.search(r"\bOpenCV_(LIBS|LIBRARIES)\b", line.split("#")[0]):
                yield f"{file.path}:{number}: link components by name; OpenCV_LIBS drags in a second Qt"


def one_qt(_tree, build):
    """Rule 4: no program loads Qt 5 beside Qt 6."""
    programs = [p for p in _executables(build) if p.parent.name == "bin"]
    if not programs:
        yield f"{build}: no programs to look at"
    for program in programs:
        second = re.findall(r"libQt5\w+", _output("ldd", str(program)))
        if second:
            yield f"{program.name}: loads {', '.join(sorted(set(second)))}"


def _widget_headers():
    for pattern in ("include/*/qt6/QtWidgets", "include/qt6/QtWidgets", "include/QtWidgets"):
        for folder in Path("/usr").glob(pattern):
            return {p.name for p in folder.iterdir() if p.is_file()}
    raise SystemExit("the folder of the QtWidgets headers was not found")


def no_widgets(tree):
    """Rule 5: ui/document, ui/jobs and ui/paint know no Widgets class."""
    widgets = _widget_headers()
    for file in tree.files(under=NO_WIDGETS):
        for line, path, angled in file.includes():
            if angled and (path in widgets or path.startswith("QtWidgets")):
                yield f"{file.path}:{line}: {path} is a Widgets header"
    for file in tree.cmake_files():
        if file.path.startswith(NO_WIDGETS) and "Qt6::Widgets" in file.text:
            yield f"{file.path}: links Qt6::Widgets"


def _long_functions(file):
    """(line, length) of bodies beyond the limit. clang-format puts a function's brace, and no other but that of a bare
    block, alone on its line; the body ends at the next brace of the same indent."""
    lines = file.code().splitlines()
    for begin, line in enumerate(lines):
        if line.strip() != "{":
            continue
        closing = line.replace("{", "}")
        end = next((i for i in range(begin + 1, len(lines)) if re.fullmatch(closing + r"[;,)]*", lines[i].rstrip())), begin)
        if end - begin + 1 > MAX_FUNCTION_LINES:
            yield begin + 1, end - begin + 1


def sizes(tree):
    """Rule 6: no file over 600 lines, no function over 60, without a reason ("// long: why") in the file's head."""
    for file in tree.files((".h", ".cpp", ".py", ".cmake"), ("",)):
        if LONG_MARKER.search("\n".join(file.lines()[:10])):
            continue
        if len(file.lines()) > MAX_FILE_LINES:
            yield f"{file.path}: {len(file.lines())} lines, more than {MAX_FILE_LINES}"
        for line, length in _long_functions(file) if file.suffix in (".h", ".cpp") else ():
            yield f"{file.path}:{line}: a function of {length} lines, more than {MAX_FUNCTION_LINES}"


def qt_habits(tree):
    """Specific includes; no keywords that other libraries use as names."""
    for file in tree.files(under=("core/", "ui/", "app/", "tests/")):
        for line, path, angled in file.includes():
            if angled and path in UMBRELLAS:
                yield f"{file.path}:{line}: <{path}> includes a whole module; name the classes"
        for number, line in enumerate(file.code().splitlines(), 1):
            if re.search(r"\b(signals|slots)\s*:|\bemit\s+\w|\bforeach\s*\(", line):
                yield f"{file.path}:{number}: Q_SIGNALS, Q_SLOTS, Q_EMIT and range-for instead of Qt's keywords"


_TR = re.compile(r'\b(?:tr|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP)\(\s*((?:"(?:[^"\\\n]|\\.)*"[\s,]*)+)')


def translatable(tree):
    """Placeholders are %1 and %n, and classes that call tr() have a context of their own."""
    for file in tree.files(under=("ui/", "app/")):
        for match in _TR.finditer(file.text):
            if re.search(r"%[-+0-9.]*[sdifu](?![A-Za-z])", match.group(1)):
                line = file.text.count("\n", 0, match.start()) + 1
                yield f"{file.path}:{line}: a printf placeholder in tr(); use %1 and arg()"
        if re.search(r"(?<![\w:.>])tr\(\"", file.text):
            # A class may be spread over several sources: its header is one of those of the folder.
            beside = {file.path.removesuffix(".cpp") + ".h"} | {p for _, p, _ in file.includes() if p.startswith(file.folder + "/")}
            texts = [file.text] + [tree.file(h).text for h in beside if h in tree.paths]
            if not any("Q_OBJECT" in t or "Q_DECLARE_TR_FUNCTIONS" in t for t in texts):
                yield f"{file.path}: calls tr() without Q_OBJECT or Q_DECLARE_TR_FUNCTIONS"


def _arguments(literals):
    """Texts of a call's leading string arguments; literals side by side are one."""
    text = ""
    for literal, between in re.findall(r'"((?:[^"\\\n]|\\.)*)"([\s,]*)', literals):
        text += literal
        if "," in between:
            yield text
            text = ""
    yield text


_ENGLISH = "translations/fiducial_en.ts"


def plurals(tree):
    """Every text with %n has its English singular and plural."""
    english = html.unescape(tree.file(_ENGLISH).text) if _ENGLISH in tree.paths else ""
    if 'type="unfinished"' in english:
        yield f"{_ENGLISH}: unfinished; fill in <numerusform>"
    for file in tree.files(under=("ui/", "app/")):
        for match in _TR.finditer(file.text):
            for text in _arguments(match.group(1)):
                if "%n" in text and f"<source>{text}</source>" not in english:
                    line = file.text.count("\n", 0, match.start()) + 1
                    yield f'{file.path}:{line}: "{text}" is not in {_ENGLISH}; build the target update_translations'


_MESSAGE = re.compile(r"<source>(.*?)</source>.*?<translation([^>]*)>(.*?)</translation>", re.S)
_PLACEHOLDER = re.compile(r"%(?:L?\d+|n)")
_CALL = re.compile(r'\b(tr|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP)\(\s*((?:"(?:[^"\\\n]|\\.)*"[\s,]*)+)')


def _spoken(literal):
    return literal.replace('\\"', '"').replace("\\n", "\n")


def _texts_to_translate(file):
    """(line, text) of each text that the target update_translations collects."""
    for match in _CALL.finditer(file.text):
        texts = list(_arguments(match.group(2)))
        wanted = texts[1:2] if match.group(1) in ("translate", "QT_TRANSLATE_NOOP") else texts[:1]
        for text in wanted:
            if text:
                yield file.text.count("\n", 0, match.start()) + 1, _spoken(text)
    translated = file.path.startswith(sentences.FOLDERS)
    for offset, pattern in sentences.patterns(file.text) if translated else ():
        yield file.text.count("\n", 0, offset) + 1, _spoken(pattern)


def chinese(tree):
    """Every text has its Chinese one, finished, with the same placeholders."""
    languages = [p for p in tree.paths if p.startswith("translations/") and p.endswith(".ts") and p != _ENGLISH]
    for path in languages:
        known = set()
        for source, state, translation in _MESSAGE.findall(tree.file(path).text):
            source, translation = html.unescape(source), html.unescape(translation)
            known.add(source)
            if "unfinished" in state or not translation.strip():
                yield f'{path}: "{source}" is not translated'
            elif set(_PLACEHOLDER.findall(source)) != set(_PLACEHOLDER.findall(translation)):
                yield f'{path}: the placeholders of "{source}" differ'
        for file in tree.files(under=("core/", "ui/", "app/gui/")):
            for line, text in _texts_to_translate(file):
                if text not in known:
                    yield f'{file.path}:{line}: "{text}" is not in {path}; build the target update_translations'


# Written in pieces: this file is looked at, too.
_PLACES = re.compile(r"(?<![\w.])(" + "|".join(["/wo" "rk/", "/ro" "ot/", r"/ho" r"me/\w", r"C:\\Us" r"ers\\"]) + ")")
_HOSTS = re.compile("|".join(h + r"\." + d for h, d in (("py" "pi", "org"), ("python" "hosted", "org"), ("npm" "js", "org"),
                                                         ("deb" r"ian", "org/"), ("crates", "io"), ("golang", "org"))))
_TORCH_INDEX = "download.py" "torch.org"
_MAY_NAME_TORCH_INDEX = {"packaging/setup.sh", "README.md"}


def portable(tree):
    """No path of somebody's machine and no registry host in any file of ours."""
    for path in tree.paths:
        if Path(path).suffix in (".png", ".jpg", ".ttf", ".safetensors", ".onnx", ".pt"):
            continue
        file = tree.file(path)
        for number, line in enumerate(file.lines(), 1):
            found = _PLACES.search(line) or _HOSTS.search(line)
            if found:
                yield f"{path}:{number}: names '{found.group(0)}'"
            if _TORCH_INDEX in line and path not in _MAY_NAME_TORCH_INDEX:
                yield f"{path}:{number}: names {_TORCH_INDEX}; the set-up alone does"


def tested(tree):
    """Every source of core is mentioned by a test, by its header or its name. A warning only."""
    tests = "\n".join(f.text for f in tree.files(under=("tests/",)))
    for file in tree.files((".cpp",), ("core/",)):
        stem = Path(file.path).stem
        if f"{file.folder}/{stem}.h" not in tests and not re.search(rf"\b{stem}\b", tests):
            yield f"{file.path}: no test mentions it"


SOURCE_RULES = [layering, libraries, core_is_plain, opencv_components, no_widgets, sizes, qt_habits, translatable, plurals, chinese, portable]
BUILD_RULES = [copy_relocations, one_qt]
WARNINGS = [tested]
