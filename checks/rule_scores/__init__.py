"""What each rule is worth on a corpus: how often it speaks, how often it is right, and what it costs."""

from .advice import Remark, remarks
from .estimate import Estimate, wilson
from .labels import CLEAN, Defect, LabelError, Truth, truth_of
from .running import Corpus, CorpusKind, Scores, score_rules
from .scores import RuleScore, rule_scores

__all__ = [
    "CLEAN",
    "Corpus",
    "CorpusKind",
    "Defect",
    "Estimate",
    "LabelError",
    "Remark",
    "RuleScore",
    "Scores",
    "Truth",
    "remarks",
    "rule_scores",
    "score_rules",
    "truth_of",
    "wilson",
]
