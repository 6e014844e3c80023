"""Word documents: the page's blocks as WordprocessingML, put into a template.

``texts`` and ``blocks`` write XML, ``styles`` finds the template's styles, ``template`` opens and fills
the template, ``package`` writes the file. The elements are those of ECMA-376, part 1, section 17; their
order within each element is fixed there.
"""
