"""Reads a script of PowerShell from standard input: prints the commands in it, or the first line that cannot be understood."""

import sys

import tree_sitter
import tree_sitter_powershell


def nodes(node):
    yield node
    for child in node.children:
        yield from nodes(child)


script = sys.stdin.buffer.read()
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
found = list(nodes(parser.parse(script).root_node))
faults = [node for node in found if node.is_error or node.is_missing]
if faults:
    print(f"line {faults[0].start_point.row + 1} cannot be understood")
else:
    print(*(node.text.decode() for node in found if node.type == "command_name"))
