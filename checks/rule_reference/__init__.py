"""The rule reference: a Markdown page about all rules, made from the rules themselves."""

from .figures import Figures, FiguresError, read_figures
from .page import reference

__all__ = ["Figures", "FiguresError", "read_figures", "reference"]
