"""Appraisals by rules that are data: numbers exact, every number explained.

>>> import kinerja
>>> kinerja.Scheme.builtin("id/pp-46-2011").version
1
"""

from kinerja import development, feedback, frameworks, journal, periods, profile, weights
from kinerja._kinerja import (
    Absent,
    Appraisal,
    Appraisals,
    AppraisalStream,
    Comparison,
    Contributions,
    Listed,
    Problem,
    ProblemError,
    Scheme,
    WhatIf,
    __version__,
    compare,
    schemes,
)
from kinerja.frameworks import Framework, Gap, gap

__all__ = [
    "Absent",
    "Appraisal",
    "Appraisals",
    "AppraisalStream",
    "Comparison",
    "Contributions",
    "Framework",
    "Gap",
    "Listed",
    "Problem",
    "ProblemError",
    "Scheme",
    "WhatIf",
    "__version__",
    "compare",
    "development",
    "feedback",
    "frameworks",
    "gap",
    "journal",
    "periods",
    "profile",
    "schemes",
    "weights",
]
