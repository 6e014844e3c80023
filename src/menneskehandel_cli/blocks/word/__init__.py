"""Word documents: the page's blocks as WordprocessingML, put into a template.

``texts`` and ``blocks`` write XML in the template's styles, ``template`` opens and fills the template,
``package`` writes the file. The elements are those of ECMA-376, part 1, section 17; their order within
each element is fixed there.
"""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    """An element or attribute as lxml names it."""
    return f"{{{MAIN}}}{name}"
