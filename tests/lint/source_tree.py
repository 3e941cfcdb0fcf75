"""The files of a checkout as the rules see them."""

import re
import subprocess
from pathlib import Path

CODE = (".h", ".cpp")
_IGNORED = {"build", ".deps", ".git", ".cache", "__pycache__"}
_RAW = re.compile(r'R"(\w*)\((.*?)\)\1"', re.S)
_COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'', re.S)
_INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.M)


def _blank(match):
    """The same number of lines, without the text."""
    return '""' + "\n" * match.group(0).count("\n")


class SourceFile:
    def __init__(self, root, path):
        self.path = path
        self.text = (root / path).read_text(encoding="utf-8", errors="replace")
        self.folder = str(Path(path).parent)
        self.suffix = Path(path).suffix

    def lines(self):
        return self.text.splitlines()

    def code(self):
        """The text with comments and strings blanked; line numbers stay."""
        keep_digit_separators = re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "", self.text)
        return _COMMENT_OR_STRING.sub(_blank, _RAW.sub(_blank, keep_digit_separators))

    def includes(self):
        """(line, path, whether in angle brackets) of every #include."""
        for match in _INCLUDE.finditer(self.text):
            yield self.text.count("\n", 0, match.start(2)) + 1, match.group(2), match.group(1) == "<"


class SourceTree:
    def __init__(self, root):
        self.root = Path(root)
        self._files = {}
        self.paths = sorted(p for p in self._list() if (self.root / p).is_file())

    def _list(self):
        if (self.root / ".git").exists():
            command = ["git", "-c", f"safe.directory={self.root}", "-C", str(self.root), "ls-files", "-co", "--exclude-standard"]
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        files = (p.relative_to(self.root) for p in self.root.rglob("*"))
        return [p.as_posix() for p in files if not _IGNORED & set(p.parts)]

    def file(self, path):
        if path not in self._files:
            self._files[path] = SourceFile(self.root, path)
        return self._files[path]

    def files(self, suffixes=CODE, under=("core/", "ui/", "app/")):
        return [self.file(p) for p in self.paths if p.endswith(suffixes) and p.startswith(tuple(under))]

    def cmake_files(self):
        return [self.file(p) for p in self.paths if Path(p).name == "CMakeLists.txt" or p.endswith(".cmake")]
