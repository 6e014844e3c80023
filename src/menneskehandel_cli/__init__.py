"""mh: a strategy tracker backed by versioned YAML.

The version is here, in the source, because asking the installed metadata for it costs more
than all of ``mh --version`` otherwise does.
"""

__version__ = "0.2.0"
