"""Turn a folder of plain-text documents into a checked data package in which every value points to its words."""

__version__ = "0.1.0"
