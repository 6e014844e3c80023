"""The version, in the source: to ask the installed metadata costs more than all of ``mh --version`` does."""

__version__ = "0.2.0"
