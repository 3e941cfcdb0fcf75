"""Checks one rule over a checkout: lint.py RULE SOURCE_DIR [BUILD_DIR]; exit 1 where it is broken."""

import sys

import rules
from source_tree import SourceTree


def main(name, source, build=None):
    tree = SourceTree(source)
    known = {r.__name__: r for r in rules.SOURCE_RULES + rules.BUILD_RULES + rules.WARNINGS}
    rule = known[name]
    breaches = list(rule(tree, build) if rule in rules.BUILD_RULES else rule(tree))
    print("\n".join(breaches))
    if rule in rules.WARNINGS:
        print(f"{len(breaches)} warnings")
        return 0
    print(f"{rule.__doc__.splitlines()[0]} {len(breaches)} breaches in {len(tree.paths)} files.")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
